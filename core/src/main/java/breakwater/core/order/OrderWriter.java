package breakwater.core.order;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.Outputs;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

/** Puts orders and what becomes of them into outputs, with all scope ids (Settled 6). Allocates: never. */
final class OrderWriter {
    /** Outputs that work leaves free for whatever else the event still has to say. */
    static final int RESERVE = 16;

    private final OrderPool pool;
    private final Instruments instruments;
    private final Outputs outputs;
    private final OrderDesk desk;

    OrderWriter(final OrderPool pool, final Instruments instruments, final Outputs outputs, final OrderDesk desk) {
        this.desk = desk;
        this.pool = pool;
        this.instruments = instruments;
        this.outputs = outputs;
    }

    boolean hasRoom() {
        return outputs.room() >= RESERVE;
    }

    void orderNew(final int s) {
        outputs.orderNew()
                .clientOrderId(pool.clientOrderId[s])
                .parentId(pool.parentId[s])
                .instrumentId(pool.instrumentId[s])
                .venueId(pool.venueId[s])
                .accountId(pool.accountId[s])
                .strategyId(pool.strategyId[s])
                .assetClass(instruments.assetClass(pool.instrumentId[s]))
                .effect(pool.effect[s])
                .side(pool.side[s])
                .orderType(pool.type[s])
                .timeInForce(pool.timeInForce[s])
                .role(pool.role[s])
                .price(pool.price[s])
                .stopPrice(pool.stopPrice[s])
                .quantity(pool.quantity[s])
                .linkId(pool.linkId[s]);
        outputs.commit();
    }

    void orderCancel(final int s) {
        outputs.orderCancel()
                .clientOrderId(pool.clientOrderId[s])
                .venueOrderId(pool.venueOrderId[s])
                .instrumentId(pool.instrumentId[s])
                .venueId(pool.venueId[s])
                .accountId(pool.accountId[s])
                .strategyId(pool.strategyId[s])
                .assetClass(instruments.assetClass(pool.instrumentId[s]))
                .effect(pool.isProtection(s) ? Effect.CANCELS_PROTECTION : Effect.CANCELS_ENTRY)
                .side(pool.side[s]);
        outputs.commit();
        desk.onUnthrottled(pool.venueId[s], pool.strategyId[s]);
    }

    void orderMassCancel(final int first, final int orders) {
        outputs.orderMassCancel()
                .clientOrderId(pool.clientOrderId[first])
                .instrumentId(pool.instrumentId[first])
                .venueId(pool.venueId[first])
                .accountId(pool.accountId[first])
                .strategyId(pool.strategyId[first])
                .assetClass(instruments.assetClass(pool.instrumentId[first]))
                .effect(Effect.CANCELS_ENTRY)
                .orders(orders);
        outputs.commit();
        desk.onUnthrottled(pool.venueId[first], pool.strategyId[first]);
    }

    void orderReplace(final int s, final Effect effect) {
        outputs.orderReplace()
                .clientOrderId(pool.clientOrderId[s])
                .venueOrderId(pool.venueOrderId[s])
                .instrumentId(pool.instrumentId[s])
                .venueId(pool.venueId[s])
                .accountId(pool.accountId[s])
                .strategyId(pool.strategyId[s])
                .assetClass(instruments.assetClass(pool.instrumentId[s]))
                .effect(effect)
                .side(pool.side[s])
                .price(pool.newPrice[s])
                .stopPrice(pool.newStopPrice[s])
                .quantity(pool.newQuantity[s]);
        outputs.commit();
    }

    void orderQuery(final int s) {
        outputs.orderQuery()
                .clientOrderId(pool.clientOrderId[s])
                .venueOrderId(pool.venueOrderId[s])
                .instrumentId(pool.instrumentId[s])
                .venueId(pool.venueId[s])
                .accountId(pool.accountId[s])
                .strategyId(pool.strategyId[s])
                .assetClass(instruments.assetClass(pool.instrumentId[s]))
                .effect(Effect.ASKS)
                .side(pool.side[s]);
        outputs.commit();
        desk.onUnthrottled(pool.venueId[s], pool.strategyId[s]);
    }

    void orderChanged(final int s, final OrderState from) {
        final boolean isOver = OrderTransitions.isTerminal(pool.state[s]);
        outputs.orderChanged()
                .clientOrderId(pool.clientOrderId[s])
                .instrumentId(pool.instrumentId[s])
                .strategyId(pool.strategyId[s])
                .side(pool.side[s])
                .role(pool.role[s])
                .fromState(from)
                .state(pool.state[s])
                .price(pool.price[s])
                .quantity(pool.quantity[s])
                .cumQuantity(pool.cumQuantity[s])
                .leavesQuantity(isOver ? 0 : Math.max(0, pool.quantity[s] - pool.cumQuantity[s]));
        outputs.commit();
    }

    void riskEvent(
            final RiskEventKind kind,
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound) {
        outputs.riskEvent()
                .kind(kind)
                .control(control.code())
                .scopeType(scopeType)
                .scopeId(scopeId)
                .level(Level.ACTIVE)
                .observed(observed)
                .bound(bound)
                .generation(0);
        outputs.commit();
    }
}
