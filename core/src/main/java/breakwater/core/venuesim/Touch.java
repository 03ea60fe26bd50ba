package breakwater.core.venuesim;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The market as the feed shows it: best bid and ask by instrument, and how much of them our takers have eaten. What we ate
 * stays eaten until that side shows another price or quantity. An instrument without quotes has its last trade as both
 * sides. A side is 0 (bid, what buyers show) or 1 (ask).
 *
 * <p>Thread: the driver's. Allocates: never after construction. Bad data (crossed, not positive, off the tick) is ignored.
 */
final class Touch implements Stateful {
    static final int BID = 0;
    static final int ASK = 1;
    /** Steps of slippage beyond the touch, each as deep as the touch; there the market ends until it moves. */
    static final int STEPS = 8;

    private final Instruments instruments;
    private final int venueId;
    private final long slippagePpm;
    // Index: instrument x 2 + side.
    private final long[] price;
    private final long[] quantity;
    private final long[] taken;
    // Index: instrument.
    private final boolean[] hasQuoted;
    private final boolean[] hasTraded;
    private final boolean[] isTradeNewer;
    private final long[] lastTradePrice;
    private final long[] lastTradeId;
    private int count;

    Touch(final int venueId, final Instruments instruments, final long slippagePpm) {
        this.instruments = instruments;
        this.venueId = venueId;
        this.slippagePpm = slippagePpm;
        final int capacity = instruments.capacity();
        price = new long[2 * capacity];
        quantity = new long[2 * capacity];
        taken = new long[2 * capacity];
        hasQuoted = new boolean[capacity];
        hasTraded = new boolean[capacity];
        isTradeNewer = new boolean[capacity];
        lastTradePrice = new long[capacity];
        lastTradeId = new long[capacity];
    }

    /** Applies a quote. Returns false if it is not for this venue or makes no sense. */
    boolean onQuote(final QuoteDecoder quote) {
        final int id = quote.instrumentId();
        if (!isOurs(id)) {
            return false;
        }
        final long bid = quote.bidPrice();
        final long ask = quote.askPrice();
        final long tick = instruments.tickSize(id);
        if (bid <= 0
                || ask <= bid
                || quote.bidQuantity() <= 0
                || quote.askQuantity() <= 0
                || bid % tick != 0
                || ask % tick != 0) {
            return false;
        }
        final boolean isFirst = !hasQuoted[id];
        set(2 * id + BID, bid, quote.bidQuantity(), isFirst);
        set(2 * id + ASK, ask, quote.askQuantity(), isFirst);
        hasQuoted[id] = true;
        isTradeNewer[id] = false;
        return true;
    }

    /** Applies a trade. Returns false if it is not for this venue, makes no sense or repeats the one before. */
    boolean onTrade(final TradeDecoder trade) {
        final int id = trade.instrumentId();
        if (!isOurs(id)
                || trade.price() <= 0
                || trade.quantity() <= 0
                || trade.price() % instruments.tickSize(id) != 0
                || (trade.tradeId() != 0 && trade.tradeId() == lastTradeId[id])) {
            return false;
        }
        hasTraded[id] = true;
        isTradeNewer[id] = true;
        lastTradePrice[id] = trade.price();
        lastTradeId[id] = trade.tradeId();
        if (!hasQuoted[id]) {
            set(2 * id + BID, trade.price(), trade.quantity(), true);
            set(2 * id + ASK, trade.price(), trade.quantity(), true);
        }
        return true;
    }

    private boolean isOurs(final int id) {
        if (!instruments.isDefined(id) || instruments.venueId(id) != venueId) {
            return false;
        }
        count = Math.max(count, id + 1);
        return true;
    }

    private void set(final int index, final long newPrice, final long newQuantity, final boolean isFresh) {
        if (isFresh || price[index] != newPrice || quantity[index] != newQuantity) {
            taken[index] = 0;
        }
        price[index] = newPrice;
        quantity[index] = newQuantity;
    }

    /** Returns the price of a side, 0 = none yet. */
    long price(final int instrumentId, final int side) {
        return price[2 * instrumentId + side];
    }

    /** Returns what a side displays, without regard to what we ate. */
    long quantity(final int instrumentId, final int side) {
        return quantity[2 * instrumentId + side];
    }

    /** Returns what our orders ate of a side since it last changed, steps beyond the touch included. */
    long taken(final int instrumentId, final int side) {
        return taken[2 * instrumentId + side];
    }

    /** Eats a side. */
    void take(final int instrumentId, final int side, final long amount) {
        taken[2 * instrumentId + side] += amount;
    }

    /** Returns what is left of a side's displayed quantity. */
    long available(final int instrumentId, final int side) {
        return Math.max(0, quantity[2 * instrumentId + side] - taken[2 * instrumentId + side]);
    }

    /** Tells whether there are quotes; without, the last trade stands for both sides. */
    boolean hasQuoted(final int instrumentId) {
        return hasQuoted[instrumentId];
    }

    boolean hasTraded(final int instrumentId) {
        return hasTraded[instrumentId];
    }

    long lastTradePrice(final int instrumentId) {
        return lastTradePrice[instrumentId];
    }

    /**
     * Returns the price that a taker meets {@code step} steps into a side: the touch, or the last trade where that is newer
     * and worse, moved by slippage and rounded against the taker; or 0 if there is none.
     */
    long priceAt(final int instrumentId, final int side, final long step) {
        long base = price[2 * instrumentId + side];
        if (base == 0) {
            return 0;
        }
        if (isTradeNewer[instrumentId]) {
            final long trade = lastTradePrice[instrumentId];
            base = side == ASK ? Math.max(base, trade) : Math.min(base, trade);
        }
        final long tick = instruments.tickSize(instrumentId);
        final long slip = Decimals.ppm(base, slippagePpm * step, Rounding.UP);
        final long worse = side == ASK ? Decimals.add(base, slip) : Decimals.subtract(base, slip);
        if (worse == Decimals.OVERFLOW) {
            return 0;
        }
        if (side == BID) {
            return Math.max(tick, Decimals.floorTo(worse, tick));
        }
        final long rounded = Decimals.ceilTo(worse, tick);
        return rounded == Decimals.OVERFLOW ? 0 : rounded;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("venue-touch");
        writer.putInt(count);
        writer.putLongs(price, 2 * count);
        writer.putLongs(quantity, 2 * count);
        writer.putLongs(taken, 2 * count);
        writer.putLongs(lastTradePrice, count);
        writer.putLongs(lastTradeId, count);
        for (int i = 0; i < count; i++) {
            writer.putInt((hasQuoted[i] ? 1 : 0) | (hasTraded[i] ? 2 : 0) | (isTradeNewer[i] ? 4 : 0));
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("venue-touch");
        final int restored = reader.getInt();
        if (restored < 0 || restored > hasQuoted.length) {
            throw new IllegalStateException(
                    "venue-touch of " + restored + " instruments, capacity=" + hasQuoted.length);
        }
        for (int i = restored; i < count; i++) {
            forget(i);
        }
        count = restored;
        reader.getLongs(price, 2 * count);
        reader.getLongs(quantity, 2 * count);
        reader.getLongs(taken, 2 * count);
        reader.getLongs(lastTradePrice, count);
        reader.getLongs(lastTradeId, count);
        for (int i = 0; i < count; i++) {
            final int flags = reader.getInt();
            hasQuoted[i] = (flags & 1) != 0;
            hasTraded[i] = (flags & 2) != 0;
            isTradeNewer[i] = (flags & 4) != 0;
        }
    }

    private void forget(final int id) {
        for (int side = BID; side <= ASK; side++) {
            price[2 * id + side] = 0;
            quantity[2 * id + side] = 0;
            taken[2 * id + side] = 0;
        }
        hasQuoted[id] = false;
        hasTraded[id] = false;
        isTradeNewer[id] = false;
        lastTradePrice[id] = 0;
        lastTradeId[id] = 0;
    }
}
