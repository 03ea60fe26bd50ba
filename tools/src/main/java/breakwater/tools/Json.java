package breakwater.tools;

/** Writes one JSON object or array by hand, so that the quick commands load no library. Thread: one. */
public final class Json {
    private final StringBuilder out = new StringBuilder();
    private boolean needsComma;

    public Json beginObject() {
        return open('{');
    }

    public Json beginArray() {
        return open('[');
    }

    private Json open(final char bracket) {
        comma();
        out.append(bracket);
        needsComma = false;
        return this;
    }

    public Json endObject() {
        return close('}');
    }

    public Json endArray() {
        return close(']');
    }

    private Json close(final char bracket) {
        out.append(bracket);
        needsComma = true;
        return this;
    }

    /** Begins a member; its value follows. */
    public Json name(final String name) {
        comma();
        text(name);
        out.append(':');
        needsComma = false;
        return this;
    }

    /** Writes a whole number or a truth bare, null as null, anything else as a string: decimals are strings. */
    public Json value(final Object value) {
        comma();
        if (value == null || value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            out.append(value);
        } else {
            text(value.toString());
        }
        needsComma = true;
        return this;
    }

    public Json member(final String name, final Object value) {
        return name(name).value(value);
    }

    private void comma() {
        if (needsComma) {
            out.append(',');
        }
    }

    private void text(final String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                final String hex = Integer.toHexString(c);
                out.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
