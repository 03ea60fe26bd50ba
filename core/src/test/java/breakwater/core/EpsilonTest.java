package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The engine works on a heap that nobody collects: a child JVM under Epsilon GC with a small fixed heap works through all
 * its events. One small array an event, and the same child dies.
 */
class EpsilonTest {
    private static final int SLICE = 200_000;

    @Test
    void aHeapThatNobodyCollectsIsEnough() throws Exception {
        final Jvm child = epsilon("48m", Integer.toString(SLICE));

        assertWorked(child, SLICE);
    }

    /** 256 bytes an event are more than the heap long before the end. */
    @Test
    void oneSmallArrayAnEventExhaustsIt() throws Exception {
        final Jvm child = epsilon("48m", Integer.toString(SLICE), "garbage");

        assertNotEquals(0, child.exit, child.lines::toString);
        assertTrue(child.lines.stream().anyMatch(line -> line.contains("OutOfMemoryError")), child.lines::toString);
    }

    @Tag("prove")
    @Test
    void aHeapThatNobodyCollectsIsEnoughForMillionsOfEvents() throws Exception {
        final int size = Integer.getInteger("breakwater.prove.size", 50_000_000);
        final Jvm child = epsilon("48m", Integer.toString(size));

        System.out.println(child.result());
        assertWorked(child, size);
    }

    private static Jvm epsilon(final String heap, final String... arguments) throws Exception {
        return Jvm.run(
                Jvm.here(),
                List.of(
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        "-Xms" + heap,
                        "-Xmx" + heap,
                        "-XX:-UsePerfData"),
                arguments);
    }

    private static void assertWorked(final Jvm child, final int events) {
        assertEquals(0, child.exit, child.lines::toString);
        final String[] words = child.result().split("[ =]");
        assertTrue(Long.parseLong(words[1]) >= events, child::result);
        assertEquals("orders", words[2]);
        assertTrue(Long.parseLong(words[3]) >= events / 50, child::result);
    }
}
