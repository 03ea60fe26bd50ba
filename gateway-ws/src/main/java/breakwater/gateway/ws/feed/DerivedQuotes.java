package breakwater.gateway.ws.feed;

import breakwater.core.decimal.Decimals;

/**
 * Best bid and ask where a feed has none: around a price that has just been seen, from that price alone, so never looking
 * ahead. Half-spread = the larger of one tick and 1 basis point of the price, then away from the price to the tick. Size on
 * both sides = what 50,000 units of the quote currency buy at the price, down to the lot, at least one lot.
 *
 * <p>Thread: the owner's. Allocates: never.
 */
final class DerivedQuotes {
    static final long HALF_SPREAD_PPM = 100;
    static final long SIZE_NOTIONAL = 50_000;

    private final long tickSize;
    private final long lotSize;
    private final long notional;
    private long bidPrice;
    private long askPrice;
    private long quantity;

    DerivedQuotes(final InstrumentTerms terms) {
        tickSize = terms.tickSize();
        lotSize = terms.lotSize();
        long scaled = SIZE_NOTIONAL;
        for (int i = terms.priceExponent() + terms.quantityExponent(); i < 0 && scaled != Decimals.OVERFLOW; i++) {
            scaled = Decimals.multiply(scaled, 10);
        }
        notional = scaled == Decimals.OVERFLOW ? Long.MAX_VALUE : scaled;
    }

    void around(final long price) {
        final long half = Math.max(tickSize, price / (1_000_000 / HALF_SPREAD_PPM));
        bidPrice = Math.max(tickSize, Decimals.floorTo(price - half, tickSize));
        final long ask = Decimals.ceilTo(price > Long.MAX_VALUE - half ? price : price + half, tickSize);
        askPrice = ask == Decimals.OVERFLOW ? price : ask;
        quantity = Math.max(lotSize, Decimals.floorTo(notional / price, lotSize));
    }

    long bidPrice() {
        return bidPrice;
    }

    long askPrice() {
        return askPrice;
    }

    long quantity() {
        return quantity;
    }
}
