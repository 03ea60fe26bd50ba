package breakwater.tools.inspect;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The catalogue of controls, whole: each is built, built in part, or absent with its reason (K12). Codes, reach and limits
 * come from {@link Control} and {@link Figure}; what is no row there comes from the list beside this class's resources, and a
 * test holds the two together. Cold; one thread.
 */
public final class ControlInventory {
    private static final String LIST = "/breakwater/controls.tsv";
    private static final List<String> FAMILIES = List.of(
            "P",
            "Before the order",
            "F",
            "In flight",
            "L",
            "Losses",
            "T",
            "After the trade",
            "K",
            "Kill and governance");

    private final List<Entry> entries = new ArrayList<>();

    /**
     * A row of the catalogue.
     *
     * @param id such as P9
     * @param name a few words
     * @param state built, part or absent
     * @param text where it is and what it does, or why it is not
     */
    public record Entry(String id, String name, String state, String text) {
        /** Returns the controls of the code that carry the id. */
        public List<Control> controls() {
            return Arrays.stream(Control.values())
                    .filter(control -> control.id().equals(id))
                    .toList();
        }

        /** Returns the limits that the controls ask. */
        public List<Figure> figures() {
            return Arrays.stream(Figure.values())
                    .filter(figure -> figure.control().id().equals(id))
                    .toList();
        }

        String reach() {
            final List<String> reaches = controls().stream()
                    .map(control -> control.reach().toString())
                    .distinct()
                    .toList();
            return reaches.isEmpty() ? "-" : String.join(", ", reaches);
        }
    }

    /** Reads the list. */
    public ControlInventory() {
        try (InputStream list = ControlInventory.class.getResourceAsStream(LIST)) {
            for (final String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                final String[] cells = line.split("\t");
                if (cells.length != 4) {
                    throw new IllegalStateException(LIST + ": not id, name, state, text: " + line);
                }
                entries.add(new Entry(cells[0], cells[1], cells[2], cells[3]));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all rows in the order of the catalogue. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the row of an id such as P9, null where the catalogue has none. */
    public Entry find(final String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns a row a limit, or one for a control without limits.
     *
     * @param drilled when and how each control was drilled last; a control that is not in it was not
     */
    Table table(final Map<String, String> drilled) {
        final Table table =
                new Table("id", "control", "state", "asks", "limit", "unit", "shipped", "last drill", "text");
        for (final Entry entry : entries) {
            final String drill = drilled.getOrDefault(entry.id(), "-");
            final List<Figure> figures = entry.figures();
            if (figures.isEmpty()) {
                table.add(entry.id(), entry.name(), entry.state(), entry.reach(), "-", "-", "-", drill, entry.text());
            }
            for (final Figure figure : figures) {
                table.add(
                        entry.id(),
                        entry.name(),
                        entry.state(),
                        entry.reach(),
                        ConfigFile.label(figure),
                        figure.unit(),
                        shipped(figure),
                        drill,
                        figure.reason());
            }
        }
        return table;
    }

    /** Returns the document that stands in the project as docs/controls.md. */
    String markdown() {
        final StringBuilder out = new StringBuilder("""
                # Controls

                Every control of the catalogue: what is built, what is built in part, and what is not, with its reason. Written by
                `breakwater controls --markdown` from the code; a test fails where this page and the code differ. `breakwater explain ID`
                says more of each, `breakwater why` which of them decided.

                """);
        out.append(String.format(
                Locale.ROOT,
                "%d built, %d in part, %d absent, of %d.%n",
                count("built"),
                count("part"),
                count("absent"),
                entries.size()));
        for (int i = 0; i < FAMILIES.size(); i += 2) {
            out.append("\n## ").append(FAMILIES.get(i + 1)).append("\n\n");
            out.append("| id | control | state | asks | what it does, or why it is missing |\n|---|---|---|---|---|\n");
            for (final Entry entry : entries) {
                if (entry.id().startsWith(FAMILIES.get(i))) {
                    row(out, entry.id(), entry.name(), entry.state(), entry.reach(), entry.text());
                }
            }
        }
        out.append("""

                ## Codes

                The gate asks in this order, and the first that refuses names the reason; journals carry the codes, which never change.

                | code | id | control | meaning | applies to |
                |---|---|---|---|---|
                """);
        for (final Control control : Control.values()) {
            if (control != Control.NONE) {
                row(
                        out,
                        Integer.toString(control.code()),
                        control.id(),
                        "`" + control + "`",
                        control.meaning(),
                        control.reach().toString());
            }
        }
        out.append("""

                ## Limits

                A missing row at the required scope denies (P32); nothing is filled in. Rows at the other scopes tighten beside it, but a
                strategy's own score, reward to risk and stop distance stand in the place of the global ones. A warning is due at 80 %.

                | id | limit | unit | required at | also at | shipped | because |
                |---|---|---|---|---|---|---|
                """);
        for (final Entry entry : entries) {
            for (final Figure figure : entry.figures()) {
                row(
                        out,
                        entry.id(),
                        "`" + ConfigFile.label(figure) + "`",
                        figure.unit(),
                        lower(figure.required().name()),
                        optional(figure),
                        shipped(figure),
                        figure.reason());
            }
        }
        return out.toString();
    }

    private long count(final String state) {
        return entries.stream().filter(entry -> entry.state().equals(state)).count();
    }

    private static void row(final StringBuilder out, final String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String optional(final Figure figure) {
        final List<String> scopes = new ArrayList<>();
        for (final ScopeType scope : ScopeType.values()) {
            if (scope != figure.required() && figure.allows(scope)) {
                scopes.add(lower(scope.name()));
            }
        }
        return scopes.isEmpty() ? "-" : String.join(", ", scopes);
    }

    private static String lower(final String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String shipped(final Figure figure) {
        if (!figure.shippedText().matches("-?[0-9]+")) {
            return figure.shippedText();
        }
        final long value = figure.shippedValue(null, 0);
        switch (figure.unit()) {
            case "ppm":
                return Decimals.format(value, -4).replaceFirst("\\.?0+$", "") + " %";
            case "money E8":
                return String.format(Locale.ROOT, "%,d", value / Decimals.ONE_E8);
            default:
                return String.format(Locale.ROOT, "%,d", value);
        }
    }
}
