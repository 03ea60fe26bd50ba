package breakwater.gateway.fix.orderentry;

import java.util.HashMap;
import java.util.Map;

/**
 * When the session last heard of a fill, a bust or a correction: of a symbol, of an account, of any. Thread: its owner's.
 */
final class FillTimes {
    /** More names than a venue has for our accounts' trades: then all are forgotten, and this fill is anybody's. */
    private static final int NAMES_MAX = 4_096;

    private final Map<String, Long> bySymbol = new HashMap<>();
    private final Map<String, Long> byAccount = new HashMap<>();
    private boolean hasAny;
    private long anyNs;

    /** Hears of one; where the report does not say whose or what, it may be anybody's. */
    void heard(final String account, final String symbol, final long nowNs) {
        final boolean isFull = bySymbol.size() == NAMES_MAX && !bySymbol.containsKey(key(account, symbol));
        if (isFull) {
            bySymbol.clear();
            byAccount.clear();
        }
        if (account == null || symbol == null || isFull) {
            hasAny = true;
            anyNs = nowNs;
            return;
        }
        bySymbol.put(key(account, symbol), nowNs);
        byAccount.put(account, nowNs);
    }

    /** Returns whether nothing moved an account's position in a symbol since a time. */
    boolean isStill(final String account, final String symbol, final long sinceNs) {
        return isBefore(bySymbol.get(key(account, symbol)), sinceNs) && !(hasAny && anyNs - sinceNs >= 0);
    }

    /** Returns whether nothing moved anything of an account since a time. */
    boolean isStill(final String account, final long sinceNs) {
        return isBefore(byAccount.get(account), sinceNs) && !(hasAny && anyNs - sinceNs >= 0);
    }

    private static boolean isBefore(final Long heardNs, final long sinceNs) {
        return heardNs == null || heardNs - sinceNs < 0;
    }

    private static String key(final String account, final String symbol) {
        return account + '\u0001' + symbol;
    }
}
