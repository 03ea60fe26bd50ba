package breakwater.core.position;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Test;

class PositionsSnapshotTest {
    @Test
    void continuesFromASnapshotWithTheSameOutputsAndDigests() {
        for (long seed = 1; seed <= 10; seed++) {
            final Books straight = new Books();
            final Books restored = new Books();
            long random = seed;
            for (int step = 0; step < 600; step++) {
                random = Frame.mix(random);
                act(straight, random);
                act(restored, random);
                assertEquals(straight.digest(), restored.digest(), "seed " + seed + " step " + step);
                assertEquals(straight.tape.take(), restored.tape.take(), "seed " + seed + " step " + step);
                if (random >>> 59 == 0) {
                    final SnapshotBuffer snapshot = new SnapshotBuffer();
                    restored.positions.writeTo(snapshot);
                    act(restored, random + 1);
                    restored.tape.take();
                    restored.positions.readFrom(snapshot.reader());
                    restored.mirror(straight);
                    assertEquals(straight.digest(), restored.digest(), "seed " + seed + " restored at " + step);
                }
            }
        }
    }

    private static void act(final Books books, final long random) {
        final int instrument = (int) Long.remainderUnsigned(random >>> 8, 3);
        final int strategy = (int) Long.remainderUnsigned(random >>> 20, 5);
        final long price = 9_000 + Long.remainderUnsigned(random >>> 3, 2_000);
        switch ((int) (random >>> 61)) {
            case 0:
            case 1:
                books.mark(instrument, price, price + 3);
                break;
            case 2:
                books.market.quote(instrument, price, price + 3).goesStale(instrument);
                books.positions.onMark(instrument, 1);
                break;
            case 3:
                books.bust(Long.remainderUnsigned(random >>> 7, books.lastExecutionId() + 1));
                break;
            default:
                books.book(
                        strategy == 4 ? Frame.NO_ID : strategy,
                        instrument,
                        (random & 1) == 0 ? Side.BUY : Side.SELL,
                        1 + Long.remainderUnsigned(random >>> 11, 5_000),
                        price,
                        77);
                books.positions.rememberExecution(0, books.lastExecutionId(), random);
                break;
        }
    }
}
