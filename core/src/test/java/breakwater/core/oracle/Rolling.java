package breakwater.core.oracle;

import java.math.BigInteger;
import java.util.TreeMap;

/**
 * Amounts of a rolling window by id. Time is cut into eighths of the window from the epoch on; a sum takes the eighth that
 * runs and the eight before it, so that it covers the window whole.
 */
final class Rolling {
    private static final int PARTS = 8;

    private final long partNs;
    private final TreeMap<Integer, TreeMap<Long, BigInteger>> parts = new TreeMap<>();
    /** What was last added up, until more comes; by id. */
    private final TreeMap<Integer, Sum> sums = new TreeMap<>();

    private record Sum(long part, BigInteger value) {}

    Rolling(final long windowNs) {
        partNs = windowNs / PARTS;
    }

    void add(final int id, final long nowNs, final BigInteger amount) {
        final TreeMap<Long, BigInteger> ofId = parts.computeIfAbsent(id, i -> new TreeMap<>());
        ofId.headMap(nowNs / partNs - PARTS).clear();
        final BigInteger sum =
                ofId.getOrDefault(nowNs / partNs, BigInteger.ZERO).add(amount);
        ofId.put(nowNs / partNs, sum.min(Exact.LARGEST));
        sums.remove(id);
    }

    BigInteger sum(final int id, final long nowNs) {
        final Sum known = sums.get(id);
        if (known != null && known.part() == nowNs / partNs) {
            return known.value();
        }
        BigInteger sum = BigInteger.ZERO;
        for (final BigInteger part : parts.getOrDefault(id, new TreeMap<>())
                .tailMap(nowNs / partNs - PARTS)
                .values()) {
            sum = sum.add(part);
        }
        sums.put(id, new Sum(nowNs / partNs, sum));
        return sum;
    }
}
