package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * T14: a sale of US shares at a loss with a purchase of the same shares within a window before or after it, whichever strategy
 * or account of the engine made either, is told; nothing is held. Observed is the part of the loss, before fees, money E8,
 * that the purchases stand against: of a sale what was bought within the window and is held still, at most what was sold;
 * of a purchase the sales at a loss that nothing stood against yet, the oldest first.
 *
 * <p>Days are UTC, and the window is counted in whole ones. No lot is followed: a loss is one against the average cost of a
 * strategy's book. Short sales are not looked at. What a bust takes back stays told.
 *
 * <p>Thread: core. Allocates: never after construction. Source: US Internal Revenue Code section 1091: thirty days.
 */
final class WashSales {
    private static final long DAY_NS = 86_400_000_000_000L;
    /** Thirty days and the present one. */
    private static final int DAYS = 31;

    private static final long NEVER = Long.MIN_VALUE;

    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    /** By instrument and day of the window, a day in the place of the one that is too old. */
    private final long[] day;

    private final long[] bought;
    private final long[] lossQuantity;
    private final long[] lossE8;

    WashSales(final int instruments, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        day = new long[instruments * DAYS];
        bought = new long[day.length];
        lossQuantity = new long[day.length];
        lossE8 = new long[day.length];
        Arrays.fill(day, NEVER);
    }

    /**
     * A fill of a strategy's was booked: its quantity, a sale negative, what its book and what the engine hold of the instrument
     * after it, and what it realized.
     */
    void onFill(
            final int instrumentId,
            final long signed,
            final long bookAfter,
            final long heldAfter,
            final long realizedE8,
            final long nowNs) {
        final long windowNs = rows.bound(Control.WASH_SALE, 0, scopes.instrument(instrumentId));
        if (windowNs < DAY_NS) {
            return;
        }
        final long today = Math.floorDiv(nowNs, DAY_NS);
        final long firstDay = today - windowNs / DAY_NS;
        if (signed > 0) {
            final long opened = Math.min(signed, Math.max(0, bookAfter));
            if (opened > 0) {
                buy(instrumentId, opened, firstDay, today);
            }
        } else if (realizedE8 < 0) {
            final long closed = Math.min(-signed, Math.max(0, bookAfter - signed));
            if (closed > 0) {
                sell(instrumentId, closed, heldAfter, -realizedE8, firstDay, today);
            }
        }
    }

    private void sell(
            final int instrumentId,
            final long closed,
            final long heldAfter,
            final long loss,
            final long firstDay,
            final long today) {
        long replaced = 0;
        for (int i = instrumentId * DAYS; i < (instrumentId + 1) * DAYS; i++) {
            replaced = day[i] >= firstDay ? sum(replaced, bought[i]) : replaced;
        }
        replaced = Math.min(closed, Math.min(replaced, Math.max(0, heldAfter)));
        final long concernedE8 = part(loss, replaced, closed);
        if (replaced < closed) {
            final int at = place(instrumentId, today);
            lossQuantity[at] = sum(lossQuantity[at], closed - replaced);
            lossE8[at] = sum(lossE8[at], loss - concernedE8);
        }
        tell(instrumentId, concernedE8);
    }

    private void buy(final int instrumentId, final long opened, final long firstDay, final long today) {
        long left = opened;
        long concernedE8 = 0;
        int oldest = oldestLoss(instrumentId, firstDay);
        while (left > 0 && oldest >= 0) {
            final long matched = Math.min(left, lossQuantity[oldest]);
            final long partE8 = part(lossE8[oldest], matched, lossQuantity[oldest]);
            lossQuantity[oldest] -= matched;
            lossE8[oldest] -= partE8;
            concernedE8 = sum(concernedE8, partE8);
            left -= matched;
            oldest = oldestLoss(instrumentId, firstDay);
        }
        if (left > 0) {
            final int at = place(instrumentId, today);
            bought[at] = sum(bought[at], left);
        }
        tell(instrumentId, concernedE8);
    }

    private int oldestLoss(final int instrumentId, final long firstDay) {
        int oldest = -1;
        for (int i = instrumentId * DAYS; i < (instrumentId + 1) * DAYS; i++) {
            final boolean isOpen = day[i] >= firstDay && lossQuantity[i] > 0;
            oldest = isOpen && (oldest < 0 || day[i] < day[oldest]) ? i : oldest;
        }
        return oldest;
    }

    private void tell(final int instrumentId, final long concernedE8) {
        if (concernedE8 > 0) {
            latches.report(RiskEventKind.WARNING, Control.WASH_SALE, scopes.instrument(instrumentId), concernedE8, 0);
        }
    }

    /** Returns the part of a loss, rounded up; all of it where the product has no place in 128 bits. */
    private static long part(final long loss, final long quantity, final long of) {
        final long part = Decimals.mulDiv(loss, quantity, of, Rounding.UP);
        return part == Decimals.OVERFLOW ? loss : part;
    }

    private static long sum(final long a, final long b) {
        final long sum = Decimals.add(a, b);
        return sum == Decimals.OVERFLOW ? Long.MAX_VALUE : sum;
    }

    private int place(final int instrumentId, final long today) {
        final int at = instrumentId * DAYS + (int) Math.floorMod(today, (long) DAYS);
        if (day[at] != today) {
            day[at] = today;
            bought[at] = 0;
            lossQuantity[at] = 0;
            lossE8[at] = 0;
        }
        return at;
    }

    void writeTo(final SnapshotWriter writer) {
        int known = 0;
        for (final long one : day) {
            known += one == NEVER ? 0 : 1;
        }
        writer.putInt(known);
        for (int i = 0; i < day.length; i++) {
            if (day[i] != NEVER) {
                writer.putInt(i);
                writer.putLong(day[i]);
                writer.putLong(bought[i]);
                writer.putLong(lossQuantity[i]);
                writer.putLong(lossE8[i]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(day, NEVER);
        for (int left = reader.getInt(); left > 0; left--) {
            final int i = reader.getInt();
            day[i] = reader.getLong();
            bought[i] = reader.getLong();
            lossQuantity[i] = reader.getLong();
            lossE8[i] = reader.getLong();
        }
    }
}
