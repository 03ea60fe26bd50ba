package breakwater.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The folder in which one engine lives: its journals by run, snapshots, control page, lock. The layout is drawn at this
 * package. Cold path. Errors: {@link OwnedException} for a second owner, {@link IllegalStateException} with the remedy
 * for a folder that cannot be used.
 */
public final class RunFolder implements AutoCloseable {
    private static final int RUN_DIGITS = 6;

    private final Path folder;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private RunFolder(final Path folder, final FileChannel lockChannel, final FileLock lock) {
        this.folder = folder;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** Creates the folder where it is absent, mode 0700, and takes the owner lock, which dies with the process. */
    public static RunFolder own(final Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            final Path lockFile = folder.resolve("owner.lock");
            final FileChannel channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            final FileLock lock = tryLock(channel);
            if (lock == null) {
                final long pid = readPid(channel);
                channel.close();
                throw new OwnedException(folder, pid);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            for (final String part : List.of("journal/input", "journal/output", "snapshots")) {
                Files.createDirectories(folder.resolve(part));
            }
            return new RunFolder(folder, channel, lock);
        } catch (final IOException e) {
            throw new IllegalStateException(
                    "run folder " + folder + " cannot be written (" + e
                            + "); make it writable for this user or choose another --dir",
                    e);
        }
    }

    private static FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            return null;
        }
    }

    private static long readPid(final FileChannel channel) throws IOException {
        final ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        final String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).trim();
        return pid.matches("\\d+") ? Long.parseLong(pid) : 0;
    }

    /** Opens the folder for tools that only read; takes no lock, creates nothing. */
    public static RunFolder view(final Path folder) {
        if (!Files.isDirectory(folder.resolve("journal"))) {
            throw new IllegalStateException(folder + " is not a run folder: it has no journal/ in it");
        }
        return new RunFolder(folder, null, null);
    }

    public boolean isOwned() {
        return lock != null;
    }

    public Path path() {
        return folder;
    }

    public Path controlFile() {
        return folder.resolve("control.dat");
    }

    public Path commandFile() {
        return folder.resolve("commands.dat");
    }

    public Path snapshotFolder() {
        return folder.resolve("snapshots");
    }

    public Path quarantineFolder() {
        return folder.resolve("quarantine");
    }

    /** Returns where the engine writes down its effective configuration; it is never read. */
    public Path configurationFile() {
        return folder.resolve("engine.yaml");
    }

    public Path inputFolder(final int run) {
        return journalFolder(false, run);
    }

    public Path outputFolder(final int run) {
        return journalFolder(true, run);
    }

    public Path journalFolder(final boolean isOutput, final int run) {
        return journalsOf(isOutput).resolve(String.format(Locale.ROOT, "%0" + RUN_DIGITS + "d", run));
    }

    Path journalsOf(final boolean isOutput) {
        return folder.resolve(isOutput ? "journal/output" : "journal/input");
    }

    /** Returns the runs that have a folder in one of the journals, in order. */
    public List<Integer> runs(final boolean isOutput) {
        final List<Integer> runs = new ArrayList<>();
        final Path journals = journalsOf(isOutput);
        if (!Files.isDirectory(journals)) {
            return runs;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(journals)) {
            for (final Path entry : entries) {
                final String name = entry.getFileName().toString();
                if (name.matches("\\d{" + RUN_DIGITS + "}")) {
                    runs.add(Integer.parseInt(name));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + journals, e);
        }
        Collections.sort(runs);
        return runs;
    }

    /** Returns the highest run of either journal, quarantined ones too (numbers never repeat); 0 where there is none. */
    public int highestRun() {
        int highest = highestQuarantined();
        for (final int run : runs(false)) {
            highest = Math.max(highest, run);
        }
        for (final int run : runs(true)) {
            highest = Math.max(highest, run);
        }
        return highest;
    }

    private int highestQuarantined() {
        int highest = 0;
        final String[] names = quarantineFolder().toFile().list();
        for (final String name : names == null ? new String[0] : names) {
            if (name.matches("(in|out)put-\\d{" + RUN_DIGITS + "}.*")) {
                final int begin = name.indexOf('-') + 1;
                highest = Math.max(highest, Integer.parseInt(name.substring(begin, begin + RUN_DIGITS)));
            }
        }
        return highest;
    }

    /** Returns the number that the next start takes. Only the owner may act on it. */
    public int nextRun() {
        return highestRun() + 1;
    }

    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try {
            lock.release();
            lockChannel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot release " + folder.resolve("owner.lock"), e);
        }
    }
}
