package breakwater.gateway.fix;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** UTCTimestamp of FIX as nanoseconds since the epoch. Thread: any. */
public final class FixTime {
    /** The answer of {@link #parse} to what is no UTCTimestamp. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SECONDS_LENGTH = 17;
    private static final int FRACTION_MAX = 9;
    private static final long MILLI_NS = 1_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    /** Bytes of a time with milliseconds. */
    static final int MILLIS_LENGTH = 21;

    private FixTime() {}

    /**
     * Returns the time of {@code YYYYMMDD-HH:MM:SS} with a fraction of up to nine digits, or {@link #NOT_A_TIME}. Second 60
     * is the first of the next minute.
     */
    public static long parse(final CharSequence text) {
        if (text == null || text.length() < SECONDS_LENGTH) {
            return NOT_A_TIME;
        }
        final int year = digits(text, 0, 4);
        final int month = digits(text, 4, 6);
        final int day = digits(text, 6, 8);
        final int hour = digits(text, 9, 11);
        final int minute = digits(text, 12, 14);
        final int second = digits(text, 15, 17);
        if (text.charAt(8) != '-'
                || text.charAt(11) != ':'
                || text.charAt(14) != ':'
                || year < 1970
                || year > 2260
                || month < 1
                || month > 12
                || day < 1
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60
                || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return NOT_A_TIME;
        }
        final long nanos = fraction(text);
        if (nanos < 0) {
            return NOT_A_TIME;
        }
        final long days = LocalDate.of(year, month, day).toEpochDay();
        return (days * 86_400 + hour * 3_600L + minute * 60L + second) * SECOND_NS + nanos;
    }

    private static long fraction(final CharSequence text) {
        final int length = text.length();
        if (length == SECONDS_LENGTH) {
            return 0;
        }
        final int count = length - SECONDS_LENGTH - 1;
        if (text.charAt(SECONDS_LENGTH) != '.' || count < 1 || count > FRACTION_MAX) {
            return -1;
        }
        long nanos = digits(text, SECONDS_LENGTH + 1, length);
        for (int i = count; i < FRACTION_MAX; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Returns the number that the characters spell, or a negative one if they are not all digits. */
    private static int digits(final CharSequence text, final int from, final int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /** Returns a time from 1970 on as UTCTimestamp with milliseconds; what is finer is cut off. */
    public static String format(final long timeNs) {
        final byte[] bytes = new byte[MILLIS_LENGTH];
        write(timeNs, bytes, 0);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Writes a time from 1970 on as {@link #format} says it. Returns where it ends. */
    static int write(final long timeNs, final byte[] bytes, final int at) {
        final long millis = Math.max(0, timeNs) / MILLI_NS;
        final int ofDay = (int) (millis % DAY_MILLIS);
        final LocalDate date = LocalDate.ofEpochDay(millis / DAY_MILLIS);
        padded(date.getYear(), 4, bytes, at);
        padded(date.getMonthValue(), 2, bytes, at + 4);
        padded(date.getDayOfMonth(), 2, bytes, at + 6);
        bytes[at + 8] = '-';
        padded(ofDay / 3_600_000, 2, bytes, at + 9);
        bytes[at + 11] = ':';
        padded(ofDay / 60_000 % 60, 2, bytes, at + 12);
        bytes[at + 14] = ':';
        padded(ofDay / 1_000 % 60, 2, bytes, at + 15);
        bytes[at + 17] = '.';
        padded(ofDay % 1_000, 3, bytes, at + 18);
        return at + MILLIS_LENGTH;
    }

    /** Writes a number that is not negative with so many digits, zeros before it. */
    static void padded(final long number, final int digits, final byte[] bytes, final int at) {
        long left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
