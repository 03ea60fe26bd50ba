package breakwater.gateway.ws.feed;

/** Names that fit the schema's 24 ASCII characters. */
final class Ascii {
    static final int NAME_LENGTH = 24;

    private Ascii() {}

    static void requireName(final String what, final String name) {
        if (name.isEmpty() || name.length() > NAME_LENGTH || !name.equals(clean(name))) {
            throw new IllegalArgumentException(
                    what + " '" + name + "' must be 1 to " + NAME_LENGTH + " printable ASCII characters");
        }
    }

    /** Returns the text with every character outside printable ASCII replaced by '_', cut to the length of a name. */
    static String name(final String text) {
        final String cleaned = clean(text);
        return cleaned.length() > NAME_LENGTH ? cleaned.substring(0, NAME_LENGTH) : cleaned;
    }

    private static String clean(final String text) {
        final StringBuilder cleaned = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            cleaned.append(c > ' ' && c < 127 ? c : '_');
        }
        return cleaned.toString();
    }
}
