package breakwater.tools.config;

import java.util.Collection;

/** Did-you-mean: the known name with the smallest edit distance (Levenshtein 1966), if it is near enough. */
public final class Nearest {
    private Nearest() {}

    /** Returns "; did you mean 'x'?" or nothing. */
    public static String hint(final String wrong, final Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(2, wrong.length() / 3) + 1;
        for (final String name : known) {
            final int distance = distance(wrong, name);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best == null ? "" : "; did you mean '" + best + "'?";
    }

    static int distance(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
