package breakwater.core.ingest;

import breakwater.core.message.DepthDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.reference.Sources;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The order books of all instruments: takes the parts of book updates, checks their levels, and shows each book that has
 * become whole as the top of its instrument. A book that breaks opens the gap of the instrument whose top it is; the
 * next snapshot closes it.
 *
 * <p>Thread: core. Allocates: a book at an instrument's first depth, else never.
 */
final class Depths implements Stateful {
    /** Levels of one Depth part. */
    private static final int PART_LEVELS_MAX = 20;

    private static final QuarantineReason NONE = QuarantineReason.NONE;

    private final Sources sources;
    private final TopOfBook top;
    private final Admissible checks;
    private final OrderBook[] books;
    private final int[] sourceIds;

    Depths(final Sources sources, final TopOfBook top, final Admissible checks, final int instruments) {
        this.sources = sources;
        this.top = top;
        this.checks = checks;
        books = new OrderBook[instruments];
        sourceIds = new int[instruments];
    }

    /**
     * Takes a part whose sequence and instrument are in order. DEGRADED: a delta without a book to change, or after a
     * hole in the venue's update ids; CROSSED and ABSURD_PRICE break the book that has become so.
     */
    QuarantineReason onDepth(final Frame frame, final DepthDecoder d, final int id, final long nowNs) {
        final int sourceId = frame.sourceId();
        QuarantineReason reason = checkLevels(frame, d, id);
        if (reason == NONE) reason = checks.checkTime(frame, id, nowNs);
        if (reason != NONE) {
            breakUp(id);
            return reason;
        }
        if (books[id] == null) {
            books[id] = new OrderBook();
        }
        final OrderBook book = books[id];
        sourceIds[id] = sourceId;
        reason = book.beginPart(
                d.transactionId(), d.index(), d.count(), d.firstUpdateId(), d.lastUpdateId(), d.isSnapshot() != 0);
        if (reason != NONE) {
            if (!book.isReady()) {
                loseTop(id);
            }
            return checks.refuse(reason, d.firstUpdateId(), d.lastUpdateId());
        }
        d.sbeRewind();
        for (final DepthDecoder.LevelsDecoder levels = d.levels(); levels.hasNext(); ) {
            levels.next();
            book.set(levels.side() == Side.BUY, levels.price(), levels.quantity());
        }
        return book.endPart(d.lastUpdateId()) ? show(id, sourceId, book, nowNs) : NONE;
    }

    private QuarantineReason checkLevels(final Frame frame, final DepthDecoder d, final int id) {
        d.sbeRewind();
        final DepthDecoder.LevelsDecoder levels = d.levels();
        final int end = d.limit() + levels.count() * DepthDecoder.LevelsDecoder.sbeBlockLength();
        if (levels.count() > PART_LEVELS_MAX || end > frame.offset() + frame.length()) {
            return checks.refuse(QuarantineReason.CAPACITY, levels.count(), PART_LEVELS_MAX);
        }
        QuarantineReason reason = NONE;
        while (reason == NONE && levels.hasNext()) {
            levels.next();
            final long quantity = levels.quantity();
            reason = checks.checkPrice(id, levels.price());
            if (reason == NONE && quantity != 0) reason = checks.checkQuantity(id, quantity);
            if (reason == NONE && levels.side() != Side.BUY && levels.side() != Side.SELL) {
                reason = checks.refuse(QuarantineReason.BAD_COMMAND, levels.sideRaw(), Side.SELL.value());
            }
        }
        return reason;
    }

    private QuarantineReason show(final int id, final int sourceId, final OrderBook book, final long nowNs) {
        if (!book.isReady()) {
            breakUp(id);
            return checks.refuse(QuarantineReason.CROSSED, book.lastBestBid(), book.lastBestAsk());
        }
        if (book.bidLevels() == 0 || book.askLevels() == 0) {
            loseTop(id);
            return NONE;
        }
        if (checks.timeNs() < top.quoteTimeNs[id]) {
            return NONE;
        }
        final long bid = book.bidPrice(0);
        final long ask = book.askPrice(0);
        final QuarantineReason reason = checks.checkJump(id, bid + (ask - bid) / 2, nowNs);
        if (reason != NONE) {
            breakUp(id);
            return reason;
        }
        top.quote(
                id,
                sourceId,
                sources.cadenceNs(sourceId),
                checks.timeNs(),
                bid,
                book.bidQuantity(0),
                ask,
                book.askQuantity(0),
                true);
        return NONE;
    }

    private void breakUp(final int id) {
        if (books[id] != null) {
            books[id].breakUp();
            loseTop(id);
        }
    }

    /** Opens the gap of an instrument whose top comes from its book. */
    private void loseTop(final int id) {
        if (top.isTopFromBook[id]) {
            top.openGap(id);
        }
    }

    /**
     * Hears that events of a source were lost, and breaks the instrument's book if it comes from there. A book that has
     * the venue's own chain of ids stays, unless {@code all}. The gap of the top is the caller's.
     */
    void onLoss(final int id, final int sourceId, final boolean all) {
        if (books[id] != null && sourceIds[id] == sourceId && (all || !books[id].isChained())) {
            books[id].breakUp();
        }
    }

    /** Returns the instrument's order book, or null where no depth has come yet. */
    BookView book(final int id) {
        return books[id];
    }

    /** Writes no section of its own: the books stand at the end of ingest's. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        for (int i = 0; i < books.length; i++) {
            writer.putBoolean(books[i] != null);
            if (books[i] != null) {
                writer.putInt(sourceIds[i]);
                books[i].writeTo(writer);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        for (int i = 0; i < books.length; i++) {
            books[i] = null;
            if (reader.getBoolean()) {
                sourceIds[i] = reader.getInt();
                books[i] = new OrderBook();
                books[i].readFrom(reader);
            }
        }
    }
}
