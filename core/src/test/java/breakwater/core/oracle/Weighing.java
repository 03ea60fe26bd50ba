package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Holds a record of a decision against what {@link Judge} makes of each guess, and counts how well they agree. */
final class Weighing {
    private static final int ASSIGNMENTS_MAX = 64;

    private final JournalOracle o;
    private final Judge judge;
    private final long orderCapacity;

    Weighing(final JournalOracle oracle, final long orderCapacity) {
        o = oracle;
        judge = new Judge(oracle);
        this.orderCapacity = orderCapacity;
    }

    /** Judges what may have been asked. Returns the guess that agrees with the record, or null. */
    Proposal weigh(
            final List<Proposal> asked,
            final Predicate<Verdict> agrees,
            final JournalRecord out,
            final long version,
            final Object recorded) {
        final List<Verdict> verdicts = new ArrayList<>();
        Proposal agreed = null;
        Verdict verdict = null;
        int assignments = 0;
        for (final Proposal p : asked) {
            final List<Map<Long, Long>> stops = stopsOf(p);
            assignments = Math.max(assignments, stops.size());
            for (final Map<Long, Long> assignment : stops) {
                final Verdict v = judge(p, out.timeNs(), assignment);
                verdicts.add(v);
                if (verdict == null && agrees.test(v)) {
                    agreed = p;
                    verdict = v;
                }
            }
        }
        if (verdict == null || version != o.limits.version) {
            o.tally.differs(o.where(out) + " limits version " + o.limits.version + " against " + version
                    + "\n  recorded " + recorded + "\n  expected " + verdicts + "\n");
            return null;
        }
        agreed.isExit = verdict.isExit;
        final Verdict found = verdict;
        final boolean isOneAnswer = verdicts.stream().allMatch(found::saysTheSameAs);
        final boolean isSized = agreed.isSized && verdict.control != Control.KILL_STATE;
        o.tally.agrees(
                verdict,
                isSized
                        ? "the ATR baseline of a sized entry"
                        : isOneAnswer ? null : assignments > 1 ? "which bracket a fill closed" : missing(agreed));
        return agreed;
    }

    private static String missing(final Proposal p) {
        switch (p.role) {
            case STOP:
                return "trigger and predecessor of a refused stop";
            case TARGET1:
            case TARGET2:
                return "predecessor of a refused target";
            default:
                return p.replaces == null ? "whether an entry is bracketed" : "which entry was to be replaced";
        }
    }

    /** Judges as the gate would, and then as the order stage, which cannot change every order at any time. */
    Verdict judge(final Proposal p, final long atNs, final Map<Long, Long> stops) {
        final Verdict v = judge.decide(p, atNs, stops);
        final boolean isLost = p.replaces != null
                && (p.replaces.wanted != null || !p.replaces.works() || p.quantity <= p.replaces.cumQuantity);
        if (v.isApproved() && (isLost || (p.replaces == null && o.orders.live.size() >= orderCapacity))) {
            v.refuse(Control.OPEN_ORDERS, ScopeType.GLOBAL, 0, Exact.of(o.orders.live.size()), Exact.of(orderCapacity));
        }
        return v;
    }

    /** Returns every way in which the stops of what is held may lie; one, unless fills left a doubt. */
    List<Map<Long, Long>> stopsOf(final Proposal p) {
        List<Map<Long, Long>> all = List.of(new TreeMap<>());
        for (final Ledger.Position position : o.ledger.open()) {
            if (position.book >= Ledger.SUSPENSE) {
                continue;
            }
            final TreeSet<Long> stops =
                    o.covers.stops(position.book, position.instrumentId, position.quantity.signum() > 0);
            final long key = Ledger.key(position.book, position.instrumentId);
            if (stops.size() == 1) {
                all.forEach(known -> known.put(key, stops.first()));
                continue;
            }
            final List<Map<Long, Long>> next = new ArrayList<>();
            for (final Map<Long, Long> known : all) {
                for (final long stop : stops) {
                    if (next.size() < ASSIGNMENTS_MAX) {
                        final Map<Long, Long> more = new TreeMap<>(known);
                        more.put(key, stop);
                        next.add(more);
                    }
                }
            }
            all = next;
        }
        return all;
    }
}
