package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.Side;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * F12: how much worse a fill is than the middle of the market was when its order went out, against half the spread then, at
 * least a floor in ticks, and a share of the price that an order is assumed to move its market by. A fill above the alert level is told once an order; one above the limit holds the strategy, and
 * so many orders with alerts in a row hold strategy or venue, until a person resumes, which begins the row anew. A fill at or
 * under the level ends the row, unless its order has alerted already.
 *
 * <p>Orders that rest trade at their price or better and hardly ever slip; stops wait for theirs, give away no more than
 * their own limit allows (P38), and are not judged.
 *
 * <p>Thread: core. Allocates: never after construction. Source: specification 5.5, 7.2; the part of the expectation that
 * grows with the share of the day's volume is taken for a constant share of the price, a row, as costs are modeled in 3.5.2.
 */
final class SlippageWatch {
    private final Instruments instruments;
    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    /** By scope: orders with alerts in a row, and the last of them. */
    private final int[] inARow;

    private final long[] lastAlerted;

    SlippageWatch(
            final Instruments instruments,
            final Capacity capacity,
            final Scopes scopes,
            final Latches latches,
            final BreakerRows rows) {
        this.instruments = instruments;
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        final int places = scopes.strategy(capacity.strategies() - 1) + 1;
        inARow = new int[places];
        lastAlerted = new long[places];
    }

    void onFill(
            final int strategyId,
            final int venueId,
            final int instrumentId,
            final long clientOrderId,
            final Side side,
            final long price,
            final long arrivalTwice,
            final long arrivalSpread) {
        final long floor = rows.bound(Control.SLIPPAGE, 3, scopes.instrument(instrumentId));
        final long floorTwice = Decimals.multiply(2 * Math.max(1, floor), instruments.tickSize(instrumentId));
        final long fillTwice = Decimals.multiply(2, price);
        final long worseTwice = side == Side.BUY
                ? Decimals.subtract(fillTwice, arrivalTwice)
                : Decimals.subtract(arrivalTwice, fillTwice);
        final long movedTwice = Decimals.ppm(
                arrivalTwice, rows.bound(Control.SLIPPAGE, 4, scopes.instrument(instrumentId)), Rounding.DOWN);
        final long ppm = ppm(worseTwice, Decimals.add(Math.max(arrivalSpread, floorTwice), movedTwice));
        judge(scopes.strategy(strategyId), clientOrderId, ppm, true);
        judge(scopes.venue(venueId), clientOrderId, ppm, false);
    }

    /** Returns the slippage in ppm of the expected, rounded up; what has no place in a long is the greatest. */
    private static long ppm(final long worse, final long expected) {
        if (worse != Decimals.OVERFLOW && worse <= 0) {
            return 0;
        }
        final long ppm = Decimals.mulDiv(worse, 1_000_000L, expected, Rounding.UP);
        return worse == Decimals.OVERFLOW || ppm == Decimals.OVERFLOW ? Long.MAX_VALUE : ppm;
    }

    private void judge(final int scope, final long clientOrderId, final long ppm, final boolean isStrategy) {
        if (scope == Scopes.NONE) {
            return;
        }
        final long alert = rows.bound(Control.SLIPPAGE, 1, scope);
        if (lastAlerted[scope] != clientOrderId) {
            if (ppm > alert) {
                lastAlerted[scope] = clientOrderId;
                inARow[scope]++;
                if (isStrategy) {
                    latches.report(RiskEventKind.WARNING, Control.SLIPPAGE, scope, ppm, alert);
                }
            } else {
                inARow[scope] = 0;
            }
        }
        final long bound = rows.bound(Control.SLIPPAGE, 0, scope);
        final long rowMost = Math.max(1, rows.bound(Control.SLIPPAGE, 2, scope));
        if (isStrategy && ppm > bound) {
            latches.raise(scope, Control.SLIPPAGE, Latches.REDUCE_ONLY, ppm, bound);
        } else if (inARow[scope] >= rowMost) {
            latches.raise(scope, Control.SLIPPAGE, Latches.REDUCE_ONLY, inARow[scope], rowMost);
        }
    }

    /** A person has looked at it. */
    void forget(final int scope) {
        if (scope < inARow.length) {
            inARow[scope] = 0;
        }
    }

    void writeTo(final SnapshotWriter writer) {
        int stated = 0;
        for (int scope = 0; scope < inARow.length; scope++) {
            stated += inARow[scope] == 0 && lastAlerted[scope] == 0 ? 0 : 1;
        }
        writer.putInt(stated);
        for (int scope = 0; scope < inARow.length; scope++) {
            if (inARow[scope] != 0 || lastAlerted[scope] != 0) {
                writer.putInt(scope);
                writer.putInt(inARow[scope]);
                writer.putLong(lastAlerted[scope]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(inARow, 0);
        Arrays.fill(lastAlerted, 0);
        for (int stated = reader.getInt(); stated > 0; stated--) {
            final int scope = reader.getInt();
            inARow[scope] = reader.getInt();
            lastAlerted[scope] = reader.getLong();
        }
    }
}
