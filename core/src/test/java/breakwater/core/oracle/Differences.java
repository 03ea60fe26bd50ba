package breakwater.core.oracle;

import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.BreakKind;
import breakwater.core.message.BreakState;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/** Where the venue told another position of an account than the books, and how much of a position both vouch for there. */
final class Differences {
    private final JournalOracle o;
    private final TreeMap<Long, Told> standing = new TreeMap<>();

    private record Told(BigInteger ours, BigInteger theirs) {}

    Differences(final JournalOracle oracle) {
        o = oracle;
    }

    void changed(final BreakChangedDecoder d) {
        if (d.kind() != BreakKind.POSITION) {
            return;
        }
        final long key = Ledger.key(d.accountId(), d.instrumentId());
        if (d.state() == BreakState.OPEN) {
            standing.put(key, new Told(Exact.of(d.ours()), Exact.of(d.theirs())));
        } else {
            standing.remove(key);
        }
    }

    /** Returns the most that may be closed of what is held, beside what closes it already; null = nothing differs. */
    BigInteger vouchedFor(final Proposal p, final BigInteger held) {
        final Told told = standing.get(Ledger.key(p.accountId, p.instrumentId));
        if (told == null) {
            return null;
        }
        final BigInteger now = o.ledger.ofAccount(p.accountId, p.instrumentId);
        final BigInteger sinceThen = now.subtract(told.ours);
        final List<BigInteger> figures = List.of(now, told.theirs, told.theirs.add(sinceThen));
        if (figures.stream().anyMatch(figure -> figure.signum() != held.signum())) {
            return BigInteger.ZERO;
        }
        final BigInteger least =
                figures.stream().map(BigInteger::abs).min(BigInteger::compareTo).orElseThrow();
        long beside = 0;
        for (final Order order : o.orders.where(each -> each.instrumentId == p.instrumentId)) {
            final boolean isOther = order != p.replaces && (p.linkId == 0 || order.id != p.linkId);
            if (isOther
                    && o.world.strategies.get(order.strategyId).accountId() == p.accountId
                    && order.side == p.side
                    && (order.raises() || order.closesNow() || (p.isTarget() && order.isTarget()))) {
                beside += order.worstLeaves();
            }
        }
        final long filled = p.replaces == null ? 0 : p.replaces.cumQuantity;
        return least.subtract(Exact.of(beside)).add(Exact.of(filled)).max(BigInteger.ZERO);
    }
}
