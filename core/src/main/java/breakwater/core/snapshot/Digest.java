package breakwater.core.snapshot;

import breakwater.core.message.Frame;

/** Folds state into 64 bits. Equal states give equal digests; one changed bit changes it (a mix per word). */
public final class Digest implements SnapshotWriter {
    private long hash;

    /** Starts anew. Returns this. */
    public Digest reset() {
        hash = 0;
        return this;
    }

    @Override
    public void section(final String name) {
        putLong(name.length());
    }

    @Override
    public void putLong(final long value) {
        hash = Frame.mix(hash ^ value);
    }

    public long value() {
        return hash;
    }
}
