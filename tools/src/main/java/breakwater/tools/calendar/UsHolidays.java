package breakwater.tools.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * Holidays and half days of the exchanges of New York, by NYSE Rule 7.2: what falls on a Sunday is kept on Monday, what falls
 * on a Saturday on Friday, but for New Year's Day, since that Friday ends the books of a year. From 2022 on, when Juneteenth
 * became one.
 */
final class UsHolidays {
    /** Days of mourning, which no rule foretells. */
    private static final Set<LocalDate> MOURNING = Set.of(LocalDate.of(2025, 1, 9));

    private UsHolidays() {}

    /** Returns whether the exchanges are closed on a day of the week from Monday to Friday. */
    static boolean isHoliday(final LocalDate day) {
        return isNewYear(day)
                || isNth(day, Month.JANUARY, 3)
                || isNth(day, Month.FEBRUARY, 3)
                || isGoodFriday(day)
                || (day.getMonth() == Month.MAY
                        && day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY))))
                || isKept(day, Month.JUNE, 19)
                || isKept(day, Month.JULY, 4)
                || isNth(day, Month.SEPTEMBER, 1)
                || day.equals(thanksgiving(day.getYear()))
                || isChristmas(day)
                || MOURNING.contains(day);
    }

    /** Returns whether trading ends early: before Independence Day, after Thanksgiving, before Christmas. */
    static boolean isHalfDay(final LocalDate day) {
        final boolean isEve = (day.getMonth() == Month.JULY && day.getDayOfMonth() == 3)
                || (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() == 24);
        return !isHoliday(day)
                && !isWeekend(day)
                && (isEve || day.equals(thanksgiving(day.getYear()).plusDays(1)));
    }

    static boolean isWeekend(final LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    static boolean isNewYear(final LocalDate day) {
        return day.getDayOfYear() == 1 || (day.getDayOfYear() == 2 && day.getDayOfWeek() == DayOfWeek.MONDAY);
    }

    static boolean isChristmas(final LocalDate day) {
        return isKept(day, Month.DECEMBER, 25);
    }

    static boolean isGoodFriday(final LocalDate day) {
        return day.equals(easter(day.getYear()).minusDays(2));
    }

    private static boolean isKept(final LocalDate day, final Month month, final int dayOfMonth) {
        final LocalDate date = LocalDate.of(day.getYear(), month, dayOfMonth);
        final LocalDate kept;
        switch (date.getDayOfWeek()) {
            case SATURDAY:
                kept = date.minusDays(1);
                break;
            case SUNDAY:
                kept = date.plusDays(1);
                break;
            default:
                kept = date;
                break;
        }
        return day.equals(kept);
    }

    /** Whether it is the n-th Monday of a month. */
    private static boolean isNth(final LocalDate day, final Month month, final int n) {
        return day.getMonth() == month && day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(n, DayOfWeek.MONDAY)));
    }

    private static LocalDate thanksgiving(final int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    /** The Gregorian Easter Sunday, by the method that Nature printed in 1876 without a name. */
    private static LocalDate easter(final int year) {
        final int golden = year % 19;
        final int century = year / 100;
        final int ofCentury = year % 100;
        final int leapCorrection = (century + 8) / 25;
        final int moon = (century - leapCorrection + 1) / 3;
        final int epact = (19 * golden + century - century / 4 - moon + 15) % 30;
        final int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        final int late = (golden + 11 * epact + 22 * weekday) / 451;
        final int sum = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
