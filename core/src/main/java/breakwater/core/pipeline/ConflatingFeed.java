package breakwater.core.pipeline;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.QuoteEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A feed that can fall behind without losing its place (F16): what {@link #absorb} takes from it waits here, of quotes only
 * the newest of each instrument. A quote that goes out says in {@code skipped} how many numbers of the source lie, given up,
 * between it and what went out before it; so a hole that the feed itself had is seen as before, and conflation is never
 * taken for one.
 *
 * <pre>
 *   the feed gives   A1 B2 A3 A4 C5 T6 …       quotes of instruments A, B, C; a trade waits and stops the taking
 *   what goes out    B2(1) A4(1) C5(0) T6      skipped in brackets: A1 before B2, A3 between B2 and A4
 * </pre>
 *
 * Trades, depth, bars and states are never given up, nor is a quote whose number does not rise: the core judges that one.
 *
 * <p>Thread: the market's. Allocates: never after construction.
 */
final class ConflatingFeed implements EventSource {
    private static final int ABSORBED_A_TURN = 256;
    private static final int QUOTE_LENGTH = Frame.HEADER_LENGTH + QuoteEncoder.BLOCK_LENGTH;
    private static final int NOBODY = -1;

    private final EventSource feed;
    private final UnsafeBuffer quotes;
    private final long[] timesNs;
    private final long[] positions;
    private final int[] before;
    private final int[] after;
    private int oldest = NOBODY;
    private int newest = NOBODY;

    private final UnsafeBuffer taken = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private long takenTimeNs;
    private boolean isTakenHeld;

    private final Frame frame = new Frame();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final QuoteEncoder quoteOut = new QuoteEncoder();
    private int sourceId = NOBODY;
    private long lastNumber;
    private long position;
    private long publishedPosition;
    private long conflated;

    /** @param instruments dense ids from 0 to here can wait; quotes of others are not given up */
    ConflatingFeed(final EventSource feed, final int instruments) {
        this.feed = feed;
        quotes = new UnsafeBuffer(new byte[instruments * QUOTE_LENGTH]);
        timesNs = new long[instruments];
        positions = new long[instruments];
        before = new int[instruments];
        after = new int[instruments];
        java.util.Arrays.fill(positions, NOBODY);
    }

    /** Takes what the feed has up to a time, at most 256 events. Returns how many it took. */
    int absorb(final long untilNs) {
        int count = 0;
        while (!isTakenHeld && count < ABSORBED_A_TURN && feed.nextTimeNs() != NONE && feed.nextTimeNs() <= untilNs) {
            takenTimeNs = feed.nextTimeNs();
            feed.encodeNext(taken, 0);
            hold();
            count++;
        }
        return count;
    }

    /** Returns how many quotes were given up. */
    long conflated() {
        return conflated;
    }

    private void hold() {
        frame.wrap(taken, 0);
        position++;
        boolean mayConflate = frame.templateId() == QuoteDecoder.TEMPLATE_ID && frame.length() == QUOTE_LENGTH;
        if (mayConflate) {
            quote.wrap(taken, frame.blockOffset(), frame.blockLength(), frame.version());
            position += Math.max(0, quote.skipped());
            mayConflate = quote.instrumentId() < positions.length && isNewer(quote.instrumentId());
        }
        noteSource();
        if (mayConflate) {
            replace(quote.instrumentId());
        } else {
            isTakenHeld = true;
        }
    }

    /** A source without numbers is in order by event time. */
    private boolean isNewer(final int instrumentId) {
        if (sourceId != NOBODY && frame.sourceId() != sourceId) {
            return false;
        }
        if (frame.sourceSequence() != 0) {
            return frame.sourceSequence() > lastNumber;
        }
        return positions[instrumentId] == NOBODY
                || frame.eventTimeNs()
                        >= quotes.getLong(
                                instrumentId * QUOTE_LENGTH + Frame.EVENT_TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private void noteSource() {
        sourceId = frame.sourceId();
        lastNumber = frame.sourceSequence();
    }

    private void replace(final int instrumentId) {
        if (positions[instrumentId] != NOBODY) {
            conflated++;
            unlink(instrumentId);
        }
        quotes.putBytes(instrumentId * QUOTE_LENGTH, taken, 0, QUOTE_LENGTH);
        timesNs[instrumentId] = takenTimeNs;
        positions[instrumentId] = position;
        before[instrumentId] = newest;
        after[instrumentId] = NOBODY;
        if (newest == NOBODY) {
            oldest = instrumentId;
        } else {
            after[newest] = instrumentId;
        }
        newest = instrumentId;
    }

    private void unlink(final int instrumentId) {
        if (before[instrumentId] == NOBODY) {
            oldest = after[instrumentId];
        } else {
            after[before[instrumentId]] = after[instrumentId];
        }
        if (after[instrumentId] == NOBODY) {
            newest = before[instrumentId];
        } else {
            before[after[instrumentId]] = before[instrumentId];
        }
        positions[instrumentId] = NOBODY;
    }

    @Override
    public long nextTimeNs() {
        if (oldest != NOBODY) {
            return timesNs[oldest];
        }
        return isTakenHeld ? takenTimeNs : feed.nextTimeNs();
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        if (oldest != NOBODY) {
            release(oldest, buffer, offset);
        } else if (isTakenHeld) {
            buffer.putBytes(offset, taken, 0, frame.wrap(taken, 0).length());
            isTakenHeld = false;
            publishedPosition = position;
        } else {
            feed.encodeNext(buffer, offset);
            frame.wrap(buffer, offset);
            noteSource();
        }
    }

    private void release(final int instrumentId, final MutableDirectBuffer buffer, final int offset) {
        buffer.putBytes(offset, quotes, instrumentId * QUOTE_LENGTH, QUOTE_LENGTH);
        quoteOut.wrap(buffer, offset + Frame.HEADER_LENGTH).skipped(positions[instrumentId] - publishedPosition - 1);
        publishedPosition = positions[instrumentId];
        unlink(instrumentId);
    }
}
