package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
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
    private static final long SEED = 20_260_105;

    private final EventPen pen = new EventPen(EngineFixture.START_NS);
    private final Tape steadyTape = new Tape(1);
    private final Tape restoredTape = new Tape(1);
    private final Engine steady = new Engine(EngineFixture.CAPACITY, steadyTape, Trace.NONE);
    private Engine restored = new Engine(EngineFixture.CAPACITY, restoredTape, Trace.NONE);
    private final SnapshotBuffer snapshot = new SnapshotBuffer();
    private final Counters counters = new Counters();
    private final Frame frame = new Frame();

    @Test
    void aRestoredEngineIsTheEngineItWas() {
        prove(200_000, 2_000, true);

        assertTrue(counters.orders() >= 4_000, counters::toString);
        assertEquals(List.of(), counters.missingStates(), counters::toString);
    }

    @Test
    void aRestoredEngineIsTheEngineItWasWhereTheVenueCannotReplace() {
        prove(100_000, 2_000, false);

        assertTrue(counters.orders() >= 2_000, counters::toString);
    }

    @Tag("prove")
    @Test
    void aRestoredEngineIsTheEngineItWasOverMillionsOfEvents() {
        final int size = Integer.getInteger("breakwater.prove.size", 5_000_000);
        prove(size, 20_000, true);

        System.out.print(counters);
        System.out.println("events " + size + ", orders " + counters.orders() + ", outputs " + steady.outputSequence()
                + ", output hash " + Long.toHexString(steady.outputHash()) + ", seed " + SEED);
        assertEquals(List.of(), counters.missingStates(), counters::toString);
        assertTrue(counters.orders() >= Math.min(100_000, size / 50), counters::toString);
    }

    @Test
    void oneFlippedBitInAnOutputIsSeen() {
        prove(2_000, 500, false);
        steadyTape.rewind();
        restoredTape.rewind();
        pen.time();
        pen.begin(999, 16, EventPen.FEED);
        feed();
        assertNull(steadyTape.differenceTo(restoredTape));

        final int at = Frame.HEADER_LENGTH + 3;
        restoredTape.buffer().putByte(at, (byte) (restoredTape.buffer().getByte(at) ^ 4));

        assertNotNull(steadyTape.differenceTo(restoredTape));
    }

    @Test
    void oneSkippedEventIsSeen() {
        prove(2_000, 500, false);
        final long digest = steady.digest();
        pen.quote(0, 100_000, 10, 100_001, 10);
        pen.frame.wrapForWrite(pen.buffer, 0).sequence(steady.sequence() + 1);
        steady.onEvent(pen.buffer, 0);

        assertNotEquals(digest, steady.digest());
        assertNotEquals(steady.digest(), restored.digest());
        pen.time();
        pen.frame.wrapForWrite(pen.buffer, 0).sequence(steady.sequence() + 1);
        assertThrows(IllegalStateException.class, () -> restored.onEvent(pen.buffer, 0));
    }

    private void prove(final int events, final int restoreEvery, final boolean isAtomic) {
        EngineFixture.configure(pen, 1_000, isAtomic, written -> feed());
        EngineFixture.admit(pen, written -> feed(), 0, 0, "churn", "quantity", 0.05, "seed", 3);
        EngineFixture.admit(pen, written -> feed(), 1, 1, "churn", "every-quotes", 3, "bracket-percent", 20);
        EngineFixture.admit(pen, written -> feed(), 2, 1, "momentum-breakout", "bar-seconds", 1, "trend-seconds", 5,
                "donchian", 5, "ema-fast", 2, "ema-slow", 4, "atr", 3, "rsi", 3, "volume-ma", 3, "atr-baseline", 3,
                "warm-up-residual", 1, "bollinger", 2, "volume-required", 0, "atr-ratio-min", 0, "rsi-long-max", 100,
                "rsi-short-min", 0);
        final Traffic traffic = new Traffic(SEED, steady, pen, EngineFixture.CAPACITY, true);
        long state = SEED;
        for (int i = 0; i < events; i++) {
            steadyTape.rewind();
            restoredTape.rewind();
            traffic.next();
            counters.input(pen.frame.wrap(pen.buffer, 0));
            feed();
            for (int output = 0; output < steadyTape.count(); output++) {
                traffic.onOutput(steadyTape.frame(frame, output));
                counters.output(frame);
            }
            final String difference = steadyTape.differenceTo(restoredTape);
            if (difference != null) {
                throw new AssertionError("seed=" + SEED + " event=" + steady.sequence() + " differs: " + difference);
            }
            state++;
            if (Long.remainderUnsigned(Frame.mix(state), restoreEvery) == 0) {
                restore();
            }
        }
        assertEquals(steady.digest(), restored.digest());
        assertEquals(steady.outputHash(), restored.outputHash());
    }

    private void restore() {
        snapshot.reset();
        restored.writeTo(snapshot);
        restored = new Engine(EngineFixture.CAPACITY, restoredTape, Trace.NONE);
        restored.readFrom(snapshot.reader());
        assertEquals(steady.digest(), restored.digest(), () -> "seed=" + SEED + " event=" + steady.sequence());
    }

    private void feed() {
        pen.frame.wrapForWrite(pen.buffer, 0).sequence(steady.sequence() + 1);
        steady.onEvent(pen.buffer, 0);
        restored.onEvent(pen.buffer, 0);
        if (steadyTape.count() > 60) {
            steadyTape.rewind();
            restoredTape.rewind();
        }
    }
}
