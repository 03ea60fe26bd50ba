package breakwater.gateway.ws.feed;

/**
 * One row that a feed refused.
 *
 * @param file where it stands
 * @param line 1-based line, or 0 for none
 * @param column name of the column, or {@code byte N} for the 0-based offset in the line
 * @param value the text refused, at most 40 characters of it
 * @param reason why, as the end of a sentence that begins with the value
 */
public record Refusal(String file, long line, String column, String value, String reason) {
    /** A feed keeps this many and counts the rest. */
    public static final int KEPT_MAX = 100;

    @Override
    public String toString() {
        return file + ":" + line + ": " + column + ": '" + value + "' " + reason;
    }
}
