package breakwater.core.reference;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.AssetClass;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * Instruments by dense id. Every accessor but {@link #isDefined} takes a defined id.
 *
 * <p>Thread: core. Allocates: at definitions only.
 */
public final class Instruments implements Stateful {
    private final Names symbols;
    private final Names quoteCurrencies;
    private final int[] venueId;
    private final AssetClass[] assetClass;
    private final int[] priceExponent;
    private final int[] quantityExponent;
    private final boolean[] isShortable;
    private final long[] tickSize;
    private final long[] lotSize;
    private final long[] minQuantity;
    private final long[] maxQuantity;
    private final long[] minNotionalE8;
    private final long[] contractMultiplier;
    private final long[] makerFeePpm;
    private final long[] takerFeePpm;
    private final long[] staleAfterNs;
    private final long[] jumpMaxPpm;
    /** How often something was defined, so that what was worked out from a definition is known to be old; no state. */
    private long changes;

    public Instruments(final int capacity) {
        symbols = new Names(capacity);
        quoteCurrencies = new Names(capacity);
        venueId = new int[capacity];
        assetClass = new AssetClass[capacity];
        priceExponent = new int[capacity];
        quantityExponent = new int[capacity];
        isShortable = new boolean[capacity];
        tickSize = new long[capacity];
        lotSize = new long[capacity];
        minQuantity = new long[capacity];
        maxQuantity = new long[capacity];
        minNotionalE8 = new long[capacity];
        contractMultiplier = new long[capacity];
        makerFeePpm = new long[capacity];
        takerFeePpm = new long[capacity];
        staleAfterNs = new long[capacity];
        jumpMaxPpm = new long[capacity];
    }

    /**
     * Applies a definition. Returns false, and changes nothing, if the id is out of capacity, a size is not positive, an
     * exponent is out of -12 to 0, or the instrument exists with other ticks, lots, exponents, venue or multiplier.
     */
    public boolean define(final InstrumentDefinitionDecoder d) {
        final int id = d.instrumentId();
        final int scale = 8 + d.priceExponent() + d.quantityExponent();
        if (id >= symbols.capacity()
                || d.tickSize() <= 0
                || d.lotSize() <= 0
                || d.minQuantity() <= 0
                || d.maxQuantity() < d.minQuantity()
                || d.contractMultiplier() <= 0
                || d.minNotionalE8() < 0
                || d.priceExponent() > 0
                || d.priceExponent() < -12
                || d.quantityExponent() > 0
                || d.quantityExponent() < -12
                || scale < -18
                || d.staleAfterNs() <= 0
                || d.assetClass() == AssetClass.NULL_VAL
                || d.assetClass() == AssetClass.SBE_UNKNOWN) {
            return false;
        }
        if (isDefined(id)
                && (tickSize[id] != d.tickSize()
                        || lotSize[id] != d.lotSize()
                        || priceExponent[id] != d.priceExponent()
                        || quantityExponent[id] != d.quantityExponent()
                        || venueId[id] != d.venueId()
                        || contractMultiplier[id] != d.contractMultiplier()
                        || assetClass[id] != d.assetClass()
                        || !quoteCurrencies.get(id).equals(d.quoteCurrency()))) {
            return false;
        }
        symbols.set(id, d.symbol());
        quoteCurrencies.set(id, d.quoteCurrency());
        venueId[id] = d.venueId();
        assetClass[id] = d.assetClass();
        priceExponent[id] = d.priceExponent();
        quantityExponent[id] = d.quantityExponent();
        isShortable[id] = d.isShortable() != 0;
        tickSize[id] = d.tickSize();
        lotSize[id] = d.lotSize();
        minQuantity[id] = d.minQuantity();
        maxQuantity[id] = d.maxQuantity();
        minNotionalE8[id] = d.minNotionalE8();
        contractMultiplier[id] = d.contractMultiplier();
        makerFeePpm[id] = d.makerFeePpm();
        takerFeePpm[id] = d.takerFeePpm();
        staleAfterNs[id] = d.staleAfterNs();
        jumpMaxPpm[id] = d.jumpMaxPpm();
        changes++;
        return true;
    }

    public boolean isDefined(final int instrumentId) {
        return symbols.isDefined(instrumentId);
    }

    /** Returns a number that is another after each definition, and after a restore. */
    public long changes() {
        return changes;
    }

    /** Returns one more than the highest id defined. */
    public int count() {
        return symbols.count();
    }

    /** Returns how many ids there is room for. */
    public int capacity() {
        return symbols.capacity();
    }

    public String symbol(final int instrumentId) {
        return symbols.get(instrumentId);
    }

    /** Returns the dense id of a symbol, or -1. */
    public int idOf(final String symbol) {
        return symbols.idOf(symbol);
    }

    public String quoteCurrency(final int instrumentId) {
        return quoteCurrencies.get(instrumentId);
    }

    /** Returns price x quantity x multiplier in money E8, or {@link Decimals#OVERFLOW}. */
    public long notionalE8(final int instrumentId, final long price, final long quantity, final Rounding rounding) {
        return Decimals.notionalE8(
                price,
                quantity,
                8 + priceExponent[instrumentId] + quantityExponent[instrumentId],
                contractMultiplier[instrumentId],
                rounding);
    }

    /** Returns whether the venue takes an order of this size at this price: less than its smallest quantity or value is dust. */
    public boolean isOrderable(final int instrumentId, final long price, final long quantity) {
        return quantity >= minQuantity[instrumentId]
                && notionalE8(instrumentId, price, quantity, Rounding.DOWN) >= minNotionalE8[instrumentId];
    }

    public int venueId(final int instrumentId) {
        return venueId[instrumentId];
    }

    public AssetClass assetClass(final int instrumentId) {
        return assetClass[instrumentId];
    }

    public int priceExponent(final int instrumentId) {
        return priceExponent[instrumentId];
    }

    public int quantityExponent(final int instrumentId) {
        return quantityExponent[instrumentId];
    }

    public boolean isShortable(final int instrumentId) {
        return isShortable[instrumentId];
    }

    public long tickSize(final int instrumentId) {
        return tickSize[instrumentId];
    }

    public long lotSize(final int instrumentId) {
        return lotSize[instrumentId];
    }

    public long minQuantity(final int instrumentId) {
        return minQuantity[instrumentId];
    }

    public long maxQuantity(final int instrumentId) {
        return maxQuantity[instrumentId];
    }

    public long minNotionalE8(final int instrumentId) {
        return minNotionalE8[instrumentId];
    }

    public long contractMultiplier(final int instrumentId) {
        return contractMultiplier[instrumentId];
    }

    public long makerFeePpm(final int instrumentId) {
        return makerFeePpm[instrumentId];
    }

    public long takerFeePpm(final int instrumentId) {
        return takerFeePpm[instrumentId];
    }

    public long staleAfterNs(final int instrumentId) {
        return staleAfterNs[instrumentId];
    }

    public long jumpMaxPpm(final int instrumentId) {
        return jumpMaxPpm[instrumentId];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("instruments");
        symbols.writeTo(writer);
        quoteCurrencies.writeTo(writer);
        for (int i = 0; i < symbols.count(); i++) {
            if (symbols.isDefined(i)) {
                writer.putInt(venueId[i]);
                writer.putInt(assetClass[i].value());
                writer.putInt(priceExponent[i]);
                writer.putInt(quantityExponent[i]);
                writer.putBoolean(isShortable[i]);
                writer.putLong(tickSize[i]);
                writer.putLong(lotSize[i]);
                writer.putLong(minQuantity[i]);
                writer.putLong(maxQuantity[i]);
                writer.putLong(minNotionalE8[i]);
                writer.putLong(contractMultiplier[i]);
                writer.putLong(makerFeePpm[i]);
                writer.putLong(takerFeePpm[i]);
                writer.putLong(staleAfterNs[i]);
                writer.putLong(jumpMaxPpm[i]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("instruments");
        changes++;
        symbols.readFrom(reader);
        quoteCurrencies.readFrom(reader);
        for (int i = 0; i < symbols.count(); i++) {
            if (symbols.isDefined(i)) {
                venueId[i] = reader.getInt();
                assetClass[i] = AssetClass.get((short) reader.getInt());
                priceExponent[i] = reader.getInt();
                quantityExponent[i] = reader.getInt();
                isShortable[i] = reader.getBoolean();
                tickSize[i] = reader.getLong();
                lotSize[i] = reader.getLong();
                minQuantity[i] = reader.getLong();
                maxQuantity[i] = reader.getLong();
                minNotionalE8[i] = reader.getLong();
                contractMultiplier[i] = reader.getLong();
                makerFeePpm[i] = reader.getLong();
                takerFeePpm[i] = reader.getLong();
                staleAfterNs[i] = reader.getLong();
                jumpMaxPpm[i] = reader.getLong();
            }
        }
    }
}
