package breakwater.core.model;

import breakwater.core.message.Effect;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.Side;
import java.util.Arrays;

/**
 * What follows from the inputs given and the outputs seen, by plain arithmetic: orders, position, levels, and from them the
 * worst case of either direction. Asks the engine nothing.
 */
final class Ledger {
    private static final int ORDERS = 24;
    private static final int SCOPES = 6;
    private static final long RETRY_NS = 1_000_000_000L;
    private static final OrderNewDecoder NEW = new OrderNewDecoder();
    private static final OrderReplaceDecoder REPLACE = new OrderReplaceDecoder();
    private static final OrderCancelDecoder CANCEL = new OrderCancelDecoder();
    private static final OrderChangedDecoder CHANGED = new OrderChangedDecoder();
    private static final FillBookedDecoder FILL = new FillBookedDecoder();
    private static final RiskEventDecoder RISK = new RiskEventDecoder();

    final Told[] orders = new Told[ORDERS];
    int count;
    long position;
    /** Until when a change of what protects, which the venue has refused, is not tried again; 0 = none was. */
    long pausedUntilNs;

    /** What is left of each kind of event that may happen but so often. */
    final int[] left;

    private final int[] levels = new int[SCOPES];

    Ledger(final int[] budgets) {
        left = budgets.clone();
        for (int i = 0; i < ORDERS; i++) {
            orders[i] = new Told();
        }
    }

    void copy(final Ledger other) {
        count = other.count;
        for (int i = 0; i < count; i++) {
            orders[i].copy(other.orders[i]);
        }
        position = other.position;
        pausedUntilNs = other.pausedUntilNs;
        System.arraycopy(other.left, 0, left, 0, left.length);
        System.arraycopy(other.levels, 0, levels, 0, SCOPES);
    }

    /** Returns how far down the position may go in a direction: all that is not proven dead on that side filled, none of the other. */
    long worst(final Side side) {
        long sum = side == Side.BUY ? position : -position;
        for (int i = 0; i < count; i++) {
            if (orders[i].side == side) {
                sum += orders[i].mayFill();
                final Told partner = find(orders[i].linkId);
                // Of two that the venue links only the larger counts.
                if (partner != null && partner.linkId == orders[i].id && partner.id < orders[i].id) {
                    sum -= Math.min(orders[i].mayFill(), partner.mayFill());
                }
            }
        }
        return sum;
    }

    /** Returns {@link #worst} without what protects or closes. */
    long raising(final Side side) {
        long sum = side == Side.BUY ? position : -position;
        for (int i = 0; i < count; i++) {
            sum += orders[i].side == side && orders[i].effect == Effect.RAISES ? orders[i].mayFill() : 0;
        }
        return sum;
    }

    /** Returns how many lots of orders that protect or close were filled. */
    long closed() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += orders[i].effect == Effect.RAISES ? 0 : orders[i].filled;
        }
        return sum;
    }

    boolean isHeld() {
        return Arrays.stream(levels).anyMatch(level -> level >= Level.REDUCE_ONLY.value());
    }

    Told find(final long id) {
        for (int i = 0; i < count; i++) {
            if (orders[i].id == id) {
                return orders[i];
            }
        }
        return null;
    }

    /** Takes what a move does to an order at the venue, before the engine hears of it. */
    void happens(final Move move, final Told order, final long nowNs) {
        switch (move) {
            case FILLED_IN_PART:
            case FILLED_LATE:
                fill(order, 1);
                break;
            case FILLED:
                fill(order, order.quantity - order.filled);
                break;
            case FILL_BUSTED:
                order.filled -= order.lastFill;
                order.busts++;
                break;
            case REPLACED:
                order.replaced();
                break;
            case REPLACE_REFUSED:
                order.newQuantity = 0;
                order.newPrice = 0;
                pauses(order, nowNs);
                break;
            case CANCEL_REFUSED:
                order.isCancelSent = false;
                pauses(order, nowNs);
                break;
            default:
                break;
        }
        order.isAcknowledged |= move != Move.UNCERTAIN && move != Move.NEVER_LEFT && move != Move.CANCEL_BY_HAND;
    }

    private void pauses(final Told order, final long nowNs) {
        pausedUntilNs = order.isStop() ? nowNs + RETRY_NS : pausedUntilNs;
    }

    void passed(final long nowNs) {
        pausedUntilNs = nowNs >= pausedUntilNs ? 0 : pausedUntilNs;
    }

    private static void fill(final Told order, final long quantity) {
        order.filled += quantity;
        order.lastFill = quantity;
    }

    /** Takes one output. Returns what is wrong with it, null = nothing. */
    String take(final Frame f) {
        switch (f.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                NEW.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                return open();
            case OrderReplaceDecoder.TEMPLATE_ID:
                REPLACE.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                find(REPLACE.clientOrderId()).replace(REPLACE);
                return null;
            case OrderCancelDecoder.TEMPLATE_ID:
                CANCEL.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                find(CANCEL.clientOrderId()).isCancelSent = true;
                return null;
            case OrderChangedDecoder.TEMPLATE_ID:
                CHANGED.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                return find(CHANGED.clientOrderId()).change(CHANGED);
            case FillBookedDecoder.TEMPLATE_ID:
                FILL.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                return fill();
            case RiskEventDecoder.TEMPLATE_ID:
                RISK.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (RISK.kind() == RiskEventKind.LEVEL_RAISED || RISK.kind() == RiskEventKind.LEVEL_RESET) {
                    levels[RISK.scopeType().value()] = RISK.level().value();
                }
                return null;
            default:
                return null;
        }
    }

    private String open() {
        final Told order = orders[count++];
        order.open(NEW);
        final Told partner = find(order.linkId);
        if (partner != null) {
            partner.linkId = order.id;
        }
        final boolean isOurs =
                order.role == OrderRole.ENTRY || order.role == OrderRole.MANUAL || order.role == OrderRole.EXIT;
        left[Act.ORDER.ordinal()] -= isOurs ? 1 : 0;
        return null;
    }

    private String fill() {
        // A bust is booked as the opposite of what it takes back.
        position += FILL.side() == Side.BUY ? FILL.quantity() : -FILL.quantity();
        final Told order = find(FILL.clientOrderId());
        if (FILL.positionAfter() != position) {
            return "I6: position " + FILL.positionAfter() + " is told and " + position + " is held";
        }
        if (order.filled > Math.max(order.quantity, order.newQuantity) && FILL.flag() == QuarantineReason.NONE) {
            return "I4: order " + order.id + " is filled beyond its quantity, and nothing is flagged";
        }
        return null;
    }

    /** Returns whether something may still come of what is over: a late fill, a repeated one, one taken back. */
    boolean isPastOpen() {
        return left[Act.LATE.ordinal()] + left[Act.REPEAT.ordinal()] + left[Act.BUST.ordinal()] > 0;
    }

    long mix(final long seed) {
        long hash = Frame.mix(seed ^ position ^ pausedUntilNs);
        for (final int budget : left) {
            hash = Frame.mix(hash ^ budget);
        }
        for (final int level : levels) {
            hash = Frame.mix(hash ^ level);
        }
        final boolean isPastOpen = isPastOpen();
        for (int i = 0; i < count; i++) {
            hash = isPastOpen || !orders[i].isOver() ? orders[i].mix(hash, isPastOpen) : hash;
        }
        return hash;
    }
}
