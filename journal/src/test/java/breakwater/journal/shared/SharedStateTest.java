package breakwater.journal.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.PositionChangedDecoder;
import breakwater.core.message.PositionChangedEncoder;
import breakwater.journal.Child;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStateTest {
    private static final int ENTRIES = 256;

    @TempDir
    Path temp;

    @Test
    void showsTheNewestRowOfEachPositionAndForgetsFinishedOrders() {
        try (StatePublisher publisher = new StatePublisher(temp, ENTRIES, 5_000)) {
            publisher.apply(position(1, 3, 10));
            publisher.apply(position(2, 3, 25));
            publisher.apply(order(3, 9, OrderState.NEW));
            publisher.apply(order(4, 8, OrderState.NEW));
            publisher.apply(order(5, 9, OrderState.FILLED));
            assertTrue(publisher.flush());

            final TreeMap<Long, byte[]> rows = SharedState.read(temp, ENTRIES);

            assertEquals(2, rows.size());
            assertEquals(25, netQuantity(rows));
            assertEquals(5, publisher.sequence());
        }
    }

    @Test
    void abandonsAFileThatBlocksAndWritesAllRowsToANewOne() throws Exception {
        try (StatePublisher publisher = new StatePublisher(temp, ENTRIES, 500)) {
            publisher.apply(position(1, 3, 10));
            publisher.flush();
            final Path first = publisher.state().file();
            final CountDownLatch release = new CountDownLatch(1);
            publisher.block(release);
            publisher.apply(position(2, 4, 11));

            assertFalse(publisher.flush());

            assertEquals(1, publisher.abandoned());
            assertFalse(first.equals(publisher.state().file()));
            assertEquals(2, SharedState.read(temp, ENTRIES).size());
            release.countDown();
        }
    }

    @Test
    void survivesAWriterThatIsKilledWhileItHoldsALock() throws Exception {
        try (Child child = Child.start(Publish.class, temp)) {
            assertEquals("publishing", child.line());
            child.kill();
        }
        assertTrue(SharedState.read(temp, ENTRIES).size() >= 99);

        try (StatePublisher publisher = new StatePublisher(temp, ENTRIES, 5_000)) {
            publisher.apply(position(1, 3, 10));
            assertTrue(publisher.flush());
            assertEquals(10, netQuantity(SharedState.read(temp, ENTRIES)));
        }
    }

    private static long netQuantity(final TreeMap<Long, byte[]> rows) {
        for (final byte[] row : rows.values()) {
            final Frame frame = new Frame().wrap(new UnsafeBuffer(row), 0);
            if (frame.templateId() == PositionChangedDecoder.TEMPLATE_ID) {
                return new PositionChangedDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), 0)
                        .netQuantity();
            }
        }
        return Long.MIN_VALUE;
    }

    private static Frame position(final long sequence, final int instrumentId, final long netQuantity) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame()
                .wrapForWrite(buffer, 0)
                .begin(PositionChangedEncoder.TEMPLATE_ID, PositionChangedEncoder.BLOCK_LENGTH, 0)
                .sequence(sequence);
        new PositionChangedEncoder()
                .wrap(buffer, frame.blockOffset())
                .strategyId(1)
                .instrumentId(instrumentId)
                .netQuantity(netQuantity);
        return frame;
    }

    private static Frame order(final long sequence, final long clientOrderId, final OrderState state) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame()
                .wrapForWrite(buffer, 0)
                .begin(OrderChangedEncoder.TEMPLATE_ID, OrderChangedEncoder.BLOCK_LENGTH, 0)
                .sequence(sequence);
        new OrderChangedEncoder()
                .wrap(buffer, frame.blockOffset())
                .clientOrderId(clientOrderId)
                .state(state);
        return frame;
    }

    /** Publishes, and is killed while it holds the lock of a segment. */
    static final class Publish {
        private Publish() {}

        public static void main(final String[] arguments) {
            final StatePublisher publisher = new StatePublisher(Path.of(arguments[0]), ENTRIES, 5_000);
            for (long i = 1; i <= 100; i++) {
                publisher.apply(position(i, (int) (i % 100), i));
                publisher.flush();
            }
            publisher.state().lockForEver();
            System.out.println("publishing");
            LockSupport.park();
        }
    }
}
