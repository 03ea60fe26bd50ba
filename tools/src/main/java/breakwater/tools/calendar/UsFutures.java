package breakwater.tools.calendar;

import java.time.LocalDate;

/**
 * Futures on the electronic market of Chicago: a trading day from 17:00 of the evening before to 16:00, an hour's halt, and so
 * on from Sunday evening to Friday. Holidays differ by product; this is the shorter of them: no trading day on New Year's Day,
 * Good Friday and Christmas, an end at 12:00 on the other holidays of New York, and at 12:15 on its half days.
 */
final class UsFutures extends TradingCalendar {
    UsFutures() {
        super("America/Chicago");
    }

    @Override
    Session session(final LocalDate day) {
        if (UsHolidays.isWeekend(day)
                || UsHolidays.isNewYear(day)
                || UsHolidays.isGoodFriday(day)
                || UsHolidays.isChristmas(day)) {
            return null;
        }
        final long openNs = at(day.minusDays(1), 17, 0);
        final long closeNs = UsHolidays.isHoliday(day)
                ? at(day, 12, 0)
                : UsHolidays.isHalfDay(day) ? at(day, 12, 15) : at(day, 16, 0);
        return new Session(openNs, openNs, closeNs, closeNs);
    }
}
