package breakwater.core.oracle;

import breakwater.core.Engine;
import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.Tape;
import breakwater.core.Traffic;
import breakwater.core.message.AccountDefinitionEncoder;
import breakwater.core.message.AdmitStrategyEncoder;
import breakwater.core.message.AssetClass;
import breakwater.core.message.BalanceEncoder;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ReconcileEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.message.TradingSessionEncoder;
import breakwater.core.risk.Figure;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * An engine in the seeded world of {@link Traffic}, read by the oracle as it goes, and a hand that hugs the boundaries: it
 * lets the oracle tell what each figure of an order would be, sets one limit to that, a step below or a step above, sends
 * the order and two that are hardly more or less, and widens the limit again.
 */
final class OracleCourse {
    /** Half a minute before midnight, so that the day rolls under way. */
    private static final long ADOPT_EVERY = 4;

    private static final long START_NS = EngineFixture.START_NS + 86_370 * EngineFixture.SECOND;

    private static final long WIDE = 100_000_000_000_000_000L;
    private static final int STRATEGIES = 4;
    /** Rare: what a digest says is not asked here. */
    private static final int DIGEST_INTERVAL = 50_000;

    /** What binds strategies more than a hand. */
    private static final Figure[] CONTRACT = {
        Figure.SCORE,
        Figure.REWARD_TO_RISK,
        Figure.STOP_DISTANCE,
        Figure.VOLATILITY_MIN,
        Figure.VOLATILITY_MAX,
        Figure.OWN_ORDERS_CROSSED
    };

    /** Wide enough that an entry of seconds ago is asked for. */
    private static final long AGAIN_NS = 10_000_000_000L;

    /** Steps in which hours pass now and then, so that returns of them come together; else the world lives in milliseconds. */
    private static final long HOURS_FROM = 20_000;

    private static final long HOURS_FOR = 20_000;
    private static final long HOURS_EVERY = 400_000;

    private static final Level[] LEVELS = {Level.REDUCE_ONLY, Level.CANCEL_ONLY, Level.KILLED};

    final EventPen pen = new EventPen(START_NS);
    final Tape tape = new Tape(1);
    final Engine engine = new Engine(EngineFixture.CAPACITY, tape, Trace.NONE);
    final JournalOracle oracle = new JournalOracle(EngineFixture.CAPACITY.orders());
    private final long seed;
    private final Frame frame = new Frame();
    private final Traffic traffic;
    private final SetLimitEncoder limit = new SetLimitEncoder();
    /** Sees each input and its outputs before the oracle does, and may falsify them. */
    private final BiConsumer<EventPen, Tape> beforeOracle;

    private final BreakChangedDecoder broken = new BreakChangedDecoder();
    private long breakId;
    private long truths;

    private final boolean[] isShortable = {true, true};
    /** What a hand last wanted of each strategy. */
    private final Proposal[] last = new Proposal[STRATEGIES];

    private long calendarEndNs;
    private long draws;
    private long steps;
    private long batches;

    /** @param isAtomic whether the venue replaces orders in place */
    OracleCourse(final long seed, final boolean isAtomic, final BiConsumer<EventPen, Tape> beforeOracle) {
        this.seed = seed;
        this.beforeOracle = beforeOracle;
        EngineFixture.configure(pen, DIGEST_INTERVAL, isAtomic, this::give);
        EngineFixture.admit(pen, this::give, 0, 0, "churn", "quantity", 0.05, "seed", 3, "bracket-percent", 0);
        EngineFixture.admit(pen, this::give, 1, 1, "churn", "every-quotes", 3, "bracket-percent", 50);
        // Strategy 2 may enter both instruments, the others are asked for a leave.
        pen.permit(2, 0);
        give(pen);
        admitBreakout();
        openSecondAccount();
        EngineFixture.admit(pen, this::give, 3, 0, "churn", "every-quotes", 4, "seed", 7, "bracket-percent", 100);
        openRows();
        // What the gate sizes would be all that equity carries.
        set(Figure.ORDER_NOTIONAL, ScopeType.STRATEGY, 2, 10_000_000_000_000L);
        // Rows that belong together and do not all stand yet: until they do, the strategy is denied.
        set(Figure.MESSAGE_RATE, ScopeType.STRATEGY, 3, 1_000_000);
        traffic = new Traffic(seed, engine, pen, EngineFixture.CAPACITY, false);
    }

    /**
     * Instrument 1 has a calendar of seconds, that is made longer a little after it has ended. One of its days is shorter than
     * it was announced.
     */
    private void openSessions() {
        final long second = EngineFixture.SECOND;
        long beginNs = Math.max(pen.nowNs, calendarEndNs) + 300_000_000L;
        for (int day = 0; day < 4; day++) {
            final long openNs = beginNs + second / 2;
            final long closeNs = openNs + (4 + draw(8)) * second;
            pen.session(ScopeType.INSTRUMENT, 1, beginNs, openNs, closeNs, closeNs + second);
            give(pen);
            if (day == 2) {
                pen.session(ScopeType.INSTRUMENT, 1, beginNs, openNs, closeNs - second, closeNs);
                give(pen);
            }
            beginNs = closeNs + second + draw(3) * 200_000_000L;
            calendarEndNs = closeNs + second;
        }
    }

    private void openSecondAccount() {
        pen.account(10_000_000_000_000L);
        new AccountDefinitionEncoder()
                .wrap(pen.buffer, Frame.HEADER_LENGTH)
                .accountId(1)
                .name("second");
        give(pen);
    }

    /** Instrument 1 is of another class, what the venue does not lend is not shortable, strategy 3 is of the second account. */
    private void adapt(final EventPen written) {
        final int id = written.buffer.getShort(Frame.HEADER_LENGTH, ByteOrder.LITTLE_ENDIAN);
        switch (written.frame.wrap(written.buffer, 0).templateId()) {
            case InstrumentDefinitionEncoder.TEMPLATE_ID:
                new InstrumentDefinitionEncoder()
                        .wrap(written.buffer, Frame.HEADER_LENGTH)
                        .assetClass(id == 0 ? AssetClass.CRYPTO : AssetClass.EQUITY)
                        .isShortable((short) (isShortable[id] ? 1 : 0));
                break;
            case TradingSessionEncoder.TEMPLATE_ID:
                new TradingSessionEncoder()
                        .wrap(written.buffer, Frame.HEADER_LENGTH)
                        .calendar("us-equities");
                break;
            case AdmitStrategyEncoder.TEMPLATE_ID:
                new AdmitStrategyEncoder()
                        .wrap(written.buffer, Frame.HEADER_LENGTH)
                        .accountId(id == STRATEGIES - 1 ? 1 : 0);
                break;
            default:
                break;
        }
    }

    /** Gives the controls after P21 a row wherever one may stand, and samples that are soon there. */
    private void openRows() {
        for (final Figure figure : Figure.values()) {
            if (figure.control().code() < Control.LEVERAGE.code()
                    || figure.control().reach() == Control.Reach.LEVELS) {
                continue;
            }
            for (int type = 1; type < 6; type++) {
                final ScopeType scope = ScopeType.get((short) type);
                for (int id = 0; id < (scope == ScopeType.STRATEGY ? STRATEGIES : 2); id++) {
                    if (figure.allows(scope) && scope != figure.required()) {
                        set(figure, scope, id, base(figure));
                    }
                }
            }
            set(figure, figure.required(), 0, base(figure));
        }
        for (final AssetClass assetClass : new AssetClass[] {AssetClass.CRYPTO, AssetClass.EQUITY}) {
            set(Figure.LEVERAGE, ScopeType.ASSET_CLASS, assetClass.value(), base(Figure.LEVERAGE));
            set(Figure.MINIMUM_VOLUME, ScopeType.ASSET_CLASS, assetClass.value(), base(Figure.MINIMUM_VOLUME));
        }
    }

    /** Returns a value that hardly binds, but lets the rule do its work. */
    private static long base(final Figure figure) {
        switch (figure) {
            case DUPLICATE_WINDOW:
                return 20_000_000;
            case ORDERS_PER_TRADE_SAMPLE:
                return 20;
            case SPREAD_SAMPLE:
                return 2;
            case SPREAD_FLOOR:
                return 1;
            case QUARANTINE_SAMPLE:
                return 40;
            case FAT_FINGER_SAMPLE:
                return 5;
            case REGIME_SAMPLE:
            case VOLATILITY_BRAKE_FLOOR:
                return 1;
            case CORRELATION_SAMPLE:
                return 2;
            case DAY_TRADE_EQUITY:
                return WIDE;
            case PRICE_MOVE_WINDOW:
                return 2 * EngineFixture.SECOND;
            default:
                return figure.isTighter(0, 1) ? Math.min(WIDE, figure.largest()) : 0;
        }
    }

    private void admitBreakout() {
        final String parameters = "bar-seconds 1, trend-seconds 5, donchian 5, ema-fast 2, ema-slow 4, atr 3, rsi 3,"
                + " volume-ma 3, atr-baseline 3, warm-up-residual 1, bollinger 2, volume-required 0, atr-ratio-min 0,"
                + " rsi-long-max 100, rsi-short-min 0";
        EngineFixture.admit(pen, this::give, 2, 1, "momentum-breakout", EngineFixture.parameters(parameters));
    }

    private long draw(final long bound) {
        return Long.remainderUnsigned(Frame.mix(seed * 31 + ++draws), bound);
    }

    /** Works the next event of the world, or an order at a boundary. */
    void step() {
        steps++;
        if (steps == 4_000 || steps == 6_000) {
            set(steps == 4_000 ? Figure.MESSAGE_BURST : Figure.MESSAGE_RESERVE, ScopeType.STRATEGY, 3, 1_000_000);
        }
        if (steps % 500 == 0 && steps >= HOURS_FROM && (steps - HOURS_FROM) % HOURS_EVERY < HOURS_FOR) {
            keepStill((20 + draw(100)) * 60 * EngineFixture.SECOND);
            set(Figure.ASSUMED_CORRELATION, ScopeType.GLOBAL, 0, draw(2) * draw(1_000_000));
        }
        if (pen.nowNs > calendarEndNs + 200_000_000L) {
            openSessions();
        }
        final int what = (int) draw(16);
        final int instrument = (int) draw(2);
        if (what < 12 || oracle.marks.reference(instrument) == 0) {
            traffic.next();
            give(pen);
        } else if (what == 12) {
            lift();
        } else if (what == 13) {
            if (draw(3) == 0 && oracle.marks.reference(1 - instrument) != 0) {
                basket();
            } else {
                pen.weight((int) draw(STRATEGIES), instrument, draw(2_000) - 1_000);
                give(pen);
            }
        } else if (what == 14 && draw(20) == 0) {
            tightenContract();
        } else if (what == 14 && draw(200) == 0) {
            lend(instrument);
        } else if (what == 14 && draw(100) == 0) {
            final long value = draw(2) == 0 ? WIDE : draw(3) * (1_000 + draw(100_000));
            set(Figure.ASSUMED_VOLUME, ScopeType.INSTRUMENT, instrument, value);
        } else if (what == 14 && draw(500) == 0) {
            pen.kill(ScopeType.get((short) draw(6)), (int) draw(2), LEVELS[(int) draw(3)], 0);
            give(pen);
        } else {
            hug((int) draw(STRATEGIES), instrument);
        }
    }

    /** Lets so much time pass in which no feed says anything, and everything else comes when it is due. */
    private void keepStill(final long ns) {
        final long untilNs = traffic.keepsStill(ns);
        while (pen.nowNs < untilNs) {
            traffic.next();
            give(pen);
        }
    }

    /** Somebody watches: what is held is lifted, and where the engine does not let it, once it has been told the venue's books. */
    private void lift() {
        resumeAll();
        if (draw(4) == 0 && isAnyHeld()) {
            tellTruth();
            resumeAll();
        }
    }

    private void resumeAll() {
        for (int type = 0; type < 6; type++) {
            for (int id = 0; id < (type == 0 ? 1 : 4); id++) {
                final ScopeType scope = ScopeType.get((short) type);
                if (engine.monitor().level(scope, id) != Level.ACTIVE) {
                    resume(scope, type == 0 ? Frame.NO_ID : id);
                }
            }
        }
    }

    private boolean isAnyHeld() {
        boolean isHeld = false;
        for (int type = 0; type < 6; type++) {
            for (int id = 0; id < (type == 0 ? 1 : 4); id++) {
                isHeld |= engine.monitor().level(ScopeType.get((short) type), id) != Level.ACTIVE;
            }
        }
        return isHeld;
    }

    private void tellTruth() {
        for (int account = 0; account < 2; account++) {
            for (int instrument = 0; instrument < 2; instrument++) {
                pen.venuePosition(
                                instrument,
                                oracle.ledger.ofAccount(account, instrument).longValue())
                        .accountId(account);
                give(pen);
            }
            pen.balance(engine.positions().cashE8(account));
            new BalanceEncoder().wrap(pen.buffer, Frame.HEADER_LENGTH).accountId(account);
            give(pen);
            pen.reconcile(true);
            new ReconcileEncoder().wrap(pen.buffer, Frame.HEADER_LENGTH).accountId(account);
            give(pen);
        }
        if (++truths % ADOPT_EVERY == 0) {
            adopt(truths / ADOPT_EVERY);
        }
    }

    /** The venue has some lots more, then some less, and a person adopts that. */
    private void adopt(final long time) {
        final int instrument = (int) (time % 2);
        final long ours = oracle.ledger.ofAccount(0, instrument).longValue();
        final long theirs = ours + (time / 2 % 2 == 0 ? 10 : -30);
        pen.venuePosition(instrument, theirs);
        give(pen);
        pen.adopt(breakId, ours, theirs);
        give(pen);
    }

    /** Lets the venue lend an instrument from now on, or no longer. */
    private void lend(final int instrument) {
        isShortable[instrument] ^= true;
        pen.instrument(instrument, 10);
        give(pen);
    }

    /** Sets a figure to what the entries of churn bring, or hardly more; the next time it is widened. */
    private void tightenContract() {
        final Figure figure = CONTRACT[(int) draw(CONTRACT.length)];
        final long value = figure == Figure.SCORE || figure == Figure.OWN_ORDERS_CROSSED
                ? draw(6)
                : figure == Figure.REWARD_TO_RISK ? 1_999_999 + draw(3) : 5_000 + draw(20);
        set(figure, figure.required(), 0, draw(2) == 0 ? base(figure) : value);
    }

    private void resume(final ScopeType type, final int id) {
        pen.resume(type, id, engine.monitor().generation(type, id));
        give(pen);
    }

    /** Weights of one decision, now and then too dear, too much for one row, out of order, or a second time. */
    private void basket() {
        final int parts = 1 + (int) draw(4);
        final long batch = draw(30) == 0 ? batches : ++batches;
        final int first = (int) draw(2 * STRATEGIES);
        final boolean isTight = draw(3) == 0;
        final int tight = (int) draw(STRATEGIES);
        if (isTight) {
            set(Figure.BASKET_NOTIONAL, ScopeType.STRATEGY, tight, draw(100_000_000_000L));
        }
        final boolean isBanded = draw(4) == 0;
        if (isBanded) {
            set(Figure.NO_TRADE_BAND, ScopeType.STRATEGY, tight, draw(1_500));
            set(Figure.COOLDOWN_AFTER_REBALANCE, ScopeType.GLOBAL, 0, draw(2) * AGAIN_NS);
        }
        final boolean isNarrow = draw(3) == 0;
        if (isNarrow) {
            set(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0, draw(3_000));
        }
        for (int i = 0; i < parts; i++) {
            final int pair = (first + i) % (2 * STRATEGIES);
            pen.weight(pair / 2, pair % 2, draw(2_000) - 1_000, batch, draw(60) == 0 ? i + 1 : i, parts);
            give(pen);
        }
        pen.closeBasket(batch, parts);
        give(pen);
        if (isTight) {
            set(Figure.BASKET_NOTIONAL, ScopeType.STRATEGY, tight, base(Figure.BASKET_NOTIONAL));
        }
        if (isBanded) {
            set(Figure.NO_TRADE_BAND, ScopeType.STRATEGY, tight, 0);
            set(Figure.COOLDOWN_AFTER_REBALANCE, ScopeType.GLOBAL, 0, 0);
        }
        if (isNarrow) {
            set(Figure.LONG_POSITION, ScopeType.INSTRUMENT, 0, base(Figure.LONG_POSITION));
        }
    }

    private void hug(final int strategy, final int instrument) {
        final long bid = oracle.marks.mark(instrument, 1);
        final long ask = oracle.marks.mark(instrument, -1);
        final Proposal p = new Proposal();
        p.strategyId = strategy;
        p.instrumentId = instrument;
        p.side = draw(2) == 0 ? Side.BUY : Side.SELL;
        p.price = p.isBuy() ? ask + draw(4) - (draw(4) == 0 ? 8 : 0) : bid - draw(4) + (draw(4) == 0 ? 8 : 0);
        p.quantity = 10 + draw(draw(20) == 0 ? 2_000 : 90) - (draw(50) == 0 ? 20 : 0);
        if (!isShortable[instrument] && !p.isBuy() && draw(3) == 0) {
            p.quantity = Math.max(10, deliverable(strategy, instrument) + draw(3) - 1);
        } else if (!isShortable[instrument] && p.isBuy() && draw(20) == 0) {
            // More than any account can pay.
            p.quantity = 30_000_000 + draw(1_000_000);
        }
        final boolean isAgain = last[strategy] != null && draw(6) == 0;
        if (isAgain) {
            p.instrumentId = last[strategy].instrumentId;
            p.side = last[strategy].side;
            p.price = last[strategy].price;
            p.quantity = last[strategy].quantity;
            set(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, AGAIN_NS);
        }
        last[strategy] = p.copy();
        p.role = OrderRole.MANUAL;
        final int sign = oracle.ledger.held(strategy, p.instrumentId).signum();
        p.claim = sign != 0 && (sign > 0) != p.isBuy() ? Effect.REDUCES : Effect.RAISES;
        if (p.claim == Effect.RAISES && draw(60) == 0) {
            // Of no worth that a long could hold. An exit would rest there, and nothing would fit beside it.
            p.price = 1_000_000_000_000L + draw(100);
            p.quantity = 1_000_000_000L - draw(3);
        }
        final Verdict v =
                oracle.weighing.judge(p, pen.nowNs, oracle.weighing.stopsOf(p).get(0));
        Verdict.Comparison at = null;
        if (!v.comparisons.isEmpty() && draw(8) != 0) {
            at = isAgain ? asked(v, Control.DUPLICATE_ORDER) : null;
            at = at == null ? v.comparisons.get((int) draw(v.comparisons.size())) : at;
            tighten(at);
        }
        pen.manual(strategy, p.instrumentId, p.side, p.price, draw(40) == 0 ? 0 : p.quantity);
        give(pen);
        for (int more = 0; more < 2 && at != null && p.quantity > 1; more++) {
            pen.manual(strategy, p.instrumentId, p.side, p.price + draw(3) - 1, p.quantity + draw(3) - 1);
            give(pen);
        }
        if (at != null) {
            widen(at);
        }
        if (isAgain) {
            set(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, base(Figure.DUPLICATE_WINDOW));
        }
    }

    private static Verdict.Comparison asked(final Verdict v, final Control control) {
        return v.comparisons.stream()
                .filter(c -> c.control() == control)
                .findFirst()
                .orElse(null);
    }

    /** Returns whether a row says from where on another row of its control is asked. */
    private static boolean isThreshold(final Figure figure) {
        return figure == Figure.ORDERS_PER_TRADE_SAMPLE
                || figure == Figure.SPREAD_SAMPLE
                || figure == Figure.SPREAD_FLOOR
                || figure == Figure.QUARANTINE_SAMPLE
                || figure == Figure.FAT_FINGER_SAMPLE
                || figure == Figure.REGIME_SAMPLE
                || figure == Figure.CORRELATION_SAMPLE
                || figure == Figure.DAY_TRADE_EQUITY
                || figure == Figure.VOLATILITY_BRAKE_FLOOR;
    }

    private void tighten(final Verdict.Comparison at) {
        final Figure figure = Figure.of(at.control(), at.key());
        if (isThreshold(figure)) {
            set(Figure.of(at.control(), 0), ScopeType.GLOBAL, 0, 0);
        }
        final long observed = Math.min(figure.largest(), at.observed().longValue());
        final long value = observed + draw(3) - 1;
        set(figure, at.scope(), at.scopeId(), Math.max(0, Math.min(figure.largest(), value)));
    }

    private void widen(final Verdict.Comparison at) {
        final Figure figure = Figure.of(at.control(), at.key());
        set(figure, at.scope(), at.scopeId(), base(figure));
        if (isThreshold(figure)) {
            final Figure asked = Figure.of(at.control(), 0);
            set(asked, ScopeType.GLOBAL, 0, base(asked));
        }
    }

    /** Returns what a strategy's account holds of an instrument and no order sells yet. */
    private long deliverable(final int strategy, final int instrument) {
        long units = 0;
        for (int id = 0; id < STRATEGIES; id++) {
            if (oracle.world.strategies.get(id).accountId()
                    == oracle.world.strategies.get(strategy).accountId()) {
                units += oracle.ledger.held(id, instrument).longValue()
                        - oracle.orders
                                .leaves(oracle.orders.inBook(id, instrument), Side.SELL)
                                .longValue();
            }
        }
        return units;
    }

    /** Sets a row, at times with a level that warns. */
    private void set(final Figure figure, final ScopeType type, final int id, final long value) {
        pen.limit(figure, type, id, value);
        final boolean isUpper = figure.isTighter(0, 1);
        limit.wrap(pen.buffer, pen.frame.wrap(pen.buffer, 0).blockOffset())
                .warn(draw(3) == 0 ? 0 : isUpper ? Math.max(0, value - draw(3)) : value + draw(3));
        give(pen);
    }

    private void give(final EventPen written) {
        adapt(written);
        tape.rewind();
        written.frame.wrapForWrite(written.buffer, 0).sequence(engine.sequence() + 1);
        engine.onEvent(written.buffer, 0);
        if (traffic != null) {
            for (int output = 0; output < tape.count(); output++) {
                traffic.onOutput(tape.frame(frame, output));
                if (frame.templateId() == BreakChangedDecoder.TEMPLATE_ID) {
                    breakId = broken.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version())
                            .breakId();
                }
            }
        }
        beforeOracle.accept(written, tape);
        final List<JournalRecord> outputs = new ArrayList<>();
        for (int i = 0; i < tape.count(); i++) {
            outputs.add(new JournalRecord(tape.buffer(), i * Frame.SLOT_LENGTH));
        }
        oracle.event(new JournalRecord(written.buffer, 0), outputs);
    }
}
