/**
 * Trading calendars, worked out with java.time at the start of a run and handed to the engine as sessions in UTC (P25): time
 * zones, summer time and holidays stay on this side of the journal.
 *
 * <p>Start at {@link breakwater.tools.calendar.TradingCalendar}.
 */
package breakwater.tools.calendar;
