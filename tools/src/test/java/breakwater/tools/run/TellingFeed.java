package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.VenuePositionEncoder;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.Refusal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.MutableDirectBuffer;

/** A feed between whose events the venue tells its position in the first instrument, when a test has it do so. */
final class TellingFeed implements Feed {
    private final Feed feed;
    private final Frame frame = new Frame();
    private final Queue<Long> told = new ConcurrentLinkedQueue<>();

    TellingFeed(final Feed feed) {
        this.feed = feed;
    }

    /** Has the venue say what account 0 holds. Thread: any. */
    void tell(final long netQuantity) {
        told.add(netQuantity);
    }

    @Override
    public long nextTimeNs() {
        return feed.nextTimeNs();
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        final Long quantity = told.poll();
        if (quantity == null) {
            feed.encodeNext(buffer, offset);
            return;
        }
        frame.wrapForWrite(buffer, offset)
                .begin(
                        VenuePositionEncoder.TEMPLATE_ID,
                        VenuePositionEncoder.BLOCK_LENGTH,
                        VenuePositionEncoder.SCHEMA_VERSION)
                .ingressTimeNs(feed.nextTimeNs())
                .eventTimeNs(feed.nextTimeNs())
                .sourceId(Frame.NO_ID);
        new VenuePositionEncoder().wrap(buffer, frame.blockOffset()).netQuantity(quantity);
    }

    @Override
    public FeedDescription description() {
        return feed.description();
    }

    @Override
    public void assign(final int sourceId, final int... instrumentIds) {
        feed.assign(sourceId, instrumentIds);
    }

    @Override
    public void skipTo(final long lastSourceSequence) {
        feed.skipTo(lastSourceSequence);
    }

    @Override
    public long refusedCount() {
        return feed.refusedCount();
    }

    @Override
    public List<Refusal> refusals() {
        return feed.refusals();
    }

    @Override
    public void close() {
        feed.close();
    }
}
