package breakwater.tools.operate;

import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Nearest;
import java.util.ArrayList;
import java.util.List;

/** The control page's directory of names: from what a human types to the index of a kill word, and back. */
public final class ScopeNames {
    private static final ScopeType[] NAMED = {
        ScopeType.STRATEGY, ScopeType.INSTRUMENT, ScopeType.VENUE, ScopeType.ACCOUNT
    };

    private ScopeNames() {}

    /** Returns the index of a type's name; else the command ends with exit code 3 and the nearest name. */
    public static int find(final ControlPage page, final ScopeType type, final String name) {
        if (type == ScopeType.GLOBAL) {
            return ControlPage.index(ScopeType.GLOBAL, 0);
        }
        final int index = page.indexOf(type, name);
        if (name.isEmpty() || index < 0) {
            throw unknown(word(type), name, names(page, type));
        }
        return index;
    }

    /**
     * Returns the index of {@code all}, of a name, or of a name after its type ({@code venue:paper}). A name of several
     * scopes means the only one of them that is restricted; where that is not one, exit code 2.
     */
    public static int find(final ControlPage page, final String text) {
        if ("all".equals(text)) {
            return ControlPage.index(ScopeType.GLOBAL, 0);
        }
        final int colon = text.indexOf(':');
        if (colon > 0) {
            for (final ScopeType type : NAMED) {
                if (word(type).equals(text.substring(0, colon))) {
                    return find(page, type, text.substring(colon + 1));
                }
            }
        }
        final List<Integer> found = new ArrayList<>();
        final List<String> known = new ArrayList<>();
        known.add("all");
        for (final ScopeType type : NAMED) {
            known.addAll(names(page, type));
            final int index = page.indexOf(type, text);
            if (!text.isEmpty() && index >= 0) {
                found.add(index);
            }
        }
        if (found.size() > 1) {
            found.removeIf(index -> ControlPage.level(page.word(index)) == 0);
            if (found.size() != 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'" + text + "' names several scopes; write its type before it, such as strategy:" + text);
            }
        }
        if (found.isEmpty()) {
            throw unknown("scope", text, known);
        }
        return found.get(0);
    }

    private static CommandFailure unknown(final String what, final String name, final List<String> known) {
        final StringBuilder out = new StringBuilder("no ")
                .append(what)
                .append(" '")
                .append(name)
                .append('\'')
                .append(Nearest.hint(name, known))
                .append("; known: ");
        out.append(known.isEmpty() ? "none" : String.join(", ", known));
        return new CommandFailure(ExitCode.NOT_FOUND, out.toString());
    }

    private static List<String> names(final ControlPage page, final ScopeType type) {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            if (ControlPage.typeOf(i) == type && !page.name(i).isEmpty()) {
                names.add(page.name(i));
            }
        }
        return names;
    }

    /** Returns a word's scope for a human: its name, else type and id. */
    public static String text(final ControlPage page, final int index) {
        final ScopeType type = ControlPage.typeOf(index);
        final String name = type == ScopeType.GLOBAL ? "all" : page.name(index);
        return name.isEmpty() ? word(type) + " " + ControlPage.idOf(index) : name;
    }

    /** Returns the scope as {@code resume} takes it without doubt: {@code all}, or type and name. */
    public static String argument(final ControlPage page, final int index) {
        final ScopeType type = ControlPage.typeOf(index);
        return type == ScopeType.GLOBAL ? "all" : word(type) + ":" + page.name(index);
    }

    public static String word(final ScopeType type) {
        switch (type) {
            case GLOBAL:
                return "all";
            case VENUE:
                return "venue";
            case ACCOUNT:
                return "account";
            case STRATEGY:
                return "strategy";
            case INSTRUMENT:
                return "instrument";
            default:
                return "class";
        }
    }

    /** Returns a level as the operator says it. */
    static String level(final int level) {
        switch (level) {
            case 0:
                return "ACTIVE";
            case 1:
                return "REDUCE_ONLY (entries)";
            case 2:
                return "CANCEL_ONLY (orders)";
            case 3:
                return "KILLED (flatten)";
            default:
                return "KILLED (level " + level + " is not known, and unknown counts as killed)";
        }
    }
}
