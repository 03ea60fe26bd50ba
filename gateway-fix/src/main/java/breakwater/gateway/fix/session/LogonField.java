package breakwater.gateway.fix.session;

/**
 * A field that a venue's Logon has and the standard's has not, such as Coinbase's 8013=Y. Immutable.
 *
 * @param tag 5,000 or more: below that the standard's own
 */
public record LogonField(int tag, String value) {
    private static final int OWN_TAGS_FROM = 5_000;

    public LogonField {
        if (tag < OWN_TAGS_FROM || value.isEmpty() || value.indexOf(1) >= 0) {
            throw new IllegalArgumentException("'" + tag + "=" + value + "' is no field of a venue's own: a tag from "
                    + OWN_TAGS_FROM + ", an equals sign, a value");
        }
    }

    /** Reads {@code 8013=Y}; throws {@link IllegalArgumentException}. */
    public static LogonField parse(final String text) {
        final int equals = text.indexOf('=');
        if (equals < 1 || !text.substring(0, equals).matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + text + "' is no field: write tag=value, such as 8013=Y");
        }
        return new LogonField(Integer.parseInt(text.substring(0, equals)), text.substring(equals + 1));
    }
}
