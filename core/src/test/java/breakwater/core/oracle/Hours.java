package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.TradingSessionDecoder;
import java.util.List;
import java.util.TreeMap;

/** P25: the sessions of venues and instruments by the time at which they begin; a later record within one replaces it. */
final class Hours {
    static final long DAY_NS = 86_400_000_000_000L;

    private final TreeMap<Integer, TreeMap<Long, Session>> calendars = new TreeMap<>();
    private final TreeMap<Integer, String> names = new TreeMap<>();

    private record Session(long preOpenNs, long openNs, long closeNs, long postCloseNs) {}

    private static int name(final ScopeType scope, final int id) {
        return scope.value() * 70_000 + id;
    }

    /** A session that the engine took. */
    void take(final TradingSessionDecoder d) {
        final TreeMap<Long, Session> calendar =
                calendars.computeIfAbsent(name(d.scopeType(), d.scopeId()), name -> new TreeMap<>());
        calendar.values().removeIf(known -> known.preOpenNs() < d.postCloseNs() && d.preOpenNs() < known.postCloseNs());
        names.put(name(d.scopeType(), d.scopeId()), d.calendar());
        calendar.put(d.preOpenNs(), new Session(d.preOpenNs(), d.openNs(), d.closeNs(), d.postCloseNs()));
    }

    boolean isOfUsShares(final int instrumentId, final int venueId) {
        return usCalendar(instrumentId, venueId) != null;
    }

    private TreeMap<Long, Session> usCalendar(final int instrumentId, final int venueId) {
        final int own = name(ScopeType.INSTRUMENT, instrumentId);
        final int ofVenue = name(ScopeType.VENUE, venueId);
        return "us-equities".equals(names.get(own))
                ? calendars.get(own)
                : "us-equities".equals(names.get(ofVenue)) ? calendars.get(ofVenue) : null;
    }

    /** Returns the UTC day of the regular opening of the session that began last, or of one so many before it; null = none. */
    Long usDay(final int instrumentId, final int venueId, final long nowNs, final int back) {
        final List<Session> begun = usCalendar(instrumentId, venueId).values().stream()
                .filter(session -> session.preOpenNs() <= nowNs)
                .toList();
        return begun.size() <= back
                ? null
                : Long.valueOf(Math.floorDiv(begun.get(begun.size() - 1 - back).openNs(), DAY_NS));
    }

    boolean isWithin(final Question q, final Examination exam) {
        final ScopeType[] scopes = {ScopeType.INSTRUMENT, ScopeType.VENUE};
        final int[] ids = {q.p().instrumentId, q.p().venueId};
        for (int key = 0; key < 3; key++) {
            if (!exam.hasRow(Control.TRADING_HOURS, key)) {
                return false;
            }
        }
        boolean hasAny = false;
        for (int i = 0; i < 2; i++) {
            hasAny |= calendars.containsKey(name(scopes[i], ids[i]));
        }
        if (!hasAny) {
            return exam.lacksCalendar(Control.TRADING_HOURS, ScopeType.INSTRUMENT, q.p().instrumentId);
        }
        for (int i = 0; i < 2; i++) {
            final TreeMap<Long, Session> calendar = calendars.get(name(scopes[i], ids[i]));
            if (calendar != null && !isOpen(q, calendar, scopes[i], ids[i], exam)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(
            final Question q,
            final TreeMap<Long, Session> calendar,
            final ScopeType scope,
            final int id,
            final Examination exam) {
        final long nowNs = q.nowNs();
        final Session next = calendar.values().stream()
                .filter(session -> session.postCloseNs() > nowNs)
                .findFirst()
                .orElse(null);
        if (next == null) {
            return exam.lacksCalendar(Control.TRADING_HOURS, scope, id);
        }
        final boolean isBefore = nowNs >= next.preOpenNs() && nowNs < next.openNs();
        final boolean isAfter = nowNs >= next.closeNs();
        final long leftNs = nowNs < next.preOpenNs()
                ? nowNs - next.preOpenNs()
                : (isAfter ? next.postCloseNs() : next.closeNs()) - nowNs;
        return (!isBefore || asks(q, exam, 1, 1)) && (!isAfter || asks(q, exam, 2, 1)) && asks(q, exam, 0, leftNs);
    }

    private static boolean asks(final Question q, final Examination exam, final int key, final long observed) {
        final int id = q.p().instrumentId;
        return exam.asksAs(Control.TRADING_HOURS, key, ScopeType.INSTRUMENT, id, Exact.of(observed))
                && exam.mayAsk(Control.TRADING_HOURS, key, ScopeType.INSTRUMENT, id, Exact.of(observed))
                && exam.mayAsk(Control.TRADING_HOURS, key, ScopeType.STRATEGY, q.p().strategyId, Exact.of(observed));
    }
}
