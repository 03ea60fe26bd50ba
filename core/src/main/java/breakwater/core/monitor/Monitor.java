package breakwater.core.monitor;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.PauseDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.EntryEnds;
import breakwater.core.order.VenueAnswers;
import breakwater.core.position.EquityMarks;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * Watches equity and latches restrictions: daily and weekly loss (L1, L2), drawdown (L3), suspension (L4), losing streaks
 * (L5), unknown profit and loss (L8), kills and resumes (K1, K4), and whatever else the engine raises.
 *
 * <pre>
 *   cause (control)  scope    level                              released by
 *   DAILY_LOSS       account  REDUCE_ONLY                        00:00 UTC; while only held: a fresh loss under 95 %
 *   WEEKLY_LOSS      account  REDUCE_ONLY                        resume after seven days; while only held: as DAILY_LOSS
 *   SUSPENSION       account  REDUCE_ONLY                        resume
 *   DRAWDOWN         account  REDUCE_ONLY held, KILLED confirmed resume by fresh marks, which rebases the peak
 *   DEFAULT_DENY     account  CANCEL_ONLY: no mark for 60 s      the first fresh mark of every open position
 *   ARITHMETIC       account  CANCEL_ONLY: equity does not fit   resume, once it fits
 *   OPERATOR_KILL    any      as the operator said               resume
 *   OPERATOR_PAUSE   any      REDUCE_ONLY                        its time, unless the {@link ResetVeto} objects; resume
 *   RUN_STOPPING     global   REDUCE_ONLY                        the next run
 *   REJECT_STORM     venue, strategy  REDUCE_ONLY                resume, which begins the counts anew
 *   VENUE_ERRORS     venue    REDUCE_ONLY                        resume, once the share is under its limit again
 *   LATENCY          venue    REDUCE_ONLY                        resume
 *   SLIPPAGE         venue, strategy  REDUCE_ONLY                resume, which begins the row anew
 *   STRATEGY_CRITERIA  strategy  REDUCE_ONLY                     resume, which begins the record anew
 *   POSITION_LIMIT   instrument  REDUCE_ONLY                      what is held within 95 % of its row, no entry working
 *   COOLDOWN         strategy  REDUCE_ONLY: a stop or target hit its time, unless the {@link ResetVeto} objects; resume
 *   DRIFT            strategy  REDUCE_ONLY                       resume, which takes its positions for meant
 *   LAYERING, RAPID_CANCEL  strategy  REDUCE_ONLY: where a row says so  resume
 *   OWN_WASH         instrument  REDUCE_ONLY: where a row says so  resume
 *   CLOCK            global   REDUCE_ONLY                        when nothing speaks for it any more; resume, of a jump
 *   any other        any      as the engine said                 resume, or {@link #release} by its rule
 * </pre>
 *
 * <p>A resume of what the rows from OPERATOR_KILL on name is refused while the {@link ResetVeto} names a condition that still holds.
 *
 * <p>Each change is a {@code RiskEvent}, whose control names the cause, level the scope's level from here on, and
 * generation what a resume has to name. A {@code LEVEL_RESET} of OPERATOR_KILL is what clears the kill word: exactly the
 * word whose generation is {@link #wordGeneration} of the event's. Resets of other causes leave the word alone.
 *
 * <p>Thread: core. Allocates: never, but for a resume. One call puts out at most 64 records on the command path and at
 * most 10 on the others: {@link #onDeadline} serves one account a call.
 */
public final class Monitor implements MonitorView, EquityMarks, Stateful {
    /** How long an open position may be without a fresh mark (L8). */
    public static final long UNMARKED_MAX_NS = 60_000_000_000L;
    /** Trading days with a daily loss in a row that suspend (L4). */
    public static final int SUSPENSION_DAYS = 3;

    private final Outputs outputs;
    private final Scopes scopes;
    private final Latches latches;
    private final LossLimits limits;
    private final LossWatch watch;
    private final LosingStreak losingStreak = new LosingStreak();
    private final Pauses pauses;
    private final BreakerRows breakerRows;
    private final VenueWatch venues;
    private final SlippageWatch slippage;
    private final StrategyRecord record;
    private final DriftWatch drift;
    private final ExitPauses exitPauses;
    private final ClockWatch clock;
    private final WashSales washSales;
    private final ConductWatch conduct;
    private ResetVeto veto = ResetVeto.NONE;
    private int raisedScope = Scopes.NONE;

    public Monitor(
            final Instruments instruments,
            final PositionView positions,
            final Outputs outputs,
            final Capacity capacity,
            final Accounts accounts) {
        this.outputs = outputs;
        scopes = new Scopes(capacity);
        latches = new Latches(scopes, outputs);
        pauses = new Pauses(scopes.count());
        breakerRows = new BreakerRows(scopes);
        venues = new VenueWatch(capacity, scopes, latches, breakerRows);
        slippage = new SlippageWatch(instruments, capacity, scopes, latches, breakerRows);
        record = new StrategyRecord(capacity, scopes, latches, breakerRows);
        drift = new DriftWatch(instruments, positions, outputs, capacity, scopes, latches, breakerRows);
        exitPauses = new ExitPauses(scopes, latches, breakerRows);
        limits = new LossLimits(capacity);
        clock = new ClockWatch(capacity, latches, breakerRows);
        conduct = new ConductWatch(capacity, scopes, latches, breakerRows);
        washSales = new WashSales(capacity.instruments(), scopes, latches, breakerRows);
        watch = new LossWatch(positions, accounts, capacity, scopes, latches, limits, clock);
    }

    /** Names who knows which conditions still hold when a person resumes; without it those of the books alone are asked. */
    public void resetVeto(final ResetVeto knows) {
        veto = knows;
    }

    /** Names who knows what is on its way (L11); without it nothing is. */
    public void underWay(final UnderWay knows) {
        drift.underWay(knows);
    }

    /** Hears of a fill of a strategy's order, which may have been its stop or a target (P30). */
    public void onExit(final int strategyId, final OrderRole role) {
        exitPauses.onFill(strategyId, role, outputs.nowNs());
    }

    /** Returns who hears what positions are meant to be (L11). */
    public Intentions intentions() {
        return drift;
    }

    /**
     * Applies a limit row of DAILY_LOSS, WEEKLY_LOSS, DRAWDOWN (ppm; GLOBAL or ACCOUNT) or LOSING_STREAK (losses; GLOBAL),
     * key 0; it holds from the next {@link #evaluate}. Returns false, and changes nothing, if no such figure is enforced
     * here: such a row must be refused, else it would be a limit in name only. Those of {@link BreakerRows} hold from the
     * next event that they are about.
     */
    public boolean onLimit(
            final Control control,
            final int key,
            final ScopeType type,
            final int scopeId,
            final long value,
            final long warn) {
        return limits.set(control, key, type, scopeId, value, warn)
                || breakerRows.set(control, key, type, scopeId, value, warn);
    }

    /** Returns the row in force of a figure of {@link BreakerRows} that a strategy may have a row of. */
    public long bound(final Control control, final int key, final int strategyId) {
        final int scope = scopes.strategy(strategyId);
        return breakerRows.bound(control, key, scope == Scopes.NONE ? Scopes.GLOBAL : scope);
    }

    /** Returns who hears how venues treat what is sent to them (F9 to F11). */
    public VenueAnswers venueAnswers() {
        return venues;
    }

    /**
     * Looks at an account after its marks or fills changed. The first call opens its figures: opening and peak equity.
     * The first call of a later UTC day rolls the day, with the equity known before it, if no deadline did.
     */
    public void evaluate(final int accountId, final long nowNs) {
        watch.evaluate(accountId, nowNs);
    }

    /**
     * Holds a fill of a strategy's order against the market when the order went out (F12): {@code arrivalTwice} bid plus ask,
     * {@code arrivalSpread} ask less bid, price mantissas.
     */
    public void onFill(
            final int strategyId,
            final int venueId,
            final int instrumentId,
            final long clientOrderId,
            final Side side,
            final long price,
            final long arrivalTwice,
            final long arrivalSpread) {
        slippage.onFill(strategyId, venueId, instrumentId, clientOrderId, side, price, arrivalTwice, arrivalSpread);
    }

    /** Returns who hears how entries end (T12); {@code market} tells where the touch was. */
    public EntryEnds entryEnds(final MarketView market) {
        conduct.market(market);
        return conduct;
    }

    /** Hears of every fill of a strategy's that was booked (T12). */
    public void onTraded(
            final int strategyId, final int instrumentId, final Side side, final long price, final long quantity) {
        conduct.onFill(strategyId, instrumentId, side, price, quantity, outputs.nowNs());
    }

    /**
     * Hears of a strategy's fill of US shares that was booked (T14): its quantity, a sale negative, what its book and what the
     * engine hold after it, what it realized before fees.
     */
    public void onUsShares(
            final int instrumentId,
            final long signed,
            final long bookAfter,
            final long heldAfter,
            final long realizedE8) {
        washSales.onFill(instrumentId, signed, bookAfter, heldAfter, realizedE8, outputs.nowNs());
    }

    /** Counts a fee of a strategy's fill (L10); a trade that the fill closed follows. */
    public void onFee(final int strategyId, final long feeE8) {
        record.onFee(strategyId, feeE8, outputs.nowNs());
    }

    /** Counts a closed round trip of a strategy, {@code pnlE8} net of fees (L6, L10; L5 over all strategies of the engine). */
    public void onTradeClosed(final int strategyId, final long pnlE8) {
        record.onTradeClosed(strategyId, pnlE8, outputs.nowNs());
        switch (losingStreak.onTradeClosed(pnlE8, limits.streak())) {
            case HALVED:
                latches.report(
                        RiskEventKind.SIZE_REDUCED,
                        Control.LOSING_STREAK,
                        Scopes.GLOBAL,
                        limits.streak(),
                        limits.streak());
                break;
            case RESTORED:
                latches.report(RiskEventKind.LEVEL_RESET, Control.LOSING_STREAK, Scopes.GLOBAL, 0, limits.streak());
                break;
            case NONE:
                break;
        }
    }

    /**
     * Hears, before the clock moves by an event, when that came (F18): {@code nowNs} is the clock before it, not 0. A frame
     * that begins a run is not told of, for what lies between two runs is no jump.
     */
    public void onIngress(final long ingressNs, final long nowNs) {
        clock.onIngress(ingressNs, nowNs);
    }

    /**
     * Hears after that what time the event's source gives it, or the ingress time again where it gives none; {@code cadenceNs}
     * of a source of bars, 0 = live.
     */
    public void onSource(final int sourceId, final long sourceNs, final long ingressNs, final long cadenceNs) {
        clock.onSource(sourceId, sourceNs, ingressNs, cadenceNs);
    }

    /** Returns whether the clock is in doubt; where nothing speaks for that any more, it ends now. */
    public boolean isClockInDoubt(final long nowNs) {
        if (clock.isInDoubt() && clock.isOver(nowNs)) {
            watch.onClockTrusted();
        }
        return clock.isInDoubt();
    }

    /** Latches an operator's kill (K1). Returns NONE, or BAD_COMMAND where it names no scope or no restriction. */
    public QuarantineReason onKill(final KillDecoder d) {
        final int scope = scopes.index(d.scopeType(), d.scopeId());
        final Level level = d.level();
        if (scope == Scopes.NONE || level == Level.NULL_VAL || level == Level.SBE_UNKNOWN || level == Level.ACTIVE) {
            return QuarantineReason.BAD_COMMAND;
        }
        latches.raiseByWord(scope, level.value(), d.generation());
        return QuarantineReason.NONE;
    }

    /**
     * Takes a scope's entries away (K1) until a time or a resume. A second pause never ends the first one sooner. The
     * answer is a LEVEL_RAISED whose observed is the end that holds. Returns NONE, or BAD_COMMAND where the scope, its user
     * or reason is missing, or the end does not lie ahead.
     */
    public QuarantineReason onPause(final PauseDecoder d) {
        final int scope = scopes.index(d.scopeType(), d.scopeId());
        final boolean isAhead = d.untilNs() == 0 || d.untilNs() > outputs.nowNs();
        if (scope == Scopes.NONE || !isAhead || d.user(0) <= ' ' || d.reason(0) <= ' ') {
            return QuarantineReason.BAD_COMMAND;
        }
        final boolean isPaused = latches.causeLevel(scope, Control.OPERATOR_PAUSE) != Latches.ACTIVE;
        final boolean isEndless = d.untilNs() == 0 || (isPaused && pauses.untilNs(scope) == 0);
        pauses.set(scope, isEndless ? 0 : isPaused ? Math.max(d.untilNs(), pauses.untilNs(scope)) : d.untilNs());
        final long endNs = pauses.untilNs(scope);
        if (!latches.raise(scope, Control.OPERATOR_PAUSE, Latches.REDUCE_ONLY, endNs, 0)) {
            latches.again(scope, Control.OPERATOR_PAUSE, endNs);
        }
        return QuarantineReason.NONE;
    }

    /** Ends a pause by its time, unless a person could not resume either: then it stays until one does. */
    private void endPause(final int scope, final long endNs) {
        if (latches.causeLevel(scope, Control.OPERATOR_PAUSE) == Latches.ACTIVE) {
            return;
        }
        final Control against = veto.standsAgainst(Control.OPERATOR_PAUSE, scopes.type(scope), scopes.id(scope));
        if (against == Control.NONE) {
            latches.release(scope, Control.OPERATOR_PAUSE, endNs, 0);
        } else {
            latches.report(RiskEventKind.RESET_REFUSED, against, scope, endNs, 0);
        }
    }

    /**
     * Releases a scope's causes (K4), but for those whose condition still holds; each refusal is a RESET_REFUSED that
     * names the control whose condition it is. A wrong generation refuses all: observed is the scope's generation, bound the named one. Returns
     * BAD_COMMAND where scope, user or reason is missing. Whoever calls has checked the author's authority.
     */
    public QuarantineReason onResume(final ResumeDecoder d) {
        final int scope = scopes.index(d.scopeType(), d.scopeId());
        if (scope == Scopes.NONE || d.user(0) <= ' ' || d.reason(0) <= ' ') {
            return QuarantineReason.BAD_COMMAND;
        }
        if (latches.level(scope) == Latches.ACTIVE || latches.generation(scope) != d.generation()) {
            latches.report(
                    RiskEventKind.RESET_REFUSED,
                    Control.OPERATOR_KILL,
                    scope,
                    latches.generation(scope),
                    d.generation());
            return QuarantineReason.NONE;
        }
        final long low = latches.causes(scope, 0);
        final long high = latches.causes(scope, 1);
        releaseEach(scope, 0, low);
        releaseEach(scope, Long.SIZE, high);
        return QuarantineReason.NONE;
    }

    private void releaseEach(final int scope, final int firstCode, final long causes) {
        for (long rest = causes; rest != 0; rest &= rest - 1) {
            final Control cause = Control.of(firstCode + Long.numberOfTrailingZeros(rest));
            final Control against = standsAgainst(scope, cause);
            if (against != Control.NONE) {
                latches.report(RiskEventKind.RESET_REFUSED, against, scope, latches.causeLevel(scope, cause), 0);
            }
        }
    }

    private Control standsAgainst(final int scope, final Control cause) {
        final Control against = watch.owns(scope, cause)
                ? Control.NONE
                : veto.standsAgainst(cause, scopes.type(scope), scopes.id(scope));
        if (against != Control.NONE) {
            return against;
        }
        if (cause == Control.CLOCK && !clock.resume(outputs.nowNs())) {
            return cause;
        }
        if (venues.standsAgainst(scope, cause, outputs.nowNs()) || !watch.resume(scope, cause, outputs.nowNs())) {
            return cause;
        }
        if (cause == Control.CLOCK) {
            watch.onClockTrusted();
        }
        if (cause == Control.SLIPPAGE) {
            slippage.forget(scope);
        }
        if (cause == Control.STRATEGY_CRITERIA) {
            record.onResumed(scope);
        }
        if (cause == Control.DRIFT) {
            drift.onResumed(scope);
        }
        venues.onResumed(scope, cause);
        return Control.NONE;
    }

    /**
     * Raises a restriction; does nothing where the cause stands as high already. A scope that does not exist raises the
     * engine's, the safe reading. DAILY_LOSS, WEEKLY_LOSS, DRAWDOWN, DEFAULT_DENY and ARITHMETIC of accounts are the
     * monitor's own.
     */
    public void raise(
            final ScopeType type,
            final int scopeId,
            final Level level,
            final Control why,
            final long observed,
            final long bound) {
        final int scope = scopes.index(type, scopeId);
        latches.raise(scope == Scopes.NONE ? Scopes.GLOBAL : scope, why, level.value(), observed, bound);
    }

    /** Releases what {@link #raise} raised, because the rule of its control says that its condition ended. */
    public void release(final ScopeType type, final int scopeId, final Control why) {
        final int scope = scopes.index(type, scopeId);
        if (scope != Scopes.NONE && !watch.owns(scope, why) && why != Control.OPERATOR_KILL) {
            latches.release(scope, why, 0, 0);
        }
    }

    /** Returns whether a cause restricts a scope; a scope that does not exist has none. */
    public boolean isHeldBy(final ScopeType type, final int scopeId, final Control why) {
        final int scope = scopes.index(type, scopeId);
        return scope != Scopes.NONE && latches.causeLevel(scope, why) != Latches.ACTIVE;
    }

    /** Returns when {@link #onDeadline} is next due, Long.MAX_VALUE = not by time. */
    public long nextDeadlineNs() {
        return Math.min(
                Math.min(watch.nextDeadlineNs(), exitPauses.nextNs()), Math.min(pauses.nextNs(), drift.nextNs()));
    }

    /**
     * Serves one account, one pause or one drifting position of those that are due at {@code deadlineNs}; call until {@link #nextDeadlineNs} lies
     * later.
     */
    public void onDeadline(final long deadlineNs) {
        final int scope = pauses.pollEnded(deadlineNs);
        if (scope != Scopes.NONE) {
            endPause(scope, deadlineNs);
        } else if (!exitPauses.onDeadline(deadlineNs, veto) && !drift.onDeadline(deadlineNs)) {
            watch.onDeadline(deadlineNs);
        }
    }

    /**
     * Moves to the next scope whose level rose and returns true, or false if there is none. A scope that rose twice
     * before it was asked for comes once, with its level now; one that was released meanwhile does not come.
     */
    public boolean pollRaised() {
        raisedScope = latches.nextRaised();
        return raisedScope != Scopes.NONE;
    }

    /** Returns whether {@link #pollRaised} may have something to tell. */
    public boolean hasRaised() {
        return latches.hasRaised();
    }

    public ScopeType raisedType() {
        return scopes.type(raisedScope);
    }

    /** Returns the dense id of the scope, NO_ID for GLOBAL. */
    public int raisedId() {
        return scopes.id(raisedScope);
    }

    public Level raisedLevel() {
        return Latches.levelOf(latches.level(raisedScope));
    }

    @Override
    public long generation(final ScopeType type, final int scopeId) {
        final int scope = scopes.index(type, scopeId);
        return scope == Scopes.NONE ? 0 : latches.generation(scope);
    }

    /** Returns the kill word's part of a generation: the largest that an operator's kill of the scope named. */
    public static long wordGeneration(final long generation) {
        return generation & Latches.WORD_MASK;
    }

    @Override
    public Level level(
            final int venueId,
            final int accountId,
            final AssetClass assetClass,
            final int strategyId,
            final int instrumentId) {
        int level = latches.level(Scopes.GLOBAL);
        level = Math.max(level, levelAt(scopes.venue(venueId)));
        level = Math.max(level, levelAt(scopes.account(accountId)));
        level = Math.max(level, levelAt(scopes.assetClass(assetClass.value())));
        level = Math.max(level, levelAt(scopes.strategy(strategyId)));
        return Latches.levelOf(Math.max(level, levelAt(scopes.instrument(instrumentId))));
    }

    @Override
    public Level level(final ScopeType scopeType, final int scopeId) {
        return Latches.levelOf(levelAt(scopes.index(scopeType, scopeId)));
    }

    private int levelAt(final int scope) {
        return scope == Scopes.NONE ? Latches.ACTIVE : latches.level(scope);
    }

    @Override
    public long sizeFactorPpm() {
        return losingStreak.factorPpm();
    }

    @Override
    public long openingEquityE8(final int accountId) {
        return watch.openingE8(accountId);
    }

    @Override
    public long peakEquityE8(final int accountId) {
        return watch.peakE8(accountId);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("monitor");
        latches.writeTo(writer);
        pauses.writeTo(writer);
        limits.writeTo(writer);
        breakerRows.writeTo(writer);
        venues.writeTo(writer);
        slippage.writeTo(writer);
        record.writeTo(writer);
        drift.writeTo(writer);
        exitPauses.writeTo(writer);
        watch.writeTo(writer);
        clock.writeTo(writer);
        washSales.writeTo(writer);
        conduct.writeTo(writer);
        losingStreak.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("monitor");
        latches.readFrom(reader);
        pauses.readFrom(reader);
        limits.readFrom(reader);
        breakerRows.readFrom(reader);
        venues.readFrom(reader);
        slippage.readFrom(reader);
        record.readFrom(reader);
        drift.readFrom(reader);
        exitPauses.readFrom(reader);
        watch.readFrom(reader);
        clock.readFrom(reader);
        washSales.readFrom(reader);
        conduct.readFrom(reader);
        losingStreak.readFrom(reader);
        raisedScope = Scopes.NONE;
    }
}
