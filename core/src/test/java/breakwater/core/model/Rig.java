package breakwater.core.model;

import breakwater.core.Engine;
import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.Tape;
import breakwater.core.message.CancelRejectEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Level;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;
import breakwater.core.message.Trace;
import breakwater.core.message.UnknownOrderEncoder;
import breakwater.core.reference.Capacity;
import breakwater.core.risk.Figure;
import breakwater.core.signal.Signal;

/** An engine with one strategy on one instrument, whose market stands still, and the hands that make each {@link Move}. */
final class Rig {
    static final long PRICE = 100_000;
    /** Of one lot at the dearer mark, E8: two decimals of the price and three of the quantity are above 1e-8. */
    static final long LOT_E8 = (PRICE + 1) * 1_000;

    static final long ENTRY = 2;
    static final long BY_HAND = 1;
    private static final long STOP_AWAY = 10_000;
    private static final long SIZE = 1_000;

    final Tape tape = new Tape(64);
    final Engine engine = new Engine(new Capacity(1, 1, 1, 1, 5, 16, 64), tape, Trace.NONE);
    final EventPen pen = new EventPen(EngineFixture.START_NS);
    private final Signal signal = new Signal();
    private final CancelRejectEncoder refusal = new CancelRejectEncoder();
    private final UnknownOrderEncoder notKnown = new UnknownOrderEncoder();

    /** @param more by how many lots the engine's rows are wider than they should be; 0 but to plant a fault */
    Rig(final long more) {
        pen.engine(1_000_000_000);
        give();
        pen.venue(0, true);
        give();
        pen.session(ScopeType.VENUE, 0, 1, Long.MAX_VALUE - 1);
        give();
        pen.account(1_000_000_000_000_000L);
        give();
        pen.instrument(0, 1, 0, true);
        give();
        for (int id = 0; id <= EventPen.FEED; id++) {
            pen.source(id, id == EventPen.FEED);
            give();
        }
        for (final Figure figure : Figure.values()) {
            final boolean isUpper = figure.isTighter(0, 1);
            set(figure, figure.required(), isUpper ? Math.min(figure.largest(), 100_000_000_000_000_000L) : 0);
        }
        set(Figure.LONG_POSITION, ScopeType.INSTRUMENT, Limit.LONG + more);
        set(Figure.SHORT_POSITION, ScopeType.INSTRUMENT, Limit.SHORT + more);
        set(Figure.GROSS_EXPOSURE, ScopeType.GLOBAL, (Limit.GROSS + more) * LOT_E8);
        set(Figure.GROSS_EXPOSURE, ScopeType.STRATEGY, (Limit.GROSS + more) * LOT_E8);
        pen.runStarted(1, false, Level.ACTIVE);
        give();
        EngineFixture.admit(pen, written -> give(), 0, 0, "churn", "every-quotes", 1_000_000);
        pen.quote(0, PRICE, SIZE, PRICE + 1, SIZE);
        give();
        tape.rewind();
    }

    private void set(final Figure figure, final ScopeType type, final long value) {
        pen.limit(figure, type, 0, value);
        give();
    }

    private void give() {
        pen.frame.wrapForWrite(pen.buffer, 0).sequence(engine.sequence() + 1);
        engine.onEvent(pen.buffer, 0);
    }

    /** Lets happen what no order is named for. */
    void make(final Move move) {
        pen.nowNs = engine.nowNs();
        switch (move) {
            case BUY_AND_PROTECT:
                say(SignalKind.ENTER, Side.BUY, PRICE);
                return;
            case SELL_AND_PROTECT:
                say(SignalKind.ENTER, Side.SELL, PRICE);
                return;
            case BUY_BY_HAND:
                pen.manual(0, 0, Side.BUY, PRICE, BY_HAND);
                break;
            case SELL_BY_HAND:
                pen.manual(0, 0, Side.SELL, PRICE, BY_HAND);
                break;
            case EXIT:
                say(SignalKind.EXIT, Side.SELL, 0);
                return;
            case EXIT_BY_HAND:
                pen.manual(0, 0, Side.SELL, 0, 0);
                break;
            case CANCEL_ENTRIES:
                say(SignalKind.CANCEL, Side.BUY, 0);
                return;
            case REPLACE_ENTRY:
                say(SignalKind.REPLACE, Side.BUY, PRICE + 1);
                return;
            default:
                pen.nowNs = engine.nextDeadlineNs();
                pen.time();
                break;
        }
        give();
    }

    /** The strategy speaks with a time event, and the next one settles what it set off. */
    private void say(final SignalKind kind, final Side side, final long price) {
        pen.time();
        give();
        signal.reset();
        signal.signalId = 1;
        signal.kind = kind;
        signal.side = side;
        signal.score = 5;
        signal.entryPrice = price;
        if (kind == SignalKind.ENTER) {
            final long away = side == Side.BUY ? -STOP_AWAY : STOP_AWAY;
            signal.stopPrice = PRICE + away;
            signal.atr = STOP_AWAY;
            signal.atrBaseline = STOP_AWAY;
            signal.quantity = ENTRY;
            signal.isBracketed = true;
        }
        engine.onSignal(signal);
        pen.time();
        give();
    }

    /** Lets happen to an order what a move says. The ledger's order is as the venue has it, this move included. */
    void make(final Move move, final Told order) {
        pen.nowNs = engine.nowNs();
        switch (move) {
            case ACKNOWLEDGED:
                report(order, ExecType.NEW, OrderState.NEW);
                break;
            case FILLED_IN_PART:
            case FILLED:
            case FILLED_LATE:
            case FILL_REPEATED:
                fill(order, 0);
                break;
            case FILL_BUSTED:
                report(order, ExecType.TRADE_BUST, OrderState.PARTIALLY_FILLED)
                        .executionId(executionId(order, 0, 9))
                        .referenceExecutionId(executionId(order, order.filled + order.lastFill, order.busts - 1))
                        .lastPrice(PRICE)
                        .lastQuantity(order.lastFill);
                break;
            case CANCELED:
                report(order, ExecType.CANCELED, OrderState.CANCELED);
                break;
            case REPLACED:
                report(order, ExecType.REPLACED, OrderState.NEW);
                break;
            case REJECTED:
                report(order, ExecType.REJECTED, OrderState.REJECTED);
                break;
            case CANCEL_REFUSED:
            case REPLACE_REFUSED:
                refusal.wrap(
                                pen.buffer,
                                pen.begin(
                                        CancelRejectEncoder.TEMPLATE_ID,
                                        CancelRejectEncoder.BLOCK_LENGTH,
                                        EventPen.VENUE))
                        .clientOrderId(order.id)
                        .venueId(0)
                        .isReplace((short) (move == Move.REPLACE_REFUSED ? 1 : 0))
                        .rejectCode(3);
                break;
            case UNCERTAIN:
                pen.outcome(order.id, 1, OrderNewEncoder.TEMPLATE_ID, SendResult.UNCERTAIN);
                break;
            case NEVER_LEFT:
                pen.outcome(order.id, 1, OrderNewEncoder.TEMPLATE_ID, SendResult.NOT_LOGGED_ON);
                break;
            case FOUND_WORKING:
                report(order, ExecType.STATUS, order.filled > 0 ? OrderState.PARTIALLY_FILLED : OrderState.NEW);
                break;
            case FOUND_CANCELED:
                report(order, ExecType.STATUS, OrderState.CANCELED);
                break;
            case NOT_KNOWN:
                notKnown.wrap(
                                pen.buffer,
                                pen.begin(
                                        UnknownOrderEncoder.TEMPLATE_ID,
                                        UnknownOrderEncoder.BLOCK_LENGTH,
                                        EventPen.VENUE))
                        .clientOrderId(order.id)
                        .venueId(0);
                break;
            default:
                pen.cancel(order.id, 0);
                break;
        }
        give();
    }

    /** Tells the newest fill. */
    private void fill(final Told order, final int more) {
        report(order, ExecType.TRADE, order.filled >= order.quantity ? OrderState.FILLED : OrderState.PARTIALLY_FILLED)
                .executionId(executionId(order, order.filled, order.busts) + more)
                .lastPrice(PRICE)
                .lastQuantity(order.lastFill);
    }

    /** Tells the engine of a fill a second time, under another id. */
    void giveTwice(final Told order) {
        fill(order, 50);
        give();
    }

    /** Tells the engine that an order is canceled. */
    void giveCanceled(final Told order) {
        report(order, ExecType.CANCELED, OrderState.CANCELED);
        give();
    }

    private ExecutionReportEncoder report(final Told order, final ExecType type, final OrderState state) {
        return pen.report(order.id, type, state, order.side, 0)
                .price(order.price)
                .quantity(order.quantity)
                .cumQuantity(order.filled)
                .leavesQuantity(Math.max(0, order.quantity - order.filled));
    }

    /** Returns the id of the fill after which an order was filled so far; after a bust the same fill has another id. */
    private static long executionId(final Told order, final long filled, final int busts) {
        return (order.id & 0xFFFF) * 1_000 + busts * 100L + filled;
    }
}
