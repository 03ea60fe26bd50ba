package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.ingest.Ingest;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.Outputs;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderDesk;
import breakwater.core.order.Orders;
import breakwater.core.position.Positions;
import breakwater.core.reference.Instruments;
import breakwater.core.risk.Limits;
import breakwater.core.signal.Signal;
import breakwater.core.signal.Signals;

/**
 * Words what strategies and people want as intents, and proposes them. One at a time: the intent is reused, and what a
 * proposal sets off goes through intents of the order stage. Thread: core. Allocates: never.
 */
final class Intents {
    private final Instruments instruments;
    private final Ingest ingest;
    private final Signals signals;
    private final Limits limits;
    private final Orders orders;
    private final Monitor monitor;
    private final Positions positions;
    private final Outputs outputs;
    private final Refusals refusals;
    private final OrderDesk desk;
    private final Intent intent = new Intent();

    Intents(final Stages stages, final OrderDesk desk) {
        instruments = stages.instruments;
        ingest = stages.ingest;
        signals = stages.signals;
        limits = stages.limits;
        orders = stages.orders;
        monitor = stages.monitor;
        positions = stages.positions;
        outputs = stages.outputs;
        refusals = stages.refusals;
        this.desk = desk;
    }

    /** Puts the signal out and proposes what it asks for. */
    void onSignal(final Signal signal) {
        outputs.signal()
                .signalId(signal.signalId)
                .strategyId(signal.strategyId)
                .instrumentId(signal.instrumentId)
                .kind(signal.kind)
                .side(signal.side)
                .score((short) signal.score)
                .timeframeNs(signal.timeframeNs)
                .entryPrice(signal.entryPrice)
                .stopPrice(signal.stopPrice)
                .target1Price(signal.target1Price)
                .target2Price(signal.target2Price)
                .atr(signal.atr);
        outputs.commit();
        monitor.intentions().onSignal(signal.strategyId, signal.instrumentId);
        switch (signal.kind) {
            case ENTER:
                enter(signal);
                break;
            case EXIT:
                exit(
                        signal.strategyId,
                        signal.instrumentId,
                        signal.signalId,
                        signal.side,
                        signal.entryPrice,
                        OrderRole.EXIT,
                        0);
                break;
            case CANCEL:
                orders.cancelStrategyEntries(signal.strategyId, signal.instrumentId);
                break;
            case REPLACE:
                replace(signal);
                break;
            default:
                throw new IllegalStateException("signal " + signal.signalId + " of kind " + signal.kind);
        }
    }

    private void enter(final Signal signal) {
        begin(signal.strategyId, signal.instrumentId, signal.signalId);
        intent.side = signal.side;
        intent.role = OrderRole.ENTRY;
        intent.effect = Effect.RAISES;
        intent.price = signal.entryPrice;
        intent.quantity = signal.quantity;
        intent.isBracketed = signal.isBracketed;
        intent.score = signal.score;
        intent.protectiveStopPrice = signal.stopPrice;
        intent.target1Price = signal.target1Price;
        intent.target2Price = signal.target2Price;
        intent.atr = signal.atr;
        intent.atrBaseline = signal.atrBaseline;
        desk.propose(intent);
    }

    /** Changes the price of the newest working entry. Where none works that is refused as malformed, so that it is on record. */
    private void replace(final Signal signal) {
        final long orderId = orders.working().newestWorkingEntry(signal.strategyId, signal.instrumentId);
        begin(signal.strategyId, signal.instrumentId, signal.signalId);
        if (orderId == 0) {
            intent.side = signal.side;
            intent.price = signal.entryPrice;
            intent.quantity = signal.quantity;
            refusals.reject(intent, Control.WELL_FORMED, ScopeType.STRATEGY, signal.strategyId, 0, 1, limits.version());
            return;
        }
        orders.working().describe(orderId, intent);
        intent.signalId = signal.signalId;
        intent.replacesId = orderId;
        intent.price = signal.entryPrice;
        desk.propose(intent);
    }

    /**
     * Closes a strategy's position, or {@code quantity} of it, by a collared order at {@code price} or through the touch.
     * Where nothing is held that is refused like any other exit of more than is held (I19); {@code side} says who asked.
     * While the venue tells another position, a strategy closes what both books vouch for, and is told of the rest (T6).
     */
    long exit(
            final int strategyId,
            final int instrumentId,
            final long signalId,
            final Side side,
            final long price,
            final OrderRole role,
            final long quantity) {
        final long held = positions.netQuantity(strategyId, instrumentId);
        begin(strategyId, instrumentId, signalId);
        intent.role = role;
        intent.effect = Effect.REDUCES;
        if (held == 0) {
            intent.side = side;
            intent.price = price;
            intent.quantity = quantity;
            refusals.reject(intent, Control.REDUCE_ONLY, ScopeType.STRATEGY, strategyId, quantity, 0, limits.version());
            return 0;
        }
        intent.side = held > 0 ? Side.SELL : Side.BUY;
        intent.price = price != 0 ? price : ingest.markPrice(instrumentId, held > 0 ? 1 : -1);
        intent.timeInForce = price != 0 ? TimeInForce.GTC : TimeInForce.IOC;
        intent.quantity = quantity == 0 ? Math.abs(held) : Math.min(quantity, Math.abs(held));
        if (role != OrderRole.MANUAL) {
            confine();
        }
        return desk.propose(intent);
    }

    /** Where both books vouch for a part of it, makes an exit that part; of none of it the gate refuses it. */
    private void confine() {
        final long confirmed = Decimals.floorTo(desk.confirmed(intent), instruments.lotSize(intent.instrumentId));
        if (confirmed > 0 && confirmed < intent.quantity) {
            outputs.riskEvent()
                    .kind(RiskEventKind.WARNING)
                    .control(Control.RECONCILIATION.code())
                    .scopeType(ScopeType.INSTRUMENT)
                    .scopeId(intent.instrumentId)
                    .level(monitor.level(ScopeType.INSTRUMENT, intent.instrumentId))
                    .observed(intent.quantity)
                    .bound(confirmed);
            outputs.commit();
            intent.quantity = confirmed;
        }
    }

    /** Returns a fresh intent of a strategy, a limit order till canceled; the next one reuses it. */
    Intent begin(final int strategyId, final int instrumentId, final long signalId) {
        begin(intent, strategyId, instrumentId, signalId);
        return intent;
    }

    /** Makes an intent the same, of whoever keeps it. */
    void begin(final Intent fresh, final int strategyId, final int instrumentId, final long signalId) {
        fresh.reset();
        fresh.signalId = signalId;
        fresh.strategyId = strategyId;
        fresh.instrumentId = instrumentId;
        fresh.accountId = signals.accountId(strategyId);
        fresh.venueId = instruments.venueId(instrumentId);
        fresh.orderType = OrderType.LIMIT;
        fresh.timeInForce = TimeInForce.GTC;
    }
}
