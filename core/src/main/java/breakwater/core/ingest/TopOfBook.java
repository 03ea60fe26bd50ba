package breakwater.core.ingest;

import breakwater.core.message.Frame;
import breakwater.core.message.MarketState;
import breakwater.core.reference.Changes;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * Best bid and ask, last trade, times, feed state and gap of every instrument, in arrays by dense id. State of an
 * instrument: its own, else GAP while a gap is open, else its source's; DISCONNECTED before its first event.
 *
 * <p>A gap is closed by what tells the whole state: a quote, a complete book, or, for an instrument that has never had
 * a quote, the next trade or bar in sequence. Thread: core. Allocates: at construction only.
 */
final class TopOfBook implements Stateful {
    private static final MarketState[] STATES = MarketState.values();

    final long[] bidPrice;
    final long[] bidQuantity;
    final long[] askPrice;
    final long[] askQuantity;
    final long[] quoteTimeNs;
    final long[] lastPrice;
    final long[] lastTradeTimeNs;
    /** Cadence of the source of the newest datum; 0 = live. */
    final long[] cadenceNs;

    /** Instruments of which bid, ask or last price has moved. Not state. */
    final Changes priceChanges;

    final boolean[] hasGap;
    final boolean[] isTopFromBook;
    final SpreadAverage spreads;
    private final int[] quoteSourceId;
    private final int[] tradeSourceId;
    private final int[] newestSourceId;
    private final MarketState[] state;
    private final MarketState[] sourceState;
    private long doubts;

    TopOfBook(final int instruments, final int sources) {
        bidPrice = new long[instruments];
        bidQuantity = new long[instruments];
        askPrice = new long[instruments];
        askQuantity = new long[instruments];
        quoteTimeNs = new long[instruments];
        lastPrice = new long[instruments];
        lastTradeTimeNs = new long[instruments];
        cadenceNs = new long[instruments];
        priceChanges = new Changes(instruments);
        hasGap = new boolean[instruments];
        isTopFromBook = new boolean[instruments];
        spreads = new SpreadAverage(instruments);
        quoteSourceId = filled(instruments);
        tradeSourceId = filled(instruments);
        newestSourceId = filled(instruments);
        state = new MarketState[instruments];
        sourceState = new MarketState[sources];
        java.util.Arrays.fill(state, MarketState.OPEN);
        java.util.Arrays.fill(sourceState, MarketState.OPEN);
    }

    private static int[] filled(final int length) {
        final int[] ids = new int[length];
        java.util.Arrays.fill(ids, Frame.NO_ID);
        return ids;
    }

    void quote(
            final int id,
            final int sourceId,
            final long cadence,
            final long timeNs,
            final long bid,
            final long bidSize,
            final long ask,
            final long askSize,
            final boolean isFromBook) {
        if (bidPrice[id] != bid || askPrice[id] != ask) {
            priceChanges.mark(id);
        }
        bidPrice[id] = bid;
        bidQuantity[id] = bidSize;
        askPrice[id] = ask;
        askQuantity[id] = askSize;
        if (timeNs < quoteTimeNs[id] || cadence != cadenceNs[id]) {
            doubts++;
        }
        quoteTimeNs[id] = timeNs;
        cadenceNs[id] = cadence;
        quoteSourceId[id] = sourceId;
        newestSourceId[id] = sourceId;
        isTopFromBook[id] = isFromBook;
        hasGap[id] = false;
        spreads.onQuote(id, timeNs, bid, ask);
    }

    void trade(final int id, final int sourceId, final long cadence, final long timeNs, final long price) {
        if (lastPrice[id] != price) {
            priceChanges.mark(id);
        }
        lastPrice[id] = price;
        lastTradeTimeNs[id] = Math.max(lastTradeTimeNs[id], timeNs);
        if (cadence != cadenceNs[id]) {
            doubts++;
        }
        cadenceNs[id] = cadence;
        tradeSourceId[id] = sourceId;
        newestSourceId[id] = sourceId;
        if (quoteSourceId[id] == Frame.NO_ID) {
            hasGap[id] = false;
        }
    }

    void openGap(final int id) {
        hasGap[id] = true;
        doubts++;
    }

    /** Says that the bounds of freshness may have changed. */
    void doubt() {
        doubts++;
    }

    /** Counts what may have ended an instrument's freshness otherwise than by time. Not state: only equality means anything. */
    long doubts() {
        return doubts;
    }

    boolean isFedBy(final int id, final int sourceId) {
        return quoteSourceId[id] == sourceId || tradeSourceId[id] == sourceId;
    }

    /** Returns the source of the newest datum, NO_ID = none. */
    int source(final int id) {
        return newestSourceId[id];
    }

    void state(final int id, final MarketState value) {
        state[id] = value;
    }

    void sourceState(final int sourceId, final MarketState value) {
        sourceState[sourceId] = value;
    }

    MarketState state(final int id) {
        if (newestSourceId[id] == Frame.NO_ID) {
            return MarketState.DISCONNECTED;
        }
        if (state[id] != MarketState.OPEN) {
            return state[id];
        }
        return hasGap[id] ? MarketState.GAP : sourceState[newestSourceId[id]];
    }

    /** Returns the mid of the quote rounded down, else the last trade, else 0. */
    long reference(final int id) {
        return bidPrice[id] > 0 && askPrice[id] > 0 ? bidPrice[id] + (askPrice[id] - bidPrice[id]) / 2 : lastPrice[id];
    }

    long ageNs(final int id, final long nowNs) {
        final long newest = Math.max(quoteTimeNs[id], lastTradeTimeNs[id]);
        return newest == 0 ? Long.MAX_VALUE : Math.max(0, nowNs - newest);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("top-of-book");
        for (int i = 0; i < state.length; i++) {
            writer.putInt(newestSourceId[i]);
            writer.putInt(state[i].value());
            writer.putBoolean(hasGap[i]);
            if (newestSourceId[i] != Frame.NO_ID) {
                writer.putLong(bidPrice[i]);
                writer.putLong(bidQuantity[i]);
                writer.putLong(askPrice[i]);
                writer.putLong(askQuantity[i]);
                writer.putLong(quoteTimeNs[i]);
                writer.putLong(lastPrice[i]);
                writer.putLong(lastTradeTimeNs[i]);
                writer.putLong(cadenceNs[i]);
                writer.putInt(quoteSourceId[i]);
                writer.putInt(tradeSourceId[i]);
                writer.putBoolean(isTopFromBook[i]);
            }
        }
        for (int i = 0; i < sourceState.length; i++) {
            writer.putInt(sourceState[i].value());
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("top-of-book");
        doubts++;
        for (int i = 0; i < state.length; i++) {
            newestSourceId[i] = reader.getInt();
            state[i] = stateOf(reader.getInt());
            hasGap[i] = reader.getBoolean();
            final boolean isKnown = newestSourceId[i] != Frame.NO_ID;
            bidPrice[i] = isKnown ? reader.getLong() : 0;
            bidQuantity[i] = isKnown ? reader.getLong() : 0;
            askPrice[i] = isKnown ? reader.getLong() : 0;
            askQuantity[i] = isKnown ? reader.getLong() : 0;
            quoteTimeNs[i] = isKnown ? reader.getLong() : 0;
            lastPrice[i] = isKnown ? reader.getLong() : 0;
            lastTradeTimeNs[i] = isKnown ? reader.getLong() : 0;
            cadenceNs[i] = isKnown ? reader.getLong() : 0;
            quoteSourceId[i] = isKnown ? reader.getInt() : Frame.NO_ID;
            tradeSourceId[i] = isKnown ? reader.getInt() : Frame.NO_ID;
            isTopFromBook[i] = isKnown && reader.getBoolean();
        }
        for (int i = 0; i < sourceState.length; i++) {
            sourceState[i] = stateOf(reader.getInt());
        }
    }

    private static MarketState stateOf(final int value) {
        for (final MarketState candidate : STATES) {
            if (candidate.value() == value) {
                return candidate;
            }
        }
        throw new IllegalStateException("snapshot market state " + value + ": written by another build");
    }
}
