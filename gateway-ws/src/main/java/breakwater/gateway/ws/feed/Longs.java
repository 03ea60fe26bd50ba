package breakwater.gateway.ws.feed;

import java.util.Arrays;

/** A column of a recorded file in memory, filled at opening. */
final class Longs {
    /** Rows of one file: 20 years of minutes. */
    static final int ROWS_MAX = 12_000_000;

    private long[] values = new long[1024];
    private int count;

    void add(final long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    long get(final int row) {
        return values[row];
    }

    void set(final int row, final long value) {
        values[row] = value;
    }

    /** Keeps the first rows only. */
    void truncate(final int rows) {
        count = rows;
    }

    int count() {
        return count;
    }
}
