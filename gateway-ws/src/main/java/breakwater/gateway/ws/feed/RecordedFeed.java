package breakwater.gateway.ws.feed;

import java.util.List;

/**
 * What the feeds of recorded files have in common: one instrument, the number of the event given last, and the rows that
 * were refused. When there is an event, at what time, and how it is encoded is each feed's own.
 *
 * <p>Thread: one. Allocates: at opening, and for refusals that are kept.
 */
abstract class RecordedFeed implements Feed {
    final Refusals refusals;
    int sourceId;
    int instrumentId;
    /** Events given or passed over so far. */
    long sequence;

    RecordedFeed(final FeedFile file) {
        refusals = new Refusals(file.name());
    }

    @Override
    public final void assign(final int sourceId, final int... instrumentIds) {
        this.sourceId = sourceId;
        instrumentId = instrumentIds[0];
    }

    @Override
    public final void skipTo(final long lastSourceSequence) {
        Feeds.requireForward(lastSourceSequence, sequence);
        passOver(lastSourceSequence);
    }

    /** Moves on to the number given, which lies not behind, or to the end. */
    abstract void passOver(long lastSourceSequence);

    @Override
    public final long refusedCount() {
        return refusals.count();
    }

    @Override
    public final List<Refusal> refusals() {
        return refusals.kept();
    }
}
