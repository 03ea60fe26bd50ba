package breakwater.gateway.fix.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.ConfigError;
import quickfix.DefaultSessionSchedule;
import quickfix.FieldConvertError;
import quickfix.SessionID;
import quickfix.SessionSettings;

class SessionHoursTest {
    private static final SessionID ID = Dialect.FIX44.sessionId("DESK", "VENUE");

    private static DefaultSessionSchedule schedule(final String hours) throws ConfigError, FieldConvertError {
        final SessionSettings settings =
                InitiatorSettings.of(FixConnection.to("127.0.0.1", 1, "DESK", "VENUE", Path.of("."))
                        .hours(SessionHours.parse(hours))
                        .build());
        return new DefaultSessionSchedule(settings, ID);
    }

    private static Date utc(final String time) {
        return Date.from(Instant.parse(time));
    }

    private static boolean isSame(final DefaultSessionSchedule schedule, final String one, final String other) {
        final java.util.Calendar a = java.util.Calendar.getInstance(java.util.TimeZone.getTimeZone("UTC"));
        final java.util.Calendar b = (java.util.Calendar) a.clone();
        a.setTime(utc(one));
        b.setTime(utc(other));
        return schedule.isSameSession(a, b);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "always",
                "07:00 - 17:30 Europe/London",
                "Sun 17:05 - Fri 17:00 America/New_York",
                "22:00 - 21:00 UTC"
            })
    void sayWhatTheyRead(final String text) {
        assertEquals(text, SessionHours.parse(text).toString());
        assertSame(SessionHours.ALWAYS, SessionHours.parse("always"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "07:00 - 17:30",
                "25:00 - 17:30 UTC",
                "07:00 - 07:00 UTC",
                "Sun 07:00 - 17:30 UTC",
                "So 07:00 - Fri 17:30 UTC",
                "Xyz 07:00 - Fri 17:30 UTC",
                "07:00 - 17:30 Mars/Olympus"
            })
    void refuseWhatTellsNoHours(final String text) {
        assertThrows(IllegalArgumentException.class, () -> SessionHours.parse(text));
    }

    @Test
    void aSessionOfTheDayIsANewOneEachDayAtTheVenuesOwnTime() throws Exception {
        final DefaultSessionSchedule london = schedule("07:00 - 17:30 Europe/London");
        assertFalse(london.isNonStopSession());
        // Summer time: 07:00 in London is 06:00 UTC.
        assertTrue(isSame(london, "2026-07-01T06:00:00Z", "2026-07-01T16:30:00Z"));
        assertFalse(isSame(london, "2026-07-01T05:59:59Z", "2026-07-01T06:00:00Z"));
        assertFalse(isSame(london, "2026-07-01T12:00:00Z", "2026-07-02T12:00:00Z"));
        assertTrue(isSame(london, "2026-12-01T07:00:00Z", "2026-12-01T17:30:00Z"));
        assertFalse(isSame(london, "2026-12-01T06:59:59Z", "2026-12-01T07:00:00Z"));
    }

    @Test
    void aSessionOfTheWeekGoesOnOverItsDays() throws Exception {
        final DefaultSessionSchedule week = schedule("Sun 17:05 - Fri 17:00 America/New_York");
        assertTrue(isSame(week, "2026-11-15T22:05:00Z", "2026-11-20T22:00:00Z"));
        assertFalse(isSame(week, "2026-11-20T22:00:01Z", "2026-11-20T21:59:59Z"));
        assertFalse(isSame(week, "2026-11-18T12:00:00Z", "2026-11-25T12:00:00Z"));
        assertTrue(schedule("always").isNonStopSession());
    }
}
