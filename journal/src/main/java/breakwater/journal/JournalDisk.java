package breakwater.journal;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that a disk will take a journal, before the library hides that it does not. Cold path. */
final class JournalDisk {
    private JournalDisk() {}

    /** Creates the folder; refuses one that is in use, not writable, on a full disk, or a JVM without our flags. */
    static void prepare(final Path folder, final long needed) throws IOException {
        checkFlags(folder);
        try {
            Files.createDirectories(folder);
            final Path probe = Files.createTempFile(folder, "probe", ".tmp");
            Files.delete(probe);
        } catch (final IOException e) {
            throw new IllegalStateException(
                    "journal folder " + folder + " is not writable (" + e + "); remount or change its owner", e);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            if (entries.iterator().hasNext()) {
                throw new IllegalStateException(
                        "journal folder " + folder + " is not empty: an earlier run's journal is never appended to");
            }
        }
        checkFree(folder.toFile(), needed);
    }

    /** Without this export the library silently opens the queue read-only. */
    private static void checkFlags(final Path folder) {
        final Module base = Object.class.getModule();
        if (!base.isExported("sun.nio.ch", JournalDisk.class.getModule())) {
            throw new IllegalStateException(
                    "journal folder " + folder + " would open read-only: start the JVM with @scripts/jvm.args");
        }
    }

    static void checkFree(final File folder, final long reserve) {
        final long free = folder.getUsableSpace();
        if (free < reserve) {
            throw new IllegalStateException("journal folder " + folder + " has " + free + " bytes free, reserve is "
                    + reserve + "; free some space or move the run folder");
        }
    }
}
