package breakwater.core;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Outputs;
import breakwater.core.message.RiskEventKind;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.EntryCheck;
import breakwater.core.order.Intent;
import breakwater.core.order.Orders;
import breakwater.core.risk.Decision;
import breakwater.core.risk.PreTradeGate;

/**
 * F6: entries that work are put to the gate again when the market has moved (their collar), when a market changed its state,
 * and when a limit was set. What no longer passes is canceled; the first of a turn is told as a WARNING of the control that
 * refuses it. Their cancels go out as outputs have room. A level that rises takes entries back by itself.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Rechecks implements EntryCheck {
    /** What is asked. */
    private enum Turn {
        PRICE,
        MARKET,
        LIMITS
    }

    private final PreTradeGate gate;
    private final Orders orders;
    private final Monitor monitor;
    private final Excesses excesses;
    private final Outputs outputs;
    private Turn turn = Turn.PRICE;
    private boolean isTold;

    Rechecks(
            final PreTradeGate gate,
            final Orders orders,
            final Monitor monitor,
            final Excesses excesses,
            final Outputs outputs) {
        this.gate = gate;
        this.orders = orders;
        this.monitor = monitor;
        this.excesses = excesses;
        this.outputs = outputs;
    }

    void onMark(final int instrumentId) {
        recheck(Turn.PRICE, instrumentId);
    }

    /** The state of an instrument changed, or of every instrument of a source: {@link Frame#NO_ID}. */
    void onMarketState(final int instrumentId) {
        recheck(Turn.MARKET, instrumentId);
    }

    void onLimit() {
        recheck(Turn.LIMITS, Frame.NO_ID);
    }

    private void recheck(final Turn asked, final int instrumentId) {
        turn = asked;
        isTold = false;
        orders.recheckEntries(instrumentId, this);
    }

    @Override
    public boolean stillPasses(final Intent working) {
        final Decision decision = decide(working);
        if (decision.control() == Control.NONE) {
            return true;
        }
        if (!isTold) {
            isTold = true;
            outputs.riskEvent()
                    .kind(RiskEventKind.WARNING)
                    .control(decision.control().code())
                    .scopeType(decision.scopeType())
                    .scopeId(decision.scopeId())
                    .level(monitor.level(decision.scopeType(), decision.scopeId()))
                    .observed(decision.observed())
                    .bound(decision.bound());
            outputs.commit();
        }
        if (decision.control() == Control.POSITION_LIMIT) {
            excesses.hold(working.instrumentId, decision.observed(), decision.bound());
        }
        return false;
    }

    private Decision decide(final Intent working) {
        switch (turn) {
            case PRICE:
                return gate.recheckPrice(working, outputs.nowNs());
            case MARKET:
                return gate.recheckMarket(working, outputs.nowNs());
            case LIMITS:
            default:
                return gate.recheckLimits(working, outputs.nowNs());
        }
    }
}
