package breakwater.tools.calendar;

import breakwater.core.ingest.MarketView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a market trades. A calendar names a zone and says for a trading day of it when trading begins and ends; the
 * conversion to UTC, with summer time, is here. Thread: any. Allocates: cold path.
 */
public abstract class TradingCalendar {
    /** The end of the engine's time, 2200-01-01 UTC ns. */
    private static final long END_NS = 7_258_118_400_000_000_000L;

    private static final Map<String, TradingCalendar> BY_NAME = new TreeMap<>();

    static {
        BY_NAME.put("always", new Always());
        BY_NAME.put("fx", new ForeignExchange());
        BY_NAME.put(MarketView.US_EQUITIES, new UsEquities());
        BY_NAME.put("us-futures", new UsFutures());
    }

    private final ZoneId zone;

    /**
     * One session, UTC ns; see the message TradingSession.
     *
     * @param preOpenNs trading begins
     * @param openNs regular hours begin
     * @param closeNs first moment after them
     * @param postCloseNs first moment after all trading
     */
    public record Session(long preOpenNs, long openNs, long closeNs, long postCloseNs) {}

    TradingCalendar(final String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** Returns the names that a configuration may give, in order. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** Returns the calendar of a name of {@link #names}. Throws {@link IllegalArgumentException} for another. */
    public static TradingCalendar of(final String name) {
        final TradingCalendar calendar = BY_NAME.get(name);
        if (calendar == null) {
            throw new IllegalArgumentException("no calendar '" + name + "': use one of " + String.join(", ", names()));
        }
        return calendar;
    }

    /** Returns the session of a trading day, null where there is none. */
    abstract Session session(LocalDate day);

    /** Returns the sessions that end after one time and begin before another, UTC ns, in order. */
    public List<Session> sessions(final long fromNs, final long untilNs) {
        final List<Session> sessions = new ArrayList<>();
        final LocalDate last = day(untilNs).plusDays(8);
        for (LocalDate day = day(fromNs).minusDays(8); !day.isAfter(last); day = day.plusDays(1)) {
            final Session session = session(day);
            if (session != null && session.postCloseNs() > fromNs && session.preOpenNs() < untilNs) {
                sessions.add(session);
            }
        }
        return sessions;
    }

    private LocalDate day(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L))
                .atZone(zone)
                .toLocalDate();
    }

    /** Returns a time of a day's clock as UTC ns. */
    final long at(final LocalDate day, final int hour, final int minute) {
        return ZonedDateTime.of(day, java.time.LocalTime.of(hour, minute), zone).toEpochSecond() * 1_000_000_000L;
    }

    /** A market that never closes: one session up to the end of time. */
    private static final class Always extends TradingCalendar {
        private static final Session SESSION = new Session(1, 1, END_NS, END_NS);

        Always() {
            super("UTC");
        }

        @Override
        Session session(final LocalDate day) {
            return SESSION;
        }

        @Override
        public List<Session> sessions(final long fromNs, final long untilNs) {
            return List.of(SESSION);
        }
    }
}
