package breakwater.tools.watch;

import breakwater.tools.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * What the watchdog did, when and why: one JSON object a line, appended, on the disk before {@link #append} returns. It is
 * the only record of acts that no journal holds, so it keeps room for itself: empty lines are allocated ahead of the text
 * and overwritten, and a full disk is met by the room, not by the record. Readers skip empty lines.
 *
 * <p>Thread: one. Errors: told by the return value; an act is never undone because it could not be written down.
 */
final class EmergencyLog implements AutoCloseable {
    static final String NAME = "watchdog.log";
    private static final int ROOM = 64 << 10;
    private static final int ROOM_MIN = ROOM / 2;

    private final FileChannel channel;
    private long end;

    private EmergencyLog(final FileChannel channel) throws IOException {
        this.channel = channel;
        end = endOfText();
        if (channel.size() < end) {
            write(channel.size(), new byte[] {'\n'});
        }
        makeRoom();
    }

    /** Opens or creates a folder's log, mode 0600. */
    static EmergencyLog open(final Path folder) throws IOException {
        final Path file = folder.resolve(NAME);
        final Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-------");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(ours));
        }
        return new EmergencyLog(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Appends one object as a line and forces it to the disk. Returns whether it is there. */
    boolean append(final Json object) {
        final byte[] text = (object + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            write(end, text);
            channel.force(false);
            end += text.length;
        } catch (final IOException notWritten) {
            return false;
        }
        makeRoom();
        return true;
    }

    /** Allocates what is missing of the room; on a full disk there is what there is. */
    private void makeRoom() {
        try {
            final long size = channel.size();
            if (size - end < ROOM_MIN) {
                final byte[] lines = new byte[(int) (end + ROOM - size)];
                Arrays.fill(lines, (byte) '\n');
                write(size, lines);
                channel.force(true);
            }
        } catch (final IOException full) {
            // The next line uses what room is left; where there is none, append says so.
        }
    }

    private void write(final long position, final byte[] bytes) throws IOException {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }

    /** Returns the position behind the last line with text; a line that a death cut short is closed by the next one's. */
    private long endOfText() throws IOException {
        final ByteBuffer block = ByteBuffer.allocate(4096);
        for (long from = channel.size(); from > 0; ) {
            final long at = Math.max(0, from - block.capacity());
            block.clear().limit((int) (from - at));
            while (block.hasRemaining() && channel.read(block, at + block.position()) >= 0) {
                // on to the whole block
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) != '\n' && block.get(i) != 0) {
                    return at + i + 2;
                }
            }
            from = at;
        }
        return 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException late) {
            // every line is on the disk already
        }
    }
}
