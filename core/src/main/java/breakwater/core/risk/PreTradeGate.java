package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** Decides whether an intent may become an order. The face; until its rules stand behind it, it refuses all. */
public final class PreTradeGate implements Stateful {
    private final Limits limits;
    private final Decision decision = new Decision();

    public PreTradeGate(
            final Instruments instruments, final Limits limits, final MarketView market, final OrderView orders,
            final PositionView positions, final MonitorView monitor, final Trace trace, final Capacity capacity) {
        this.limits = limits;
    }

    /**
     * Sizes an ENTRY whose quantity is 0, then asks every control in the order of {@link Control}. Mutates the intent:
     * quantity, price of a MARKET order, and effect. Returns the decision, reused.
     */
    public Decision decide(final Intent intent, final long nowNs) {
        decision.begin(limits.version());
        decision.refuse(Control.DEFAULT_DENY, ScopeType.GLOBAL, 0, 0, 0);
        return decision;
    }

    /** Consumes throttle tokens for an order that went out. */
    public void onSent(final Intent intent, final long nowNs) {}

    /** Accounts a cancel; in this build always true. */
    public boolean tryCancelToken(final int venueId, final int strategyId, final long nowNs) {
        return true;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("gate");
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("gate");
    }
}
