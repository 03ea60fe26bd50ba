package breakwater.core.ingest;

import breakwater.core.message.QuarantineReason;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * The level-2 book of one instrument: a snapshot, then deltas in the chain of the venue's update ids (first U, last u).
 * After a snapshot with last id L, a delta applies if U &lt;= L + 1 &lt;= u; u &lt;= L is old news, U &gt; L + 1 is a
 * hole and breaks the book. Update ids of 0 mean that the venue has none: then the source's sequence is the chain.
 *
 * <p>Parts of a transaction (Settled 14) build a second pair of sides and replace the shown pair at the last part;
 * until the first snapshot is complete the book is not ready. A transaction that is not continued is dropped, and
 * breaks the book if it was a delta. Thread: core. Allocates: at construction only.
 */
final class OrderBook implements BookView {
    private BookSide bids = new BookSide(-1);
    private BookSide asks = new BookSide(1);
    private BookSide nextBids = new BookSide(-1);
    private BookSide nextAsks = new BookSide(1);
    private boolean isReady;
    private long lastUpdateId;

    private boolean isBuilding;
    private boolean isSnapshotBuilding;
    private long transactionId;
    private int nextIndex;
    private int partCount;

    /**
     * Opens a part; on NONE {@link #set} its levels and then {@link #endPart}. DUPLICATE: older than the book.
     * DEGRADED: there is no book that it could change, now or because of this hole. OUT_OF_ORDER: not the next part.
     */
    QuarantineReason beginPart(
            final long transaction,
            final int index,
            final int count,
            final long firstId,
            final long lastId,
            final boolean isSnapshot) {
        final boolean isBroken =
                isBuilding && (transaction != transactionId || index != nextIndex || count != partCount);
        if (isBroken) {
            dropTransaction();
        }
        if (count <= 0 || index < 0 || index >= count || firstId > lastId) {
            return QuarantineReason.OUT_OF_ORDER;
        }
        if (index > 0 && !isBuilding) {
            // The rest of a transaction shares the fate of its first part.
            final QuarantineReason reason =
                    isSnapshot || isBroken ? QuarantineReason.NONE : checkChain(firstId, lastId);
            return reason == QuarantineReason.NONE ? QuarantineReason.OUT_OF_ORDER : reason;
        }
        if (index == 0) {
            final QuarantineReason reason = isSnapshot ? QuarantineReason.NONE : checkChain(firstId, lastId);
            if (reason != QuarantineReason.NONE) {
                return reason;
            }
            isBuilding = true;
            isSnapshotBuilding = isSnapshot;
            transactionId = transaction;
            partCount = count;
            if (isSnapshot) {
                nextBids.clear();
                nextAsks.clear();
            } else {
                nextBids.copyFrom(bids);
                nextAsks.copyFrom(asks);
            }
        }
        nextIndex = index + 1;
        return QuarantineReason.NONE;
    }

    private QuarantineReason checkChain(final long firstId, final long lastId) {
        if (!isReady) {
            return QuarantineReason.DEGRADED;
        }
        if (lastId == 0 || lastUpdateId == 0) {
            return QuarantineReason.NONE;
        }
        if (lastId <= lastUpdateId) {
            return QuarantineReason.DUPLICATE;
        }
        if (firstId > lastUpdateId + 1) {
            breakUp();
            return QuarantineReason.DEGRADED;
        }
        return QuarantineReason.NONE;
    }

    void set(final boolean isBid, final long price, final long quantity) {
        (isBid ? nextBids : nextAsks).set(price, quantity);
    }

    /**
     * Closes a part. The last one swaps the new book in and returns true; a book that it leaves crossed, or with a side
     * emptied by our own truncation, is broken instead.
     */
    boolean endPart(final long lastId) {
        if (nextIndex < partCount) {
            return false;
        }
        isBuilding = false;
        final BookSide oldBids = bids;
        final BookSide oldAsks = asks;
        bids = nextBids;
        asks = nextAsks;
        nextBids = oldBids;
        nextAsks = oldAsks;
        lastUpdateId = lastId;
        isReady = true;
        if (isCrossed() || (bids.count() == 0 && bids.isTruncated()) || (asks.count() == 0 && asks.isTruncated())) {
            breakUp();
        }
        return true;
    }

    private boolean isCrossed() {
        return bids.count() > 0 && asks.count() > 0 && bids.price(0) >= asks.price(0);
    }

    /** Returns the best bid, shown or not; 0 = none. */
    long lastBestBid() {
        return bids.count() > 0 ? bids.price(0) : 0;
    }

    /** Returns the best ask, shown or not; 0 = none. */
    long lastBestAsk() {
        return asks.count() > 0 ? asks.price(0) : 0;
    }

    private void dropTransaction() {
        isBuilding = false;
        if (!isSnapshotBuilding) {
            breakUp();
        }
    }

    /** Hides the book until the next snapshot. */
    void breakUp() {
        isReady = false;
        isBuilding = false;
    }

    /** Returns whether the venue's own ids chain this book. */
    boolean isChained() {
        return lastUpdateId != 0;
    }

    boolean isBuilding() {
        return isBuilding;
    }

    @Override
    public boolean isReady() {
        return isReady;
    }

    @Override
    public int bidLevels() {
        return isReady ? bids.count() : 0;
    }

    @Override
    public int askLevels() {
        return isReady ? asks.count() : 0;
    }

    @Override
    public long bidPrice(final int level) {
        return bids.price(level);
    }

    @Override
    public long bidQuantity(final int level) {
        return bids.quantity(level);
    }

    @Override
    public long askPrice(final int level) {
        return asks.price(level);
    }

    @Override
    public long askQuantity(final int level) {
        return asks.quantity(level);
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putBoolean(isReady);
        writer.putLong(lastUpdateId);
        bids.writeTo(writer);
        asks.writeTo(writer);
        writer.putBoolean(isBuilding);
        if (isBuilding) {
            writer.putBoolean(isSnapshotBuilding);
            writer.putLong(transactionId);
            writer.putInt(nextIndex);
            writer.putInt(partCount);
            nextBids.writeTo(writer);
            nextAsks.writeTo(writer);
        }
    }

    void readFrom(final SnapshotReader reader) {
        isReady = reader.getBoolean();
        lastUpdateId = reader.getLong();
        bids.readFrom(reader);
        asks.readFrom(reader);
        isBuilding = reader.getBoolean();
        if (isBuilding) {
            isSnapshotBuilding = reader.getBoolean();
            transactionId = reader.getLong();
            nextIndex = reader.getInt();
            partCount = reader.getInt();
            nextBids.readFrom(reader);
            nextAsks.readFrom(reader);
        }
    }
}
