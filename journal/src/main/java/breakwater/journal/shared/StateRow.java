package breakwater.journal.shared;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.PositionChangedDecoder;
import breakwater.core.message.ProfitAndLossDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;

/** Which output frame becomes which row. A row's value is the whole newest frame, so that readers decode it by SBE. */
final class StateRow {
    /** The frame changes no row. */
    static final long NONE = 0;

    private static final int KIND_SHIFT = 60;

    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final ProfitAndLossDecoder profitAndLoss = new ProfitAndLossDecoder();
    private final RiskEventDecoder riskEvent = new RiskEventDecoder();
    private boolean isRemoval;

    /** Kinds of rows, in the top bits of a key. */
    enum Kind {
        NONE,
        ORDER,
        ORDER_STATE,
        POSITION,
        PROFIT_AND_LOSS,
        LEVEL,
        LIMIT
    }

    /** Returns the key of the row that an output sets or removes, {@link #NONE} for other outputs. */
    long keyOf(final Frame frame) {
        isRemoval = false;
        switch (frame.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                orderNew.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return key(Kind.ORDER, orderNew.clientOrderId());
            case OrderChangedDecoder.TEMPLATE_ID:
                orderChanged.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                isRemoval = isTerminal(orderChanged.state());
                return key(Kind.ORDER_STATE, orderChanged.clientOrderId());
            case PositionChangedDecoder.TEMPLATE_ID:
                position.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return key(Kind.POSITION, ((long) position.strategyId() << 16) | position.instrumentId());
            case ProfitAndLossDecoder.TEMPLATE_ID:
                profitAndLoss.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return key(Kind.PROFIT_AND_LOSS, profitAndLoss.accountId());
            case RiskEventDecoder.TEMPLATE_ID:
                riskEvent.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return keyOfRiskEvent(riskEvent.kind());
            default:
                return NONE;
        }
    }

    private long keyOfRiskEvent(final RiskEventKind kind) {
        final long scope = ((long) riskEvent.scopeTypeRaw() << 16) | riskEvent.scopeId();
        if (kind == RiskEventKind.LEVEL_RAISED || kind == RiskEventKind.LEVEL_RESET) {
            return key(Kind.LEVEL, scope);
        } else if (kind == RiskEventKind.LIMIT_CHANGED) {
            return key(Kind.LIMIT, ((long) riskEvent.control() << 24) | scope);
        }
        return NONE;
    }

    /** Returns whether the frame of the last {@link #keyOf} ends the order: both of its rows go. */
    boolean isRemoval() {
        return isRemoval;
    }

    static long orderKeyOf(final long orderStateKey) {
        return key(Kind.ORDER, orderStateKey & ((1L << KIND_SHIFT) - 1));
    }

    private static long key(final Kind kind, final long id) {
        return ((long) kind.ordinal() << KIND_SHIFT) | (id & ((1L << KIND_SHIFT) - 1));
    }

    private static boolean isTerminal(final OrderState state) {
        return state == OrderState.FILLED
                || state == OrderState.CANCELED
                || state == OrderState.REJECTED
                || state == OrderState.EXPIRED
                || state == OrderState.NOT_SENT;
    }
}
