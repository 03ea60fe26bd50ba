package breakwater.core.risk;

import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * The (strategy, instrument) pairs in which anything may be open, so that a sum over the portfolio visits these and not
 * every pair that could exist. A pair enters when an order of it goes out; those that are flat with nothing working leave
 * when the next new one enters.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class OpenBooks implements Stateful {
    private final OrderView orders;
    private final PositionView positions;
    private final int instruments;
    private final int[] pairs;
    private final long[] members;
    private final int[] accountOf;
    private int count;

    OpenBooks(final OrderView orders, final PositionView positions, final Capacity capacity) {
        this.orders = orders;
        this.positions = positions;
        this.instruments = capacity.instruments();
        this.pairs = new int[capacity.strategies() * capacity.instruments()];
        this.members = new long[(pairs.length + 63) / 64];
        this.accountOf = new int[capacity.strategies()];
    }

    int count() {
        return count;
    }

    int strategyId(final int index) {
        return pairs[index] / instruments;
    }

    int instrumentId(final int index) {
        return pairs[index] % instruments;
    }

    boolean contains(final int strategyId, final int instrumentId) {
        final int pair = strategyId * instruments + instrumentId;
        return (members[pair >> 6] & (1L << pair)) != 0;
    }

    /** Returns the account on which a strategy of one of the pairs trades. */
    int accountId(final int strategyId) {
        return accountOf[strategyId];
    }

    /** Adds a pair; where it is new, the dead ones leave first. */
    void add(final int strategyId, final int instrumentId, final int accountId) {
        accountOf[strategyId] = accountId;
        if (contains(strategyId, instrumentId)) {
            return;
        }
        dropFlat();
        final int pair = strategyId * instruments + instrumentId;
        members[pair >> 6] |= 1L << pair;
        pairs[count++] = pair;
    }

    private void dropFlat() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            final int pair = pairs[i];
            if (isOpen(strategyId(i), instrumentId(i))) {
                pairs[kept++] = pair;
            } else {
                members[pair >> 6] &= ~(1L << pair);
            }
        }
        count = kept;
    }

    private boolean isOpen(final int strategyId, final int instrumentId) {
        return positions.netQuantity(strategyId, instrumentId) != 0
                || orders.buyLeaves(strategyId, instrumentId) != 0
                || orders.sellLeaves(strategyId, instrumentId) != 0;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("open books");
        writer.putInt(count);
        for (int i = 0; i < count; i++) {
            writer.putInt(strategyId(i));
            writer.putInt(instrumentId(i));
        }
        for (int id = 0; id < accountOf.length; id++) {
            writer.putInt(accountOf[id]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("open books");
        Arrays.fill(members, 0);
        count = reader.getInt();
        for (int i = 0; i < count; i++) {
            final int pair = reader.getInt() * instruments + reader.getInt();
            members[pair >> 6] |= 1L << pair;
            pairs[i] = pair;
        }
        for (int id = 0; id < accountOf.length; id++) {
            accountOf[id] = reader.getInt();
        }
    }
}
