package breakwater.core.ingest;

import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The newest trade ids over all instruments, exact, so that a trade that comes twice (a reconnect, two lines) is counted
 * once. A ring of the last {@code capacity} keys in order of arrival, found through an open-addressed table of twice the
 * size; the oldest leaves when a new one enters. Thread: core. Allocates: at construction only.
 */
final class TradeIdWindow implements Stateful {
    private static final int EMPTY = -1;

    private final long[] tradeIds;
    private final int[] instrumentIds;
    private final int[] table;
    private final int ringMask;
    private final int tableMask;
    private long added;

    /** {@code capacity} is a power of two. */
    TradeIdWindow(final int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity=" + capacity + " is not a power of two");
        }
        tradeIds = new long[capacity];
        instrumentIds = new int[capacity];
        table = new int[capacity * 2];
        java.util.Arrays.fill(table, EMPTY);
        ringMask = capacity - 1;
        tableMask = capacity * 2 - 1;
    }

    boolean contains(final int instrumentId, final long tradeId) {
        return table[find(instrumentId, tradeId)] != EMPTY;
    }

    /** Adds an id that is not contained, and forgets the oldest where the window is full. */
    void add(final int instrumentId, final long tradeId) {
        final int ringIndex = (int) added & ringMask;
        if (added > ringMask) {
            remove(find(instrumentIds[ringIndex], tradeIds[ringIndex]));
        }
        tradeIds[ringIndex] = tradeId;
        instrumentIds[ringIndex] = instrumentId;
        table[find(instrumentId, tradeId)] = ringIndex;
        added++;
    }

    /** Returns the table index that holds the key, or the empty one where it belongs. */
    private int find(final int instrumentId, final long tradeId) {
        int i = home(instrumentId, tradeId);
        while (table[i] != EMPTY && (tradeIds[table[i]] != tradeId || instrumentIds[table[i]] != instrumentId)) {
            i = (i + 1) & tableMask;
        }
        return i;
    }

    private int home(final int instrumentId, final long tradeId) {
        return (int) Frame.mix(tradeId ^ ((long) instrumentId << 48)) & tableMask;
    }

    /** Empties a table index and moves later keys of its run back, so that look-ups need no tombstones. */
    private void remove(final int index) {
        int hole = index;
        int i = index;
        while (true) {
            i = (i + 1) & tableMask;
            if (table[i] == EMPTY) {
                break;
            }
            final int home = home(instrumentIds[table[i]], tradeIds[table[i]]);
            if (((i - home) & tableMask) >= ((i - hole) & tableMask)) {
                table[hole] = table[i];
                hole = i;
            }
        }
        table[hole] = EMPTY;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("trade-ids");
        writer.putLong(added);
        final int count = (int) Math.min(added, ringMask + 1L);
        for (int i = 0; i < count; i++) {
            writer.putLong(tradeIds[i]);
            writer.putInt(instrumentIds[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("trade-ids");
        java.util.Arrays.fill(table, EMPTY);
        added = reader.getLong();
        final int count = (int) Math.min(added, ringMask + 1L);
        for (int i = 0; i < count; i++) {
            tradeIds[i] = reader.getLong();
            instrumentIds[i] = reader.getInt();
            table[find(instrumentIds[i], tradeIds[i])] = i;
        }
    }
}
