package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;

/**
 * P28: the spread beside the average of one quote a second. The first 4,096 samples weigh alike; from there on the mean,
 * kept as 4,096 times itself in whole numbers, moves by a 4,096th with each.
 */
final class Spreads {
    private static final long LENGTH = 4_096;
    private static final long EVERY_NS = 1_000_000_000L;

    private final TreeMap<Integer, Average> averages = new TreeMap<>();

    private static final class Average {
        BigInteger sum = BigInteger.ZERO;
        long samples;
        long nextNs;

        BigInteger value() {
            return samples == 0 ? BigInteger.ZERO : sum.divide(Exact.of(samples));
        }
    }

    private Average of(final int instrumentId) {
        return averages.computeIfAbsent(instrumentId, id -> new Average());
    }

    /** A quote that the engine let in, at its event time. */
    void quoted(final int instrumentId, final long timeNs, final long bid, final long ask) {
        final Average average = of(instrumentId);
        if (timeNs >= average.nextNs && bid > 0 && ask >= bid) {
            average.nextNs = timeNs + EVERY_NS;
            if (average.samples == LENGTH) {
                average.sum = average.sum.subtract(average.value());
            } else {
                average.samples++;
            }
            average.sum = average.sum.add(Exact.of(ask - bid));
        }
    }

    boolean isWithin(final Question q, final Marks marks, final Examination exam) {
        if (!exam.hasRow(Control.SPREAD, 0) || !exam.hasRow(Control.SPREAD, 1) || !exam.hasRow(Control.SPREAD, 2)) {
            return false;
        }
        final int id = q.p().instrumentId;
        final boolean isSampled = exam.exceeds(Control.SPREAD, 1, Exact.of(of(id).samples));
        if (isSampled && (marks.bid(id) <= 0 || marks.ask(id) <= 0)) {
            return exam.lacksPrice(Control.SPREAD, id);
        }
        final BigInteger spread = Exact.of(marks.ask(id)).subtract(Exact.of(marks.bid(id)));
        // The floor is in ticks: a spread is above it where the ticks that it fills or begins are more.
        final boolean isWide = isSampled
                && exam.exceeds(
                        Control.SPREAD,
                        2,
                        Exact.divide(spread, Exact.of(q.instrument().tick()), RoundingMode.CEILING));
        final BigInteger observed = isWide ? besideAverage(spread, of(id).value()) : BigInteger.ZERO;
        return exam.asksAs(Control.SPREAD, 0, ScopeType.INSTRUMENT, id, observed)
                && exam.mayAsk(Control.SPREAD, 0, ScopeType.INSTRUMENT, id, observed);
    }

    private static BigInteger besideAverage(final BigInteger spread, final BigInteger average) {
        return average.signum() == 0
                ? Exact.LARGEST
                : Exact.divide(spread.multiply(Exact.MILLION), average, RoundingMode.UP);
    }
}
