package breakwater.gateway.fix;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** UTCTimestamp of FIX as nanoseconds since the epoch. Thread: any. */
public final class FixTime {
    /** The answer of {@link #parse} to what is no UTCTimestamp. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SECONDS_LENGTH = 17;
    private static final int FRACTION_MAX = 9;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

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

    /** Returns a time as UTCTimestamp with milliseconds; what is finer is cut off. */
    public static String format(final long timeNs) {
        return MILLIS.format(Instant.ofEpochSecond(Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS)));
    }
}
