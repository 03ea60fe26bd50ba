package breakwater.core;

import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.BarClosedDecoder;
import breakwater.core.message.BookAdjustedDecoder;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.PositionChangedDecoder;
import breakwater.core.message.ProfitAndLossDecoder;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.SignalDecoder;
import breakwater.core.message.StateDigestDecoder;

/** An output as one line of words and mantissas, so that a test reads like a tape. Zeros that say nothing are left out. */
public final class OutputLine {
    private OutputLine() {}

    /** Returns the line of a frame. */
    public static String of(final Frame f) {
        switch (f.templateId()) {
            case SignalDecoder.TEMPLATE_ID:
                return signal(f);
            case RiskApprovedDecoder.TEMPLATE_ID:
                return approved(f);
            case RiskRejectedDecoder.TEMPLATE_ID:
                return rejected(f);
            case OrderNewDecoder.TEMPLATE_ID:
                return orderNew(f);
            case OrderCancelDecoder.TEMPLATE_ID:
                return cancel(f);
            case OrderReplaceDecoder.TEMPLATE_ID:
                return replace(f);
            case OrderQueryDecoder.TEMPLATE_ID:
                return query(f);
            case OrderMassCancelDecoder.TEMPLATE_ID:
                return massCancel(f);
            case OrderChangedDecoder.TEMPLATE_ID:
                return changed(f);
            case FillBookedDecoder.TEMPLATE_ID:
                return fill(f);
            case PositionChangedDecoder.TEMPLATE_ID:
                return position(f);
            case ProfitAndLossDecoder.TEMPLATE_ID:
                return money(f);
            case RiskEventDecoder.TEMPLATE_ID:
                return riskEvent(f);
            case QuarantinedDecoder.TEMPLATE_ID:
                return quarantined(f);
            case StateDigestDecoder.TEMPLATE_ID:
                return "digest";
            case BarClosedDecoder.TEMPLATE_ID:
                return bar(f);
            case BreakChangedDecoder.TEMPLATE_ID:
                return breakChanged(f);
            case BookAdjustedDecoder.TEMPLATE_ID:
                return adjusted(f);
            default:
                return "template " + f.templateId();
        }
    }

    /** Returns an order id as run.counter. */
    private static String id(final long clientOrderId) {
        return "#" + (clientOrderId >> 40) + "." + (clientOrderId & 0xFF_FFFF_FFFFL);
    }

    private static String stop(final long price) {
        return price == 0 ? "" : " stop " + price;
    }

    private static String signal(final Frame f) {
        final var d = new SignalDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "signal " + d.kind() + " " + d.side() + " @" + d.entryPrice() + stop(d.stopPrice())
                + (d.target1Price() == 0 ? "" : " targets " + d.target1Price() + " " + d.target2Price());
    }

    private static String approved(final Frame f) {
        final var d = new RiskApprovedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "approved " + id(d.clientOrderId()) + " " + d.quantity();
    }

    private static String rejected(final Frame f) {
        final var d = new RiskRejectedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "rejected " + Control.of(d.control()) + " " + d.scopeType() + " " + d.role() + " observed "
                + d.observed() + " bound " + d.bound();
    }

    private static String orderNew(final Frame f) {
        final var d = new OrderNewDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "new " + id(d.clientOrderId()) + " " + d.role() + " " + d.side() + " " + d.quantity() + " "
                + d.orderType() + " " + d.timeInForce() + " @" + d.price() + stop(d.stopPrice()) + " " + d.effect();
    }

    private static String cancel(final Frame f) {
        final var d = new OrderCancelDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "cancel " + id(d.clientOrderId()) + " " + d.effect();
    }

    private static String replace(final Frame f) {
        final var d = new OrderReplaceDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "replace " + id(d.clientOrderId()) + " " + d.quantity() + " @" + d.price() + stop(d.stopPrice()) + " "
                + d.effect();
    }

    private static String massCancel(final Frame f) {
        final var d = new OrderMassCancelDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "cancel all " + d.orders() + " of venue " + d.venueId();
    }

    private static String query(final Frame f) {
        final var d = new OrderQueryDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "query " + id(d.clientOrderId());
    }

    private static String changed(final Frame f) {
        final var d = new OrderChangedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "changed " + id(d.clientOrderId()) + " " + d.fromState() + " " + d.state() + " " + d.cumQuantity() + "/"
                + d.quantity();
    }

    private static String fill(final Frame f) {
        final var d = new FillBookedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "fill " + id(d.clientOrderId()) + " " + d.role() + " " + d.side() + " " + d.quantity() + " @" + d.price()
                + " flag " + d.flag() + " position " + d.positionAfter();
    }

    private static String position(final Frame f) {
        final var d = new PositionChangedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "position " + d.netQuantity() + " @" + d.entryPrice();
    }

    private static String money(final Frame f) {
        final var d = new ProfitAndLossDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "money cash " + d.cashE8() + " equity " + d.equityE8();
    }

    private static String riskEvent(final Frame f) {
        final var d = new RiskEventDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return d.kind() + " " + Control.of(d.control()) + " " + d.scopeType() + " " + d.level()
                + (d.generation() == 0 ? "" : " generation " + d.generation());
    }

    private static String quarantined(final Frame f) {
        final var d = new QuarantinedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "quarantined " + d.reason() + " template " + d.templateId();
    }

    private static String bar(final Frame f) {
        final var d = new BarClosedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        return "bar " + d.timeframeNs() / 1_000_000_000L + "s " + d.openPrice() + " " + d.highPrice() + " "
                + d.lowPrice() + " " + d.closePrice() + " " + d.volume();
    }

    private static String breakChanged(final Frame f) {
        final var d = new BreakChangedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final String refused = d.refusal() == AdoptionRefusal.NONE ? "" : " refused " + d.refusal();
        return "break " + d.breakId() + " " + d.kind() + " " + d.state() + " " + d.ours() + " " + d.theirs()
                + (d.refusal() == AdoptionRefusal.NONE ? " " + d.cause() : refused);
    }

    private static String adjusted(final Frame f) {
        final var d = new BookAdjustedDecoder().wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        final String whose = d.strategyId() == Frame.NO_ID ? "nobody" : String.valueOf(d.strategyId());
        return "adjusted " + d.breakId() + " " + whose
                + (d.instrumentId() == Frame.NO_ID
                        ? " cash " + d.cashE8()
                        : " by " + d.quantity() + " cost " + d.costE8() + " position " + d.positionAfter());
    }
}
