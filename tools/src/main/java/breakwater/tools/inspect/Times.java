package breakwater.tools.inspect;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Times as people read and write them: UTC, ISO 8601, nanoseconds. */
public final class Times {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private Times() {}

    /** Returns the time to the nanosecond. */
    public static String text(final long ns) {
        return FULL.format(local(ns));
    }

    /** Returns the time of day to the millisecond. */
    static String clock(final long ns) {
        return CLOCK.format(local(ns));
    }

    private static LocalDateTime local(final long ns) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(ns, SECOND_NS), (int) Math.floorMod(ns, SECOND_NS), ZoneOffset.UTC);
    }

    /** Parses 2026-03-02T14:15, with seconds, fraction and Z as wanted. Throws {@link DateTimeParseException}. */
    static long parse(final String text) {
        final Instant instant = text.endsWith("Z") && text.length() > 17
                ? Instant.parse(text)
                : LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
                        .toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() * SECOND_NS + instant.getNano();
    }
}
