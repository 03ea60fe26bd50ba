package breakwater.journal.recovery;

import breakwater.core.snapshot.SnapshotBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Snapshots on disk, one file each, the newest few kept. A file appears whole or not at all: it is written under another
 * name, forced to disk, then renamed; and it is checked in full before a byte of it is used.
 *
 * <pre>
 *   0 magic int64 · 8 version int32 · 12 crc int32 of bytes 16 to the end · 16 length int64 of the state · 24 layout int64
 *   32 sequence · 40 inputChain · 48 outputSequence · 56 outputHash · 64 digest · 72 reserved · 80 state
 * </pre>
 *
 * <p>Thread: one. Cold path.
 */
public final class SnapshotStore {
    /** How many snapshots stay on disk. */
    public static final int KEPT = 3;

    private static final long MAGIC = 0x3150414E53574B42L;
    private static final int VERSION = 1;
    private static final int CRC_OFFSET = 12;
    private static final int CHECKED_OFFSET = 16;
    private static final int STATE_OFFSET = 80;
    private static final long LENGTH_MAX = 1L << 30;
    private static final String SUFFIX = ".snapshot";

    private final Path folder;
    private final long layout;
    private final List<Skipped> skipped = new ArrayList<>();

    /** A snapshot that was not used, and why. */
    public record Skipped(Path file, String reason) {}

    /** {@code layout} identifies build and schema: a snapshot of another layout is foreign and skipped. */
    public SnapshotStore(final Path folder, final long layout) {
        this.folder = folder;
        this.layout = layout;
    }

    /** Writes a snapshot and removes the oldest beyond {@link #KEPT}. Throws {@link IllegalStateException} on failure. */
    public void write(
            final long sequence,
            final long inputChain,
            final long outputSequence,
            final long outputHash,
            final long digest,
            final SnapshotBuffer state) {
        final ByteBuffer bytes =
                ByteBuffer.allocate(STATE_OFFSET + state.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(state.length()).putLong(layout);
        bytes.putLong(sequence)
                .putLong(inputChain)
                .putLong(outputSequence)
                .putLong(outputHash)
                .putLong(digest)
                .putLong(0);
        state.buffer().getBytes(0, bytes, state.length());
        bytes.putInt(CRC_OFFSET, crc(bytes.array()));
        bytes.clear();
        final Path file = folder.resolve(String.format(Locale.ROOT, "%019d%s", sequence, SUFFIX));
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
            prune();
        } catch (final IOException e) {
            throw new IllegalStateException("snapshot " + file + " cannot be written: " + e, e);
        }
    }

    /** The rename itself must survive a power cut. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void prune() throws IOException {
        final List<Path> files = newestFirst();
        for (int i = KEPT; i < files.size(); i++) {
            Files.deleteIfExists(files.get(i));
        }
    }

    private List<Path> newestFirst() throws IOException {
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                entries.forEach(files::add);
            }
        }
        files.sort(Collections.reverseOrder());
        return files;
    }

    /**
     * Returns the newest snapshot that verifies and whose sequence is at most {@code notAfterSequence}, the verified end
     * of the journal. What was passed over is in {@link #skipped()}.
     */
    public Optional<Snapshot> newestGood(final long notAfterSequence) {
        skipped.clear();
        try {
            for (final Path file : newestFirst()) {
                final Object found = read(file, notAfterSequence);
                if (found instanceof Snapshot) {
                    return Optional.of((Snapshot) found);
                }
                skipped.add(new Skipped(file, (String) found));
            }
        } catch (final IOException e) {
            throw new IllegalStateException("snapshot folder " + folder + " cannot be listed: " + e, e);
        }
        return Optional.empty();
    }

    /** Returns the snapshots that the last {@link #newestGood} passed over, newest first. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** Returns the snapshot, or the reason why it cannot be used. */
    private Object read(final Path file, final long notAfterSequence) {
        final byte[] content;
        try {
            final long size = Files.size(file);
            if (size < STATE_OFFSET || size > LENGTH_MAX) {
                return "torn: " + size + " bytes";
            }
            content = Files.readAllBytes(file);
        } catch (final IOException e) {
            return "unreadable: " + e;
        }
        final UnsafeBuffer bytes = new UnsafeBuffer(content);
        if (bytes.getLong(0) != MAGIC || bytes.getInt(8) != VERSION) {
            return "foreign: magic " + Long.toHexString(bytes.getLong(0)) + ", version " + bytes.getInt(8);
        } else if (bytes.getLong(16) != content.length - STATE_OFFSET) {
            return "torn: state of " + (content.length - STATE_OFFSET) + " bytes, should be " + bytes.getLong(16);
        } else if (bytes.getInt(CRC_OFFSET) != crc(content)) {
            return "damaged: CRC does not match";
        } else if (bytes.getLong(24) != layout) {
            return "foreign: written by another build, layout " + Long.toHexString(bytes.getLong(24));
        } else if (bytes.getLong(32) > notAfterSequence) {
            return "ahead of the journal: " + bytes.getLong(32) + " > " + notAfterSequence;
        }
        return new Snapshot(
                bytes.getLong(32),
                bytes.getLong(40),
                bytes.getLong(48),
                bytes.getLong(56),
                bytes.getLong(64),
                file,
                new UnsafeBuffer(content, STATE_OFFSET, content.length - STATE_OFFSET));
    }

    /** Returns the highest sequence that any file here claims by its name, 0 where there is none: a witness of loss. */
    public long highestNamed() {
        try {
            for (final Path file : newestFirst()) {
                final String name = file.getFileName().toString().replace(SUFFIX, "");
                if (name.matches("\\d{19}")) {
                    return Long.parseLong(name);
                }
            }
            return 0;
        } catch (final IOException e) {
            throw new IllegalStateException("snapshot folder " + folder + " cannot be listed: " + e, e);
        }
    }

    private static int crc(final byte[] content) {
        final CRC32C crc = new CRC32C();
        crc.update(content, CHECKED_OFFSET, content.length - CHECKED_OFFSET);
        return (int) crc.getValue();
    }
}
