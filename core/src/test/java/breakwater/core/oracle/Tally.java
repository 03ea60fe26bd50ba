package breakwater.core.oracle;

import breakwater.core.message.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** How many decisions were compared, and how well. */
final class Tally {
    private static final int KEPT = 10;

    final List<String> differences = new ArrayList<>();
    long differenceCount;
    long decisions;
    long approvals;
    long fully;
    long partly;
    private final TreeMap<Control, long[]> ofControl = new TreeMap<>();
    private final TreeMap<String, Long> whyPartly = new TreeMap<>();

    /** Counts a decision that agrees. {@code why}: what the journal does not tell of it; null = nothing. */
    void agrees(final Verdict verdict, final String why) {
        decisions++;
        fully += why == null ? 1 : 0;
        partly += why == null ? 0 : 1;
        if (why != null) {
            whyPartly.merge(why, 1L, Long::sum);
        }
        if (verdict.refusedBeyond != null) {
            count(verdict.refusedBeyond, 1, why == null ? "asked after all that is recomputed" : why);
        } else if (verdict.isApproved()) {
            approvals++;
            for (long rest = verdict.passed; rest != 0; rest &= rest - 1) {
                count(Control.of(Long.numberOfTrailingZeros(rest)), 0, why);
            }
        } else {
            count(verdict.control, 1, why);
        }
    }

    private void count(final Control control, final int column, final String why) {
        final long[] counts = ofControl.computeIfAbsent(control, c -> new long[4]);
        counts[column]++;
        counts[why == null ? 2 : 3]++;
    }

    void differs(final String what) {
        differenceCount++;
        if (differences.size() < KEPT) {
            differences.add(what);
        }
    }

    /** Returns how often a control refused. */
    long refusals(final Control control) {
        return ofControl.getOrDefault(control, new long[4])[1];
    }

    long fullyOf(final Control control) {
        return ofControl.getOrDefault(control, new long[4])[2];
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "decisions %,d, approved %,d, compared fully %,d, partly %,d, differences %,d%n",
                decisions,
                approvals,
                fully,
                partly,
                differenceCount));
        text.append(String.format(
                Locale.ROOT, "%-20s %12s %12s %12s %12s%n", "control", "approved", "refused", "fully", "partly"));
        ofControl.forEach((control, n) -> text.append(String.format(
                Locale.ROOT,
                "%-4s %-15s %,12d %,12d %,12d %,12d%n",
                control.id(),
                control.name().toLowerCase(Locale.ROOT),
                n[0],
                n[1],
                n[2],
                n[3])));
        whyPartly.forEach((why, n) -> text.append(String.format(Locale.ROOT, "partly: %s %,d%n", why, n)));
        return text.toString();
    }
}
