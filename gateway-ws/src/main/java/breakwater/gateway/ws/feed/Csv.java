package breakwater.gateway.ws.feed;

import breakwater.gateway.ws.DecimalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of a comma separated file, columns by name in any order. A cell that is wrong is refused with file, line, column and
 * value, and the row with it. Cold path: at opening.
 */
final class Csv implements AutoCloseable {
    private static final int COLUMNS_MAX = 64;

    private final LineReader lines;
    private final Refusals refusals;
    private final List<String> names;
    private final int[] from = new int[COLUMNS_MAX];
    private final int[] to = new int[COLUMNS_MAX];
    private int cells;

    /** Reads the header, or takes {@code namesWithoutHeader} where the first row is already data. */
    Csv(final FeedFile file, final Refusals refusals, final List<String> namesWithoutHeader) throws IOException {
        this.lines = file.lines();
        this.refusals = refusals;
        if (!namesWithoutHeader.isEmpty()) {
            names = namesWithoutHeader;
        } else {
            lines.next();
            names = names(lines.bytes(), lines.from(), lines.to());
        }
    }

    /** Returns the names in a header line: lower case, without blanks, quotes and a byte order mark. */
    static List<String> names(final byte[] bytes, final int from, final int to) {
        final String header = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        final List<String> names = new ArrayList<>();
        for (final String cell : header.split(",", -1)) {
            names.add(cell.replace("\"", "").replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** Returns the index of the first of these columns that is there, or -1. */
    int indexOf(final String... anyOf) {
        for (final String name : anyOf) {
            if (names.contains(name)) {
                return names.indexOf(name);
            }
        }
        return -1;
    }

    String name(final int column) {
        return names.get(column);
    }

    /** Moves to the next row that has a cell for each column; blank lines are passed over. Returns false at the end. */
    boolean next() throws IOException {
        while (lines.next()) {
            if (lines.isTooLong()) {
                refusals.add(lines.line(), "row", "…", "is longer than " + LineReader.LINE_MAX + " bytes");
            } else if (lines.length() > 0 && split()) {
                return true;
            }
        }
        return false;
    }

    private boolean split() {
        final byte[] bytes = lines.bytes();
        cells = 0;
        int start = lines.from();
        for (int i = start; i <= lines.to(); i++) {
            if (i == lines.to() || bytes[i] == ',') {
                if (cells == COLUMNS_MAX) {
                    break;
                }
                int first = start;
                int last = i;
                while (first < last && (bytes[first] == ' ' || bytes[first] == '"')) {
                    first++;
                }
                while (last > first && (bytes[last - 1] == ' ' || bytes[last - 1] == '"')) {
                    last--;
                }
                from[cells] = first;
                to[cells++] = last;
                start = i + 1;
            }
        }
        if (cells < names.size()) {
            refusals.add(
                    lines.line(),
                    "row",
                    bytes,
                    lines.from(),
                    lines.to(),
                    "has " + cells + " cells, the header " + names.size());
            return false;
        }
        return true;
    }

    long line() {
        return lines.line();
    }

    /** Returns the cell as a time, or refuses the row and returns {@link Timestamps#BAD}. */
    long time(final int column, final Timestamps.Unit unit) {
        final long time = Timestamps.parse(unit, lines.bytes(), from[column], to[column]);
        if (time == Timestamps.BAD) {
            refuse(column, "is no time since 1970");
        }
        return time;
    }

    /** Returns the cell in 1e-8, or refuses the row and returns a negative number. */
    long decimalE8(final int column) {
        final long value = DecimalText.parseE8(lines.bytes(), from[column], to[column]);
        if (value < 0) {
            refuse(column, DecimalText.reason(value));
        }
        return value;
    }

    /** Returns the cell as a natural number, or 0 where it is none: an id to tell trades by, not a figure. */
    long id(final int column) {
        long id = 0;
        for (int i = from[column]; i < to[column]; i++) {
            final int digit = lines.bytes()[i] - '0';
            if (digit < 0 || digit > 9 || id > (Long.MAX_VALUE - digit) / 10) {
                return 0;
            }
            id = id * 10 + digit;
        }
        return id;
    }

    /** Returns the first letter of the cell in lower case, or 0. */
    int letter(final int column) {
        return from[column] < to[column] ? lines.bytes()[from[column]] | 0x20 : 0;
    }

    void refuse(final int column, final String reason) {
        refusals.add(lines.line(), names.get(column), lines.bytes(), from[column], to[column], reason);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
