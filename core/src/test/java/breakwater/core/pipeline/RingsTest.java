package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final int SLOTS = 64;
    private final Frame frame = new Frame();

    private static boolean offer(final IngressRing ring, final int source, final long number) {
        final long claim = ring.tryClaim();
        if (claim == IngressRing.FULL) {
            return false;
        }
        Parts.time(ring.buffer(claim), source, number);
        ring.publish(claim);
        return true;
    }

    @Test
    void aFullRingRefusesAndTheSlowestTailerMakesRoom() {
        final IngressRing ring = new IngressRing(SLOTS, 0);
        final RingTailer fast = ring.newTailer();
        final RingTailer slow = ring.newTailer();
        for (int i = 1; i <= SLOTS; i++) {
            assertEquals(i > SLOTS - SLOTS / 5 + 1, ring.isUnderPressure(), "slot " + i);
            assertTrue(offer(ring, 1, i));
        }
        assertTrue(ring.isFull());
        assertFalse(offer(ring, 1, 65));

        fast.advance();
        assertFalse(offer(ring, 1, 65));
        slow.advance();
        assertFalse(ring.isFull());
        assertTrue(offer(ring, 1, 65));
        assertFalse(offer(ring, 1, 66));
    }

    @Test
    void sequencesGoOnAfterThoseOfEarlierRunsAndOverTheWrap() {
        final IngressRing ring = new IngressRing(SLOTS, 1_000);
        final RingTailer tailer = ring.newTailer();
        for (int i = 1; i <= 5 * SLOTS; i++) {
            offer(ring, 1, i);
            assertTrue(tailer.hasNext());
            frame.wrap(tailer.buffer(), 0);
            assertEquals(1_000 + i, frame.sequence());
            assertEquals(i, frame.sourceSequence());
            tailer.advance();
            assertFalse(tailer.hasNext());
        }
        assertEquals(1_000 + 5 * SLOTS, ring.lastSequence());
    }

    @Test
    void aClaimThatIsNotPublishedIsNotSeenAndHoldsBackWhatIsBehind() {
        final IngressRing ring = new IngressRing(SLOTS, 0);
        final RingTailer tailer = ring.newTailer();
        final long first = ring.tryClaim();
        final long second = ring.tryClaim();
        ring.publish(second);

        assertFalse(tailer.hasNext());
        ring.publish(first);
        assertTrue(tailer.hasNext());
        tailer.advance();
        assertTrue(tailer.hasNext());
    }

    @Test
    void theOrderOfEachOfManyProducersIsKept() throws InterruptedException {
        final int producers = 4;
        final int each = 20_000;
        final IngressRing ring = new IngressRing(SLOTS, 0);
        final RingTailer tailer = ring.newTailer();
        final Thread[] threads = new Thread[producers];
        for (int p = 0; p < producers; p++) {
            final int source = p;
            threads[p] = new Thread(() -> {
                for (int i = 1; i <= each; i++) {
                    while (!offer(ring, source, i)) {
                        Thread.yield();
                    }
                }
            });
            threads[p].start();
        }
        final long[] last = new long[producers];
        for (long sequence = 1; sequence <= (long) producers * each; sequence++) {
            while (!tailer.hasNext()) {
                Thread.yield();
            }
            frame.wrap(tailer.buffer(), 0);
            assertEquals(sequence, frame.sequence());
            assertEquals(++last[frame.sourceId()], frame.sourceSequence());
            tailer.advance();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        assertFalse(tailer.hasNext());
    }

    @Test
    void theEgressRingHasRoomForWhatItSaysAndNoMore() {
        final EgressRing ring = new EgressRing(SLOTS);
        final RingTailer tailer = ring.newTailer();
        assertTrue(ring.hasRoom(SLOTS));
        Parts.order(ring, 1, 1, Effect.RAISES);

        assertFalse(ring.hasRoom(SLOTS));
        assertTrue(ring.hasRoom(SLOTS - 1));
        assertTrue(tailer.hasNext());
        tailer.advance();
        assertTrue(ring.hasRoom(SLOTS));
    }

    @Test
    void anEgressRingWithoutRoomThrowsRatherThanWait() {
        final EgressRing ring = new EgressRing(SLOTS);
        ring.newTailer();
        for (int i = 1; i <= SLOTS; i++) {
            Parts.order(ring, i, 1, Effect.RAISES);
        }

        assertThrows(IllegalStateException.class, ring::claim);
    }

    @Test
    void outputsAreSeenTogetherOnceTheirEventIsOver() {
        final EgressRing ring = new EgressRing(SLOTS);
        final RingTailer tailer = ring.newTailer();

        ring.publish();
        ring.claim();
        ring.commit();
        ring.claim();
        ring.commit();

        assertFalse(tailer.hasNext());
        ring.publish();
        assertTrue(tailer.hasNext());
        tailer.advance();
        assertTrue(tailer.hasNext());
        tailer.advance();
        assertFalse(tailer.hasNext());
    }

    @Test
    void journalWordsFreezeOnceSetToFailed() {
        final JournalWords words = new JournalWords(17);

        assertEquals(17, words.journaled());
        assertFalse(words.isFailed());
        words.journaled(18);
        words.fail();

        assertEquals(18, words.journaled());
        assertTrue(words.isFailed());
    }
}
