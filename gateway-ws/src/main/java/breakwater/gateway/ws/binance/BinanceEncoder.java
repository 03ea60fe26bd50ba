package breakwater.gateway.ws.binance;

import breakwater.core.message.Frame;
import breakwater.core.message.MarketFrames;
import breakwater.core.message.Side;
import breakwater.gateway.ws.DecimalText;
import org.agrona.MutableDirectBuffer;

/**
 * Turns typed calls into event frames: trade → Trade, book ticker → Quote, depth and snapshot → a transaction of Depth
 * parts of at most 20 levels, bids before asks. After each message of the adapter, {@link #parts} says how many frames it
 * makes and {@link #encode} writes them; 0 parts = a value had no exact mantissa in the instrument's exponents, or, where
 * {@link #isHeld} says so, the delta waits for its snapshot: {@link #nextHeld} gives it later.
 *
 * <p>Thread: the adapter's. Allocates: while deltas wait for a snapshot; else never.
 */
public final class BinanceEncoder implements BinanceHandler {
    private static final int TRADE = 1;
    private static final int QUOTE = 2;
    private static final int DEPTH = 3;
    private static final int SNAPSHOT = 4;

    private final MarketFrames frames = new MarketFrames();
    private final HeldDeltas heldDeltas = new HeldDeltas();
    private final int priceExponent;
    private final int quantityExponent;
    private int kind;
    private int parts;
    private long timeNs;
    private long firstId;
    private long lastId;
    private long price;
    private long quantity;
    private long askPrice;
    private long askQuantity;
    private boolean isBuyerMaker;
    private BinanceLevels levels;
    private boolean isHeld;

    public BinanceEncoder(final int priceExponent, final int quantityExponent) {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /** Forgets the last message. */
    public void clear() {
        parts = 0;
        isHeld = false;
    }

    /** Returns whether the last message is a delta that waits for its snapshot. */
    public boolean isHeld() {
        return isHeld;
    }

    /** Makes the next delta that has waited the last message; returns whether there was one. Call it until there is none. */
    public boolean nextHeld() {
        final HeldDeltas.Delta delta = heldDeltas.next();
        if (delta == null) {
            return false;
        }
        onLevels(DEPTH, delta.timeNs(), delta.firstUpdateId(), delta.lastUpdateId(), delta.levels());
        return true;
    }

    /** Lets go of the deltas that wait, since no snapshot will come any more; returns whether there are any. */
    public boolean releaseHeld() {
        return heldDeltas.release();
    }

    /** Returns how many frames the last message makes. */
    public int parts() {
        return parts;
    }

    /** Returns the venue's time of the last message, 0 = it has none. */
    public long timeNs() {
        return timeNs;
    }

    /** Writes part 0 to {@link #parts} - 1 of the last message; without a time of its own it is flagged and takes ingress time. */
    public void encode(
            final int part,
            final MutableDirectBuffer buffer,
            final int offset,
            final int sourceId,
            final long sourceSequence,
            final long ingressTimeNs,
            final int instrumentId) {
        frames.at(
                buffer,
                offset,
                sourceId,
                sourceSequence,
                ingressTimeNs,
                timeNs == 0 ? ingressTimeNs : timeNs,
                timeNs == 0 ? Frame.FLAG_NO_EVENT_TIME : 0);
        if (kind == TRADE) {
            frames.trade(instrumentId, isBuyerMaker ? Side.SELL : Side.BUY, price, quantity, lastId);
        } else if (kind == QUOTE) {
            frames.quote(instrumentId, price, quantity, askPrice, askQuantity);
        } else {
            encodeLevels(part, instrumentId);
        }
    }

    private void encodeLevels(final int part, final int instrumentId) {
        final int bids = levels.bidCount();
        final int from = part * MarketFrames.LEVELS_MAX;
        final int to = Math.min(from + MarketFrames.LEVELS_MAX, bids + levels.askCount());
        frames.depth(instrumentId, lastId, part, parts, firstId, lastId, kind == SNAPSHOT, to - from);
        for (int i = from; i < to; i++) {
            if (i < bids) {
                frames.level(
                        Side.BUY,
                        DecimalText.mantissa(levels.bidPriceE8(i), priceExponent),
                        DecimalText.mantissa(levels.bidQuantityE8(i), quantityExponent));
            } else {
                frames.level(
                        Side.SELL,
                        DecimalText.mantissa(levels.askPriceE8(i - bids), priceExponent),
                        DecimalText.mantissa(levels.askQuantityE8(i - bids), quantityExponent));
            }
        }
    }

    @Override
    public void onTrade(
            final int symbolId,
            final long timeNs,
            final long tradeId,
            final long priceE8,
            final long quantityE8,
            final boolean isBuyerMaker) {
        begin(TRADE, timeNs, tradeId, tradeId);
        this.isBuyerMaker = isBuyerMaker;
        price = DecimalText.mantissa(priceE8, priceExponent);
        quantity = DecimalText.mantissa(quantityE8, quantityExponent);
        parts = price < 0 || quantity < 0 ? 0 : 1;
    }

    @Override
    public void onBookTicker(
            final int symbolId,
            final long timeNs,
            final long updateId,
            final long bidPriceE8,
            final long bidQuantityE8,
            final long askPriceE8,
            final long askQuantityE8) {
        begin(QUOTE, timeNs, updateId, updateId);
        price = DecimalText.mantissa(bidPriceE8, priceExponent);
        quantity = DecimalText.mantissa(bidQuantityE8, quantityExponent);
        askPrice = DecimalText.mantissa(askPriceE8, priceExponent);
        askQuantity = DecimalText.mantissa(askQuantityE8, quantityExponent);
        parts = price < 0 || quantity < 0 || askPrice < 0 || askQuantity < 0 ? 0 : 1;
    }

    @Override
    public void onDepth(
            final int symbolId,
            final long timeNs,
            final long firstUpdateId,
            final long lastUpdateId,
            final BinanceLevels levels) {
        isHeld = fits(levels) && heldDeltas.take(timeNs, firstUpdateId, lastUpdateId, levels);
        if (!isHeld) {
            onLevels(DEPTH, timeNs, firstUpdateId, lastUpdateId, levels);
        }
    }

    @Override
    public void onSnapshot(final long timeNs, final long lastUpdateId, final BinanceLevels levels) {
        heldDeltas.onSnapshot(lastUpdateId);
        onLevels(SNAPSHOT, timeNs, lastUpdateId, lastUpdateId, levels);
    }

    private void onLevels(
            final int kind,
            final long timeNs,
            final long firstUpdateId,
            final long lastUpdateId,
            final BinanceLevels levels) {
        begin(kind, timeNs, firstUpdateId, lastUpdateId);
        this.levels = levels;
        final int count = levels.bidCount() + levels.askCount();
        parts = fits(levels) ? Math.max(1, (count + MarketFrames.LEVELS_MAX - 1) / MarketFrames.LEVELS_MAX) : 0;
    }

    private boolean fits(final BinanceLevels levels) {
        for (int i = 0; i < levels.bidCount(); i++) {
            if (DecimalText.mantissa(levels.bidPriceE8(i), priceExponent) < 0
                    || DecimalText.mantissa(levels.bidQuantityE8(i), quantityExponent) < 0) {
                return false;
            }
        }
        for (int i = 0; i < levels.askCount(); i++) {
            if (DecimalText.mantissa(levels.askPriceE8(i), priceExponent) < 0
                    || DecimalText.mantissa(levels.askQuantityE8(i), quantityExponent) < 0) {
                return false;
            }
        }
        return true;
    }

    private void begin(final int kind, final long timeNs, final long firstId, final long lastId) {
        this.kind = kind;
        this.timeNs = timeNs;
        this.firstId = firstId;
        this.lastId = lastId;
    }
}
