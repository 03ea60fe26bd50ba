package breakwater.core.ingest;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * What the reference price of each instrument made of every hour, UTC, of the last 30 days: from the hour's last price to that
 * of the hour before, in ppm of it, rounded toward zero, never beyond {@value #MOST_PPM} either way. An hour in which nothing
 * came made nothing; the hour of the first price is known from its middle on only and does not count.
 *
 * <p>Thread: core. Allocates: at construction only. Time that steps back stands still.
 */
final class HourlyReturns implements Stateful {
    /** 30 days. */
    static final int HOURS = 720;

    static final long HOUR_NS = 3_600_000_000_000L;
    static final int MOST_PPM = 1_000_000;
    private static final int PLACES = 1024;
    private static final int MASK = PLACES - 1;

    /** Of the hours before the newest; {@value #PLACES} places an instrument. */
    private final int[] returns;
    /** The hour of the first price, 0 = none yet. */
    private final long[] first;
    /** The hour that is being filled, 0 = none yet. */
    private final long[] newest;
    /** The price at the end of the hour before that, and now. */
    private final long[] before;

    private final long[] price;
    /** When the newest hour ends. Derived, not state. */
    private final long[] untilNs;

    HourlyReturns(final int instruments) {
        returns = new int[instruments * PLACES];
        first = new long[instruments];
        newest = new long[instruments];
        before = new long[instruments];
        price = new long[instruments];
        untilNs = new long[instruments];
    }

    void onPrice(final int id, final long nowNs, final long reference) {
        if (reference <= 0) {
            return;
        }
        if (nowNs >= untilNs[id]) {
            turnTo(id, nowNs / HOUR_NS, reference);
        }
        price[id] = reference;
    }

    private void turnTo(final int id, final long hour, final long reference) {
        if (newest[id] == 0) {
            first[id] = hour;
            before[id] = reference;
        } else {
            returns[place(id, newest[id])] = ppm(before[id], price[id]);
            before[id] = price[id];
            for (long still = Math.max(newest[id], hour - PLACES) + 1; still < hour; still++) {
                returns[place(id, still)] = 0;
            }
        }
        newest[id] = hour;
        untilNs[id] = (hour + 1) * HOUR_NS;
    }

    private static int place(final int id, final long hour) {
        return id * PLACES + (int) (hour & MASK);
    }

    private static int ppm(final long from, final long to) {
        final long ppm = Decimals.mulDiv(to - from, MOST_PPM, from, Rounding.DOWN);
        return (int) Math.max(-MOST_PPM, Math.min(MOST_PPM, ppm == Decimals.OVERFLOW ? Long.MAX_VALUE : ppm));
    }

    /** Returns how many hours are over since the one of the first price, {@value #HOURS} at most. */
    int known(final int id, final long nowNs) {
        return newest[id] == 0 ? 0 : (int) Math.max(0, Math.min(HOURS, nowNs / HOUR_NS - first[id] - 1));
    }

    /** Copies the returns of the last hours that are over, the newest first; so many as are known at most. */
    void copy(final int id, final long nowNs, final int hours, final int[] into) {
        final long now = nowNs / HOUR_NS;
        for (int i = 0; i < hours; i++) {
            into[i] = ofHour(id, now - 1 - i);
        }
    }

    private int ofHour(final int id, final long hour) {
        if (hour >= newest[id]) {
            return hour > newest[id] ? 0 : ppm(before[id], price[id]);
        }
        return returns[place(id, hour)];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("hourly returns");
        for (int id = 0; id < newest.length; id++) {
            writer.putLong(newest[id]);
            if (newest[id] != 0) {
                writer.putLong(first[id]);
                writer.putLong(before[id]);
                writer.putLong(price[id]);
                for (long hour = oldest(id); hour < newest[id]; hour++) {
                    writer.putInt(returns[place(id, hour)]);
                }
            }
        }
    }

    /** Returns the first hour of which something may be asked still. */
    private long oldest(final int id) {
        return Math.max(first[id], newest[id] - HOURS);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("hourly returns");
        Arrays.fill(returns, 0);
        for (int id = 0; id < newest.length; id++) {
            newest[id] = reader.getLong();
            final boolean isKnown = newest[id] != 0;
            first[id] = isKnown ? reader.getLong() : 0;
            before[id] = isKnown ? reader.getLong() : 0;
            price[id] = isKnown ? reader.getLong() : 0;
            untilNs[id] = isKnown ? (newest[id] + 1) * HOUR_NS : 0;
            for (long hour = oldest(id); hour < newest[id]; hour++) {
                returns[place(id, hour)] = reader.getInt();
            }
        }
    }
}
