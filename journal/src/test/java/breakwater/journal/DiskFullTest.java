package breakwater.journal;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small tmpfs that fills up. Skipped where this user may not mount one. */
class DiskFullTest {
    @TempDir
    Path temp;

    private Path disk;

    @Test
    void stopsAtTheReserveWithAClearMessageAndLosesNothing() throws Exception {
        mount("rw");
        try (Child child = Child.start(Child.FillDisk.class, disk.resolve("000001"), 4 << 20)) {
            final long acknowledged = Long.parseLong(child.line());
            final String message = child.line();

            assertTrue(message.contains("free") && message.contains("reserve"), message);
            assertInstanceOf(Verification.Good.class, JournalScanner.verify(disk.resolve("000001"), acknowledged));
        }
    }

    @Test
    void failsWithoutSilentLossWhenTheDiskIsReallyFull() throws Exception {
        mount("rw");
        try (Child child = Child.start(Child.FillDisk.class, disk.resolve("000001"), 0)) {
            final String first = child.line();
            assumeTrue(first != null, "the kernel killed the child: a failure, and not a silent one");
            final long acknowledged = Long.parseLong(first);
            final String message = child.line();

            assertTrue(message.startsWith("journal "), message);
            final Verification found = JournalScanner.verify(disk.resolve("000001"), acknowledged);
            assertTrue(found.lastSequence() >= acknowledged, found.describe() + " acknowledged " + acknowledged);
        }
    }

    @Test
    void refusesAFolderThatIsReadOnlyOrTooFull() throws Exception {
        mount("ro");
        final Path folder = disk.resolve("000001");
        assertTrue(assertThrows(IllegalStateException.class, () -> Records.open(folder, 1, 0, 0))
                .getMessage()
                .contains("not writable"));

        assertTrue(assertThrows(
                        IllegalStateException.class,
                        () -> JournalAppender.open(
                                temp.resolve("000002"), Records.header(2, 0, 0), 1 << 20, Long.MAX_VALUE / 2, 1L << 30))
                .getMessage()
                .contains("reserve"));
    }

    private void mount(final String mode) throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        final Process mount = new ProcessBuilder(
                        "mount", "-t", "tmpfs", "-o", "size=24m," + mode, "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        final boolean mounted = mount.waitFor(10, TimeUnit.SECONDS) && mount.exitValue() == 0;
        if (!mounted) {
            disk = null;
        }
        assumeTrue(mounted, "this user may not mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            new ProcessBuilder("umount", disk.toString()).start().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
