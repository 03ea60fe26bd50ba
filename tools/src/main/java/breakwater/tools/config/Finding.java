package breakwater.tools.config;

/**
 * One thing wrong with a file that a human wrote.
 *
 * @param file as the user named it
 * @param line 1 based, 0 = the file as a whole
 * @param column 1 based
 * @param text the line's text, empty where there is none
 * @param message what is wrong, with the value and the rule
 * @param remedy one concrete fix
 */
public record Finding(String file, int line, int column, String text, String message, String remedy) {
    /** Returns the finding as a compiler would print it. */
    public String render() {
        final StringBuilder out = new StringBuilder();
        out.append(file);
        if (line > 0) {
            out.append(':').append(line).append(':').append(column);
        }
        out.append(": ").append(message).append('\n');
        if (line > 0 && !text.isBlank()) {
            out.append("    ").append(text).append('\n');
            out.append("    ").append(" ".repeat(Math.max(0, column - 1))).append("^\n");
        }
        return out.append("    fix: ").append(remedy).toString();
    }
}
