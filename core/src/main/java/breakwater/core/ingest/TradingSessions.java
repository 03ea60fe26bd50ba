package breakwater.core.ingest;

import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.TradingSessionDecoder;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * The calendars of venues and instruments (P25). A rule of time zones, holidays and summer time would be a table that the
 * core would have to look up somewhere; so the times themselves are inputs, worked out by whoever starts the engine, and
 * what a journal decided it decides again whatever a time zone database says by then.
 *
 * <p>Thread: core. Allocates: a calendar at its first session.
 */
final class TradingSessions implements Stateful {
    /** Dense ids of venues end before, whatever the build's capacity. */
    private static final int VENUES_MAX = 256;

    /** Venues first, then instruments. */
    private final SessionCalendar[] calendars;
    /** What each is called; it never changes. */
    private final String[] names;

    TradingSessions(final int instruments) {
        calendars = new SessionCalendar[VENUES_MAX + instruments];
        names = new String[VENUES_MAX + instruments];
    }

    private static int index(final ScopeType scopeType, final int scopeId) {
        return scopeType == ScopeType.VENUE ? scopeId : VENUES_MAX + scopeId;
    }

    /**
     * Returns BAD_COMMAND for another scope, an id out of range, no name or another than the calendar has, or what {@link
     * SessionCalendar} refuses.
     */
    QuarantineReason add(final TradingSessionDecoder d, final long nowNs) {
        final ScopeType scopeType = d.scopeType();
        final boolean isVenue = scopeType == ScopeType.VENUE;
        final int ids = isVenue ? VENUES_MAX : calendars.length - VENUES_MAX;
        if ((!isVenue && scopeType != ScopeType.INSTRUMENT) || d.scopeId() >= ids) {
            return QuarantineReason.BAD_COMMAND;
        }
        final int index = index(scopeType, d.scopeId());
        final String name = d.calendar();
        if (name.isEmpty() || (names[index] != null && !name.equals(names[index]))) {
            return QuarantineReason.BAD_COMMAND;
        }
        final SessionCalendar calendar = calendars[index] == null ? new SessionCalendar() : calendars[index];
        final QuarantineReason reason = calendar.add(d.preOpenNs(), d.openNs(), d.closeNs(), d.postCloseNs(), nowNs);
        if (reason == QuarantineReason.NONE) {
            calendars[index] = calendar;
            names[index] = name;
        }
        return reason;
    }

    SessionPhase phase(final ScopeType scopeType, final int scopeId, final long nowNs) {
        final SessionCalendar calendar = calendars[index(scopeType, scopeId)];
        return calendar == null ? SessionPhase.NONE : calendar.phase(nowNs);
    }

    long timeToCloseNs(final ScopeType scopeType, final int scopeId, final long nowNs) {
        final SessionCalendar calendar = calendars[index(scopeType, scopeId)];
        return calendar == null ? 0 : calendar.timeToCloseNs(nowNs);
    }

    long day(final ScopeType scopeType, final int scopeId, final long nowNs, final int back) {
        final SessionCalendar calendar = calendars[index(scopeType, scopeId)];
        return calendar == null ? MarketView.NO_DAY : calendar.day(nowNs, back);
    }

    long endNs(final ScopeType scopeType, final int scopeId) {
        final SessionCalendar calendar = calendars[index(scopeType, scopeId)];
        return calendar == null ? 0 : calendar.endNs();
    }

    /** Returns its name, or null where there is none. */
    String name(final ScopeType scopeType, final int scopeId) {
        return names[index(scopeType, scopeId)];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("sessions");
        int known = 0;
        for (final SessionCalendar calendar : calendars) {
            known += calendar == null ? 0 : 1;
        }
        writer.putInt(known);
        for (int i = 0; i < calendars.length; i++) {
            if (calendars[i] != null) {
                writer.putInt(i);
                writer.putText(names[i]);
                calendars[i].writeTo(writer);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("sessions");
        Arrays.fill(calendars, null);
        Arrays.fill(names, null);
        for (int left = reader.getInt(); left > 0; left--) {
            final int index = reader.getInt();
            names[index] = reader.getText();
            calendars[index] = new SessionCalendar();
            calendars[index].readFrom(reader);
        }
    }
}
