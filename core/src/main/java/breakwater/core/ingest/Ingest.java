package breakwater.core.ingest;

import breakwater.core.message.BarDecoder;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.TradeDecoder;
import breakwater.core.message.TradingSessionDecoder;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The first stage: lets in what is in sequence, sane and young, moves the market view by it, builds bars. Each on…
 * answers NONE and has moved the view, or names the first check that failed, with {@link #observed} and {@link #bound}
 * as its figures, and has changed nothing but the source's sequence. Order of checks: source (BAD_COMMAND: an event
 * whose source is not defined names nothing), sequence, instrument, prices and sizes, time, jump.
 *
 * <p>A hole in a source's numbers opens a gap on every instrument that the source feeds, since nobody knows whose event
 * was lost; the event that showed it is taken. {@link TopOfBook} tells what closes a gap. A source that disconnects
 * counts anew afterwards, all its instruments in gap.
 *
 * <p>Age is clock minus event time. Live data is stale past the smaller of 30 s and the instrument's bound, data of a
 * bar source past twice its cadence; a lead within the source's tolerance counts as age 0 (Settled 15).
 *
 * <p>Thread: core. Allocates: a book at an instrument's first depth, arrays at {@link #requireBars}; else never.
 */
public final class Ingest implements MarketView, Stateful {
    /** Trade ids remembered for dedupe, over all instruments. */
    static final int TRADE_IDS = 8192;

    private static final QuarantineReason NONE = QuarantineReason.NONE;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Instruments instruments;
    private final Sources sources;
    private final FeedSequence sequence;
    private final TradeIdWindow tradeIds = new TradeIdWindow(TRADE_IDS);
    private final TopOfBook top;
    private final Admissible checks;
    private final Depths depths;
    private final BarBuilder bars;
    private final TradingSessions sessions;
    private final Quality quality;
    private final DayVolume volumes;
    private final PriceTrail trail;
    private final PriceTrail minutes;
    private final HourlyReturns returns;

    public Ingest(final Instruments instruments, final Sources sources, final BarListener bars) {
        this.instruments = instruments;
        this.sources = sources;
        this.bars = new BarBuilder(instruments.capacity(), bars);
        sequence = new FeedSequence(sources.capacity());
        top = new TopOfBook(instruments.capacity(), sources.capacity());
        checks = new Admissible(instruments, sources, top);
        depths = new Depths(sources, top, checks, instruments.capacity());
        sessions = new TradingSessions(instruments.capacity());
        quality = new Quality(instruments.capacity(), sources.capacity());
        volumes = new DayVolume(instruments.capacity());
        trail = new PriceTrail(instruments.capacity(), SECOND_NS);
        minutes = new PriceTrail(instruments.capacity(), 60 * SECOND_NS);
        returns = new HourlyReturns(instruments.capacity());
    }

    /**
     * Takes a trade, or several that conflation merged (mergedCount over 1: then high and low are their range). A trade
     * id that the window of the newest 8,192 holds is a DUPLICATE.
     */
    public QuarantineReason onTrade(final Frame frame, final TradeDecoder d, final long nowNs) {
        final int id = d.instrumentId();
        final long price = d.price();
        final boolean isMerged = d.mergedCount() > 1;
        final long high = isMerged ? d.highPrice() : price;
        final long low = isMerged ? d.lowPrice() : price;
        QuarantineReason reason = checkSequence(frame, isMerged ? d.mergedCount() - 1L : 0);
        if (reason == NONE) reason = checks.checkInstrument(id);
        if (reason == NONE && d.tradeId() != 0 && tradeIds.contains(id, d.tradeId())) {
            reason = checks.refuse(QuarantineReason.DUPLICATE, d.tradeId(), d.tradeId());
        }
        if (reason == NONE) reason = checks.checkPrice(id, price);
        if (reason == NONE) reason = checks.checkQuantity(id, d.quantity());
        if (reason == NONE && isMerged) reason = checkRange(id, price, price, high, low);
        if (reason == NONE) reason = checks.checkTime(frame, id, nowNs);
        if (reason == NONE) reason = checks.checkJump(id, price, nowNs);
        if (reason != NONE) {
            return reason;
        }
        if (d.tradeId() != 0) {
            tradeIds.add(id, d.tradeId());
        }
        top.trade(id, frame.sourceId(), sources.cadenceNs(frame.sourceId()), checks.timeNs(), price);
        openGapAfterHole(frame.sourceId(), id);
        onTaken(frame.sourceId(), id, nowNs);
        if (!bars.isFedByBars(id)) {
            volumes.onTraded(id, nowNs, d.quantity());
        }
        bars.onTrade(id, checks.eventTimeNs(frame), price, high, low, d.quantity());
        return NONE;
    }

    /** Takes a quote. From a source without sequence, one older than the shown quote is OUT_OF_ORDER. */
    public QuarantineReason onQuote(final Frame frame, final QuoteDecoder d, final long nowNs) {
        final int id = d.instrumentId();
        final long bid = d.bidPrice();
        final long ask = d.askPrice();
        QuarantineReason reason = checkSequence(frame, d.skipped());
        if (reason == NONE) reason = checks.checkInstrument(id);
        if (reason == NONE) reason = checks.checkPrice(id, bid);
        if (reason == NONE) reason = checks.checkPrice(id, ask);
        if (reason == NONE) reason = checks.checkQuantity(id, d.bidQuantity());
        if (reason == NONE) reason = checks.checkQuantity(id, d.askQuantity());
        if (reason == NONE && bid >= ask) reason = checks.refuse(QuarantineReason.CROSSED, bid, ask);
        if (reason == NONE) reason = checks.checkTime(frame, id, nowNs);
        if (reason == NONE && !sources.isSequenced(frame.sourceId()) && checks.timeNs() < top.quoteTimeNs[id]) {
            reason = checks.refuse(QuarantineReason.OUT_OF_ORDER, checks.timeNs(), top.quoteTimeNs[id]);
        }
        if (reason == NONE) reason = checks.checkJump(id, bid + (ask - bid) / 2, nowNs);
        if (reason != NONE) {
            return reason;
        }
        final int sourceId = frame.sourceId();
        top.quote(
                id,
                sourceId,
                sources.cadenceNs(sourceId),
                checks.timeNs(),
                bid,
                d.bidQuantity(),
                ask,
                d.askQuantity(),
                false);
        onTaken(sourceId, id, nowNs);
        return NONE;
    }

    /**
     * Takes a part of a book update. The last part shows the new book and, unless a younger quote is shown, moves best
     * bid and ask. DEGRADED: a delta without a book to change, or after a hole in the venue's update ids; CROSSED and
     * ABSURD_PRICE break the book that has become so.
     */
    public QuarantineReason onDepth(final Frame frame, final DepthDecoder d, final long nowNs) {
        final int id = d.instrumentId();
        QuarantineReason reason = checkSequence(frame, 0);
        if (reason == NONE) reason = checks.checkInstrument(id);
        if (reason != NONE) {
            return reason;
        }
        openGapAfterHole(frame.sourceId(), id);
        reason = depths.onDepth(frame, d, id, nowNs);
        if (reason == NONE) {
            onTaken(frame.sourceId(), id, nowNs);
        }
        return reason;
    }

    /**
     * Takes a finished bar of a bar feed: feeds bars and volume, and moves the last price to its close. A bar may not
     * end after the clock by more than the source's lead; volume may be 0 and is in no need of whole lots.
     */
    public QuarantineReason onBar(final Frame frame, final BarDecoder d, final long nowNs) {
        final int id = d.instrumentId();
        final long timeframeNs = d.timeframeNs();
        QuarantineReason reason = checkSequence(frame, 0);
        if (reason == NONE) reason = checks.checkInstrument(id);
        if (reason == NONE) reason = checks.checkPrice(id, d.openPrice());
        if (reason == NONE) reason = checks.checkPrice(id, d.closePrice());
        if (reason == NONE) reason = checkRange(id, d.openPrice(), d.closePrice(), d.highPrice(), d.lowPrice());
        if (reason == NONE && d.volume() < 0) reason = checks.refuse(QuarantineReason.NOT_POSITIVE, d.volume(), 0);
        if (reason == NONE
                && (!BarBuilder.isTimeframe(timeframeNs) || d.openTimeNs() <= 0 || d.openTimeNs() % timeframeNs != 0)) {
            reason = checks.refuse(QuarantineReason.BAR_INCONSISTENT, d.openTimeNs(), timeframeNs);
        }
        if (reason == NONE) reason = checks.checkTime(frame, id, nowNs);
        if (reason == NONE) reason = checkBarOrder(frame, id, d.openTimeNs(), timeframeNs, nowNs);
        if (reason == NONE) reason = checks.checkJump(id, d.closePrice(), nowNs);
        if (reason != NONE) {
            return reason;
        }
        final long timeNs = Math.min(nowNs, d.openTimeNs() + timeframeNs);
        top.trade(id, frame.sourceId(), sources.cadenceNs(frame.sourceId()), timeNs, d.closePrice());
        openGapAfterHole(frame.sourceId(), id);
        onTaken(frame.sourceId(), id, nowNs);
        if (bars.isFedByBars(id, timeframeNs)) {
            volumes.onTraded(id, nowNs, d.volume());
            bars.onBar(
                    id,
                    timeframeNs,
                    d.openTimeNs(),
                    d.openPrice(),
                    d.highPrice(),
                    d.lowPrice(),
                    d.closePrice(),
                    d.volume());
        }
        return NONE;
    }

    private QuarantineReason checkBarOrder(
            final Frame frame, final int id, final long openTimeNs, final long timeframeNs, final long nowNs) {
        final long leadNs = openTimeNs + timeframeNs - nowNs;
        final long leadMaxNs = sources.leadMaxNs(frame.sourceId());
        if (leadNs > leadMaxNs) {
            return checks.refuse(QuarantineReason.FROM_THE_FUTURE, leadNs, leadMaxNs);
        }
        final long lastEndNs = bars.lastBarEndNs(id);
        if (openTimeNs >= lastEndNs || !bars.isFedByBars(id, timeframeNs)) {
            return NONE;
        }
        return checks.refuse(
                openTimeNs + timeframeNs == lastEndNs ? QuarantineReason.DUPLICATE : QuarantineReason.OUT_OF_ORDER,
                openTimeNs,
                lastEndNs);
    }

    /**
     * Takes the state of an instrument, or of a source (instrument 65534). A status may come without a number, since
     * the adapter itself may have seen the fault. GAP opens a gap; OPEN says that trading and the feed are open again,
     * and leaves the gap to be closed by data.
     */
    public QuarantineReason onFeedStatus(final Frame frame, final FeedStatusDecoder d, final long nowNs) {
        final int id = d.instrumentId();
        final int sourceId = frame.sourceId();
        final MarketState state = d.state();
        QuarantineReason reason = frame.sourceSequence() == 0 ? checkSource(sourceId) : checkSequence(frame, 0);
        if (reason == NONE && id != Frame.NO_ID) reason = checks.checkInstrument(id);
        if (reason == NONE && (state == MarketState.NULL_VAL || state == MarketState.SBE_UNKNOWN)) {
            reason = checks.refuse(QuarantineReason.BAD_COMMAND, d.stateRaw(), MarketState.DISCONNECTED.value());
        }
        if (reason != NONE) {
            return reason;
        }
        if (id != Frame.NO_ID) {
            if (state == MarketState.GAP) {
                top.openGap(id);
            } else {
                top.state(id, state);
            }
            return NONE;
        }
        if (state == MarketState.GAP || state == MarketState.DISCONNECTED) {
            openGap(sourceId, true);
        }
        if (state == MarketState.DISCONNECTED) {
            sequence.forget(sourceId);
        }
        if (state != MarketState.GAP) {
            top.sourceState(sourceId, state);
        }
        return NONE;
    }

    /** Returns the time that a defined source gives its event, the ingress time where it gives none. */
    public long sourceTimeNs(final Frame frame) {
        return checks.eventTimeNs(frame);
    }

    /** Accounts an event that was refused to its source and its instrument, where they are known. */
    public void onRefused(final int sourceId, final int instrumentId, final long nowNs) {
        if (sources.isDefined(sourceId)) {
            quality.onSource(sourceId, true, nowNs);
            if (instruments.isDefined(instrumentId)) {
                quality.onInstrument(instrumentId, true, nowNs);
            }
        }
    }

    /** Accounts an event that was taken, and where the price stands after it. */
    private void onTaken(final int sourceId, final int id, final long nowNs) {
        quality.onSource(sourceId, false, nowNs);
        quality.onInstrument(id, false, nowNs);
        trail.onPrice(id, nowNs, top.reference(id));
        minutes.onPrice(id, nowNs, top.reference(id));
        returns.onPrice(id, nowNs, top.reference(id));
    }

    private QuarantineReason checkSource(final int sourceId) {
        return sources.isDefined(sourceId)
                ? NONE
                : checks.refuse(QuarantineReason.BAD_COMMAND, sourceId, sources.count());
    }

    private QuarantineReason checkSequence(final Frame frame, final long skipped) {
        final int sourceId = frame.sourceId();
        final QuarantineReason unknown = checkSource(sourceId);
        if (unknown != NONE || !sources.isSequenced(sourceId)) {
            return unknown;
        }
        final QuarantineReason reason = sequence.consume(sourceId, frame.sourceSequence(), skipped);
        if (reason != NONE) {
            return checks.refuse(reason, frame.sourceSequence(), sequence.expected());
        }
        if (sequence.hasHole()) {
            openGap(sourceId, false);
        }
        return NONE;
    }

    private QuarantineReason checkRange(
            final int id, final long open, final long close, final long high, final long low) {
        final QuarantineReason reason = checks.checkPrice(id, low);
        if (reason != NONE) {
            return reason;
        }
        if (low > Math.min(open, close)) {
            return checks.refuse(QuarantineReason.BAR_INCONSISTENT, low, Math.min(open, close));
        }
        return high < Math.max(open, close)
                ? checks.refuse(QuarantineReason.BAR_INCONSISTENT, high, Math.max(open, close))
                : checks.checkPrice(id, high);
    }

    /** Opens the gap of the event's own instrument, which its trade may have closed in passing. */
    private void openGapAfterHole(final int sourceId, final int id) {
        if (sources.isSequenced(sourceId) && sequence.hasHole()) {
            top.openGap(id);
        }
    }

    /** Opens the gap of everything that a source feeds; books that have their own chain stay, unless {@code all}. */
    private void openGap(final int sourceId, final boolean all) {
        for (int i = 0; i < instruments.count(); i++) {
            if (top.isFedBy(i, sourceId)) {
                top.openGap(i);
            }
            depths.onLoss(i, sourceId, all);
        }
    }

    /**
     * Takes a session of a calendar, later than those that are known, or within one of them, which it narrows. BAD_COMMAND:
     * another scope, times out of order, or more than is known; CAPACITY: a calendar is full. Cold.
     */
    public QuarantineReason onTradingSession(final TradingSessionDecoder d, final long nowNs) {
        return sessions.add(d, nowNs);
    }

    /**
     * Asks for bars of a timeframe from now on: 1 s to 1 d, a divisor of a day. Returns false for another one, for an
     * unknown instrument, or when 16 distinct timeframes are in use. Cold.
     */
    public boolean requireBars(final int instrumentId, final long timeframeNs) {
        return instruments.isDefined(instrumentId) && bars.require(instrumentId, timeframeNs);
    }

    /** Returns the earliest deadline of an open bar, Long.MAX_VALUE = none. */
    public long nextDeadlineNs() {
        return bars.nextDeadlineNs();
    }

    /** Closes the bars with exactly that deadline: longest timeframe first, then by instrument id. */
    public void onDeadline(final long deadlineNs) {
        bars.onDeadline(deadlineNs);
    }

    /** Returns the figure that the last refusal saw, in the unit of what was checked. */
    public long observed() {
        return checks.observed();
    }

    /** Returns the figure that the last refusal held it against. */
    public long bound() {
        return checks.bound();
    }

    /** Returns how many trades came after their bar had closed; they are in no bar. */
    public long lateTradeCount() {
        return bars.lateCount();
    }

    /** Returns the instrument's order book, or null where no depth has come yet. */
    public BookView book(final int instrumentId) {
        return depths.book(instrumentId);
    }

    @Override
    public long bidPrice(final int instrumentId) {
        return top.bidPrice[instrumentId];
    }

    @Override
    public long bidQuantity(final int instrumentId) {
        return top.bidQuantity[instrumentId];
    }

    @Override
    public long askPrice(final int instrumentId) {
        return top.askPrice[instrumentId];
    }

    @Override
    public long askQuantity(final int instrumentId) {
        return top.askQuantity[instrumentId];
    }

    @Override
    public long quoteTimeNs(final int instrumentId) {
        return top.quoteTimeNs[instrumentId];
    }

    @Override
    public long averageSpread(final int instrumentId) {
        return top.spreads.average(instrumentId);
    }

    @Override
    public int spreadSamples(final int instrumentId) {
        return top.spreads.samples(instrumentId);
    }

    @Override
    public long lastPrice(final int instrumentId) {
        return top.lastPrice[instrumentId];
    }

    @Override
    public long lastTradeTimeNs(final int instrumentId) {
        return top.lastTradeTimeNs[instrumentId];
    }

    @Override
    public long markPrice(final int instrumentId, final int positionSign) {
        final long touch = positionSign > 0 ? bidPrice(instrumentId) : positionSign < 0 ? askPrice(instrumentId) : 0;
        return touch > 0 ? touch : lastPrice(instrumentId);
    }

    @Override
    public long referencePrice(final int instrumentId) {
        return top.reference(instrumentId);
    }

    @Override
    public boolean isFresh(final int instrumentId, final long nowNs) {
        return !top.hasGap[instrumentId] && ageNs(instrumentId, nowNs) <= staleAfterNs(instrumentId);
    }

    @Override
    public long freshnessDoubts() {
        return top.doubts();
    }

    @Override
    public Changes priceChanges() {
        return top.priceChanges;
    }

    /** Hears that an instrument was defined, perhaps anew with another bound of staleness. */
    public void onInstrumentDefined() {
        top.doubt();
    }

    @Override
    public long ageNs(final int instrumentId, final long nowNs) {
        return top.ageNs(instrumentId, nowNs);
    }

    @Override
    public long staleAfterNs(final int instrumentId) {
        return checks.staleAfterNs(instrumentId, top.cadenceNs[instrumentId]);
    }

    @Override
    public MarketState state(final int instrumentId) {
        return top.state(instrumentId);
    }

    @Override
    public SessionPhase phase(final ScopeType scopeType, final int scopeId, final long nowNs) {
        return sessions.phase(scopeType, scopeId, nowNs);
    }

    @Override
    public long timeToCloseNs(final ScopeType scopeType, final int scopeId, final long nowNs) {
        return sessions.timeToCloseNs(scopeType, scopeId, nowNs);
    }

    @Override
    public long events(final int instrumentId, final long nowNs) {
        return quality.events(instrumentId, nowNs);
    }

    @Override
    public long refusedEvents(final int instrumentId, final long nowNs) {
        return quality.refused(instrumentId, nowNs);
    }

    @Override
    public long eventsOfSource(final int instrumentId, final long nowNs) {
        final int sourceId = top.source(instrumentId);
        return sourceId == Frame.NO_ID ? 0 : quality.eventsOfSource(sourceId, nowNs);
    }

    @Override
    public long refusedEventsOfSource(final int instrumentId, final long nowNs) {
        final int sourceId = top.source(instrumentId);
        return sourceId == Frame.NO_ID ? 0 : quality.refusedOfSource(sourceId, nowNs);
    }

    @Override
    public long dayVolume(final int instrumentId, final long nowNs) {
        return volumes.volume(instrumentId, nowNs);
    }

    @Override
    public boolean isDayWhole(final int instrumentId, final long nowNs) {
        return volumes.isWhole(instrumentId, nowNs);
    }

    @Override
    public long referencePriceAgo(final int instrumentId, final long nowNs, final long secondsAgo) {
        return trail.price(instrumentId, nowNs, secondsAgo);
    }

    @Override
    public long minutePriceAgo(final int instrumentId, final long nowNs, final long minutesAgo) {
        return minutes.price(instrumentId, nowNs, minutesAgo);
    }

    @Override
    public long minutesKnown(final int instrumentId, final long nowNs) {
        return minutes.stepsKnown(instrumentId, nowNs);
    }

    @Override
    public int hoursKnown(final int instrumentId, final long nowNs) {
        return returns.known(instrumentId, nowNs);
    }

    @Override
    public void hourlyReturns(final int instrumentId, final long nowNs, final int hours, final int[] into) {
        returns.copy(instrumentId, nowNs, hours, into);
    }

    @Override
    public String calendar(final ScopeType scopeType, final int scopeId) {
        return sessions.name(scopeType, scopeId);
    }

    @Override
    public long tradingDay(final ScopeType scopeType, final int scopeId, final long nowNs, final int back) {
        return sessions.day(scopeType, scopeId, nowNs, back);
    }

    @Override
    public long calendarEndNs(final ScopeType scopeType, final int scopeId) {
        return sessions.endNs(scopeType, scopeId);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("ingest");
        sequence.writeTo(writer);
        tradeIds.writeTo(writer);
        top.writeTo(writer);
        top.spreads.writeTo(writer);
        bars.writeTo(writer);
        depths.writeTo(writer);
        sessions.writeTo(writer);
        quality.writeTo(writer);
        volumes.writeTo(writer);
        trail.writeTo(writer);
        minutes.writeTo(writer);
        returns.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("ingest");
        sequence.readFrom(reader);
        tradeIds.readFrom(reader);
        top.readFrom(reader);
        top.spreads.readFrom(reader);
        bars.readFrom(reader);
        depths.readFrom(reader);
        sessions.readFrom(reader);
        quality.readFrom(reader);
        volumes.readFrom(reader);
        trail.readFrom(reader);
        minutes.readFrom(reader);
        returns.readFrom(reader);
    }
}
