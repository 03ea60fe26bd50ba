package breakwater.core.position;

import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AccountDefinitionEncoder;
import breakwater.core.message.AssetClass;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Definition events as the configuration would send them. */
public final class Definitions {
    private Definitions() {}

    public static AccountDefinitionDecoder account(final int id, final long cashE8) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[AccountDefinitionEncoder.BLOCK_LENGTH]);
        new AccountDefinitionEncoder()
                .wrap(buffer, 0)
                .accountId(id)
                .venueId(0)
                .cashE8(cashE8)
                .name("main")
                .currency("USD");
        return new AccountDefinitionDecoder()
                .wrap(buffer, 0, AccountDefinitionEncoder.BLOCK_LENGTH, AccountDefinitionEncoder.SCHEMA_VERSION);
    }

    public static InstrumentDefinitionDecoder instrument(
            final int id,
            final AssetClass assetClass,
            final int priceExponent,
            final int quantityExponent,
            final long multiplier) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[InstrumentDefinitionEncoder.BLOCK_LENGTH]);
        new InstrumentDefinitionEncoder()
                .wrap(buffer, 0)
                .instrumentId(id)
                .venueId(0)
                .assetClass(assetClass)
                .priceExponent((byte) priceExponent)
                .quantityExponent((byte) quantityExponent)
                .isShortable((short) 1)
                .tickSize(1)
                .lotSize(1)
                .minQuantity(1)
                .maxQuantity(Long.MAX_VALUE / 4)
                .minNotionalE8(0)
                .contractMultiplier(multiplier)
                .makerFeePpm(1_000)
                .takerFeePpm(1_000)
                .staleAfterNs(30_000_000_000L)
                .jumpMaxPpm(0)
                .symbol("I" + id)
                .quoteCurrency("USD");
        return new InstrumentDefinitionDecoder()
                .wrap(buffer, 0, InstrumentDefinitionEncoder.BLOCK_LENGTH, InstrumentDefinitionEncoder.SCHEMA_VERSION);
    }
}
