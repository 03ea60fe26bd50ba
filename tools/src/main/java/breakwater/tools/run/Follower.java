package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.Trace;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ErrorSink;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.recovery.SnapshotStore;
import breakwater.journal.replay.OutputComparison;
import breakwater.journal.replay.Replayer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An identical engine that lives from the input journal of a running session, in a thread of its own: it writes the
 * snapshots, so that the live core never pauses, and holds each output that it makes against the journaled one, so that
 * determinism is checked all day. A difference is told once and ends it; without snapshots a restart replays more.
 */
final class Follower implements AutoCloseable {
    private static final long PAUSE_NS = 5_000_000L;
    /** Regenerated outputs that may wait for the live ones to be journaled. */
    private static final int WAITING_MAX = 4_096;

    private final Replayer replayer;
    private final JournalTailer inputs;
    private final JournalTailer outputs;
    private final OutputComparison comparison;
    private final SnapshotStore snapshots;
    private final ControlPage page;
    private final ErrorSink errors;
    private final long snapshotEvery;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "breakwater-follower");
    private long lastSnapshot;
    private volatile boolean isStopping;

    /**
     * @param state the live engine and its paper venues before their threads start, the journals settled
     * @param venues builds the paper venues from the engine's instruments
     * @param snapshotEvery inputs between snapshots
     */
    Follower(
            final RunFolder folder,
            final SnapshotBuffer state,
            final Function<Instruments, List<SimulatedVenue>> venues,
            final SnapshotStore snapshots,
            final ControlPage page,
            final long snapshotEvery,
            final ErrorSink errors) {
        this.snapshots = snapshots;
        this.page = page;
        this.snapshotEvery = snapshotEvery;
        this.errors = errors;
        replayer = new Replayer(Capacity.DEFAULT, Trace.NONE, venues, this::onOutput);
        replayer.readFrom(state.reader());
        inputs = JournalTailer.after(folder, false, replayer.engine().sequence());
        outputs = JournalTailer.after(folder, true, replayer.engine().outputSequence());
        comparison = new OutputComparison(outputs);
        lastSnapshot = replayer.engine().sequence();
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (inputs;
                outputs) {
            while (!isStopping) {
                if (!step()) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        } catch (final RuntimeException | Error failure) {
            errors.onError("follower", failure);
        }
    }

    /** Takes one input, compares what has been journaled, and writes a snapshot where one is due. */
    private boolean step() {
        final boolean didTake = waiting.size() < WAITING_MAX && inputs.next();
        if (didTake) {
            replayer.apply(inputs.frame());
        }
        compare();
        if (waiting.isEmpty() && replayer.engine().sequence() - lastSnapshot >= snapshotEvery) {
            write();
        }
        return didTake;
    }

    private void onOutput(final Frame output) {
        final byte[] copy = new byte[output.length()];
        output.buffer().getBytes(output.offset(), copy);
        waiting.add(copy);
    }

    private void compare() {
        if (waiting.isEmpty()) {
            return;
        }
        final Frame output = new Frame();
        final long journaled = page.get(ControlPage.Word.OUTPUT_JOURNALED);
        while (!waiting.isEmpty()
                && output.wrap(new UnsafeBuffer(waiting.peek()), 0).sequence() <= journaled) {
            comparison.onOutput(output);
            waiting.poll();
        }
        final OutputComparison.Divergence divergence = comparison.divergence();
        if (divergence != null) {
            throw new IllegalStateException("the live engine's output " + divergence.outputSequence() + " (cause "
                    + divergence.causeSequence() + ") is not the one that its journal gives; look at it with"
                    + " 'breakwater replay --verify'");
        }
    }

    private void write() {
        final SnapshotBuffer buffer = new SnapshotBuffer();
        replayer.writeTo(buffer);
        snapshots.write(
                replayer.engine().sequence(),
                inputs.chain(),
                replayer.engine().outputSequence(),
                replayer.engine().outputHash(),
                replayer.engine().digest(),
                buffer);
        lastSnapshot = replayer.engine().sequence();
    }

    /** Stops it where it stands. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
