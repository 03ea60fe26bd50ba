package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueModel;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;

/** The simulated venue on a port of its own, for the first instrument of its terms. */
public final class Paper implements AutoCloseable {
    private final FixVenue venue;
    private final int instrument;
    private long timeNs = Wire.NOW_NS;

    /** Makes one for the engine's orders, at 99.90 to 100.10 until it is quoted elsewhere. */
    public Paper(final FrontFaults faults) throws IOException {
        this(Wire.TERMS, Wire.SOURCE, 1000, faults);
        quote(9_990, 10_010);
    }

    /** Makes one that has no market yet. */
    public Paper(final FixTerms terms, final int sourceId, final int feePpm, final FrontFaults faults)
            throws IOException {
        final FixTerms.Instrument first = terms.instruments().get(0);
        instrument = first.id();
        final VenueModel model = VenueModel.DEFAULT.withLatency(0, 0, 0).withFaults(faults.venue());
        venue = new FixVenue(
                terms,
                new SimulatedVenue(terms.venueId(), sourceId, instruments(terms, feePpm), model, Capacity.SMALL),
                0,
                faults,
                null,
                () -> 0,
                event -> {});
        venue.start();
    }

    public FixVenue venue() {
        return venue;
    }

    /** Quotes the instrument, ten of it on each side. */
    public void quote(final long bid, final long ask) {
        timeNs += 1_000_000;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame().wrapForWrite(buffer, 0);
        frame.begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH, MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs);
        new QuoteEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(instrument)
                .bidPrice(bid)
                .bidQuantity(1_000_000)
                .askPrice(ask)
                .askQuantity(1_000_000);
        venue.onMarketData(buffer, 0, frame.length());
    }

    private static Instruments instruments(final FixTerms terms, final int feePpm) {
        final FixTerms.Instrument first = terms.instruments().get(0);
        final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new InstrumentDefinitionEncoder()
                .wrap(buffer, 0)
                .instrumentId(first.id())
                .venueId(terms.venueId())
                .assetClass(AssetClass.CRYPTO)
                .priceExponent((byte) first.priceExponent())
                .quantityExponent((byte) first.quantityExponent())
                .isShortable((short) 1)
                .tickSize(1)
                .lotSize(1)
                .minQuantity(1)
                .maxQuantity(100_000_000)
                .contractMultiplier(1)
                .makerFeePpm(feePpm)
                .takerFeePpm(feePpm)
                .staleAfterNs(1)
                .symbol(first.symbol())
                .quoteCurrency("USD");
        assertTrue(instruments.define(new InstrumentDefinitionDecoder()
                .wrap(
                        buffer,
                        0,
                        InstrumentDefinitionEncoder.BLOCK_LENGTH,
                        InstrumentDefinitionEncoder.SCHEMA_VERSION)));
        return instruments;
    }

    @Override
    public void close() {
        venue.close();
    }
}
