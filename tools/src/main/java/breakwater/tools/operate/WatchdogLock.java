package breakwater.tools.operate;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** One watchdog a run folder. The lock dies with its process; the file tells the pid. Thread: one. */
public final class WatchdogLock implements AutoCloseable {
    private static final String NAME = "watchdog.lock";
    private static final int TRIES = 5;
    private static final long PAUSE_NS = 20_000_000L;

    private final FileChannel channel;

    private WatchdogLock(final FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; exit code 5 where another watchdog has it. */
    public static WatchdogLock take(final Path folder) throws IOException {
        final FileChannel channel = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // Who only asks who watches holds it for a moment.
        for (int i = 0; i < TRIES; i++) {
            if (lock(channel) != null) {
                final String pid = Long.toString(ProcessHandle.current().pid());
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
                return new WatchdogLock(channel);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        final String holder = pid(channel);
        channel.close();
        throw new CommandFailure(
                ExitCode.PRECONDITION,
                "another watchdog watches " + folder + ": process " + holder + "; one is enough, end that one first");
    }

    /** Returns the pid of who watches a folder, empty where nobody does. */
    static String holder(final Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return lock(channel) == null ? pid(channel) : "";
        } catch (final IOException absent) {
            return "";
        }
    }

    private static String pid(final FileChannel channel) throws IOException {
        final ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    }

    private static FileLock lock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException ourOwn) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
