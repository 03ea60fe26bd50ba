package breakwater.core.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random fills, flips, partial closes, busts and marks, against plain books in BigDecimal that share no code: position
 * and equity have to be equal to the last unit (I6, I7), average-cost realized profit within the rounding, and never
 * above it (I32).
 */
class BooksAgainstOracleTest {
    private static final MathContext EXACT = new MathContext(80);
    private static final int[] SCALE = {-7, -16, -2};
    private static final long[] MULTIPLIER = {1, 1, 50};
    private static final int STRATEGIES = 4;

    private record Booked(long executionId, int book, int instrument, long quantity, BigInteger paidE8, long feeE8) {}

    private static final class Oracle {
        final long[][] quantity = new long[STRATEGIES + 1][3];
        final BigDecimal[][] cost = new BigDecimal[STRATEGIES + 1][3];
        final BigDecimal[] realized = {BigDecimal.ZERO, BigDecimal.ZERO};
        final BigInteger[] settled = {BigInteger.ZERO, BigInteger.ZERO};
        final long[] fees = new long[2];

        Oracle() {
            for (final BigDecimal[] row : cost) {
                java.util.Arrays.fill(row, BigDecimal.ZERO);
            }
        }

        void book(final int book, final int instrument, final long dq, final BigInteger paid, final long fee) {
            final int account = account(book);
            settled[account] = settled[account].subtract(paid).subtract(BigInteger.valueOf(fee));
            fees[account] += fee;
            final long held = quantity[book][instrument];
            final BigDecimal paidExact = new BigDecimal(paid);
            if (held == 0 || Long.signum(held) == Long.signum(dq)) {
                cost[book][instrument] = cost[book][instrument].add(paidExact);
            } else {
                final BigDecimal closed = BigDecimal.valueOf(Math.min(Math.abs(held), Math.abs(dq)));
                final BigDecimal out =
                        cost[book][instrument].multiply(closed).divide(BigDecimal.valueOf(Math.abs(held)), EXACT);
                final BigDecimal in = paidExact.multiply(closed).divide(BigDecimal.valueOf(Math.abs(dq)), EXACT);
                realized[account] = realized[account].subtract(in).subtract(out);
                cost[book][instrument] = cost[book][instrument].subtract(out).add(paidExact.subtract(in));
            }
            quantity[book][instrument] = held + dq;
        }

        static int account(final int book) {
            return book == STRATEGIES ? 0 : book % 2;
        }

        BigInteger equity(final int account, final long[] bid, final long[] ask) {
            BigInteger equity = BigInteger.valueOf(Books.OPENING_E8).add(settled[account]);
            for (int book = 0; book <= STRATEGIES; book++) {
                for (int i = 0; i < 3; i++) {
                    final long q = quantity[book][i];
                    if (account(book) == account && q != 0) {
                        equity = equity.add(money(i, q > 0 ? bid[i] : ask[i], q, RoundingMode.FLOOR));
                    }
                }
            }
            return equity;
        }
    }

    private static BigInteger money(
            final int instrument, final long price, final long quantity, final RoundingMode mode) {
        return BigDecimal.valueOf(price)
                .multiply(BigDecimal.valueOf(quantity))
                .multiply(BigDecimal.valueOf(MULTIPLIER[instrument]))
                .scaleByPowerOfTen(SCALE[instrument] + 8)
                .setScale(0, mode)
                .toBigIntegerExact();
    }

    @Test
    void agreesWithPlainBooksOverRandomFillsBustsAndMarks() {
        for (long seed = 1; seed <= 8; seed++) {
            run(seed);
        }
    }

    private void run(final long seed) {
        final Books books = new Books();
        books.tape.mute();
        final Oracle oracle = new Oracle();
        final List<Booked> booked = new ArrayList<>();
        final long[] bid = new long[3];
        final long[] ask = new long[3];
        long roundings = 0;
        long random = seed;
        for (int i = 0; i < 3; i++) {
            bid[i] = 10_000;
            ask[i] = 10_003;
            books.mark(i, bid[i], ask[i]);
        }
        for (int step = 0; step < 2_000; step++) {
            random = Frame.mix(random);
            final int kind = (int) (random >>> 60);
            final int instrument = (int) Long.remainderUnsigned(random >>> 8, 3);
            final int book = (int) Long.remainderUnsigned(random >>> 20, STRATEGIES + 1);
            if (kind < 4) {
                bid[instrument] = 9_000 + Long.remainderUnsigned(random >>> 3, 2_000);
                ask[instrument] = bid[instrument] + Long.remainderUnsigned(random >>> 9, 9);
                books.mark(instrument, bid[instrument], ask[instrument]);
            } else if (kind == 4 && !booked.isEmpty()) {
                final Booked bust = booked.remove((int) Long.remainderUnsigned(random >>> 5, booked.size()));
                assertTrue(books.bust(bust.executionId), "seed " + seed + " step " + step);
                oracle.book(bust.book, bust.instrument, -bust.quantity, bust.paidE8.negate(), -bust.feeE8);
                roundings++;
            } else {
                final boolean isBuy = (random & 1) == 0;
                final long price = bid[instrument] - 50 + Long.remainderUnsigned(random >>> 33, 100);
                final long held = oracle.quantity[book][instrument];
                final boolean isExactClose = kind == 5 && held != 0 && held > 0 != isBuy;
                final long size = isExactClose ? Math.abs(held) : 1 + Long.remainderUnsigned(random >>> 13, 1_000_003);
                final long fee = Long.remainderUnsigned(random >>> 7, 1_000) - 100;
                final BigInteger paid = money(instrument, price, isBuy ? size : -size, RoundingMode.CEILING);
                assertTrue(books.book(
                        book == STRATEGIES ? Frame.NO_ID : book,
                        instrument,
                        isBuy ? Side.BUY : Side.SELL,
                        size,
                        price,
                        fee));
                oracle.book(book, instrument, isBuy ? size : -size, paid, fee);
                booked.add(new Booked(books.lastExecutionId(), book, instrument, isBuy ? size : -size, paid, fee));
                roundings++;
                if (booked.size() > 500) {
                    booked.remove(0);
                }
            }
            check(books.positions, oracle, bid, ask, roundings, "seed " + seed + " step " + step);
        }
    }

    private static void check(
            final Positions positions,
            final Oracle oracle,
            final long[] bid,
            final long[] ask,
            final long roundings,
            final String where) {
        int open = 0;
        for (int i = 0; i < 3; i++) {
            long net = 0;
            for (int book = 0; book <= STRATEGIES; book++) {
                final long expected = oracle.quantity[book][i];
                net += expected;
                open += expected != 0 ? 1 : 0;
                assertEquals(
                        expected,
                        book == STRATEGIES ? positions.suspenseQuantity(i) : positions.netQuantity(book, i),
                        where);
            }
            assertEquals(net, positions.netQuantity(i), where);
        }
        assertEquals(open, positions.openPositions(), where);
        for (int account = 0; account < 2; account++) {
            assertEquals(oracle.fees[account], positions.feesE8(account), where);
            assertEquals(oracle.equity(account, bid, ask), BigInteger.valueOf(positions.equityE8(account)), where);
            assertEquals(
                    Books.OPENING_E8 + positions.realizedE8(account) - positions.feesE8(account),
                    positions.cashE8(account),
                    where);
            final BigDecimal above =
                    BigDecimal.valueOf(positions.realizedE8(account)).subtract(oracle.realized[account]);
            assertTrue(above.abs().compareTo(BigDecimal.valueOf(roundings)) <= 0, where + " differs by " + above);
            assertTrue(above.compareTo(new BigDecimal("1e-30")) <= 0, where + " rounds in our favour by " + above);
        }
    }
}
