package breakwater.journal.recovery;

import breakwater.core.snapshot.SnapshotReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * A snapshot that has verified.
 *
 * @param sequence       input that the state has applied last
 * @param inputChain     chain of that input's record; compare with the journal's before use
 * @param outputSequence last output caused by it or an earlier input
 * @param outputHash     running hash over all outputs so far
 * @param digest         digest of the state
 * @param file           where it lies
 * @param state          the state's bytes
 */
public record Snapshot(
        long sequence,
        long inputChain,
        long outputSequence,
        long outputHash,
        long digest,
        Path file,
        DirectBuffer state) {
    /** Returns a reader from the state's begin. */
    public SnapshotReader reader() {
        return new SnapshotReader(state, 0, state.capacity());
    }
}
