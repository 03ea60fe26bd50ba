package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * T12, trades with ourselves: a purchase and a sale of the engine's in one instrument, of whichever books, at one price and
 * within a moment of each other. Observed is the smaller quantity of the two. Only the last fill of either side is held against
 * the next of the other, each once; the parts of one trade are told one by one.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class OwnTrades {
    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    /** By instrument, twice: the last sale, the last purchase; quantity 0 = none. */
    private final long[] price;

    private final long[] quantity;
    private final long[] timeNs;

    OwnTrades(final int instruments, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        price = new long[2 * instruments];
        quantity = new long[price.length];
        timeNs = new long[price.length];
    }

    void onFill(
            final int instrumentId,
            final boolean isPurchase,
            final long fillPrice,
            final long fillQuantity,
            final long nowNs) {
        final int scope = scopes.instrument(instrumentId);
        final long windowNs = rows.bound(Control.OWN_WASH, 0, scope);
        if (windowNs == 0) {
            return;
        }
        final int own = 2 * instrumentId + (isPurchase ? 1 : 0);
        final int other = own ^ 1;
        price[own] = fillPrice;
        quantity[own] = fillQuantity;
        timeNs[own] = nowNs;
        if (quantity[other] != 0 && price[other] == fillPrice && nowNs - timeNs[other] <= windowNs) {
            final long both = Math.min(fillQuantity, quantity[other]);
            quantity[own] = 0;
            quantity[other] = 0;
            latches.report(RiskEventKind.WARNING, Control.OWN_WASH, scope, both, 0);
            if (rows.bound(Control.OWN_WASH, 1, scope) == 0) {
                latches.raise(scope, Control.OWN_WASH, Latches.REDUCE_ONLY, both, 0);
            }
        }
    }

    void writeTo(final SnapshotWriter writer) {
        int known = 0;
        for (final long one : quantity) {
            known += one == 0 ? 0 : 1;
        }
        writer.putInt(known);
        for (int i = 0; i < quantity.length; i++) {
            if (quantity[i] != 0) {
                writer.putInt(i);
                writer.putLong(price[i]);
                writer.putLong(quantity[i]);
                writer.putLong(timeNs[i]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(quantity, 0);
        for (int left = reader.getInt(); left > 0; left--) {
            final int i = reader.getInt();
            price[i] = reader.getLong();
            quantity[i] = reader.getLong();
            timeNs[i] = reader.getLong();
        }
    }
}
