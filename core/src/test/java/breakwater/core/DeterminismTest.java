package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BookAdjustedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Trace;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two engines over one stream of events, one of them written down and restored into a fresh engine at random points: every
 * output byte and every digest must be equal (I14). The stream is {@link Traffic}'s: churn and momentum strategies, a venue
 * that misbehaves, kills, recoveries.
 */
class DeterminismTest {
    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final Tape restoredTape = new Tape(1);
    private Engine restored = new Engine(EngineFixture.CAPACITY, restoredTape, Trace.NONE);
    private Course course;
    private int restores;

    @Test
    void aRestoredEngineIsTheEngineItWas() {
        prove(100_000, 3_000, true, false);

        assertTrue(course.counters.orders() >= 3_000, course.counters::toString);
        assertTrue(course.counters.outputs[BookAdjustedDecoder.TEMPLATE_ID] > 0, course.counters::toString);
        assertEquals(List.of(), course.counters.missingStates(), course.counters::toString);
    }

    @Test
    void aRestoredEngineIsTheEngineItWasWhereTheVenueCannotReplace() {
        prove(150_000, 30_000, false, false);

        assertTrue(course.counters.orders() >= 1_000, course.counters::toString);
        assertTrue(course.counters.outputs[OrderMassCancelDecoder.TEMPLATE_ID] > 0, course.counters::toString);
    }

    /** Fills that name the wrong side or account; what follows from them is mostly that nothing is sent. */
    @Test
    void aRestoredEngineIsTheEngineItWasWhereFillsAreToldWrong() {
        prove(40_000, 1_000, true, true);

        assertTrue(course.counters.orders() >= 100, course.counters::toString);
        assertTrue(course.counters.quarantines[QuarantineReason.WRONG_ECHO.value()] > 0, course.counters::toString);
        assertTrue(course.counters.quarantines[QuarantineReason.WRONG_ACCOUNT.value()] > 0, course.counters::toString);
    }

    @Tag("prove")
    @Test
    void aRestoredEngineIsTheEngineItWasWhereAMillionTimesFillsAreToldWrong() {
        prove(Integer.getInteger("breakwater.prove.size", 5_000_000) / 5, 20_000, true, true);
    }

    @Tag("prove")
    @Test
    void aRestoredEngineIsTheEngineItWasOverMillionsOfEvents() {
        final int size = Integer.getInteger("breakwater.prove.size", 5_000_000);
        prove(size, 20_000, true, false);

        System.out.print(course.counters);
        System.out.println("events " + size + ", orders " + course.counters.orders() + ", outputs "
                + course.engine.outputSequence() + ", restores " + restores + ", output hash "
                + Long.toHexString(course.engine.outputHash()) + ", seed " + Course.SEED);
        assertEquals(List.of(), course.counters.missingStates(), course.counters::toString);
        assertTrue(course.counters.orders() >= Math.min(100_000, size / 50), course.counters::toString);
    }

    @Test
    void oneFlippedBitInAnOutputIsSeen() {
        prove(2_000, 500, false, false);
        course.pen.begin(999, 16, EventPen.FEED);
        course.give(course.pen);
        assertNull(course.tape.differenceTo(restoredTape));

        final int at = Frame.HEADER_LENGTH + 3;
        restoredTape.buffer().putByte(at, (byte) (restoredTape.buffer().getByte(at) ^ 4));

        assertNotNull(course.tape.differenceTo(restoredTape));
    }

    @Test
    void oneSkippedEventIsSeen() {
        prove(2_000, 500, false, false);
        final long digest = course.engine.digest();
        final EventPen pen = course.pen;
        pen.quote(0, 100_000, 10, 100_001, 10);
        pen.frame.wrapForWrite(pen.buffer, 0).sequence(course.engine.sequence() + 1);
        course.engine.onEvent(pen.buffer, 0);

        assertNotEquals(digest, course.engine.digest());
        assertNotEquals(course.engine.digest(), restored.digest());
        pen.time();
        pen.frame.wrapForWrite(pen.buffer, 0).sequence(course.engine.sequence() + 1);
        assertThrows(IllegalStateException.class, () -> restored.onEvent(pen.buffer, 0));
    }

    private void prove(final int events, final int restoreEvery, final boolean isAtomic, final boolean isHarsh) {
        course = new Course(isAtomic, isHarsh, this::follow);
        long state = Course.SEED;
        for (int i = 0; i < events; i++) {
            course.step();
            if (Long.remainderUnsigned(Frame.mix(++state), restoreEvery) == 0) {
                restore();
            }
        }
        assertEquals(course.engine.digest(), restored.digest());
        assertEquals(course.engine.outputHash(), restored.outputHash());
        assertTrue(restores > 0);
    }

    /** The second engine takes the same event; its answer must be the same bytes. */
    private void follow(final EventPen written) {
        restoredTape.rewind();
        restored.onEvent(written.buffer, 0);
        // The first events are given while the course is still being laid out.
        final String difference = course == null ? null : course.tape.differenceTo(restoredTape);
        if (difference != null) {
            throw new AssertionError(
                    "seed=" + Course.SEED + " event=" + course.engine.sequence() + " differs: " + difference);
        }
    }

    private void restore() {
        restores++;
        snapshot.reset();
        restored.writeTo(snapshot);
        restored = new Engine(EngineFixture.CAPACITY, restoredTape, Trace.NONE);
        restored.readFrom(snapshot.reader());
        assertEquals(course.engine.digest(), restored.digest(), this::where);
    }

    private String where() {
        return "seed=" + Course.SEED + " event=" + course.engine.sequence();
    }
}
