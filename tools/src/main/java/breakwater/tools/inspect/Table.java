package breakwater.tools.inspect;

import breakwater.tools.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows under named columns: aligned for a human, tab-separated for a pipe, one document for {@code --json}. Cells are
 * texts, whole numbers or truths; a column of numbers is flush right. Thread: one.
 */
public final class Table {
    private final List<String> columns;
    private final List<Object[]> rows = new ArrayList<>();

    public Table(final String... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row: one cell a column. */
    public void add(final Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(cells);
    }

    int size() {
        return rows.size();
    }

    /** Prints in columns, with two spaces between them. */
    void printAligned(final PrintStream out) {
        final int[] widths = new int[columns.size()];
        final boolean[] isNumber = new boolean[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = columns.get(c).length();
            isNumber[c] = !rows.isEmpty();
            for (final Object[] row : rows) {
                final String text = String.valueOf(row[c]);
                widths[c] = Math.max(widths[c], text.length());
                isNumber[c] &= text.matches("[-+]?[0-9][0-9.,]*|-");
            }
        }
        line(out, columns.toArray(), widths, isNumber);
        rows.forEach(row -> line(out, row, widths, isNumber));
    }

    private static void line(
            final PrintStream out, final Object[] cells, final int[] widths, final boolean[] isNumber) {
        final StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.length; c++) {
            final String text = String.valueOf(cells[c]);
            final String pad = " ".repeat(widths[c] - text.length());
            line.append(isNumber[c] ? pad + text : text + pad).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    /** Prints a header line and one line a row, parted by tabs. */
    void printTabs(final PrintStream out) {
        out.println(String.join("\t", columns));
        for (final Object[] row : rows) {
            printTabs(out, row);
        }
    }

    static void printTabs(final PrintStream out, final Object... cells) {
        final StringBuilder line = new StringBuilder();
        for (final Object cell : cells) {
            line.append(line.length() == 0 ? "" : "\t").append(cell);
        }
        out.println(line);
    }

    /** Prints for whoever looks: one document where asked for, aligned on a terminal, parted by tabs otherwise. */
    public void print(final boolean isJson, final String schema, final String folder, final long asOfInput) {
        if (isJson) {
            printJson(System.out, schema, folder, "asOfInputSequence", asOfInput);
        } else if (Terminal.isPresent()) {
            printAligned(System.out);
        } else {
            printTabs(System.out);
        }
    }

    /** The same, of what was read from outputs. */
    public void printOutputs(final boolean isJson, final String schema, final String folder, final long asOfOutput) {
        if (isJson) {
            printJson(System.out, schema, folder, asOfOutput);
        } else {
            print(false, schema, folder, asOfOutput);
        }
    }

    /** Prints one document with a schema name and version. */
    void printJson(final PrintStream out, final String schema, final String folder, final long asOfSequence) {
        printJson(out, schema, folder, "asOfOutputSequence", asOfSequence);
    }

    private void printJson(
            final PrintStream out,
            final String schema,
            final String folder,
            final String asOf,
            final long asOfSequence) {
        rows(out, begin(schema).member("folder", folder).member(asOf, asOfSequence));
    }

    /** Prints one document with a schema name and version, of what belongs to no run. */
    void printJson(final PrintStream out, final String schema) {
        rows(out, begin(schema));
    }

    private static Json begin(final String schema) {
        return new Json().beginObject().member("schema", "breakwater." + schema + "/1");
    }

    private void rows(final PrintStream out, final Json json) {
        json.name("rows").beginArray();
        rows.forEach(row -> row(json, row));
        out.println(json.endArray().endObject());
    }

    private void row(final Json json, final Object[] row) {
        json.beginObject();
        for (int c = 0; c < row.length; c++) {
            json.member(columns.get(c), "-".equals(row[c]) ? null : row[c]);
        }
        json.endObject();
    }

    void forEachRow(final Consumer<Object[]> taker) {
        rows.forEach(taker);
    }
}
