package breakwater.core.oracle;

import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantineReason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each bracketed entry still holds, and where its stops lie. A fill that closes goes to the bracket that it belongs
 * to, else to the oldest; brackets that are being closed go first, and which those are the journal does not always tell.
 * Where that matters, and after a bust, the book is doubtful until it is flat, and every stop that works is possible.
 */
final class Covers {
    private final World world;
    private final Orders orders;
    private final TreeMap<Long, Book> books = new TreeMap<>();

    private static final class Book {
        /** Signed quantity by entry. */
        final TreeMap<Long, Long> held = new TreeMap<>();
        /** Signed quantity that no bracket holds. */
        long loose;

        boolean isDoubtful;
    }

    Covers(final World world, final Orders orders) {
        this.world = world;
        this.orders = orders;
    }

    /** Spreads a fill of a strategy's order that has been booked. */
    void filled(final Order order, final long quantity, final QuarantineReason flag, final boolean isFlat) {
        final Book book = books.computeIfAbsent(Ledger.key(order.strategyId, order.instrumentId), k -> new Book());
        if (flag == QuarantineReason.BUSTED || flag == QuarantineReason.WRONG_ECHO) {
            book.isDoubtful = true;
        } else {
            spread(book, order, quantity);
        }
        if (isFlat) {
            book.held.clear();
            book.loose = 0;
            book.isDoubtful = false;
        }
    }

    /** Takes what an adopted figure closed: of which brackets, the journal does not tell. */
    void adjusted(final int strategyId, final int instrumentId, final boolean isFlat) {
        final Book book = books.computeIfAbsent(Ledger.key(strategyId, instrumentId), k -> new Book());
        book.isDoubtful = !isFlat;
        if (isFlat) {
            book.held.clear();
            book.loose = 0;
        }
    }

    private static void spread(final Book book, final Order order, final long quantity) {
        final int sign = order.isBuy() ? 1 : -1;
        long left = quantity;
        if (!order.raises() && book.held.containsKey(order.parentId)) {
            left = take(book, order.parentId, sign, left);
        }
        final List<Long> against = new ArrayList<>();
        long total = 0;
        for (final var entry : book.held.entrySet()) {
            if (entry.getValue() * sign < 0) {
                against.add(entry.getKey());
                total += Math.abs(entry.getValue());
            }
        }
        book.isDoubtful |= against.size() > 1 && left > 0 && left < total;
        for (final long entryId : against) {
            left = take(book, entryId, sign, left);
        }
        final long closed = book.loose * sign < 0 ? Math.min(left, Math.abs(book.loose)) : 0;
        book.loose += sign * closed;
        left -= closed;
        if (left > 0 && order.isBracketed) {
            book.held.merge(order.id, sign * left, Long::sum);
        } else {
            book.loose += sign * left;
        }
    }

    private static long take(final Book book, final long entryId, final int sign, final long quantity) {
        final long held = book.held.get(entryId);
        final long taken = held * sign < 0 ? Math.min(quantity, Math.abs(held)) : 0;
        if (held + sign * taken == 0) {
            book.held.remove(entryId);
        } else {
            book.held.put(entryId, held + sign * taken);
        }
        return quantity - taken;
    }

    /** Returns where the stop of what a strategy holds may lie, 0 = some of it has none. One answer, unless doubtful. */
    TreeSet<Long> stops(final int strategyId, final int instrumentId, final boolean isLong) {
        final TreeSet<Long> answers = new TreeSet<>();
        final Book book = books.get(Ledger.key(strategyId, instrumentId));
        final World.Venue venue =
                world.venues.get(world.instruments.get(instrumentId).venueId());
        if (book != null && (book.isDoubtful || !venue.links())) {
            answers.add(0L);
            for (final Order order : orders.inBook(strategyId, instrumentId)) {
                if (order.role == OrderRole.STOP && order.isBuy() != isLong) {
                    answers.add(order.stopPrice);
                }
            }
            return answers;
        }
        answers.add(book == null ? 0 : farthest(book, orders.inBook(strategyId, instrumentId)));
        return answers;
    }

    private static long farthest(final Book book, final List<Order> works) {
        if (book.loose != 0) {
            return 0;
        }
        long farthest = 0;
        for (final var entry : book.held.entrySet()) {
            final boolean isLong = entry.getValue() > 0;
            long covered = 0;
            long trigger = 0;
            for (final Order order : works) {
                if (order.role == OrderRole.STOP && order.parentId == entry.getKey()) {
                    covered += order.leaves();
                    trigger = farther(isLong, trigger, order.stopPrice);
                }
            }
            if (covered == 0 || covered < Math.abs(entry.getValue())) {
                return 0;
            }
            farthest = farther(isLong, farthest, trigger);
        }
        return farthest;
    }

    private static long farther(final boolean isLong, final long a, final long b) {
        return a == 0 ? b : isLong ? Math.min(a, b) : Math.max(a, b);
    }
}
