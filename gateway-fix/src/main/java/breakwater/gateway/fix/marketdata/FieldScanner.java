package breakwater.gateway.fix.marketdata;

/**
 * Walks the fields of a FIX message as it came, {@code tag=value SOH}, in their order, repeating groups and all. Data fields,
 * which may hold SOH, are as long as the length field before them says. Thread: one. Allocates: never.
 */
final class FieldScanner {
    private static final char SOH = '\u0001';
    private static final int TAG_MAX = 100_000;
    private static final int NO_DATA = -1;

    private String text;
    private int position;
    private int tag;
    private int from;
    private int to;
    private int dataLength;
    private boolean isBroken;

    /** Begins before the first field of a message. */
    void wrap(final String message) {
        text = message;
        position = 0;
        dataLength = NO_DATA;
        isBroken = false;
    }

    /** Goes to the next field; false at the end, and where what follows is no field ({@link #isBroken}). */
    boolean next() {
        final int length = text.length();
        if (position >= length || isBroken) {
            return false;
        }
        int number = 0;
        int i = position;
        while (i < length && number <= TAG_MAX && isDigit(text.charAt(i))) {
            number = number * 10 + text.charAt(i) - '0';
            i++;
        }
        if (number == 0 || number > TAG_MAX || i >= length || text.charAt(i) != '=') {
            isBroken = true;
            return false;
        }
        tag = number;
        from = i + 1;
        to = isData(number) && dataLength != NO_DATA ? from + dataLength : text.indexOf(SOH, from);
        if (to < from || to >= length || text.charAt(to) != SOH) {
            isBroken = true;
            return false;
        }
        dataLength = isLength(number) ? natural() : NO_DATA;
        position = to + 1;
        return true;
    }

    private static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }

    /** Fields that tell how long the data field after them is (FIX 4.4, volume 1). */
    private static boolean isLength(final int number) {
        switch (number) {
            case 90:
            case 93:
            case 95:
            case 212:
            case 348:
            case 350:
            case 352:
            case 354:
            case 356:
            case 358:
            case 360:
            case 362:
            case 364:
            case 445:
            case 618:
            case 621:
                return true;
            default:
                return false;
        }
    }

    private static boolean isData(final int number) {
        return number == 89 || (number != 94 && isLength(number - 1));
    }

    /** Returns whether the walk ended at what is no field. */
    boolean isBroken() {
        return isBroken;
    }

    int tag() {
        return tag;
    }

    /** Returns where the value begins in the message. */
    int from() {
        return from;
    }

    /** Returns where the value ends in the message, exclusive. */
    int to() {
        return to;
    }

    /** Returns the value's only character, 0 where it has another length. */
    char character() {
        return to - from == 1 ? text.charAt(from) : 0;
    }

    /** Returns the value as a whole number of at most nine digits, -1 where it is none. */
    int natural() {
        if (from == to || to - from > 9) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            final char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
