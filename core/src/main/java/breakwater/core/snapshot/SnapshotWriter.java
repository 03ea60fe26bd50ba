package breakwater.core.snapshot;

/** Takes state in canonical order: a snapshot keeps it, a {@link Digest} folds it. */
public interface SnapshotWriter {
    /** Begins a part; the reader checks the name, so that a layout change is found where it is. */
    void section(String name);

    void putLong(long value);

    default void putInt(final int value) {
        putLong(value);
    }

    default void putBoolean(final boolean value) {
        putLong(value ? 1 : 0);
    }

    /** Writes the bits, NaN in its canonical form (Settled 17). */
    default void putDouble(final double value) {
        putLong(Double.doubleToLongBits(value));
    }

    /** Writes the first {@code count} values, without the count. */
    default void putLongs(final long[] values, final int count) {
        for (int i = 0; i < count; i++) {
            putLong(values[i]);
        }
    }

    /** Writes the first {@code count} values, without the count. */
    default void putDoubles(final double[] values, final int count) {
        for (int i = 0; i < count; i++) {
            putDouble(values[i]);
        }
    }

    /** Writes an ASCII text of at most 96 characters (cold state: names). */
    default void putText(final String value) {
        putLong(value.length());
        for (int i = 0; i < value.length(); i++) {
            putLong(value.charAt(i));
        }
    }
}
