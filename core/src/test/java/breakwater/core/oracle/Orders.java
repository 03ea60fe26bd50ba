package breakwater.core.oracle;

import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All orders that are not proven dead, at their worst: what is pending or unknown counts in full, a cancel frees nothing
 * until it is confirmed, of two legs that the venue links the larger counts.
 */
final class Orders {
    private static final int REMEMBERED = 4096;

    final TreeMap<Long, Order> live = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Long, Order>> byBook = new TreeMap<>();
    private final World world;
    private final Map<Long, Order> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<Long, Order> eldest) {
            return size() > REMEMBERED;
        }
    };

    Orders(final World world) {
        this.world = world;
    }

    Order find(final long id) {
        final Order order = live.get(id);
        return order == null ? ended.get(id) : order;
    }

    void add(final Order order) {
        final Order partner = live.get(order.linkId);
        if (partner != null) {
            partner.linkId = order.id;
        }
        live.put(order.id, order);
        byBook.computeIfAbsent(Ledger.key(order.strategyId, order.instrumentId), k -> new TreeMap<>())
                .put(order.id, order);
    }

    /** What counted while a basket was decided upon does so no longer. */
    void withdraw(final Order order) {
        live.remove(order.id);
        byBook.get(Ledger.key(order.strategyId, order.instrumentId)).remove(order.id);
    }

    /** The engine says where an order stands. Returns null, or what cannot be. */
    String changed(final OrderChangedDecoder d) {
        final Order order = find(d.clientOrderId());
        if (order == null) {
            return "order " + d.clientOrderId() + " changed and was never sent";
        }
        final boolean isRefused = order.state == OrderState.PENDING_CANCEL
                && (d.state() == OrderState.NEW || d.state() == OrderState.PARTIALLY_FILLED);
        order.successor = isRefused ? null : order.successor;
        order.state = d.state();
        order.price = d.price();
        order.quantity = d.quantity();
        order.cumQuantity = d.cumQuantity();
        if (!order.isLive() && live.remove(order.id) != null) {
            ended.put(order.id, order);
            final long book = Ledger.key(order.strategyId, order.instrumentId);
            byBook.get(book).remove(order.id);
            if (byBook.get(book).isEmpty()) {
                byBook.remove(book);
            }
        }
        return null;
    }

    void replaceSent(final OrderReplaceDecoder d, final long nowNs) {
        final Order order = live.get(d.clientOrderId());
        order.wanted = new Order.Terms(d.price(), d.stopPrice(), d.quantity());
        order.sentNs = nowNs;
    }

    void cancelSent(final long id, final long nowNs) {
        final Order order = live.get(id);
        if (order != null) {
            order.sentNs = nowNs;
            order.hadCancel = true;
        }
    }

    /** A replace was refused or never left: it will not come to be. */
    void replaceIsDead(final long id) {
        final Order order = live.get(id);
        if (order != null) {
            order.wanted = null;
        }
    }

    void cancelRejected(final CancelRejectDecoder d) {
        if (d.isReplace() != 0 && d.rejectCode() != 1 && d.rejectCode() != 2) {
            replaceIsDead(d.clientOrderId());
        }
    }

    /** A restart: nothing is known of any order but that it may still fill. */
    void lost(final long nowNs) {
        for (final Order order : live.values()) {
            order.state = OrderState.UNKNOWN;
            order.sentNs = nowNs;
        }
    }

    /** What a report that was let in says beside what {@code OrderChanged} tells: terms in force, ends without fills. */
    void reported(final ExecutionReportDecoder d, final long nowNs) {
        final Order order = live.get(d.clientOrderId());
        if (order == null) {
            return;
        }
        final boolean isStatus = d.execType() == ExecType.STATUS;
        switch (d.execType()) {
            case CANCELED:
            case REJECTED:
            case EXPIRED:
                ends(order, d);
                break;
            case REPLACED:
                replaced(order, d);
                break;
            case TRIGGERED:
                order.isTriggered = true;
                break;
            default:
                break;
        }
        if (isStatus && isEnd(d.orderState())) {
            ends(order, d);
        } else if (isStatus
                && (d.orderState() == OrderState.NEW || d.orderState() == OrderState.PARTIALLY_FILLED)
                && order.endedAt < 0) {
            works(order, d, nowNs);
        }
    }

    private static boolean isEnd(final OrderState state) {
        return state == OrderState.FILLED
                || state == OrderState.CANCELED
                || state == OrderState.REJECTED
                || state == OrderState.EXPIRED;
    }

    private static void ends(final Order order, final ExecutionReportDecoder d) {
        if (d.cumQuantity() > order.cumQuantity) {
            order.endedAt = d.cumQuantity();
        }
    }

    private static void replaced(final Order order, final ExecutionReportDecoder d) {
        if (order.wanted != null) {
            order.price = order.wanted.price();
            order.stopPrice = order.wanted.stopPrice();
            order.quantity = order.wanted.quantity();
            order.wanted = null;
        }
        inForce(order, d);
    }

    private static void inForce(final Order order, final ExecutionReportDecoder d) {
        order.price = d.price() > 0 ? d.price() : order.price;
        order.quantity = d.quantity() > 0 ? d.quantity() : order.quantity;
    }

    /** The venue tells what works. A replace that it does not show past the receive window is dead. */
    private void works(final Order order, final ExecutionReportDecoder d, final long nowNs) {
        final boolean isPending = order.state == OrderState.PENDING_REPLACE;
        final boolean isAsWanted =
                order.wanted != null && order.wanted.price() == d.price() && order.wanted.quantity() == d.quantity();
        if (isPending && isAsWanted) {
            replaced(order, d);
        } else if ((order.state == OrderState.UNKNOWN || (order.wanted != null && !isPending))
                && d.cumQuantity() <= order.cumQuantity) {
            inForce(order, d);
            if (isAsWanted || nowNs - order.sentNs >= world.receiveWindowNs) {
                order.wanted = null;
            }
        }
    }

    /** Returns the books in which something works, by {@link Ledger#key}. */
    Set<Long> books() {
        return byBook.keySet();
    }

    List<Order> where(final Predicate<Order> condition) {
        final List<Order> found = new ArrayList<>();
        for (final Order order : live.values()) {
            if (condition.test(order)) {
                found.add(order);
            }
        }
        return found;
    }

    List<Order> inBook(final int strategyId, final int instrumentId) {
        final TreeMap<Long, Order> book = byBook.get(Ledger.key(strategyId, instrumentId));
        return book == null ? List.of() : List.copyOf(book.values());
    }

    /** Adds up what orders may still fill. */
    BigInteger leaves(final List<Order> orders, final Side side) {
        BigInteger sum = BigInteger.ZERO;
        for (final Order order : orders) {
            if (order.side == side) {
                sum = sum.add(Exact.of(order.worstLeaves()));
                final Order partner = partner(order);
                // Of a pair the smaller leg does not count; each leg comes by here once.
                if (partner != null && partner.id < order.id) {
                    sum = sum.subtract(Exact.of(Math.min(order.worstLeaves(), partner.worstLeaves())));
                }
            }
        }
        return sum;
    }

    private Order partner(final Order order) {
        final Order partner = order.linkId == 0 ? null : live.get(order.linkId);
        return partner != null
                        && world.venues.get(order.venueId).hasOco()
                        && partner.linkId == order.id
                        && partner.side == order.side
                        && partner.strategyId == order.strategyId
                        && partner.instrumentId == order.instrumentId
                ? partner
                : null;
    }

    /** Returns the highest limit of a side by instrument, where there is one. */
    TreeMap<Integer, Long> worstPrices(final Side side) {
        final TreeMap<Integer, Long> worst = new TreeMap<>();
        for (final Order order : live.values()) {
            if (order.side == side) {
                worst.merge(order.instrumentId, order.worstPrice(), Math::max);
            }
        }
        return worst;
    }

    int count(final Predicate<Order> condition) {
        int count = 0;
        for (final Order order : live.values()) {
            count += condition.test(order) ? 1 : 0;
        }
        return count;
    }

    /** Returns the larger of what stops, and of what other orders that lead out, may still fill. */
    BigInteger reducing(final List<Order> book) {
        BigInteger stops = BigInteger.ZERO;
        BigInteger others = BigInteger.ZERO;
        for (final Order order : book) {
            if (order.role == OrderRole.STOP) {
                stops = stops.add(Exact.of(order.worstLeaves()));
            } else if (!order.raises()) {
                others = others.add(Exact.of(order.worstLeaves()));
            }
        }
        return stops.max(others);
    }

    /** Returns whether an order is an entry that may still open or add. */
    static boolean isPendingEntry(final Order order) {
        return order.role == OrderRole.ENTRY;
    }

    /** Returns what an entry risks while it works: to its stop where it is bracketed, else all of it. */
    BigInteger pendingRiskE8(final Order order) {
        final long stop = order.isBracketed && order.said != null ? order.said.stopPrice() : 0;
        final long worst = order.worstPrice();
        final long atRisk = stop == 0 ? worst : Math.max(Math.abs(worst - stop), Math.abs(order.price - stop));
        return world.instruments
                .get(order.instrumentId)
                .notionalE8(Exact.of(atRisk), Exact.of(order.worstLeaves()), RoundingMode.UP);
    }
}
