package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.Refusal;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** A feed that a venue at the other end of a wire sees too, each event before the engine does. Thread: the market's. */
final class TeeFeed implements Feed {
    private final Feed feed;
    private final FixVenue venue;
    private final Frame frame = new Frame();

    TeeFeed(final Feed feed, final FixVenue venue) {
        this.feed = feed;
        this.venue = venue;
    }

    @Override
    public long nextTimeNs() {
        return feed.nextTimeNs();
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        feed.encodeNext(buffer, offset);
        venue.onMarketData(buffer, offset, frame.wrap(buffer, offset).length());
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
