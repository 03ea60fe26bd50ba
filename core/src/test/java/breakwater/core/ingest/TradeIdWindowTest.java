package breakwater.core.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Frame;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class TradeIdWindowTest {
    @Test
    void remembersExactlyTheNewestIdsEvenThroughSnapshots() {
        final long seed = 4711;
        TradeIdWindow window = new TradeIdWindow(64);
        final ArrayDeque<Long> oracle = new ArrayDeque<>();
        long state = seed;
        for (int i = 0; i < 20_000; i++) {
            state = Frame.mix(state);
            final long id = Long.remainderUnsigned(state, 200);
            final boolean isKnown = oracle.contains(id);
            assertEquals(isKnown, window.contains((int) (id & 3), id), "seed " + seed + " step " + i);
            if (!isKnown) {
                window.add((int) (id & 3), id);
                oracle.addLast(id);
                if (oracle.size() > 64) {
                    oracle.removeFirst();
                }
            }
            if (i % 333 == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                window.writeTo(snapshot);
                window = new TradeIdWindow(64);
                window.readFrom(snapshot.reader());
            }
        }
    }
}
