package breakwater.tools.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The week of foreign exchange: from Sunday 17:00 to Friday 17:00 of New York, in one session. Banks' holidays thin it and do
 * not close it.
 */
final class ForeignExchange extends TradingCalendar {
    ForeignExchange() {
        super("America/New_York");
    }

    @Override
    Session session(final LocalDate day) {
        if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
            return null;
        }
        final long openNs = at(day, 17, 0);
        final long closeNs = at(day.plusDays(5), 17, 0);
        return new Session(openNs, openNs, closeNs, closeNs);
    }
}
