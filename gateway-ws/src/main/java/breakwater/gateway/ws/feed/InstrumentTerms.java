package breakwater.gateway.ws.feed;

import breakwater.core.message.AssetClass;
import breakwater.core.message.InstrumentDefinitionEncoder;

/**
 * An instrument as a feed suggests it, for the run to define. Sizes are mantissas.
 *
 * @param symbol at most 24 ASCII characters, base and quote currency: BTC-USD
 * @param quoteCurrency the second half of the symbol
 * @param priceExponent 0 to -8: a price mantissa is in 10^this
 * @param quantityExponent 0 to -8
 * @param tickSize step of prices; recorded prices are multiples of it
 * @param lotSize step and least size of quantities
 */
public record InstrumentTerms(
        String symbol,
        String quoteCurrency,
        AssetClass assetClass,
        int priceExponent,
        int quantityExponent,
        long tickSize,
        long lotSize) {
    /** The hard bound of staleness (P26); bar sources get theirs from the cadence. */
    public static final long STALE_AFTER_NS = 30_000_000_000L;
    /** 0.10 %, maker and taker alike: what spot venues charge before discounts. */
    public static final long FEE_PPM = 1_000;

    private static final long QUANTITY_MAX_UNITS = 1_000_000;

    /** Fails with the rule broken, in words. */
    public InstrumentTerms {
        Ascii.requireName("symbol", symbol);
        Ascii.requireName("quoteCurrency", quoteCurrency);
        if (priceExponent > 0 || priceExponent < -8 || quantityExponent > 0 || quantityExponent < -8) {
            throw new IllegalArgumentException("exponents of " + symbol + " are " + priceExponent + " and "
                    + quantityExponent + ", allowed: -8 to 0");
        }
        if (tickSize <= 0 || lotSize <= 0) {
            throw new IllegalArgumentException(
                    symbol + ": tickSize=" + tickSize + ", lotSize=" + lotSize + ", both must be positive");
        }
    }

    /** Returns crypto spot terms with the steps 1 x 10^-priceDecimals and 1 x 10^-quantityDecimals. */
    static InstrumentTerms spot(
            final String symbol, final String quoteCurrency, final int priceDecimals, final int quantityDecimals) {
        return new InstrumentTerms(symbol, quoteCurrency, AssetClass.CRYPTO, -priceDecimals, -quantityDecimals, 1, 1);
    }

    /** Writes the definition. Cold path. */
    public void encode(final InstrumentDefinitionEncoder encoder, final int instrumentId, final int venueId) {
        long quantityMax = QUANTITY_MAX_UNITS;
        for (int i = quantityExponent; i < 0; i++) {
            quantityMax *= 10;
        }
        encoder.instrumentId(instrumentId)
                .venueId(venueId)
                .assetClass(assetClass)
                .priceExponent((byte) priceExponent)
                .quantityExponent((byte) quantityExponent)
                .isShortable((short) 0)
                .tickSize(tickSize)
                .lotSize(lotSize)
                .minQuantity(lotSize)
                .maxQuantity(Math.max(lotSize, quantityMax))
                .minNotionalE8(0)
                .contractMultiplier(1)
                .makerFeePpm(FEE_PPM)
                .takerFeePpm(FEE_PPM)
                .staleAfterNs(STALE_AFTER_NS)
                .jumpMaxPpm(0)
                .symbol(symbol)
                .quoteCurrency(quoteCurrency);
    }
}
