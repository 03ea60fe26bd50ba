package breakwater.tools.calendar;

import java.time.LocalDate;

/**
 * Shares at the exchanges of New York: regular hours 09:30 to 16:00, to 13:00 on half days; trading from 04:00 before them and
 * to 20:00 after them, to 17:00 on half days.
 */
final class UsEquities extends TradingCalendar {
    UsEquities() {
        super("America/New_York");
    }

    @Override
    Session session(final LocalDate day) {
        if (UsHolidays.isWeekend(day) || UsHolidays.isHoliday(day)) {
            return null;
        }
        final boolean isHalf = UsHolidays.isHalfDay(day);
        return new Session(at(day, 4, 0), at(day, 9, 30), at(day, isHalf ? 13 : 16, 0), at(day, isHalf ? 17 : 20, 0));
    }
}
