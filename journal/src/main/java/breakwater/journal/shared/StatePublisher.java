package breakwater.journal.shared;

import breakwater.core.message.Frame;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Projects outputs into the {@link SharedState}: give it every frame of the output journal in order, and call {@link
 * #flush()} when there is none left for now. Rows wait in memory between flushes; only the newest value of each is written.
 *
 * <p>A flush that takes longer than the bound, a second by default, abandons the file, with the thread that hangs in it,
 * and writes all rows to a new one.
 *
 * <p>Thread: one, never the engine's. Allocates.
 */
public final class StatePublisher implements AutoCloseable {
    private static final long BLOCK_MS = 1_000;
    /** Rows that the map holds by default. */
    public static final int ENTRIES = 1 << 14;

    private final Path runFolder;
    private final int entries;
    private final long blockMs;
    private final StateRow row = new StateRow();
    private final Map<Long, byte[]> rows = new TreeMap<>();
    private Map<Long, byte[]> changes = new TreeMap<>();
    private ExecutorService writer;
    private SharedState state;
    private long sequence;
    private int abandoned;
    private long dropped;

    public StatePublisher(final Path runFolder) {
        this(runFolder, ENTRIES, BLOCK_MS);
    }

    StatePublisher(final Path runFolder, final int entries, final long blockMs) {
        this.runFolder = runFolder;
        this.entries = entries;
        this.blockMs = blockMs;
        begin();
    }

    private void begin() {
        writer = Executors.newSingleThreadExecutor(task -> {
            final Thread thread = new Thread(task, "state-publisher");
            thread.setDaemon(true);
            return thread;
        });
        state = SharedState.create(runFolder, entries);
    }

    /** Takes one frame of the output journal.. */
    public void apply(final Frame output) {
        sequence = output.sequence();
        final long key = row.keyOf(output);
        if (key == StateRow.NONE) {
            return;
        }
        if (row.isRemoval()) {
            remove(key);
            remove(StateRow.orderKeyOf(key));
        } else if (rows.size() < entries || rows.containsKey(key)) {
            final byte[] frame = new byte[output.length()];
            output.buffer().getBytes(output.offset(), frame);
            rows.put(key, frame);
            changes.put(key, frame);
        } else {
            dropped++;
        }
    }

    private void remove(final long key) {
        rows.remove(key);
        changes.put(key, null);
    }

    /** Writes what has changed since the last flush. Returns false if the file had to be abandoned for a new one. */
    public boolean flush() {
        if (changes.isEmpty()) {
            return true;
        }
        final Map<Long, byte[]> batch = changes;
        changes = new TreeMap<>();
        if (write(state, batch)) {
            return true;
        }
        abandoned++;
        writer.shutdownNow();
        begin();
        if (!write(state, new TreeMap<>(rows))) {
            throw new IllegalStateException("shared state in " + runFolder + " blocks in a new file too");
        }
        return false;
    }

    private boolean write(final SharedState target, final Map<Long, byte[]> batch) {
        final Future<?> done = writer.submit(() -> batch.forEach((key, frame) -> {
            if (frame == null) {
                target.remove(key);
            } else {
                target.put(key, frame);
            }
        }));
        try {
            done.get(blockMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (final TimeoutException | ExecutionException e) {
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns the sequence of the newest output taken. */
    public long sequence() {
        return sequence;
    }

    /** Returns how many files were abandoned because they blocked. */
    public int abandoned() {
        return abandoned;
    }

    /** Returns how many outputs found no room for their row. */
    public long dropped() {
        return dropped;
    }

    /** Keeps the writing thread busy until released, as a dead writer's lock would. */
    void block(final CountDownLatch release) {
        writer.submit(() -> {
            release.await();
            return null;
        });
    }

    SharedState state() {
        return state;
    }

    @Override
    public void close() {
        flush();
        writer.shutdown();
        state.close();
    }
}
