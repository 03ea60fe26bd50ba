package breakwater.core.pipeline;

import com.lmax.disruptor.Sequence;

/**
 * What the input journaler tells the gate: two padded words in process memory, mirrored on the control page for other
 * processes (Settled 2). <em>journaled</em> never passes a record whose document is not closed, and freezes at the first
 * error. Thread: one writer, any reader.
 */
final class JournalWords {
    private final Sequence journaled;
    private volatile boolean isFailed;

    JournalWords(final long lastSequence) {
        journaled = new Sequence(lastSequence);
    }

    long journaled() {
        return journaled.get();
    }

    void journaled(final long sequence) {
        journaled.set(sequence);
    }

    boolean isFailed() {
        return isFailed;
    }

    void fail() {
        isFailed = true;
    }
}
