package breakwater.core.snapshot;

/**
 * A component that can write down its whole state and take it back, so that restored and uninterrupted engines are the
 * same to the bit (I15). Every accumulator is written, none is recomputed (Settled 17).
 */
public interface Stateful {
    /** Writes the state in canonical order. Allocates nothing: the digest uses the same path as the snapshot. */
    void writeTo(SnapshotWriter writer);

    /** Replaces the state by what {@link #writeTo} wrote. Throws {@link IllegalStateException} on a foreign layout. */
    void readFrom(SnapshotReader reader);
}
