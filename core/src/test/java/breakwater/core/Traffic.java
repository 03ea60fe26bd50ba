package breakwater.core;

import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.BreakKind;
import breakwater.core.message.BreakState;
import breakwater.core.message.Control;
import breakwater.core.message.EventSource;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.reference.Capacity;
import breakwater.core.risk.Figure;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueFault;
import breakwater.core.venuesim.VenueModel;

/**
 * A seeded world around an engine: a feed with every defect that feeds have, a paper venue with every fault that venues
 * have, senders that fail at times, an operator who kills and resumes, deadlines. One event a call, in order of time. It
 * hears the engine's outputs, so orders meet answers. Allocates nothing after construction.
 */
public final class Traffic {
    private static final int OUTCOMES = 1 << 14;
    private static final int NONE = -1;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final Figure[] FIGURES = Figure.values();

    public final EventPen pen;
    private final Engine engine;
    private final SimulatedVenue venue;
    private final boolean isHarsh;
    private final long[] orders = new long[OUTCOMES];
    private final long[] sequences = new long[OUTCOMES];
    private final int[] templates = new int[OUTCOMES];
    private final SendResult[] results = new SendResult[OUTCOMES];
    private final long[] bid = {100_000, 50_000};
    private final ScopeType[] heldType = new ScopeType[64];
    private final int[] heldId = new int[64];
    private final long[] heldGeneration = new long[64];
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final BreakChangedDecoder broken = new BreakChangedDecoder();
    private long reconciled;
    private long breakId;
    private long ours;
    private long theirs;
    private boolean isToAdopt;
    /** A resume was refused since the books differ from the venue's. */
    private boolean isDifferent;

    private final RiskEventDecoder riskEvent = new RiskEventDecoder();
    private int held;
    private int head;
    private int tail;
    private long state;
    private long feedNs;
    private long tradeId;
    private long feedEvents;
    private long killWord;
    private int run = 1;
    private boolean isGapped;
    private boolean isDown;
    private int halted = NONE;
    private Figure tightened;
    /** From here on no daily loss: the first midnight, UTC ns. */
    private final long quietNs;

    /**
     * @param isHarsh whether fills, too, are told with the wrong account or side. Such a fill is in nobody's book, its order
     *     unknown until a person adopts the venue's figure, and by K4 no hold is lifted before: after some of them the world
     *     hardly trades any more
     */
    public Traffic(
            final long seed, final Engine engine, final EventPen pen, final Capacity capacity, final boolean isHarsh) {
        this.state = seed;
        this.engine = engine;
        this.pen = pen;
        this.isHarsh = isHarsh;
        VenueModel model = VenueModel.DEFAULT
                .withSeed(seed)
                .withFaultDelayNsMax(50_000_000)
                .withRejectPerMille(10);
        for (final VenueFault fault : VenueFault.values()) {
            final boolean isWrongFill = fault == VenueFault.WRONG_ACCOUNT || fault == VenueFault.WRONG_SIDE;
            final boolean isLoss = fault == VenueFault.ORDER_LOST || fault == VenueFault.ACK_LOST;
            if (!isWrongFill || isHarsh) {
                model = model.withFault(fault, isWrongFill ? 20 : isLoss ? 5 : 1);
            }
        }
        venue = new SimulatedVenue(0, EventPen.VENUE, engine.instruments(), model, capacity);
        feedNs = pen.nowNs;
        quietNs = (pen.nowNs / DAY_NS + 1) * DAY_NS;
    }

    private long draw(final long bound) {
        return Long.remainderUnsigned(Frame.mix(++state), bound);
    }

    /** Lets feeds say nothing for so long. Returns when they speak again. */
    public long keepsStill(final long ns) {
        feedNs = Math.max(feedNs, pen.nowNs) + ns;
        return feedNs;
    }

    /** Writes the next event with the pen. */
    public void next() {
        if (head != tail) {
            final int at = head++ & (OUTCOMES - 1);
            pen.outcome(orders[at], sequences[at], templates[at], results[at]);
            return;
        }
        final long deadlineNs = engine.nextDeadlineNs();
        venue.advanceTo(Math.min(feedNs, deadlineNs));
        final long venueNs = venue.nextTimeNs();
        if (deadlineNs < Math.min(feedNs, venueNs)) {
            pen.nowNs = Math.max(pen.nowNs, deadlineNs);
            pen.time();
        } else if (venueNs <= feedNs && venueNs != EventSource.NONE) {
            pen.nowNs = Math.max(pen.nowNs, venueNs);
            venue.encodeNext(pen.buffer, 0);
            pen.frame.wrap(pen.buffer, 0);
            if (draw(10_000) == 0) {
                misreport();
            }
        } else {
            pen.nowNs = Math.max(pen.nowNs, feedNs);
            feed();
            venue.onMarketData(pen.frame.wrap(pen.buffer, 0));
            feedNs += 200_000 + draw(3_000_000);
        }
    }

    /** Lets a report name the wrong account or the wrong side; a fill's only in a harsh world. */
    private void misreport() {
        if (pen.frame.templateId() == ExecutionReportEncoder.TEMPLATE_ID
                && (isHarsh
                        || pen.buffer.getByte(pen.frame.blockOffset() + ExecutionReportEncoder.execTypeEncodingOffset())
                                != ExecType.TRADE.value())) {
            report.wrap(pen.buffer, pen.frame.blockOffset());
            if (draw(2) == 0) {
                report.accountId(1);
            } else {
                report.side(draw(2) == 0 ? Side.BUY : Side.SELL);
            }
        }
    }

    private void feed() {
        feedEvents++;
        final int instrument = (int) draw(2);
        if (isGapped) {
            isGapped = false;
            pen.feedStatus(Frame.NO_ID, MarketState.OPEN);
        } else if (halted != NONE && draw(50) == 0) {
            pen.feedStatus(halted, MarketState.OPEN);
            halted = NONE;
        } else if (draw(200) == 0) {
            wrong(instrument);
        } else if (draw(150) == 0) {
            command(instrument);
        } else if (isToAdopt && breakId != 0) {
            isToAdopt = false;
            adopt();
        } else if (isDifferent && draw(20) == 0) {
            // Somebody watches: what is held is not left to chance alone, else hardly an order would pass.
            settle(instrument);
        } else if (held > 0 && draw(60) == 0) {
            resume();
        } else if (draw(6) == 0) {
            pen.trade(
                    instrument,
                    draw(2) == 0 ? Side.BUY : Side.SELL,
                    bid[instrument] + draw(3),
                    1 + draw(200),
                    ++tradeId);
        } else {
            // A slow wave under the noise, so that breakouts and trends happen.
            final long drift = (feedEvents / 30_000 & 1) == 0 ? 1 : -1;
            bid[instrument] = Math.max(20_000, bid[instrument] + draw(41) - 20 + (draw(3) == 0 ? drift : 0));
            pen.quote(instrument, bid[instrument], 10 + draw(5_000), bid[instrument] + 1 + draw(5), 10 + draw(5_000));
        }
    }

    /** A defect of the feed. */
    private void wrong(final int instrument) {
        isGapped = true;
        final long at = bid[instrument];
        switch ((int) draw(9)) {
            case 0:
                pen.quote(instrument, at + 5, 10, at, 10);
                break;
            case 1:
                pen.quote(instrument, at, -10, at + 1, 10);
                break;
            case 2:
                pen.quote(13, at, 10, at + 1, 10);
                break;
            case 3:
                pen.numbers[EventPen.FEED] += 3;
                pen.quote(instrument, at, 10, at + 1, 10);
                break;
            case 4:
                pen.trade(instrument, Side.BUY, at, 10, tradeId);
                break;
            case 5:
                pen.quote(instrument, at, 10, at + 1, 10);
                pen.frame.eventTimeNs(pen.nowNs - 60_000_000_000L);
                break;
            case 6:
                pen.quote(instrument, at * 3, 10, at * 3 + 1, 10);
                break;
            case 7:
                pen.begin(999, 16, EventPen.FEED);
                break;
            default:
                pen.quote(instrument, at, 10, at + 1, 10);
                pen.frame.eventTimeNs(pen.nowNs + 10_000_000_000L);
                break;
        }
    }

    private void command(final int instrument) {
        final int strategy = (int) draw(3);
        switch ((int) draw(20)) {
            case 0:
                final Level level = draw(2) == 0 ? Level.REDUCE_ONLY : draw(2) == 0 ? Level.CANCEL_ONLY : Level.KILLED;
                pen.kill(draw(4) == 0 ? ScopeType.GLOBAL : ScopeType.STRATEGY, strategy, level, ++killWord);
                break;
            case 1:
                pen.manual(strategy, instrument, draw(2) == 0 ? Side.BUY : Side.SELL, bid[instrument], 20 + draw(100));
                break;
            case 2:
                pen.weight(strategy, instrument, draw(2_000) - 1_000);
                break;
            case 3:
                final boolean isOff = draw(4) == 0;
                isToAdopt |= isOff;
                pen.balance(engine.positions().cashE8(0) + (isOff ? 1_000_000_000 : 0));
                break;
            case 4:
                reconcile(instrument);
                break;
            case 5:
                pen.reconcile(draw(3) != 0);
                break;
            case 6:
                if (halted != NONE || draw(4) == 0) {
                    pen.runStarted(++run, true, Level.ACTIVE);
                } else {
                    pen.feedStatus(instrument, MarketState.HALTED);
                    halted = instrument;
                }
                break;
            case 7:
            case 8:
            case 9:
                limit();
                break;
            default:
                if (held > 0) {
                    resume();
                } else {
                    pen.manual(strategy, instrument, Side.BUY, 0, 0);
                }
                break;
        }
    }

    /** Tells the venue's position, at times another one; adopts what differed, at times with another figure than it saw. */
    private void reconcile(final int instrument) {
        reconciled++;
        if (breakId != 0 && reconciled % 2 == 0) {
            adopt();
            return;
        }
        final long nobodys = engine.positions().suspenseQuantity(instrument);
        final long off = nobodys != 0 ? -nobodys : reconciled % 4 == 0 ? -20 : 1;
        final boolean isOff = draw(2) == 0;
        isToAdopt = isOff && draw(4) != 0;
        pen.venuePosition(instrument, engine.positions().netQuantity(instrument) + (isOff ? off : 0));
    }

    private void adopt() {
        pen.adopt(breakId, ours, reconciled % 16 == 0 ? theirs + 1 : theirs);
    }

    /** Asks the venue again, which agrees by now: so the difference ends, whichever it is. */
    private void settle(final int instrument) {
        switch ((int) draw(3)) {
            case 0:
                pen.venuePosition(instrument, engine.positions().netQuantity(instrument));
                break;
            case 1:
                pen.balance(engine.positions().cashE8(0));
                break;
            default:
                isDifferent = false;
                pen.reconcile(true);
                break;
        }
    }

    private void resume() {
        held--;
        pen.resume(heldType[held], heldId[held], heldGeneration[held]);
    }

    /** Tightens a limit so far that it binds; the next time widens it again. */
    private void limit() {
        final boolean isTight = tightened == null;
        Figure figure = isTight ? FIGURES[(int) draw(FIGURES.length)] : tightened;
        if (isTight && (figure == Figure.WEEKLY_LOSS || (figure == Figure.DAILY_LOSS && pen.nowNs >= quietNs))) {
            // It holds until midnight, or for a week, which is too far by now.
            figure = Figure.TRADE_RISK;
        }
        tightened = isTight ? figure : null;
        pen.limit(figure, figure.required(), 0, isTight ? EngineFixture.tight(figure) : EngineFixture.widest(figure));
    }

    /** Hears one output of the engine. */
    public void onOutput(final Frame output) {
        final int templateId = output.templateId();
        if (templateId == BreakChangedDecoder.TEMPLATE_ID) {
            broken.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
            onBreak();
        } else if (templateId == RiskEventDecoder.TEMPLATE_ID) {
            riskEvent.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
            onRiskEvent();
        } else if ((templateId >= OrderNewDecoder.TEMPLATE_ID && templateId <= OrderQueryDecoder.TEMPLATE_ID)
                || templateId == OrderMassCancelDecoder.TEMPLATE_ID) {
            // Each order output begins with the client order id.
            onOrder(output, templateId, output.buffer().getLong(output.blockOffset()));
        }
    }

    /** What was refused once is told anew by the venue first. */
    private void onBreak() {
        final boolean isAdoptable = broken.state() == BreakState.OPEN
                && broken.kind() != BreakKind.RECONCILIATION
                && broken.refusal() == AdoptionRefusal.NONE;
        if (isAdoptable || broken.breakId() == breakId) {
            breakId = isAdoptable ? broken.breakId() : 0;
            ours = broken.ours();
            theirs = broken.theirs();
        }
    }

    private void onRiskEvent() {
        final RiskEventKind kind = riskEvent.kind();
        isDifferent |= kind == RiskEventKind.RESET_REFUSED && riskEvent.control() == Control.RECONCILIATION.code();
        if ((kind != RiskEventKind.LEVEL_RAISED && kind != RiskEventKind.RESET_REFUSED)
                || riskEvent.level() == Level.ACTIVE) {
            return;
        }
        int at = 0;
        while (at < held && (heldType[at] != riskEvent.scopeType() || heldId[at] != riskEvent.scopeId())) {
            at++;
        }
        if (at == held && held < heldType.length) {
            held++;
        }
        if (at < heldType.length) {
            heldType[at] = riskEvent.scopeType();
            heldId[at] = riskEvent.scopeId();
            heldGeneration[at] = riskEvent.generation();
        }
    }

    /** From now on nothing leaves any more: each send is answered at once, with what a session that is down says. */
    void goDown() {
        isDown = true;
    }

    private void onOrder(final Frame output, final int templateId, final long orderId) {
        SendResult result = isDown ? SendResult.NOT_LOGGED_ON : SendResult.SENT;
        if (!isDown && draw(500) == 0) {
            final long what = draw(4);
            result = what == 0
                    ? SendResult.UNCERTAIN
                    : what == 1
                            ? SendResult.BLOCKED_BY_KILL
                            : what == 2 ? SendResult.NOT_LOGGED_ON : SendResult.JOURNAL_FAILED;
        }
        if (result == SendResult.SENT || (result == SendResult.UNCERTAIN && draw(2) == 0)) {
            venue.onOrder(output);
        }
        if (tail - head == OUTCOMES) {
            throw new IllegalStateException("more than " + OUTCOMES + " outcomes wait");
        }
        final int at = tail++ & (OUTCOMES - 1);
        orders[at] = orderId;
        sequences[at] = output.sequence();
        templates[at] = templateId;
        results[at] = result;
    }

    /** Returns how many feed events there were. */
    public long feedEvents() {
        return feedEvents;
    }
}
