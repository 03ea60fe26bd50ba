package breakwater.tools.run;

import breakwater.core.Engine;
import breakwater.core.message.Frame;
import breakwater.core.message.Trace;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.journal.JournalAppender;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.recovery.JournalEnd;
import breakwater.journal.recovery.JournalTail;
import breakwater.journal.recovery.Snapshot;
import breakwater.journal.recovery.SnapshotStore;
import breakwater.journal.replay.OutputComparison;
import breakwater.journal.replay.Replayer;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What earlier runs left, brought back (Settled 7): the journals verified to their ends, the newest good snapshot, the tail
 * replayed with nobody listening, its outputs held against the recorded ones, and what those lack kept for this run to
 * append.
 *
 * <p>Cold; one thread.
 */
public final class Recovery {
    private final SnapshotStore snapshots;
    private final JournalEnd end;
    private final SnapshotBuffer state;
    private final long[] sourceNumbers = new long[Capacity.DEFAULT.sources()];
    private final List<byte[]> missing;
    private final long snapshotSequence;
    private final long replayed;

    private Recovery(
            final SnapshotStore snapshots,
            final JournalEnd end,
            final SnapshotBuffer state,
            final List<byte[]> missing,
            final long snapshotSequence,
            final long replayed) {
        this.snapshots = snapshots;
        this.end = end;
        this.state = state;
        this.missing = missing;
        this.snapshotSequence = snapshotSequence;
        this.replayed = replayed;
    }

    /** Recovers an owned folder. {@code venues} builds the paper venues from the engine's instruments. */
    static Recovery run(final RunFolder folder, final Function<Instruments, List<SimulatedVenue>> venues) {
        final SnapshotStore store = new SnapshotStore(folder.snapshotFolder(), Build.layout());
        final JournalEnd end = JournalTail.locate(folder);
        if (end.lastSequence() == 0) {
            return new Recovery(store, end, null, List.of(), 0, 0);
        }
        final Optional<Snapshot> snapshot =
                store.newestGood(end.lastSequence()).filter(found -> found.outputSequence() <= end.outputSequence());
        final long from = snapshot.map(Snapshot::sequence).orElse(0L);
        final long fromOutput = snapshot.map(Snapshot::outputSequence).orElse(0L);
        try (JournalTailer inputs = JournalTailer.after(folder, false, from);
                JournalTailer outputs = JournalTailer.after(folder, true, fromOutput)) {
            final OutputComparison comparison = new OutputComparison(outputs);
            final Replayer replayer = new Replayer(Capacity.DEFAULT, Trace.NONE, venues, comparison);
            snapshot.ifPresent(found -> replayer.readFrom(found.reader()));
            while (inputs.sequence() < end.lastSequence() && inputs.next()) {
                apply(replayer, inputs.frame(), folder);
            }
            if (comparison.divergence() != null) {
                throw new CommandFailure(
                        ExitCode.INTEGRITY,
                        "recovery of " + folder.path()
                                + " regenerates another output "
                                + comparison.divergence().outputSequence()
                                + " than the journal holds (cause "
                                + comparison.divergence().causeSequence()
                                + "); the build that wrote it must replay it, see 'breakwater replay --verify'");
            }
            final SnapshotBuffer state = new SnapshotBuffer();
            replayer.writeTo(state);
            return new Recovery(
                    store,
                    end,
                    state,
                    comparison.missing(),
                    from,
                    replayer.engine().sequence() - from);
        }
    }

    private static void apply(final Replayer replayer, final Frame input, final RunFolder folder) {
        try {
            replayer.apply(input);
        } catch (final RuntimeException failure) {
            throw new CommandFailure(
                    ExitCode.INTEGRITY,
                    "recovery of " + folder.path() + " fails at input "
                            + input.sequence() + " (template " + input.templateId() + " of source " + input.sourceId()
                            + "): "
                            + failure
                            + "; the engine stopped there and cannot go on from this journal. Look after its orders at"
                            + " the venue by hand, keep the folder, and report it",
                    failure);
        }
    }

    /** Returns a reader at the recovered engine's state, null where there was nothing to recover. */
    SnapshotReader state() {
        return state == null ? null : state.reader();
    }

    /** Reads on behind the engine's part: the sources' numbers and the paper venues. */
    void readVenues(final SnapshotReader reader, final List<SimulatedVenue> venues) {
        Replayer.readAround(reader, sourceNumbers, new ArrayDeque<>(), venues);
    }

    /** Appends the outputs that the lost process had decided but not journaled, flagged as recovered. */
    void appendMissing(final JournalAppender outputs) {
        final Frame frame = new Frame();
        for (final byte[] bytes : missing) {
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            frame.wrapForWrite(buffer, 0).flags(frame.flags() | Frame.FLAG_RECOVERED);
            outputs.append(buffer, 0, bytes.length);
        }
        outputs.endBatch();
    }

    /** Returns the state of a live engine at a quiet moment. */
    static SnapshotBuffer quietState(final Engine engine, final List<SimulatedVenue> venues, final long[] numbers) {
        final SnapshotBuffer buffer = new SnapshotBuffer();
        Replayer.writeQuietState(buffer, engine, numbers, venues);
        return buffer;
    }

    SnapshotStore snapshots() {
        return snapshots;
    }

    /** Writes a snapshot of a live engine at a quiet moment. */
    void writeSnapshot(
            final Engine engine,
            final List<SimulatedVenue> venues,
            final JournalAppender inputs,
            final long[] numbers) {
        final SnapshotBuffer buffer = quietState(engine, venues, numbers);
        snapshots.write(
                engine.sequence(),
                inputs.chain(),
                engine.outputSequence(),
                engine.outputHash(),
                engine.digest(),
                buffer);
    }

    /** Returns the highest number that a source's journaled events carried. */
    long sourceNumber(final int sourceId) {
        return sourceNumbers[sourceId];
    }

    public long inputSequence() {
        return end.lastSequence();
    }

    public long inputChain() {
        return end.chain();
    }

    public long outputSequence() {
        return end.outputSequence();
    }

    public long outputChain() {
        return end.outputChain();
    }

    /** Returns whether something acknowledged was lost or changed: the engine starts in CANCEL_ONLY. */
    public boolean isDamaged() {
        return end.isLoss();
    }

    /** Returns in words where the journals end and in what condition. */
    public String describe() {
        return end.input().describe();
    }

    /** Returns the input up to which a snapshot spared the replay, 0 = none. */
    public long snapshotSequence() {
        return snapshotSequence;
    }

    /** Returns how many inputs were replayed. */
    public long replayed() {
        return replayed;
    }

    /** Returns how many outputs the journal lacked. */
    public int missingOutputs() {
        return missing.size();
    }
}
