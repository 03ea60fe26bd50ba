package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import breakwater.core.message.SendResult;
import breakwater.core.venuesim.SimulatedVenue;
import org.agrona.DirectBuffer;

/** The port of a paper venue: an order is there the moment it is sent, and acts after the venue's latency. */
final class PaperPort implements VenuePort {
    private final SimulatedVenue venue;
    private final Frame frame = new Frame();

    PaperPort(final SimulatedVenue venue) {
        this.venue = venue;
    }

    @Override
    public SendResult send(final DirectBuffer buffer, final int offset) {
        venue.onOrder(frame.wrap(buffer, offset));
        return SendResult.SENT;
    }
}
