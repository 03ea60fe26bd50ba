package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same events give the same outputs and state on every JVM: interpreted, compiled by either compiler, without
 * intrinsics, with another locale, time zone, hash seed and collector, on JDK 17 and JDK 25 (I14).
 */
class SameEverywhereTest {
    private static final int SLICE = 6_000;
    /** Another locale, zone, charset, collector and source of hash codes. */
    private static final List<String> FOREIGN = List.of(
            "-Duser.language=th",
            "-Duser.country=TH",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=ISO-8859-1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=1");

    @Test
    void anInterpreterInAnotherCountryGivesTheSame() throws Exception {
        assertSame(SLICE, Jvm.here(), "-Xint", FOREIGN);
    }

    @Test
    void theClientCompilerGivesTheSame() throws Exception {
        assertSame(SLICE, Jvm.here(), "-XX:TieredStopAtLevel=1", List.of());
    }

    @Test
    void jdk25GivesTheSame() throws Exception {
        assertSame(SLICE, jdk(25), "-Xmixed", FOREIGN);
    }

    @Test
    void anotherNumberOfEventsGivesAnother() throws Exception {
        final Jvm child = Jvm.run(Jvm.here(), List.of("-Xshare:auto"), Integer.toString(SLICE - 1));

        assertEquals(0, child.exit, child.lines::toString);
        assertTrue(!child.result().equals(here(SLICE)), child::result);
    }

    @Tag("prove")
    @Test
    void everyJvmGivesTheSame() throws Exception {
        final int size = Integer.getInteger("breakwater.prove.size", 500_000);
        for (final Path home : new Path[] {Jvm.here(), jdk(17), jdk(25)}) {
            for (final String mode : List.of(
                    "-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-XX:-InlineMathNatives", "-Xcomp")) {
                assertSame(size, home, mode, mode.equals("-Xint") ? List.of() : FOREIGN);
            }
        }
    }

    private static Path jdk(final int release) throws IOException {
        final Path home = Jvm.find(release);
        assumeTrue(home != null, "no JDK " + release + ": name one by JAVA_" + release + "_HOME");
        return home;
    }

    private static void assertSame(final int events, final Path home, final String mode, final List<String> others)
            throws Exception {
        final List<String> flags = new ArrayList<>(others);
        // Diagnostic flags, such as the intrinsics', are locked in a product build.
        flags.add(0, "-XX:+UnlockDiagnosticVMOptions");
        flags.add(mode);
        final Jvm child = Jvm.run(home, flags, Integer.toString(events));

        assertEquals(0, child.exit, () -> home + " " + flags + " " + child.lines);
        assertEquals(here(events), child.result(), () -> home + " " + flags);
        System.out.println(home + " " + mode + ": " + child.result());
    }

    private static String here(final int events) {
        final Course course = new Course(true, false, event -> {});
        for (int i = 0; i < events; i++) {
            course.step();
        }
        return CourseRun.result(course);
    }
}
