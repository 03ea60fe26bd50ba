package breakwater.core.order;

import breakwater.core.ingest.Bar;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** The order stage; inside follows. */
public final class Orders implements OrderView, Stateful {
    public Orders(final Instruments instruments, final Venues venues, final MarketView market, final Outputs outputs,
            final Capacity capacity, final OrderDesk desk, final Holdings holdings) {}

    public void configure(final EngineDefinitionDecoder d) {}

    public void onRunStarted(final int run, final boolean isRecovery, final long nowNs) {}

    public boolean hasRoom() { throw soon(); }

    /** Returns the id that the next order will get. */
    public long nextClientOrderId() { throw soon(); }

    public long submit(final Intent approved, final long nowNs) { throw soon(); }

    /** Decides without changing anything; the answer is reused. */
    public OrderReport check(final ExecutionReportDecoder d) { throw soon(); }

    /** Decides and applies. */
    public OrderReport apply(final ExecutionReportDecoder d, final long nowNs) { throw soon(); }

    /** The same as {@link #apply}. */
    public OrderReport onExecutionReport(final ExecutionReportDecoder d, final long nowNs) { throw soon(); }

    public QuarantineReason onCancelReject(final CancelRejectDecoder d, final long nowNs) { throw soon(); }

    public QuarantineReason onUnknownOrder(final UnknownOrderDecoder d, final long nowNs) { throw soon(); }

    public QuarantineReason onSendOutcome(final SendOutcomeDecoder d, final long nowNs) { throw soon(); }

    public void onMark(final int instrumentId, final long nowNs) {}

    public void onBar(final int strategyId, final Bar bar, final long atr, final long nowNs) {}

    public void cancelEntries(final ScopeType type, final int scopeId) {}

    public void cancelAll(final ScopeType type, final int scopeId, final boolean keepProtection) {}

    public void flatten(final ScopeType type, final int scopeId) {}

    public boolean cancelStrategyEntries(final int strategyId, final int instrumentId) { throw soon(); }

    public long newestWorkingEntry(final int strategyId, final int instrumentId) { throw soon(); }

    public void work(final long nowNs) {}

    public long nextDeadlineNs() { return Long.MAX_VALUE; }

    public void onDeadline(final long deadlineNs) {}

    private static IllegalStateException soon() { return new IllegalStateException("the inside follows"); }

    @Override public long buyLeaves(final int strategyId, final int instrumentId) { throw soon(); }
    @Override public long sellLeaves(final int strategyId, final int instrumentId) { throw soon(); }
    @Override public long buyLeaves(final int instrumentId) { throw soon(); }
    @Override public long sellLeaves(final int instrumentId) { throw soon(); }
    @Override public long worstBuyPrice(final int instrumentId) { throw soon(); }
    @Override public long worstSellPrice(final int instrumentId) { throw soon(); }
    @Override public long reducingLeaves(final int strategyId, final int instrumentId) { throw soon(); }
    @Override public long pendingEntryRiskE8(final int strategyId, final int instrumentId) { throw soon(); }
    @Override public long protectiveStopPrice(final int strategyId, final int instrumentId) { throw soon(); }
    @Override public boolean hasWorkingEntry(final int strategyId, final int instrumentId) { throw soon(); }
    @Override public int workingOrders() { throw soon(); }
    @Override public int workingOrdersOfStrategy(final int strategyId) { throw soon(); }
    @Override public int workingOrdersOfInstrument(final int instrumentId) { throw soon(); }
    @Override public int workingOrdersOfVenue(final int venueId) { throw soon(); }
    @Override public int unknownOrders() { throw soon(); }
    @Override public void writeTo(final SnapshotWriter writer) {}
    @Override public void readFrom(final SnapshotReader reader) {}
}
