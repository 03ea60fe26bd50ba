package breakwater.gateway.ws.binance;

import breakwater.gateway.ws.DecimalText;

/**
 * A cursor over one strict JSON document (RFC 8259) in a byte array. Each method reads one thing at the position and
 * answers false where it is not there, leaving {@link #position} at the offending byte. Every loop moves the position
 * forward and ends at the end of the document.
 *
 * <p>Stricter than the RFC where nobody is honest beyond it: 48 levels of nesting, numbers of 64 and keys of any length
 * below 1024 characters. Thread: the owner's. Allocates: never. Throws: never.
 */
final class JsonScanner {
    static final int DEPTH_MAX = 48;
    static final int NUMBER_LENGTH_MAX = 64;
    static final int KEY_LENGTH_MAX = 1024;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private byte[] bytes;
    private int position;
    private int end;
    private int from;
    private int to;
    private boolean hasEscape;
    private boolean isNatural;
    private long natural;

    void wrap(final byte[] bytes, final int offset, final int length) {
        this.bytes = bytes;
        position = offset;
        end = offset + length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void position(final int value) {
        position = value;
    }

    boolean isAtEnd() {
        return position >= end;
    }

    /** Returns the byte at the position, or 0 at the end; a 0 byte is never valid JSON outside of a string. */
    int peek() {
        return position < end ? bytes[position] : 0;
    }

    /** First byte of the last string's content or number. */
    int from() {
        return from;
    }

    /** One past the last byte of the last string's content or number. */
    int to() {
        return to;
    }

    boolean hasEscape() {
        return hasEscape;
    }

    /** Whether the last number was a plain integer from 0 to Long.MAX_VALUE: {@link #natural}. */
    boolean isNatural() {
        return isNatural;
    }

    long natural() {
        return natural;
    }

    void whitespace() {
        int at = position;
        while (at < end && isWhitespace(bytes[at])) {
            at++;
        }
        position = at;
    }

    private static boolean isWhitespace(final int b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\t' || b == '\r');
    }

    boolean take(final int expected) {
        if (position < end && bytes[position] == expected) {
            position++;
            return true;
        }
        return false;
    }

    /** Reads a string with its quotes; content at [from, to), escapes checked but not resolved. */
    boolean string() {
        if (!take('"')) {
            return false;
        }
        from = position;
        hasEscape = false;
        position = plainEnd(position);
        while (position < end) {
            final int b = bytes[position];
            if (b == '"') {
                to = position++;
                return true;
            }
            if (b == '\\') {
                hasEscape = true;
                if (!escape()) {
                    return false;
                }
            } else if (b >= ' ') {
                position++;
            } else if (b >= 0 || !multibyte(b & 0xFF)) {
                return false;
            }
        }
        return false;
    }

    /** Returns the first byte from {@code at} on that is a quote, a backslash, a control or no ASCII, or the last seven. */
    private int plainEnd(final int at) {
        int i = at;
        while (end - i >= Long.BYTES) {
            final long special = specialBytes(DecimalText.wordAt(bytes, i));
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            i += Long.BYTES;
        }
        return i;
    }

    /** Returns a word whose lowest bit set marks the first byte that does not simply belong to a string. */
    private static long specialBytes(final long word) {
        final long quote = word ^ (ONES * '"');
        final long backslash = word ^ (ONES * '\\');
        return ((quote - ONES) & ~quote | (backslash - ONES) & ~backslash | (word - ONES * ' ') & ~word | word)
                & HIGH_BITS;
    }

    private boolean escape() {
        position++;
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                position++;
                return true;
            case 'u':
                position++;
                for (int i = 0; i < 4; i++) {
                    if (!isHex(peek())) {
                        return false;
                    }
                    position++;
                }
                return true;
            default:
                return false;
        }
    }

    private static boolean isHex(final int b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }

    /** Passes one UTF-8 sequence of 2 to 4 bytes: no overlong forms, no surrogates, nothing above U+10FFFF. */
    private boolean multibyte(final int lead) {
        final int more = lead >= 0xC2 && lead <= 0xDF
                ? 1
                : lead >= 0xE0 && lead <= 0xEF ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
        if (more == 0 || end - position <= more) {
            return false;
        }
        final int second = bytes[position + 1] & 0xFF;
        final int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        final int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return false;
        }
        for (int i = 2; i <= more; i++) {
            if ((bytes[position + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        position += more + 1;
        return true;
    }

    /** Reads a number of any JSON form; most are natural: ids and times. */
    boolean number() {
        from = position;
        natural = 0;
        isNatural = true;
        if (take('-')) {
            isNatural = false;
        }
        if (peek() == '0') {
            position++;
        } else if (!digits()) {
            return false;
        }
        if (take('.')) {
            isNatural = false;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            isNatural = false;
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            if (!digits()) {
                return false;
            }
        }
        to = position;
        return to - from <= NUMBER_LENGTH_MAX;
    }

    /** Reads one or more digits into {@link #natural}; eight at once where eight are left. */
    private boolean digits() {
        final int first = position;
        int at = first;
        while (end - at >= Long.BYTES) {
            final long word = DecimalText.wordAt(bytes, at);
            if (!DecimalText.isEightDigits(word)) {
                break;
            }
            accumulate(100_000_000L, DecimalText.eightDigits(word));
            at += Long.BYTES;
        }
        while (at < end) {
            final int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            accumulate(10, digit);
            at++;
        }
        position = at;
        return at > first;
    }

    private void accumulate(final long scale, final long digits) {
        if (natural > (Long.MAX_VALUE - digits) / scale) {
            isNatural = false;
            natural = 0;
        } else {
            natural = natural * scale + digits;
        }
    }

    boolean literal(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!take(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Passes over one value of any type. Nesting is a stack of bits, 1 = object, so that no input can exhaust ours. */
    boolean skipValue() {
        long isObject = 0;
        int depth = 0;
        while (true) {
            whitespace();
            final int b = peek();
            if (b == '{' || b == '[') {
                if (depth == DEPTH_MAX) {
                    return false;
                }
                position++;
                depth++;
                isObject = isObject << 1 | (b == '{' ? 1 : 0);
                whitespace();
                if (!take(b == '{' ? '}' : ']')) {
                    if (b == '{' && !key()) {
                        return false;
                    }
                    continue;
                }
                depth--;
                isObject >>>= 1;
            } else if (!scalar(b)) {
                return false;
            }
            while (true) {
                if (depth == 0) {
                    return true;
                }
                whitespace();
                final boolean inObject = (isObject & 1) != 0;
                if (take(',')) {
                    whitespace();
                    if (inObject && !key()) {
                        return false;
                    }
                    break;
                }
                if (!take(inObject ? '}' : ']')) {
                    return false;
                }
                depth--;
                isObject >>>= 1;
            }
        }
    }

    /** Reads a key and its colon; the key's content is at [from, to). */
    boolean key() {
        return letterKey() || anyKey();
    }

    /** A key of one plain letter and its colon without whitespace, as nearly all of Binance's are. */
    private boolean letterKey() {
        final int at = position;
        if (end - at < 4
                || bytes[at] != '"'
                || bytes[at + 2] != '"'
                || bytes[at + 3] != ':'
                || bytes[at + 1] < '0'
                || bytes[at + 1] == '\\') {
            return false;
        }
        from = at + 1;
        to = at + 2;
        hasEscape = false;
        position = at + 4;
        return true;
    }

    private boolean anyKey() {
        if (!string() || to - from >= KEY_LENGTH_MAX) {
            return false;
        }
        whitespace();
        return take(':');
    }

    private boolean scalar(final int b) {
        switch (b) {
            case '"':
                return string();
            case 't':
                return literal("true");
            case 'f':
                return literal("false");
            case 'n':
                return literal("null");
            default:
                return number();
        }
    }
}
