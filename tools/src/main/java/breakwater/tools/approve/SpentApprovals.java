package breakwater.tools.approve;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The nonces that have counted in a run folder, one a line of the file {@code approvals}, never removed. One is written
 * and forced to the disk before the commands that it allows are sent: a process that dies in between has spent it for
 * nothing, and nobody can spend it twice.
 */
public final class SpentApprovals {
    private static final String FILE = "approvals";

    private SpentApprovals() {}

    /** Ends with exit code 4 where the approval has counted before. */
    public static void requireUnspent(final Path runFolder, final Approval approval) {
        final Path file = runFolder.resolve(FILE);
        try (FileChannel channel = open(file)) {
            requireUnspent(channel, approval);
        } catch (final IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /** Writes the approval down as spent; ends with exit code 4 where it has counted before. One process at a time. */
    public static void spend(final Path runFolder, final Approval approval, final Instant now) {
        final Path file = runFolder.resolve(FILE);
        try (FileChannel channel = open(file);
                FileLock lock = channel.lock()) {
            requireUnspent(channel, approval);
            final String line = approval.nonce() + " " + now + " " + approval.action() + " " + approval.author() + " "
                    + approval.approver() + " " + approval.contentHash() + "\n";
            final ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            if (!lock.isValid()) {
                throw new IOException("the lock was lost");
            }
        } catch (final IOException failure) {
            throw unwritable(file, failure);
        }
        try (FileChannel folder = FileChannel.open(runFolder, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (final IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private static FileChannel open(final Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void requireUnspent(final FileChannel channel, final Approval approval) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, bytes.position());
        }
        final String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        if (text.contains(approval.nonce())) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    "approval: it has counted already (nonce " + approval.nonce()
                            + "); each counts once, ask for a new one; nothing was loosened");
        }
    }

    private static CommandFailure unwritable(final Path file, final IOException failure) {
        return new CommandFailure(
                ExitCode.PRECONDITION,
                file + " cannot be written, so no approval can count: " + failure + "; nothing was loosened",
                failure);
    }
}
