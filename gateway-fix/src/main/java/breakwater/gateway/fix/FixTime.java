package breakwater.gateway.fix;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** UTCTimestamp of FIX as nanoseconds since the epoch. Thread: any. */
public final class FixTime {
    /** The answer of {@link #parse} to what is no UTCTimestamp. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    /** Nanoseconds of a day. */
    public static final long DAY_NS = 86_400_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DATE_LENGTH = 8;
    private static final int TIME_LENGTH = 8;
    /** From March 1 of the year 0 to 1970-01-01. */
    private static final long DAYS_TO_1970 = 719_468;

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
        return text == null ? NOT_A_TIME : parse(text, 0, text.length());
    }

    /** As above, of the characters from {@code from} up to {@code to}. Allocates never. */
    public static long parse(final CharSequence text, final int from, final int to) {
        if (to - from < DATE_LENGTH + 1 || text.charAt(from + DATE_LENGTH) != '-') {
            return NOT_A_TIME;
        }
        final long dateNs = parseDate(text, from, from + DATE_LENGTH);
        final long timeNs = parseTimeOfDay(text, from + DATE_LENGTH + 1, to);
        return dateNs == NOT_A_TIME || timeNs == NOT_A_TIME ? NOT_A_TIME : dateNs + timeNs;
    }

    /** Returns the midnight, UTC ns, with which the date {@code YYYYMMDD} begins, or {@link #NOT_A_TIME}. Allocates never. */
    public static long parseDate(final CharSequence text, final int from, final int to) {
        if (to - from != DATE_LENGTH) {
            return NOT_A_TIME;
        }
        final int year = digits(text, from, from + 4);
        final int month = digits(text, from + 4, from + 6);
        final int day = digits(text, from + 6, to);
        if (year < 1970 || year > 2260 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
            return NOT_A_TIME;
        }
        return epochDay(year, month, day) * DAY_NS;
    }

    /**
     * Returns the nanoseconds since midnight of {@code HH:MM:SS} with a fraction of up to nine digits, or
     * {@link #NOT_A_TIME}. Allocates never.
     */
    public static long parseTimeOfDay(final CharSequence text, final int from, final int to) {
        if (to - from < TIME_LENGTH || text.charAt(from + 2) != ':' || text.charAt(from + 5) != ':') {
            return NOT_A_TIME;
        }
        final int hour = digits(text, from, from + 2);
        final int minute = digits(text, from + 3, from + 5);
        final int second = digits(text, from + 6, from + TIME_LENGTH);
        final long nanos = fraction(text, from + TIME_LENGTH, to);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || nanos < 0) {
            return NOT_A_TIME;
        }
        return (hour * 3_600L + minute * 60L + second) * SECOND_NS + nanos;
    }

    private static int lengthOfMonth(final int year, final int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01 in the Gregorian calendar, counted in years that begin with March. */
    private static long epochDay(final int year, final int month, final int day) {
        final int marchYear = month <= 2 ? year - 1 : year;
        final int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        final long days = 365L * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear;
        return days - DAYS_TO_1970;
    }

    private static long fraction(final CharSequence text, final int from, final int to) {
        if (from == to) {
            return 0;
        }
        final int count = to - from - 1;
        if (text.charAt(from) != '.' || count < 1 || count > FRACTION_MAX) {
            return -1;
        }
        long nanos = digits(text, from + 1, to);
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
