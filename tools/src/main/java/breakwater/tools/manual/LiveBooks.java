package breakwater.tools.manual;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.PositionChangedDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What strategies hold and which orders work, folded from the outputs in their order. Thread: one. */
final class LiveBooks {
    private final Map<Held, Long> held = new TreeMap<>();
    private final Map<Long, Working> orders = new TreeMap<>();
    private final OrderNewDecoder added = new OrderNewDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();

    /** Whose position in what. */
    record Held(int instrumentId, int strategyId) implements Comparable<Held> {
        @Override
        public int compareTo(final Held other) {
            return instrumentId != other.instrumentId
                    ? Integer.compare(instrumentId, other.instrumentId)
                    : Integer.compare(strategyId, other.strategyId);
        }
    }

    /** An order that is not terminal; account and venue are {@link Frame#NO_ID} where its beginning is no longer in the journal. */
    record Working(
            long id, int instrumentId, int strategyId, int accountId, int venueId, OrderRole role, OrderState state) {
        /** Returns whether a person may take it back: no leg of a bracket, no slice of a kill. */
        boolean isUnattached() {
            return role == OrderRole.ENTRY || role == OrderRole.MANUAL || role == OrderRole.EXIT;
        }
    }

    void onOutput(final Frame f) {
        switch (f.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                added.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                orders.put(
                        added.clientOrderId(),
                        new Working(
                                added.clientOrderId(),
                                added.instrumentId(),
                                added.strategyId(),
                                added.accountId(),
                                added.venueId(),
                                added.role(),
                                OrderState.PENDING_NEW));
                break;
            case OrderChangedDecoder.TEMPLATE_ID:
                changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                onChanged();
                break;
            case PositionChangedDecoder.TEMPLATE_ID:
                position.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                held.put(new Held(position.instrumentId(), position.strategyId()), position.netQuantity());
                break;
            default:
                break;
        }
    }

    private void onChanged() {
        switch (changed.state()) {
            case FILLED:
            case CANCELED:
            case REJECTED:
            case EXPIRED:
            case NOT_SENT:
                orders.remove(changed.clientOrderId());
                break;
            default:
                final Working before = orders.get(changed.clientOrderId());
                orders.put(
                        changed.clientOrderId(),
                        new Working(
                                changed.clientOrderId(),
                                changed.instrumentId(),
                                changed.strategyId(),
                                before == null ? Frame.NO_ID : before.accountId(),
                                before == null ? Frame.NO_ID : before.venueId(),
                                changed.role(),
                                changed.state()));
                break;
        }
    }

    /** Returns the signed position in the instrument's lots. */
    long held(final Held what) {
        return held.getOrDefault(what, 0L);
    }

    /** Returns which strategies hold something of an instrument, by id; what is in suspense is nobody's. */
    List<Held> holders(final int instrumentId) {
        return holders(held -> held.instrumentId() == instrumentId);
    }

    /** Returns which strategies hold something, of what the scope covers; what is in suspense is nobody's. */
    List<Held> holders(final Predicate<Held> scope) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue() != 0 && entry.getKey().strategyId() != Frame.NO_ID)
                .map(Map.Entry::getKey)
                .filter(scope)
                .toList();
    }

    /** Returns an order that works, null where none of that id does. */
    Working order(final long id) {
        return orders.get(id);
    }

    /** Returns the orders of an instrument that a person may take back, oldest first. */
    List<Working> unattached(final int instrumentId) {
        return orders.values().stream()
                .filter(order -> order.instrumentId() == instrumentId && order.isUnattached())
                .toList();
    }

    /** Returns the orders that work, oldest first. */
    List<Working> all() {
        return List.copyOf(orders.values());
    }

    /** Returns how many orders work. */
    int working() {
        return orders.size();
    }
}
