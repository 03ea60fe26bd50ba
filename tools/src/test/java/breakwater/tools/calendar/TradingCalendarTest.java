package breakwater.tools.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.calendar.TradingCalendar.Session;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sessions against what the exchanges published for 2025 to 2027, and over every change of summer time. */
class TradingCalendarTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    @Test
    void sharesKeepTheHolidaysThatTheExchangePublished() {
        final String published = """
                2025-01-01 2025-01-09 2025-01-20 2025-02-17 2025-04-18 2025-05-26 2025-06-19 2025-07-04 2025-09-01
                2025-11-27 2025-12-25
                2026-01-01 2026-01-19 2026-02-16 2026-04-03 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-26
                2026-12-25
                2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-25
                2027-12-24
                """;

        final List<LocalDate> open = sessions("us-equities", "2025-01-01T02:00:00Z", "2028-01-02T00:00:00Z").stream()
                .map(session ->
                        at(session.openNs()).atZone(java.time.ZoneOffset.UTC).toLocalDate())
                .toList();

        assertEquals(
                published.strip().replaceAll("\\s+", " "),
                LocalDate.of(2025, 1, 1)
                        .datesUntil(LocalDate.of(2028, 1, 1))
                        .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY
                                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                                && !open.contains(day))
                        .map(LocalDate::toString)
                        .collect(Collectors.joining(" ")));
        assertEquals(250 + 251 + 251, open.size());
    }

    @Test
    void sharesCloseEarlyOnTheHalfDaysThatTheExchangePublished() {
        final List<String> half = sessions("us-equities", "2025-01-01T02:00:00Z", "2028-01-02T00:00:00Z").stream()
                .filter(session -> session.closeNs() - session.openNs() == 12_600_000_000_000L)
                .map(session -> at(session.closeNs()).toString())
                .toList();

        assertEquals(
                List.of(
                        "2025-07-03T17:00:00Z",
                        "2025-11-28T18:00:00Z",
                        "2025-12-24T18:00:00Z",
                        "2026-11-27T18:00:00Z",
                        "2026-12-24T18:00:00Z",
                        "2027-11-26T18:00:00Z"),
                half);
    }

    @Test
    void newYearOnASaturdayLeavesTheFridayBeforeOpen() {
        final List<Session> sessions = sessions("us-equities", "2021-12-30T02:00:00Z", "2022-01-04T00:00:00Z");

        assertEquals(
                List.of("2021-12-30T14:30:00Z", "2021-12-31T14:30:00Z", "2022-01-03T14:30:00Z"),
                sessions.stream().map(s -> at(s.openNs()).toString()).toList());
    }

    @Test
    void theHoursOfADayMoveWithSummerTime() {
        assertEquals(
                "2026-03-06T09:00:00Z 2026-03-06T14:30:00Z 2026-03-06T21:00:00Z 2026-03-07T01:00:00Z",
                text(first("us-equities", "2026-03-06T08:00:00Z")));
        assertEquals(
                "2026-03-09T08:00:00Z 2026-03-09T13:30:00Z 2026-03-09T20:00:00Z 2026-03-10T00:00:00Z",
                text(first("us-equities", "2026-03-07T08:00:00Z")));
        assertEquals(
                "2026-11-02T09:00:00Z 2026-11-02T14:30:00Z 2026-11-02T21:00:00Z 2026-11-03T01:00:00Z",
                text(first("us-equities", "2026-10-31T08:00:00Z")));
        assertEquals(
                "2026-11-27T09:00:00Z 2026-11-27T14:30:00Z 2026-11-27T18:00:00Z 2026-11-27T22:00:00Z",
                text(first("us-equities", "2026-11-26T08:00:00Z")),
                "a half day");
    }

    @Test
    void theWeekOfForeignExchangeIsFiveDaysAlsoWhereTheClockChanges() {
        assertEquals("2026-01-04T22:00:00Z 2026-01-09T22:00:00Z", ends(first("fx", "2026-01-03T00:00:00Z")));
        assertEquals("2026-03-08T21:00:00Z 2026-03-13T21:00:00Z", ends(first("fx", "2026-03-07T00:00:00Z")));
        assertEquals("2026-11-01T22:00:00Z 2026-11-06T22:00:00Z", ends(first("fx", "2026-10-31T00:00:00Z")));
        for (final Session week : sessions("fx", "2025-01-01T00:00:00Z", "2028-01-01T00:00:00Z")) {
            assertEquals(5 * DAY_NS, week.closeNs() - week.openNs());
        }
    }

    @Test
    void futuresHaltForAnHourADayAndOverTheWeekend() {
        final List<Session> days = sessions("us-futures", "2026-01-05T00:00:00Z", "2026-01-12T12:00:00Z");

        assertEquals("2026-01-04T23:00:00Z 2026-01-05T22:00:00Z", ends(days.get(0)));
        assertEquals("2026-01-05T23:00:00Z 2026-01-06T22:00:00Z", ends(days.get(1)));
        assertEquals("2026-01-08T23:00:00Z 2026-01-09T22:00:00Z", ends(days.get(4)));
        assertEquals("2026-01-11T23:00:00Z 2026-01-12T22:00:00Z", ends(days.get(5)));
        assertEquals(6, days.size());
        assertEquals("2026-01-18T23:00:00Z 2026-01-19T18:00:00Z", ends(first("us-futures", "2026-01-17T00:00:00Z")));
        assertEquals("2026-04-05T22:00:00Z 2026-04-06T21:00:00Z", ends(first("us-futures", "2026-04-02T22:00:00Z")));
    }

    @Test
    void cryptoIsOneSessionUpToTheEndOfTime() {
        final List<Session> sessions = sessions("always", "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z");

        assertEquals(1, sessions.size());
        assertEquals("2200-01-01T00:00:00Z", at(sessions.get(0).closeNs()).toString());
    }

    /** As the engine wants them: in order, none within another, each with its times in order; whatever the day begins with. */
    @Test
    void everyCalendarIsInOrderAndTheSameFromWhereverItIsAsked() {
        final long fromNs = ns("2025-01-01T00:00:00Z");
        final long untilNs = ns("2028-01-01T00:00:00Z");
        for (final String name : TradingCalendar.names()) {
            final List<Session> all = TradingCalendar.of(name).sessions(fromNs, untilNs);
            long endNs = 1;
            for (final Session s : all) {
                assertTrue(s.preOpenNs() >= endNs && s.openNs() >= s.preOpenNs(), name + " " + text(s));
                assertTrue(s.closeNs() > s.openNs() && s.postCloseNs() >= s.closeNs(), name + " " + text(s));
                endNs = s.postCloseNs();
            }
            for (long nowNs = fromNs; nowNs < untilNs; nowNs += 37 * DAY_NS + 12_345_678_901L) {
                final long timeNs = nowNs;
                assertEquals(
                        all.stream().filter(s -> s.postCloseNs() > timeNs).toList(),
                        TradingCalendar.of(name).sessions(timeNs, untilNs),
                        name);
            }
        }
    }

    @Test
    void noLeapSecondAndNoZoneOfTheHostMovesASession() {
        final TimeZone host = TimeZone.getDefault();
        final List<Session> here = sessions("us-equities", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        try {
            for (final String zone : List.of("Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertEquals(here, sessions("us-equities", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), zone);
            }
        } finally {
            TimeZone.setDefault(host);
        }
        // UTC as POSIX counts it: a day has 86,400 s, the one of a leap second too.
        assertEquals(
                1_483_228_800_000_000_000L - 1_483_142_400_000_000_000L,
                ns("2017-01-01T00:00:00Z") - ns("2016-12-31T00:00:00Z"));
        for (final Session s : here) {
            assertEquals(0, s.openNs() % 60_000_000_000L);
        }
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatAre() {
        final String said = assertThrows(IllegalArgumentException.class, () -> TradingCalendar.of("lse"))
                .getMessage();

        assertTrue(said.contains("always, fx, us-equities, us-futures"), said);
    }

    private static List<Session> sessions(final String name, final String from, final String until) {
        return TradingCalendar.of(name).sessions(ns(from), ns(until));
    }

    private static Session first(final String name, final String from) {
        return TradingCalendar.of(name).sessions(ns(from), ns(from) + 8 * DAY_NS).stream()
                .filter(session -> session.preOpenNs() >= ns(from))
                .findFirst()
                .orElseThrow();
    }

    private static long ns(final String time) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.parse(time));
    }

    private static Instant at(final long timeNs) {
        return Instant.EPOCH.plusNanos(timeNs);
    }

    private static String text(final Session s) {
        return at(s.preOpenNs()) + " " + at(s.openNs()) + " " + at(s.closeNs()) + " " + at(s.postCloseNs());
    }

    private static String ends(final Session s) {
        assertEquals(s.preOpenNs(), s.openNs());
        assertEquals(s.closeNs(), s.postCloseNs());
        return at(s.openNs()) + " " + at(s.closeNs());
    }
}
