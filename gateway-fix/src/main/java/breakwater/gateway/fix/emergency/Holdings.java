package breakwater.gateway.fix.emergency;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an account holds, twice: as the venue last told, and as follows from what it told first after the logon and from each
 * fill since. Only where a later answer agrees with that is a position confirmed: the first confirms nothing but itself. Thread: any, under its {@link AccountView}'s lock.
 */
final class Holdings {
    private static final int FILLS_KEPT = 1 << 16;

    private final Map<String, BigDecimal> kept = new TreeMap<>();
    private final Map<String, BigDecimal> told = new TreeMap<>();
    private final Set<String> doubted = new HashSet<>();
    private final Map<String, BigDecimal> fills = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, BigDecimal> eldest) {
            return size() > FILLS_KEPT;
        }
    };
    private int answers;
    private boolean isDoubted;

    /** Begins anew: the next answer is what the fills are added to. */
    void startOver() {
        answers = 0;
        isDoubted = false;
        doubted.clear();
        told.clear();
    }

    /** Adds a fill, signed; one execution counts once. */
    void fill(final String symbol, final String executionId, final BigDecimal signed) {
        if (fills.putIfAbsent(symbol + '/' + executionId, signed) == null) {
            kept.merge(symbol, signed, BigDecimal::add);
        }
    }

    /** Takes a fill back; one that is not known leaves the symbol in doubt. */
    void bust(final String symbol, final String executionId) {
        final BigDecimal fill = fills.put(symbol + '/' + executionId, BigDecimal.ZERO);
        if (fill == null) {
            doubted.add(symbol);
        } else {
            kept.merge(symbol, fill.negate(), BigDecimal::add);
        }
    }

    /** A report that may change what is held cannot be read; {@code symbol} may be null: it may be any. */
    void doubt(final String symbol) {
        if (symbol == null) {
            isDoubted = true;
        } else {
            doubted.add(symbol);
        }
    }

    /** Takes the venue's answer, whole. */
    void onTold(final Map<String, BigDecimal> answer) {
        told.clear();
        told.putAll(answer);
        answers++;
        if (!hasTwo()) {
            kept.clear();
            kept.putAll(answer);
        }
    }

    /** Returns whether the venue has told since the logon what fills are added to. */
    boolean hasBase() {
        return answers > 0;
    }

    private boolean hasTwo() {
        return answers > 1;
    }

    boolean isConfirmed(final String symbol) {
        return hasTwo()
                && !isDoubted
                && !doubted.contains(symbol)
                && told(symbol).compareTo(kept.getOrDefault(symbol, BigDecimal.ZERO)) == 0;
    }

    /** Returns what the venue told last, signed. */
    BigDecimal told(final String symbol) {
        return told.getOrDefault(symbol, BigDecimal.ZERO);
    }

    /** Returns each symbol that either count holds, with what the venue told. */
    Map<String, BigDecimal> all() {
        final Map<String, BigDecimal> all = new TreeMap<>();
        kept.forEach((symbol, quantity) -> {
            if (quantity.signum() != 0) {
                all.put(symbol, told(symbol));
            }
        });
        told.forEach((symbol, quantity) -> {
            if (quantity.signum() != 0) {
                all.put(symbol, quantity);
            }
        });
        return all;
    }
}
