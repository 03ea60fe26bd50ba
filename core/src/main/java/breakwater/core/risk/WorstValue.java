package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.reference.Instruments;

/**
 * What quantities are worth at their worst, in money E8, rounded against us; {@link Decimals#OVERFLOW} where a value has
 * no place in a long. An order is worth its price or the dearer mark, whichever is higher, and the higher fee. A position
 * is worth the dearer mark; where it stands against the direction that is summed, it saves only the cheaper one.
 *
 * <p>Thread: core. Allocates: never.
 */
final class WorstValue {
    /** Specification 5.1: a stop-limit's limit lies 0.1 % behind its trigger. */
    static final long STOP_LIMIT_OFFSET_PPM = 1_000;
    /** Slippage that an exit may suffer beyond its limit offset: 0.05 %. */
    static final long SLIPPAGE_PPM = 500;

    private static final int NONE = -1;

    private final Instruments instruments;
    private final MarketView market;

    /** What the decision under way has valued already; the instrument of the mark is {@link #NONE} before it has looked. */
    private int markedInstrumentId = NONE;

    private long dearMark;
    private boolean isOrderKnown;

    private long orderQuantity;
    private long orderHighest;
    private long orderE8;
    private boolean isLossKnown;
    private int lossInstrumentId;
    private boolean lossIsLong;
    private long lossEntryPrice;
    private long lossStopPrice;
    private long loss;

    WorstValue(final Instruments instruments, final MarketView market) {
        this.instruments = instruments;
        this.market = market;
    }

    /** Begins a decision: nothing is known from the one before, since when fees and marks may have changed. */
    void begin() {
        markedInstrumentId = NONE;
        isOrderKnown = false;
        isLossKnown = false;
    }

    /** Returns the dearer of the prices at which a position would be closed, 0 = none. */
    long dearMark(final int instrumentId) {
        return Math.max(market.markPrice(instrumentId, 1), market.markPrice(instrumentId, -1));
    }

    /** The same for the instrument under decision, whose mark more than one control wants: once. */
    long dearMarkOfThis(final int instrumentId) {
        if (instrumentId != markedInstrumentId) {
            markedInstrumentId = instrumentId;
            dearMark = dearMark(instrumentId);
        }
        return dearMark;
    }

    /** Returns the value of orders of a side, fee included. */
    long ofOrders(final int instrumentId, final long quantity, final long price) {
        return quantity == 0 ? 0 : ofOrdersAt(instrumentId, quantity, Math.max(price, dearMark(instrumentId)));
    }

    /** Returns the value of orders at the highest of their prices and marks, fee included. */
    long ofOrdersAt(final int instrumentId, final long quantity, final long highest) {
        final long notionalE8 = instruments.notionalE8(instrumentId, highest, quantity, Rounding.UP);
        return Decimals.add(notionalE8, Decimals.ppm(notionalE8, feePpm(instrumentId), Rounding.UP));
    }

    /** The same for the order under decision, which more than one control values: once. */
    long ofThisOrder(final Clearance known, final long quantity, final long highest) {
        if (!isOrderKnown || quantity != orderQuantity || highest != orderHighest) {
            isOrderKnown = true;
            final long notionalE8 = Decimals.notionalE8(highest, quantity, known.scale, known.multiplier, Rounding.UP);
            orderE8 = Decimals.add(notionalE8, Decimals.ppm(notionalE8, known.feePpm, Rounding.UP));
            orderQuantity = quantity;
            orderHighest = highest;
        }
        return orderE8;
    }

    /** The same for the order under decision alone, at its own price or the dearer mark. */
    long ofThisOrder(final Candidate c) {
        return ofThisOrder(c.clear, c.intent.quantity, Math.max(c.intent.price, dearMarkOfThis(c.instrumentId())));
    }

    /** Returns the value of a position in the direction in which it is positive. */
    long ofPosition(final int instrumentId, final long quantity) {
        final long closingLong = market.markPrice(instrumentId, 1);
        final long closingShort = market.markPrice(instrumentId, -1);
        return ofPosition(
                instrumentId, quantity, Math.max(closingLong, closingShort), Math.min(closingLong, closingShort));
    }

    /** The same at these marks. */
    long ofPosition(final int instrumentId, final long quantity, final long dearMark, final long cheapMark) {
        if (quantity == 0) {
            return 0;
        }
        return quantity > 0
                ? instruments.notionalE8(instrumentId, dearMark, quantity, Rounding.UP)
                : instruments.notionalE8(instrumentId, cheapMark, quantity, Rounding.DOWN);
    }

    /**
     * Returns the loss of one unit of quantity from entry to the worst exit behind the stop (offset, slippage, fees both
     * ways), as a price mantissa rounded up, never negative.
     */
    long unitLoss(final int instrumentId, final boolean isLong, final long entryPrice, final long stopPrice) {
        final long behind = Decimals.ppm(stopPrice, STOP_LIMIT_OFFSET_PPM + SLIPPAGE_PPM, Rounding.UP);
        final long exitPrice = isLong ? Decimals.subtract(stopPrice, behind) : Decimals.add(stopPrice, behind);
        final long fees = Decimals.ppm(Decimals.add(entryPrice, exitPrice), feePpm(instrumentId), Rounding.UP);
        final long fall = isLong ? Decimals.subtract(entryPrice, exitPrice) : Decimals.subtract(exitPrice, entryPrice);
        final long loss = Decimals.add(fall, fees);
        return loss == Decimals.OVERFLOW ? loss : Math.max(0, loss);
    }

    /** The same for the order under decision, by which it is sized and which its heat is made of: once. */
    long unitLossOfThis(final int instrumentId, final boolean isLong, final long entryPrice, final long stopPrice) {
        if (!isLossKnown
                || entryPrice != lossEntryPrice
                || stopPrice != lossStopPrice
                || isLong != lossIsLong
                || instrumentId != lossInstrumentId) {
            isLossKnown = true;
            loss = unitLoss(instrumentId, isLong, entryPrice, stopPrice);
            lossInstrumentId = instrumentId;
            lossIsLong = isLong;
            lossEntryPrice = entryPrice;
            lossStopPrice = stopPrice;
        }
        return loss;
    }

    /** Returns the largest quantity whose {@code price} x quantity is within {@code moneyE8}; Long.MAX_VALUE = any. */
    long quantityFor(final int instrumentId, final long price, final long moneyE8) {
        final int scale = 8 + instruments.priceExponent(instrumentId) + instruments.quantityExponent(instrumentId);
        final long perUnit = Decimals.multiply(price, instruments.contractMultiplier(instrumentId));
        final long divisor = scale > 0 ? Decimals.multiply(perUnit, Decimals.power10(scale)) : perUnit;
        if (divisor == Decimals.OVERFLOW || moneyE8 <= 0) {
            return 0;
        }
        if (divisor == 0) {
            return Long.MAX_VALUE;
        }
        final long quantity =
                Decimals.mulDiv(moneyE8, scale < 0 ? Decimals.power10(-scale) : 1, divisor, Rounding.DOWN);
        return quantity == Decimals.OVERFLOW ? Long.MAX_VALUE : quantity;
    }

    /** Returns the higher of the instrument's fees in ppm; a rebate counts as none. */
    long feePpm(final int instrumentId) {
        return Math.max(0, Math.max(instruments.makerFeePpm(instrumentId), instruments.takerFeePpm(instrumentId)));
    }
}
