package breakwater.journal.shared;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * The files {@code state-000001.map …} of a run folder: the newest is the one in use. A writer always begins a new file,
 * because a lock that a dead writer left in an old one would block it for a minute; readers copy the newest and open the
 * copy by recovery, so that they neither meet such a lock nor disturb the writer.
 *
 * <p>Cold path. Errors: {@link IllegalStateException} naming the file.
 */
public final class SharedState implements AutoCloseable {
    private static final int VALUE_LENGTH = 256;
    private static final int KEPT = 2;

    private final ChronicleMap<Long, byte[]> map;
    private final Path file;

    private SharedState(final ChronicleMap<Long, byte[]> map, final Path file) {
        this.map = map;
        this.file = file;
    }

    /**
     * Opens a map with the locale that its generator of code needs: under a Turkish one it writes {@code readInt with a dotted capital I} and
     * fails. The default locale is put back at once; nothing else in the project depends on it.
     */
    private static synchronized ChronicleMap<Long, byte[]> opened(final Opening opening) throws IOException {
        final Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return opening.open();
        } finally {
            Locale.setDefault(locale);
        }
    }

    private interface Opening {
        ChronicleMap<Long, byte[]> open() throws IOException;
    }

    /** Sparse: the library's own way to reserve space asks for the file's mount, which a changed root does not show. */
    private static ChronicleMapBuilder<Long, byte[]> builder(final int entries) {
        return ChronicleMapBuilder.of(Long.class, byte[].class)
                .name("breakwater-state")
                .entries(entries)
                .averageValueSize(VALUE_LENGTH)
                .putReturnsNull(true)
                .sparseFile(true)
                .checksumEntries(true);
    }

    /** Begins a new file for a run folder's single writer and removes the oldest. {@code entries} is the most it holds. */
    static SharedState create(final Path runFolder, final int entries) {
        final List<Path> files = newestFirst(runFolder);
        final int number = files.isEmpty() ? 1 : numberOf(files.get(0)) + 1;
        final Path file = runFolder.resolve(String.format(Locale.ROOT, "state-%06d.map", number));
        try {
            final SharedState state =
                    new SharedState(opened(() -> builder(entries).createPersistedTo(file.toFile())), file);
            for (int i = KEPT - 1; i < files.size(); i++) {
                Files.deleteIfExists(files.get(i));
            }
            return state;
        } catch (final IOException e) {
            throw new IllegalStateException("shared state " + file + " cannot be created: " + e, e);
        }
    }

    void put(final long key, final byte[] frame) {
        map.put(key, frame);
    }

    void remove(final long key) {
        map.remove(key);
    }

    /** Takes the lock of a segment and keeps it, as a writer does that is killed in the middle. For tests. */
    void lockForEver() {
        map.queryContext(map.keySet().iterator().next()).writeLock().lock();
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() {
        map.close();
    }

    /**
     * Returns a copy of the newest state: row key to output frame, in key order. Takes some seconds; empty where there is
     * no state yet. {@code entries} must be the writer's.
     */
    public static TreeMap<Long, byte[]> read(final Path runFolder, final int entries) {
        final TreeMap<Long, byte[]> rows = new TreeMap<>();
        final List<Path> files = newestFirst(runFolder);
        if (files.isEmpty()) {
            return rows;
        }
        final Path file = files.get(0);
        try {
            final File copy = Files.createTempFile("breakwater-state", ".map").toFile();
            try {
                Files.copy(file, copy.toPath(), StandardCopyOption.REPLACE_EXISTING);
                try (ChronicleMap<Long, byte[]> map =
                        opened(() -> builder(entries).recoverPersistedTo(copy, true))) {
                    map.forEach((key, frame) -> rows.put(key, frame.clone()));
                }
            } finally {
                Files.deleteIfExists(copy.toPath());
            }
        } catch (final IOException e) {
            throw new IllegalStateException("shared state " + file + " cannot be read: " + e, e);
        }
        return rows;
    }

    private static List<Path> newestFirst(final Path runFolder) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(runFolder, "state-??????.map")) {
            entries.forEach(files::add);
        } catch (final IOException e) {
            throw new IllegalStateException("run folder " + runFolder + " cannot be listed: " + e, e);
        }
        files.sort(Collections.reverseOrder());
        return files;
    }

    private static int numberOf(final Path file) {
        return Integer.parseInt(file.getFileName().toString().substring("state-".length(), "state-".length() + 6));
    }
}
