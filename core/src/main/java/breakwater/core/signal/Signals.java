package breakwater.core.signal;

import breakwater.core.ingest.Bar;
import breakwater.core.ingest.Ingest;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.Trace;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.List;

/**
 * The second stage: owns the strategies, feeds them closed bars and quotes in order of their ids, and numbers what they
 * say. A stopped strategy still hears its bars, so that it is warm when it runs again, and is not heard.
 *
 * <p>Thread: core. Allocates: at parameters, admission and restore; else never.
 */
public final class Signals implements Stateful {
    /** Every kind of strategy that {@link #admit} knows, by the name that an admission carries. */
    public static final List<String> KINDS = List.of(MomentumBreakout.KIND, Churn.KIND);

    private static final int NO_STRATEGY = -1;

    private final Instruments instruments;
    private final MarketView market;
    private final SignalSink sink;
    private final Trace trace;
    private final Signal signal = new Signal();
    private final Admission[] admissions;
    private final boolean[] isRunning;
    /** Strategies that want quotes, by instrument, in order of ids: a list in two arrays. */
    private final int[] firstOnQuote;

    private final int[] nextOnQuote;
    private int count;
    private long lastSignalId;
    private int stagedFor = Frame.NO_ID;
    private final Parameters staged = new Parameters();

    public Signals(
            final Instruments instruments,
            final MarketView market,
            final SignalSink sink,
            final Trace trace,
            final int strategyCapacity) {
        this.instruments = instruments;
        this.market = market;
        this.sink = sink;
        this.trace = trace;
        admissions = new Admission[strategyCapacity];
        isRunning = new boolean[strategyCapacity];
        firstOnQuote = new int[instruments.capacity()];
        nextOnQuote = new int[strategyCapacity];
        linkQuotes();
    }

    /**
     * Stages a row for the admission to come; index 0 begins anew. Returns false, and forgets what was staged, if the
     * row does not follow, has no name or repeats one, or there are more than 64.
     */
    public boolean onParameter(final StrategyParameterDecoder d) {
        if (d.index() == 0) {
            staged.clear();
            stagedFor = d.strategyId();
        }
        if (stagedFor == d.strategyId() && d.index() == staged.count() && staged.add(d.name(), d.valueE8())) {
            return true;
        }
        forgetStaged();
        return false;
    }

    /**
     * Builds a strategy from the staged rows and lets it run. The same id may come again with the same name, kind,
     * account and instrument: then the new parameters replace the old, and it warms up anew. Refuses, changing nothing
     * but the staged rows: BAD_COMMAND for an unknown kind or version, another count than was staged, an unknown name,
     * a value out of range, a name or id in other use; UNKNOWN_INSTRUMENT; CAPACITY for the id, or for its timeframes.
     */
    public QuarantineReason admit(final AdmitStrategyDecoder d, final Ingest ingest) {
        final int id = d.strategyId();
        final Parameters parameters = stagedFor == id ? staged.copy() : new Parameters();
        forgetStaged();
        if (id >= admissions.length) {
            return QuarantineReason.CAPACITY;
        }
        if (!instruments.isDefined(d.instrumentId())) {
            return QuarantineReason.UNKNOWN_INSTRUMENT;
        }
        final Admission admission =
                new Admission(d.kind(), d.version(), d.name(), d.accountId(), d.instrumentId(), parameters);
        if (parameters.count() != d.parameterCount() || !isNameFree(id, admission)) {
            return QuarantineReason.BAD_COMMAND;
        }
        admission.strategy = build(id, admission);
        if (admission.strategy == null || !parameters.areGood()) {
            return QuarantineReason.BAD_COMMAND;
        }
        for (int i = 0; i < admission.strategy.timeframeCount(); i++) {
            if (!ingest.requireBars(d.instrumentId(), admission.strategy.timeframeNs(i))) {
                return QuarantineReason.CAPACITY;
            }
        }
        admissions[id] = admission;
        isRunning[id] = true;
        count = Math.max(count, id + 1);
        linkQuotes();
        return QuarantineReason.NONE;
    }

    private boolean isNameFree(final int id, final Admission admission) {
        final int holder = idOf(admission.name);
        return !admission.name.isEmpty()
                && (holder == NO_STRATEGY || holder == id)
                && (admissions[id] == null || admissions[id].isSameAs(admission));
    }

    private Strategy build(final int id, final Admission admission) {
        final Voice voice = new Voice(this, instruments, market, id, admission.instrumentId);
        if (admission.kind.equals(MomentumBreakout.KIND) && admission.version == MomentumBreakout.VERSION) {
            final MomentumSettings settings = MomentumSettings.from(admission.parameters);
            return admission.parameters.areGood() ? new MomentumBreakout(voice, settings) : null;
        }
        if (admission.kind.equals(Churn.KIND) && admission.version == Churn.VERSION) {
            return new Churn(voice, admission.parameters);
        }
        return null;
    }

    private void forgetStaged() {
        staged.clear();
        stagedFor = Frame.NO_ID;
    }

    private void linkQuotes() {
        java.util.Arrays.fill(firstOnQuote, NO_STRATEGY);
        java.util.Arrays.fill(nextOnQuote, NO_STRATEGY);
        for (int id = count - 1; id >= 0; id--) {
            if (isAdmitted(id) && admissions[id].strategy.wantsQuotes()) {
                nextOnQuote[id] = firstOnQuote[admissions[id].instrumentId];
                firstOnQuote[admissions[id].instrumentId] = id;
            }
        }
    }

    /** Silences a strategy; unknown ids are left alone. */
    public void stop(final int strategyId) {
        if (isAdmitted(strategyId)) {
            isRunning[strategyId] = false;
        }
    }

    /** Lets a strategy speak again; unknown ids are left alone. */
    public void resume(final int strategyId) {
        if (isAdmitted(strategyId)) {
            isRunning[strategyId] = true;
        }
    }

    public boolean isRunning(final int strategyId) {
        return isAdmitted(strategyId) && isRunning[strategyId];
    }

    public boolean isAdmitted(final int strategyId) {
        return strategyId >= 0 && strategyId < count && admissions[strategyId] != null;
    }

    /** Returns the account of an admitted strategy, else 65534. */
    public int accountId(final int strategyId) {
        return isAdmitted(strategyId) ? admissions[strategyId].accountId : Frame.NO_ID;
    }

    /** Returns the instrument of an admitted strategy, else 65534. */
    public int instrumentId(final int strategyId) {
        return isAdmitted(strategyId) ? admissions[strategyId].instrumentId : Frame.NO_ID;
    }

    public String name(final int strategyId) {
        return isAdmitted(strategyId) ? admissions[strategyId].name : "#" + strategyId;
    }

    /** Returns the id of a name, or -1. */
    public int idOf(final String name) {
        for (int i = 0; i < count; i++) {
            if (admissions[i] != null && admissions[i].name.equals(name)) {
                return i;
            }
        }
        return NO_STRATEGY;
    }

    /** Returns one more than the highest id admitted. */
    public int count() {
        return count;
    }

    /** Hands a closed bar to the strategies of its instrument that asked for its timeframe. */
    public void onBar(final Bar bar, final long nowNs) {
        for (int id = 0; id < count; id++) {
            final Admission admission = admissions[id];
            if (admission != null && admission.instrumentId == bar.instrumentId && admission.needs(bar.timeframeNs)) {
                admission.strategy.onBar(bar, nowNs);
            }
        }
    }

    /** Tells the running strategies of the instrument that want quotes that its quote has moved. */
    public void onQuote(final int instrumentId, final long nowNs) {
        for (int id = firstOnQuote[instrumentId]; id != NO_STRATEGY; id = nextOnQuote[id]) {
            if (isRunning[id]) {
                admissions[id].strategy.onQuote(nowNs);
            }
        }
    }

    /** Returns whether a bar is of a strategy's instrument and its own timeframe, the one that stops trail on (2.4.3). */
    public boolean isOwnBar(final int strategyId, final Bar bar) {
        return isAdmitted(strategyId)
                && admissions[strategyId].instrumentId == bar.instrumentId
                && admissions[strategyId].strategy.timeframeCount() > 0
                && admissions[strategyId].strategy.timeframeNs(0) == bar.timeframeNs;
    }

    /** Returns the strategy's current ATR as a price mantissa, rounded up; 0 = none, or not its instrument. */
    public long atr(final int strategyId, final int instrumentId) {
        return instrumentId(strategyId) == instrumentId && isAdmitted(strategyId)
                ? admissions[strategyId].strategy.atr()
                : 0;
    }

    Trace trace() {
        return trace;
    }

    Signal signal() {
        return signal;
    }

    void say() {
        lastSignalId++;
        signal.signalId = lastSignalId;
        sink.onSignal(signal);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("signals");
        writer.putLong(lastSignalId);
        writer.putInt(stagedFor);
        staged.writeTo(writer);
        writer.putInt(count);
        for (int id = 0; id < count; id++) {
            writer.putBoolean(admissions[id] != null);
            if (admissions[id] != null) {
                writer.putBoolean(isRunning[id]);
                admissions[id].writeTo(writer);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("signals");
        lastSignalId = reader.getLong();
        stagedFor = reader.getInt();
        staged.readFrom(reader);
        count = reader.getInt();
        java.util.Arrays.fill(admissions, null);
        java.util.Arrays.fill(isRunning, false);
        for (int id = 0; id < count; id++) {
            if (reader.getBoolean()) {
                isRunning[id] = reader.getBoolean();
                final Admission admission = Admission.read(reader);
                admission.strategy = build(id, admission);
                if (admission.strategy == null) {
                    throw new IllegalStateException("snapshot strategy '" + admission.name + "' of kind "
                            + admission.kind + " version " + admission.version + " is not in this build");
                }
                admission.strategy.readFrom(reader);
                admissions[id] = admission;
            }
        }
        linkQuotes();
    }
}
