package breakwater.core.venuesim;

import breakwater.core.message.Frame;
import breakwater.core.pipeline.EventSource;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import org.agrona.MutableDirectBuffer;

/** The paper venue. */
public final class SimulatedVenue implements EventSource, Stateful {
    public SimulatedVenue(
            final int venueId,
            final int sourceId,
            final Instruments instruments,
            final VenueModel model,
            final Capacity capacity) {}

    /** Takes market data (Trade, Quote; others are ignored) as it enters the ingress ring. */
    public void onMarketData(final Frame frame) {}

    /** Takes an order output that left the engine; others are ignored. */
    public void onOrder(final Frame output) {}

    /** Lets messages arrive up to {@code nowNs}; the driver calls it with the feed's next time before it asks nextTimeNs. */
    public void advanceTo(final long nowNs) {}

    @Override
    public long nextTimeNs() {
        return NONE;
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {}

    @Override
    public void writeTo(final SnapshotWriter writer) {}

    @Override
    public void readFrom(final SnapshotReader reader) {}
}
