package breakwater.gateway.fix.orderentry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest fills by execution id: a bust or a correction names the fill, but need not repeat its price and quantity, and
 * the books take back only exactly what they booked. Thread: the session's.
 */
final class Fills {
    private final Map<Long, Fill> fills;

    /** Price and quantity as mantissas, the fee in 1e-8 of the account's currency. */
    record Fill(long price, long quantity, long feeE8) {}

    Fills(final int kept) {
        fills = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(final Map.Entry<Long, Fill> eldest) {
                return size() > kept;
            }
        };
    }

    void put(final long executionId, final Fill fill) {
        fills.putIfAbsent(executionId, fill);
    }

    /** Returns a fill, or null. */
    Fill get(final long executionId) {
        return fills.get(executionId);
    }
}
