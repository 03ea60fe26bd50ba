package breakwater.gateway.fix.session;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * When a session is up, in the venue's own zone: from a time to a time of each day, or of the week. When it ends both sides count
 * from 1 again, so that what was missed before is not resent: the books' questions after the next logon tell.
 * Immutable.
 */
public final class SessionHours {
    /** A session that never ends. */
    public static final SessionHours ALWAYS = new SessionHours(null, null, null, null, null);

    private static final Pattern TEXT =
            Pattern.compile("(?:(\\w{3}) )?(\\d\\d:\\d\\d) ?- ?(?:(\\w{3}) )?(\\d\\d:\\d\\d) (\\S+)");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final DayOfWeek fromDay;
    private final LocalTime from;
    private final DayOfWeek toDay;
    private final LocalTime to;
    private final ZoneId zone;

    private SessionHours(
            final DayOfWeek fromDay,
            final LocalTime from,
            final DayOfWeek toDay,
            final LocalTime to,
            final ZoneId zone) {
        this.fromDay = fromDay;
        this.from = from;
        this.toDay = toDay;
        this.to = to;
        this.zone = zone;
    }

    /**
     * Reads {@code always}, {@code 07:00 - 17:30 Europe/London} (each day) or
     * {@code Sun 17:05 - Fri 17:00 America/New_York} (each week). Throws {@link IllegalArgumentException}.
     */
    public static SessionHours parse(final String text) {
        if ("always".equals(text)) {
            return ALWAYS;
        }
        final Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || (parts.group(1) == null) != (parts.group(3) == null)) {
            throw new IllegalArgumentException("'" + text + "' tells no hours");
        }
        try {
            final SessionHours hours = new SessionHours(
                    day(parts.group(1)),
                    LocalTime.parse(parts.group(2)),
                    day(parts.group(3)),
                    LocalTime.parse(parts.group(4)),
                    ZoneId.of(parts.group(5)));
            if (hours.from.equals(hours.to) && hours.fromDay == hours.toDay) {
                throw new IllegalArgumentException("'" + text + "' ends when it begins");
            }
            return hours;
        } catch (final DateTimeParseException wrong) {
            throw new IllegalArgumentException("'" + wrong.getParsedString() + "' is no time of the day", wrong);
        } catch (final java.time.DateTimeException wrong) {
            throw new IllegalArgumentException("'" + parts.group(5) + "' is no zone", wrong);
        }
    }

    private static DayOfWeek day(final String name) {
        if (name == null) {
            return null;
        }
        for (final DayOfWeek day : DayOfWeek.values()) {
            if (day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equals(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no day: Mon, Tue, Wed, Thu, Fri, Sat or Sun");
    }

    void addTo(final SessionSettings settings, final SessionID id) {
        if (this == ALWAYS) {
            settings.setString(id, Session.SETTING_NON_STOP_SESSION, "Y");
            return;
        }
        settings.setString(id, Session.SETTING_START_TIME, CLOCK.format(from));
        settings.setString(id, Session.SETTING_END_TIME, CLOCK.format(to));
        settings.setString(id, Session.SETTING_TIMEZONE, zone.getId());
        if (fromDay != null) {
            settings.setString(id, Session.SETTING_START_DAY, name(fromDay));
            settings.setString(id, Session.SETTING_END_DAY, name(toDay));
        }
    }

    private static String name(final DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }

    /** Returns what {@link #parse} reads. */
    @Override
    public String toString() {
        return this == ALWAYS ? "always" : side(fromDay, from) + " - " + side(toDay, to) + " " + zone;
    }

    private static String side(final DayOfWeek day, final LocalTime time) {
        return (day == null ? "" : day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " ") + time;
    }
}
