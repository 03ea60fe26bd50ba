package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;

/** P7: what an entry is worth beside the lower median of the last 32 entries of its strategy. */
final class Sizes {
    private static final int REMEMBERED = 32;

    private final TreeMap<Integer, ArrayDeque<BigInteger>> sentE8 = new TreeMap<>();
    private final Worst worst;

    Sizes(final Worst worst) {
        this.worst = worst;
    }

    void sent(final Proposal p, final World.Instrument instrument) {
        final ArrayDeque<BigInteger> ofStrategy = sentE8.computeIfAbsent(p.strategyId, id -> new ArrayDeque<>());
        if (ofStrategy.size() == 2 * REMEMBERED) {
            ofStrategy.removeFirst();
        }
        ofStrategy.addLast(worthE8(p, instrument).min(Exact.LARGEST));
    }

    /** The entry of its strategy that was told of last did not go out. */
    void withdrawn(final Proposal p) {
        sentE8.get(p.strategyId).removeLast();
    }

    boolean isUsual(final Question q, final Examination exam) {
        if (!exam.hasRow(Control.FAT_FINGER, 0) || !exam.hasRow(Control.FAT_FINGER, 1)) {
            return false;
        }
        final int id = q.p().strategyId;
        final ArrayDeque<BigInteger> sent = sentE8.getOrDefault(id, new ArrayDeque<>());
        final List<BigInteger> sorted = sent.stream()
                .skip(Math.max(0, sent.size() - REMEMBERED))
                .sorted()
                .toList();
        final BigInteger observed = exam.exceeds(Control.FAT_FINGER, 1, Exact.of(sorted.size()))
                ? Exact.divide(
                        worthE8(q.p(), q.instrument()).multiply(Exact.MILLION),
                        sorted.get((sorted.size() - 1) / 2),
                        RoundingMode.UP)
                : BigInteger.ZERO;
        return exam.asksAs(Control.FAT_FINGER, 0, ScopeType.STRATEGY, id, observed)
                && exam.mayAsk(Control.FAT_FINGER, 0, ScopeType.STRATEGY, id, observed);
    }

    private BigInteger worthE8(final Proposal p, final World.Instrument instrument) {
        return worst.ofOrders(instrument, Exact.of(p.quantity), p.price);
    }
}
