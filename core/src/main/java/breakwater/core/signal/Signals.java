package breakwater.core.signal;

import breakwater.core.ingest.Bar;
import breakwater.core.ingest.Ingest;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.Trace;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** The second stage. Its inside follows. */
public final class Signals implements Stateful {
    public Signals(final Instruments instruments, final MarketView market, final SignalSink sink, final Trace trace, final int strategyCapacity) {}
    public boolean onParameter(final StrategyParameterDecoder d) { return false; }
    public QuarantineReason admit(final AdmitStrategyDecoder d, final Ingest ingest) { return QuarantineReason.BAD_COMMAND; }
    public void stop(final int strategyId) {}
    public void resume(final int strategyId) {}
    public boolean isRunning(final int strategyId) { return false; }
    public boolean isAdmitted(final int strategyId) { return false; }
    public int accountId(final int strategyId) { return 0; }
    public int instrumentId(final int strategyId) { return 0; }
    public String name(final int strategyId) { return "#" + strategyId; }
    public int idOf(final String name) { return -1; }
    public int count() { return 0; }
    public void onBar(final Bar bar, final long nowNs) {}
    public void onQuote(final int instrumentId, final long nowNs) {}
    public long atr(final int strategyId, final int instrumentId) { return 0; }
    @Override public void writeTo(final SnapshotWriter writer) {}
    @Override public void readFrom(final SnapshotReader reader) {}
}
