package breakwater.gateway.ws.feed;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Times of recorded rows as UTC nanoseconds. Cold path: at opening. */
final class Timestamps {
    static final long BAD = -1;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_S = 86_400;

    /** How a column counts. */
    enum Unit {
        SECONDS(SECOND_NS),
        MILLIS(1_000_000L),
        MICROS(1_000L),
        NANOS(1L),
        /** ISO text, or a number whose unit its length tells: 11 digits of seconds, 14 of milliseconds, 17 of microseconds. */
        TOLD_BY_VALUE(0);

        private final long ns;

        Unit(final long ns) {
            this.ns = ns;
        }
    }

    private Timestamps() {}

    /** Returns the unit that a column's name tells, or null where it is no time. */
    static Unit unitOf(final String column) {
        switch (column) {
            case "timestamp_s":
                return Unit.SECONDS;
            case "timestamp_ms":
                return Unit.MILLIS;
            case "timestamp_us":
                return Unit.MICROS;
            case "timestamp_ns":
                return Unit.NANOS;
            case "timestamp":
                return Unit.TOLD_BY_VALUE;
            default:
                return null;
        }
    }

    /** Returns the time at [from, to) or {@link #BAD}. */
    static long parse(final Unit unit, final byte[] bytes, final int from, final int to) {
        int digits = 0;
        long value = 0;
        while (from + digits < to && digits < 19 && isDigit(bytes[from + digits])) {
            value = value * 10 + bytes[from + digits++] - '0';
        }
        if (digits == 0 || value < 0) {
            return BAD;
        }
        if (unit == Unit.TOLD_BY_VALUE && digits == 4 && from + 4 < to && bytes[from + 4] == '-') {
            return iso(bytes, from, to);
        }
        final Unit told = unit != Unit.TOLD_BY_VALUE
                ? unit
                : digits <= 11 ? Unit.SECONDS : digits <= 14 ? Unit.MILLIS : digits <= 17 ? Unit.MICROS : Unit.NANOS;
        if (value > Long.MAX_VALUE / told.ns - 1) {
            return BAD;
        }
        final int rest = from + digits;
        final long fraction = rest == to ? 0 : told == Unit.SECONDS ? fractionNs(bytes, rest, to) : BAD;
        return fraction < 0 ? BAD : value * told.ns + fraction;
    }

    /** Returns nanoseconds of a fraction with its point, at most nine digits, or {@link #BAD}. */
    private static long fractionNs(final byte[] bytes, final int from, final int to) {
        if (bytes[from] != '.' || to - from < 2 || to - from > 10) {
            return BAD;
        }
        long fraction = 0;
        for (int i = 1; i <= 9; i++) {
            final int b = from + i < to ? bytes[from + i] : '0';
            if (!isDigit(b)) {
                return BAD;
            }
            fraction = fraction * 10 + b - '0';
        }
        return fraction;
    }

    /** Reads yyyy-MM-dd, then optionally (T or space) HH:mm[:ss[.fraction]] and an offset: Z, none (UTC) or ±HH:mm. */
    private static long iso(final byte[] bytes, final int from, final int to) {
        int end = to;
        long offsetS = 0;
        if (bytes[end - 1] == 'Z') {
            end--;
        } else if (end - from > 16 && (bytes[end - 6] == '+' || bytes[end - 6] == '-') && bytes[end - 3] == ':') {
            final int hours = two(bytes, end - 5);
            final int minutes = two(bytes, end - 2);
            if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
                return BAD;
            }
            offsetS = (hours * 3600L + minutes * 60L) * (bytes[end - 6] == '-' ? -1 : 1);
            end -= 6;
        }
        final int length = end - from;
        if (length != 10 && length != 16 && length < 19 || bytes[from + 7] != '-') {
            return BAD;
        }
        final long dayS = dayS(bytes, from);
        if (dayS < 0 || length == 10) {
            return dayS < 0 ? BAD : positive(dayS - offsetS, 0);
        }
        final int hour = two(bytes, from + 11);
        final int minute = two(bytes, from + 14);
        final int second = length == 16 ? 0 : two(bytes, from + 17);
        final boolean hasMarks = (bytes[from + 10] == 'T' || bytes[from + 10] == ' ')
                && bytes[from + 13] == ':'
                && (length == 16 || bytes[from + 16] == ':');
        if (!hasMarks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return BAD;
        }
        final long fraction = length > 19 ? fractionNs(bytes, from + 19, end) : 0;
        return fraction < 0 ? BAD : positive(dayS + hour * 3600L + minute * 60L + second - offsetS, fraction);
    }

    private static long positive(final long seconds, final long fractionNs) {
        return seconds < 0 || seconds > Long.MAX_VALUE / SECOND_NS - 1 ? BAD : seconds * SECOND_NS + fractionNs;
    }

    private static long dayS(final byte[] bytes, final int from) {
        final int century = two(bytes, from);
        final int year = two(bytes, from + 2);
        if (century < 0 || year < 0) {
            return BAD;
        }
        try {
            return LocalDate.of(century * 100 + year, two(bytes, from + 5), two(bytes, from + 8))
                            .toEpochDay()
                    * DAY_S;
        } catch (final DateTimeException notADay) {
            return BAD;
        }
    }

    private static int two(final byte[] bytes, final int at) {
        return isDigit(bytes[at]) && isDigit(bytes[at + 1]) ? (bytes[at] - '0') * 10 + bytes[at + 1] - '0' : -1;
    }

    private static boolean isDigit(final int b) {
        return b >= '0' && b <= '9';
    }
}
