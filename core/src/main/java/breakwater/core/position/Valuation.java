package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.reference.Instruments;
import java.util.Arrays;

/**
 * Values open positions at the price at which they would be closed now, and keeps the accounts' sums in step. A stale
 * mark may lower a valuation, never raise it (Semantics 7). A position that never saw a mark is worth its cost.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Valuation {
    private static final long UNMARKED = Long.MIN_VALUE;

    private final Instruments instruments;
    private final MarketView market;
    private final PositionTable table;
    private final AccountFigures figures;
    /** Until when every open position of an account has a fresh mark, unless doubts arise. Derived, not state. */
    private final long[] markedUntilNs;

    private final long[] markedDoubts;

    Valuation(
            final Instruments instruments,
            final MarketView market,
            final PositionTable table,
            final AccountFigures figures,
            final int accounts) {
        this.instruments = instruments;
        this.market = market;
        this.table = table;
        this.figures = figures;
        markedUntilNs = new long[accounts];
        markedDoubts = new long[accounts];
        forgetMarks();
    }

    /** Values the open positions of an instrument at its mark; a mark that is not fresh may only lower them. */
    void onMark(final int instrumentId, final long nowNs) {
        int slot = table.firstOpen(instrumentId);
        if (slot == PositionTable.NONE) {
            return;
        }
        final boolean isFresh = market.isFresh(instrumentId, nowNs);
        for (; slot != PositionTable.NONE; slot = table.nextOpen(slot)) {
            final long price = market.markPrice(instrumentId, Long.signum(table.quantity[slot]));
            // at the price of last time it is worth what it was
            if (price > 0 && price != table.markPrice[slot]) {
                final long valueE8 = unrealizedAt(slot, price);
                if (isFresh || valueE8 < table.unrealizedE8[slot]) {
                    value(slot, price, valueE8);
                }
            }
        }
    }

    /** Values a slot whose quantity changed: at the mark if it is fresh, else at the worse of it and the last one. */
    void revalue(final int slot, final long nowNs) {
        markedUntilNs[table.accountId[slot]] = UNMARKED;
        if (table.quantity[slot] == 0) {
            value(slot, 0, 0);
            return;
        }
        final int instrumentId = table.instrumentId[slot];
        final long price = market.markPrice(instrumentId, Long.signum(table.quantity[slot]));
        final long last = table.markPrice[slot];
        final long atMarkE8 = price > 0 ? unrealizedAt(slot, price) : 0;
        if (price > 0 && market.isFresh(instrumentId, nowNs)) {
            value(slot, price, atMarkE8);
            return;
        }
        final long atLastE8 = last > 0 ? unrealizedAt(slot, last) : 0;
        if (price > 0 && atMarkE8 < atLastE8) {
            value(slot, price, atMarkE8);
        } else {
            value(slot, last, atLastE8);
        }
    }

    private long unrealizedAt(final int slot, final long price) {
        return Decimals.subtract(
                instruments.notionalE8(table.instrumentId[slot], price, table.quantity[slot], Rounding.FLOOR),
                table.costE8[slot]);
    }

    private void value(final int slot, final long price, final long valueE8) {
        final int accountId = table.accountId[slot];
        figures.unvalue(accountId, table.unrealizedE8[slot], table.exposureE8[slot]);
        // the sum is the notional again, which fits wherever the difference did
        final long exposureE8 = valueE8 == Decimals.OVERFLOW ? 0 : Math.abs(valueE8 + table.costE8[slot]);
        figures.value(accountId, valueE8, exposureE8);
        table.exposureE8[slot] = exposureE8;
        table.markPrice[slot] = price;
        table.unrealizedE8[slot] = valueE8;
    }

    /** Returns the average price of what is open, rounded half away from zero; 0 where flat. */
    long entryPrice(final int slot) {
        final long quantity = table.quantity[slot];
        if (quantity == 0) {
            return 0;
        }
        final int instrumentId = table.instrumentId[slot];
        final int scale = 8 + instruments.priceExponent(instrumentId) + instruments.quantityExponent(instrumentId);
        final long units = Decimals.multiply(quantity, instruments.contractMultiplier(instrumentId));
        return Decimals.mulDiv(
                table.costE8[slot],
                Decimals.power10(Math.max(0, -scale)),
                Decimals.multiply(units, Decimals.power10(Math.max(0, scale))),
                Rounding.HALF_UP);
    }

    boolean isMarked(final int accountId, final long nowNs) {
        if (accountId < 0 || accountId >= markedUntilNs.length) {
            return true;
        }
        final long doubts = market.freshnessDoubts();
        if (nowNs <= markedUntilNs[accountId] && doubts == markedDoubts[accountId] && doubts >= 0) {
            return true;
        }
        long untilNs = Long.MAX_VALUE;
        for (int i = 0; i < table.openCount(); i++) {
            final int slot = table.openSlot(i);
            if (table.accountId[slot] == accountId) {
                if (table.markPrice[slot] == 0 || !market.isFresh(table.instrumentId[slot], nowNs)) {
                    markedUntilNs[accountId] = UNMARKED;
                    return false;
                }
                untilNs = Math.min(untilNs, market.freshUntilNs(table.instrumentId[slot]));
            }
        }
        markedUntilNs[accountId] = untilNs;
        markedDoubts[accountId] = doubts;
        return true;
    }

    /** Forgets that accounts are marked: the table was replaced. */
    void forgetMarks() {
        Arrays.fill(markedUntilNs, UNMARKED);
    }
}
