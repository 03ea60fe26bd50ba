package breakwater.core.oracle;

import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.BookAdjustedDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Positions at average cost, cash and equity, from the fills that were booked. A fill of no strategy belongs to its
 * account's suspense book, which has a number beyond all strategies.
 */
final class Ledger {
    static final int SUSPENSE = 100_000;

    private final World world;
    private final Marks marks;
    private final TreeMap<Long, Position> positions = new TreeMap<>();
    private final TreeMap<Integer, BigInteger> cashE8 = new TreeMap<>();
    /** What is open, until the next fill; null = to be looked up. */
    private List<Position> open;

    static final class Position {
        final int book;
        final int accountId;
        final int instrumentId;
        BigInteger quantity = BigInteger.ZERO;
        BigInteger costE8 = BigInteger.ZERO;
        BigInteger unrealizedE8 = BigInteger.ZERO;
        long mark;

        Position(final int book, final int accountId, final int instrumentId) {
            this.book = book;
            this.accountId = accountId;
            this.instrumentId = instrumentId;
        }

        boolean isOpen() {
            return quantity.signum() != 0;
        }
    }

    Ledger(final World world, final Marks marks) {
        this.world = world;
        this.marks = marks;
    }

    void open(final int accountId, final long openingE8) {
        cashE8.putIfAbsent(accountId, Exact.of(openingE8));
    }

    static long key(final int book, final int instrumentId) {
        return book * 100_000L + instrumentId;
    }

    static int book(final long key) {
        return (int) (key / 100_000L);
    }

    static int instrument(final long key) {
        return (int) (key % 100_000L);
    }

    /** Books a fill and returns null, or what of the record differs from what the fill comes to. */
    String book(final FillBookedDecoder d, final long nowNs) {
        final int book = d.strategyId() == JournalRecord.NO_ID ? SUSPENSE + d.accountId() : d.strategyId();
        final Position position = positions.computeIfAbsent(
                key(book, d.instrumentId()), k -> new Position(book, d.accountId(), d.instrumentId()));
        final World.Instrument instrument = world.instruments.get(d.instrumentId());
        final BigInteger quantity = Exact.of(d.side() == Side.BUY ? d.quantity() : -d.quantity());
        // A bust gives back exactly what the fill took.
        final BigInteger paidE8 = d.flag() == QuarantineReason.BUSTED
                ? instrument
                        .notionalE8(Exact.of(d.price()), quantity.negate(), RoundingMode.CEILING)
                        .negate()
                : instrument.notionalE8(Exact.of(d.price()), quantity, RoundingMode.CEILING);
        final BigInteger realizedE8 = move(position, quantity, paidE8);
        open = null;
        cashE8.merge(d.accountId(), realizedE8.subtract(Exact.of(d.feeE8())), BigInteger::add);
        revalue(position, nowNs);
        return realizedE8.equals(Exact.of(d.realizedE8())) && position.quantity.equals(Exact.of(d.positionAfter()))
                ? null
                : "fill " + d.executionId() + " realized=" + realizedE8 + " position=" + position.quantity + " against "
                        + d.realizedE8() + " and " + d.positionAfter();
    }

    /**
     * Books what was adopted and returns null, or what of the record differs from what it should be: what is taken away goes
     * at its share of the cost, what is added is nobody's and costs the price that the command names, else the market's. A
     * person who adopts brings no book further from the venue, and no profit.
     */
    String adjust(final BookAdjustedDecoder d, final AdoptBreakDecoder command, final long nowNs) {
        open = null;
        if (d.instrumentId() == JournalRecord.NO_ID) {
            cashE8.merge(d.accountId(), Exact.of(d.cashE8()), BigInteger::add);
            return d.cashE8() == command.theirs() - command.ours() ? null : "adopted cash " + d.cashE8();
        }
        final boolean isNobodys = d.strategyId() == JournalRecord.NO_ID;
        final int book = isNobodys ? SUSPENSE + d.accountId() : d.strategyId();
        final Position position = positions.computeIfAbsent(
                key(book, d.instrumentId()), k -> new Position(book, d.accountId(), d.instrumentId()));
        final BigInteger quantity = Exact.of(d.quantity());
        final BigInteger held = position.quantity;
        final BigInteger closed =
                held.signum() * quantity.signum() < 0 ? quantity.abs().min(held.abs()) : BigInteger.ZERO;
        final BigInteger opened = quantity.abs().subtract(closed).multiply(BigInteger.valueOf(quantity.signum()));
        final BigInteger before = position.costE8;
        if (closed.signum() > 0) {
            position.costE8 = before.subtract(Exact.divide(before.multiply(closed), held.abs(), RoundingMode.CEILING));
        }
        if (opened.signum() != 0) {
            final long price = command.price() > 0 ? command.price() : marks.reference(d.instrumentId());
            position.costE8 = position.costE8.add(
                    world.instruments.get(d.instrumentId()).notionalE8(Exact.of(price), opened, RoundingMode.CEILING));
        }
        position.quantity = held.add(quantity);
        revalue(position, nowNs);
        final boolean isToward = quantity.signum() == Long.signum(command.theirs() - command.ours());
        return isToward
                        && (isNobodys || opened.signum() == 0)
                        && position.costE8.subtract(before).equals(Exact.of(d.costE8()))
                        && position.quantity.equals(Exact.of(d.positionAfter()))
                ? null
                : "break " + d.breakId() + " cost=" + position.costE8.subtract(before) + " position="
                        + position.quantity + " against " + d.costE8() + " and " + d.positionAfter();
    }

    private static BigInteger move(final Position position, final BigInteger quantity, final BigInteger paidE8) {
        final BigInteger held = position.quantity;
        position.quantity = held.add(quantity);
        if (held.signum() * quantity.signum() >= 0) {
            position.costE8 = position.costE8.add(paidE8);
            return BigInteger.ZERO;
        }
        if (quantity.abs().compareTo(held.abs()) <= 0) {
            final BigInteger releasedE8 =
                    Exact.divide(position.costE8.multiply(quantity.abs()), held.abs(), RoundingMode.CEILING);
            position.costE8 = position.costE8.subtract(releasedE8);
            return paidE8.negate().subtract(releasedE8);
        }
        final BigInteger closingE8 = Exact.divide(paidE8.multiply(held.abs()), quantity.abs(), RoundingMode.CEILING);
        final BigInteger realizedE8 = closingE8.negate().subtract(position.costE8);
        position.costE8 = paidE8.subtract(closingE8);
        return realizedE8;
    }

    private BigInteger unrealizedAt(final Position position, final long price) {
        return world.instruments
                .get(position.instrumentId)
                .notionalE8(Exact.of(price), position.quantity, RoundingMode.FLOOR)
                .subtract(position.costE8);
    }

    /** At a fresh mark it is worth that; a stale one may only lower it. */
    private void revalue(final Position position, final long nowNs) {
        if (!position.isOpen()) {
            position.mark = 0;
            position.unrealizedE8 = BigInteger.ZERO;
            return;
        }
        final long price = marks.mark(position.instrumentId, position.quantity.signum());
        final BigInteger atLast = position.mark > 0 ? unrealizedAt(position, position.mark) : BigInteger.ZERO;
        final BigInteger atMark = price > 0 ? unrealizedAt(position, price) : BigInteger.ZERO;
        final boolean takesMark =
                price > 0 && (marks.isFresh(position.instrumentId, nowNs) || atMark.compareTo(atLast) < 0);
        position.mark = takesMark ? price : position.mark;
        position.unrealizedE8 = takesMark ? atMark : atLast;
    }

    /** Values what is open in an instrument after the market moved. */
    void onMark(final int instrumentId, final long nowNs) {
        final boolean isFresh = marks.isFresh(instrumentId, nowNs);
        for (final Position position : positions.values()) {
            if (position.instrumentId == instrumentId && position.isOpen()) {
                final long price = marks.mark(instrumentId, position.quantity.signum());
                if (price > 0 && price != position.mark) {
                    final BigInteger value = unrealizedAt(position, price);
                    if (isFresh || value.compareTo(position.unrealizedE8) < 0) {
                        position.mark = price;
                        position.unrealizedE8 = value;
                    }
                }
            }
        }
    }

    BigInteger held(final int book, final int instrumentId) {
        final Position position = positions.get(key(book, instrumentId));
        return position == null ? BigInteger.ZERO : position.quantity;
    }

    /** Returns what an account holds, what no strategy explains included. */
    BigInteger ofAccount(final int accountId, final int instrumentId) {
        BigInteger sum = BigInteger.ZERO;
        for (final Position position : positions.values()) {
            final boolean isOf = position.accountId == accountId && position.instrumentId == instrumentId;
            sum = isOf ? sum.add(position.quantity) : sum;
        }
        return sum;
    }

    List<Position> open() {
        if (open == null) {
            open = new ArrayList<>();
            for (final Position position : positions.values()) {
                if (position.isOpen()) {
                    open.add(position);
                }
            }
        }
        return open;
    }

    /** Returns the average price of what is open, half rounded away from zero; 0 where flat. */
    BigInteger entryPrice(final int book, final int instrumentId) {
        final Position position = positions.get(key(book, instrumentId));
        if (position == null || !position.isOpen()) {
            return BigInteger.ZERO;
        }
        final World.Instrument instrument = world.instruments.get(instrumentId);
        final BigInteger units = position.quantity.multiply(instrument.multiplier());
        final BigInteger ten = Exact.powerOfTen(Math.abs(instrument.scale()));
        return instrument.scale() < 0
                ? Exact.divide(position.costE8.multiply(ten), units, RoundingMode.HALF_UP)
                : Exact.divide(position.costE8, units.multiply(ten), RoundingMode.HALF_UP);
    }

    BigInteger cashE8(final int accountId) {
        return cashE8.getOrDefault(accountId, BigInteger.ZERO);
    }

    BigInteger equityE8(final int accountId) {
        BigInteger sum = cashE8(accountId);
        for (final Position position : positions.values()) {
            sum = position.accountId == accountId ? sum.add(position.unrealizedE8) : sum;
        }
        return sum;
    }

    boolean isMarked(final int accountId, final long nowNs) {
        for (final Position position : open()) {
            if (position.accountId == accountId
                    && (position.mark == 0 || !marks.isFresh(position.instrumentId, nowNs))) {
                return false;
            }
        }
        return true;
    }
}
