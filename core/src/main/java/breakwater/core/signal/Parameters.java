package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Named values x 1e8, as they came. A strategy takes each by name with its default and range; afterwards
 * {@link #areGood} tells whether every row was taken and every value was in range. Cold path; may allocate.
 */
final class Parameters {
    static final int ROWS_MAX = 64;
    private static final double E8 = 1e8;

    private final String[] names = new String[ROWS_MAX];
    private final long[] valuesE8 = new long[ROWS_MAX];
    private final boolean[] isTaken = new boolean[ROWS_MAX];
    private int count;
    private boolean isBad;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
        isBad = false;
    }

    /** Adds a row. Returns false if there is no room, no name, or the name is there. */
    boolean add(final String name, final long valueE8) {
        if (count == ROWS_MAX || name.isEmpty() || find(name) >= 0) {
            return false;
        }
        names[count] = name;
        valuesE8[count] = valueE8;
        isTaken[count] = false;
        count++;
        return true;
    }

    private int find(final String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    Parameters copy() {
        final Parameters copy = new Parameters();
        for (int i = 0; i < count; i++) {
            copy.add(names[i], valuesE8[i]);
        }
        return copy;
    }

    /** Takes a number in [min, max]. */
    double take(final String name, final double standard, final double min, final double max) {
        final int at = find(name);
        if (at < 0) {
            return standard;
        }
        isTaken[at] = true;
        final double value = valuesE8[at] / E8;
        isBad |= value < min || value > max;
        return value;
    }

    /** Takes a whole number in [min, max]. */
    int takeWhole(final String name, final int standard, final int min, final int max) {
        final double value = take(name, standard, min, max);
        isBad |= value != (int) value;
        return (int) value;
    }

    /** Takes a value x 1e8 in [min, max], as it is. */
    long takeE8(final String name, final long standardE8, final long minE8, final long maxE8) {
        final int at = find(name);
        if (at < 0) {
            return standardE8;
        }
        isTaken[at] = true;
        isBad |= valuesE8[at] < minE8 || valuesE8[at] > maxE8;
        return valuesE8[at];
    }

    /** Says that values contradict each other unless the condition holds. */
    void require(final boolean holds) {
        isBad |= !holds;
    }

    boolean areGood() {
        for (int i = 0; i < count; i++) {
            if (!isTaken[i]) {
                return false;
            }
        }
        return !isBad;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putInt(count);
        for (int i = 0; i < count; i++) {
            writer.putText(names[i]);
            writer.putLong(valuesE8[i]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        clear();
        final int rows = reader.getInt();
        for (int i = 0; i < rows; i++) {
            add(reader.getText(), reader.getLong());
        }
    }
}
