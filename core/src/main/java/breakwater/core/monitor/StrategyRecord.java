package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * What each strategy's closed trades come to.
 *
 * <p>L6: so many trades are judged at once, then the next so many. Too few that won, or profits too small against losses,
 * hold the strategy until a person resumes, which begins the count anew. A trade that broke even neither won nor lost.
 *
 * <p>L10: the fees of the UTC day against what its closed trades made before fees. Too large a share, or fees without a
 * profit, is told once a day; nothing is held.
 *
 * <p>Money is E8 and net of fees; a sum that has no place in a long stays at the largest, which cannot pass a loss for less
 * than it is. Thread: core. Allocates: never after construction.
 */
final class StrategyRecord {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private final int[] trades;
    private final int[] wins;
    private final long[] profitE8;
    private final long[] lossE8;

    private final long[] day;
    private final int[] tradesOfDay;
    private final long[] netOfDayE8;
    private final long[] feesOfDayE8;
    private final boolean[] isTold;

    StrategyRecord(final Capacity capacity, final Scopes scopes, final Latches latches, final BreakerRows rows) {
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        final int count = capacity.strategies();
        trades = new int[count];
        wins = new int[count];
        profitE8 = new long[count];
        lossE8 = new long[count];
        day = new long[count];
        tradesOfDay = new int[count];
        netOfDayE8 = new long[count];
        feesOfDayE8 = new long[count];
        isTold = new boolean[count];
    }

    void onFee(final int strategyId, final long feeE8, final long nowNs) {
        if (strategyId >= 0 && strategyId < day.length) {
            roll(strategyId, nowNs);
            feesOfDayE8[strategyId] = sum(feesOfDayE8[strategyId], feeE8);
        }
    }

    void onTradeClosed(final int strategyId, final long pnlE8, final long nowNs) {
        if (strategyId < 0 || strategyId >= day.length) {
            return;
        }
        trades[strategyId]++;
        if (pnlE8 > 0) {
            wins[strategyId]++;
            profitE8[strategyId] = sum(profitE8[strategyId], pnlE8);
        } else {
            lossE8[strategyId] = sum(lossE8[strategyId], Math.max(-Long.MAX_VALUE, pnlE8) * -1);
        }
        final int scope = scopes.strategy(strategyId);
        if (trades[strategyId] >= Math.max(1, rows.bound(Control.STRATEGY_CRITERIA, 2, scope))) {
            judge(strategyId, scope);
            forget(strategyId);
        }
        roll(strategyId, nowNs);
        tradesOfDay[strategyId]++;
        netOfDayE8[strategyId] = sum(netOfDayE8[strategyId], pnlE8);
        weighFees(strategyId, scope);
    }

    private void judge(final int strategyId, final int scope) {
        final long leastRate = rows.bound(Control.STRATEGY_CRITERIA, 0, scope);
        final long leastFactor = rows.bound(Control.STRATEGY_CRITERIA, 1, scope);
        final long rate = wins[strategyId] * 1_000_000L / trades[strategyId];
        final long factor = ratioPpm(profitE8[strategyId], lossE8[strategyId], Rounding.DOWN);
        if (rate < leastRate) {
            latches.raise(scope, Control.STRATEGY_CRITERIA, Latches.REDUCE_ONLY, rate, leastRate);
        } else if (factor < leastFactor) {
            latches.raise(scope, Control.STRATEGY_CRITERIA, Latches.REDUCE_ONLY, factor, leastFactor);
        }
    }

    private void weighFees(final int strategyId, final int scope) {
        final long most = rows.bound(Control.FEE_BURDEN, 0, scope);
        final long feesE8 = feesOfDayE8[strategyId];
        if (isTold[strategyId] || feesE8 <= 0 || tradesOfDay[strategyId] < rows.bound(Control.FEE_BURDEN, 1, scope)) {
            return;
        }
        final long share = ratioPpm(feesE8, sum(netOfDayE8[strategyId], feesE8), Rounding.UP);
        if (share > most) {
            isTold[strategyId] = true;
            latches.report(RiskEventKind.WARNING, Control.FEE_BURDEN, scope, share, most);
        }
    }

    /** Returns part in ppm of a whole; the largest where the whole is nothing or less, or it has no place in a long. */
    private static long ratioPpm(final long part, final long whole, final Rounding rounding) {
        final long ppm = whole <= 0 ? Decimals.OVERFLOW : Decimals.mulDiv(part, 1_000_000L, whole, rounding);
        return ppm == Decimals.OVERFLOW ? Long.MAX_VALUE : ppm;
    }

    private static long sum(final long a, final long b) {
        final long sum = Decimals.add(a, b);
        return sum == Decimals.OVERFLOW ? b < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE : sum;
    }

    private void roll(final int strategyId, final long nowNs) {
        final long today = Math.floorDiv(nowNs, DAY_NS);
        if (today > day[strategyId]) {
            day[strategyId] = today;
            tradesOfDay[strategyId] = 0;
            netOfDayE8[strategyId] = 0;
            feesOfDayE8[strategyId] = 0;
            isTold[strategyId] = false;
        }
    }

    /** Begins the count of L6 anew. */
    private void forget(final int strategyId) {
        trades[strategyId] = 0;
        wins[strategyId] = 0;
        profitE8[strategyId] = 0;
        lossE8[strategyId] = 0;
    }

    /** A person has looked at a strategy's scope. */
    void onResumed(final int scope) {
        forget(scopes.id(scope));
    }

    void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < day.length; i++) {
            final boolean hasTraded = day[i] != 0 || trades[i] != 0;
            writer.putBoolean(hasTraded);
            if (hasTraded) {
                writer.putInt(trades[i]);
                writer.putInt(wins[i]);
                writer.putLong(profitE8[i]);
                writer.putLong(lossE8[i]);
                writer.putLong(day[i]);
                writer.putInt(tradesOfDay[i]);
                writer.putLong(netOfDayE8[i]);
                writer.putLong(feesOfDayE8[i]);
                writer.putBoolean(isTold[i]);
            }
        }
    }

    void readFrom(final SnapshotReader reader) {
        for (int i = 0; i < day.length; i++) {
            final boolean hasTraded = reader.getBoolean();
            trades[i] = hasTraded ? reader.getInt() : 0;
            wins[i] = hasTraded ? reader.getInt() : 0;
            profitE8[i] = hasTraded ? reader.getLong() : 0;
            lossE8[i] = hasTraded ? reader.getLong() : 0;
            day[i] = hasTraded ? reader.getLong() : 0;
            tradesOfDay[i] = hasTraded ? reader.getInt() : 0;
            netOfDayE8[i] = hasTraded ? reader.getLong() : 0;
            feesOfDayE8[i] = hasTraded ? reader.getLong() : 0;
            isTold[i] = hasTraded && reader.getBoolean();
        }
    }
}
