package breakwater.gateway.fix.marketdata;

import breakwater.core.message.Frame;
import breakwater.core.message.MarketFrames;
import breakwater.core.message.MarketState;
import breakwater.core.message.Side;
import breakwater.gateway.fix.FixTime;

/**
 * The instruments' books as the venue tells them, and the engine's frames that follow from each message: trades in their
 * order, then what each touched book has become. With a depth of 1 that is a Quote; a deeper book goes out whole, as a Depth
 * snapshot, so that none depends on one that the engine may have refused. Where there is no touch, or it is crossed, a
 * FeedStatus GAP says so: what stood before is the market no more.
 *
 * <p>An entry is found by its id (278, 280) where it has one, else by its position (290), else by its price; where a side has
 * only one entry (depth 1, neither id nor position), a new one takes its place. What names an entry that is not there tells
 * that something was missed: the book breaks.
 *
 * <p>Thread: whoever holds the session's lock. Allocates: never.
 */
final class MarketBooks {
    private static final String TOO_MANY =
            "a side has more than " + Ladder.CAPACITY + " entries: ask the venue for less depth";

    private final Symbols symbols;
    private final int depth;
    private final MarketQueue queue;
    private final MarketFrames frames = new MarketFrames();
    private final Ladder[] bids;
    private final Ladder[] offers;
    private final int[] sequences;
    private final boolean[] areShown;
    private final long[] lastTradeIds;
    private final long[] lastTradePrices;
    private final long[] lastTradeQuantities;
    private final long[] lastTradeTimesNs;
    private final int[] touched;
    private final long[] touchedNs;
    private final boolean[] areTouched;
    private int touchedCount;
    private int sourceId;
    private long number;
    private String broken;
    private long ignored;

    MarketBooks(final Symbols symbols, final int depth, final MarketQueue queue) {
        this.symbols = symbols;
        this.depth = depth;
        this.queue = queue;
        final int count = symbols.count();
        bids = new Ladder[count];
        offers = new Ladder[count];
        for (int i = 0; i < count; i++) {
            bids[i] = new Ladder(true);
            offers[i] = new Ladder(false);
        }
        sequences = new int[count];
        areShown = new boolean[count];
        lastTradeIds = new long[count];
        lastTradePrices = new long[count];
        lastTradeQuantities = new long[count];
        lastTradeTimesNs = new long[count];
        touched = new int[count];
        touchedNs = new long[count];
        areTouched = new boolean[count];
    }

    void sourceId(final int id) {
        sourceId = id;
    }

    /** Goes on behind a number of the source. */
    void skipTo(final long last) {
        number = Math.max(number, last);
    }

    /** Returns how many entries nobody wants: of unknown symbols, or corrections of trades. */
    long ignored() {
        return ignored;
    }

    /** Returns why the last message broke a book, null where it broke none. */
    String broken() {
        return broken;
    }

    /** Says that the source is open or not, or that numbers of its session were lost. */
    void status(final MarketState state, final long ingressNs) {
        java.util.Arrays.fill(areShown, false);
        at(ingressNs, FixTime.NOT_A_TIME);
        frames.status(Frame.NO_ID, state);
        queue.publish();
    }

    /** Says that an instrument's market is not known. */
    void gap(final int instrument, final long ingressNs) {
        areShown[instrument] = false;
        at(ingressNs, FixTime.NOT_A_TIME);
        frames.status(symbols.get(instrument).id(), MarketState.GAP);
        queue.publish();
    }

    /** Takes a snapshot of an instrument, the first of its subscription or a later one. */
    void onSnapshot(final EntryReader entries, final int instrument, final boolean isFirst, final long ingressNs) {
        broken = null;
        boolean isBook = entries.count() == 0;
        for (int i = 0; i < entries.count(); i++) {
            isBook |= entries.type(i) == EntryReader.BID
                    || entries.type(i) == EntryReader.OFFER
                    || entries.type(i) == EntryReader.EMPTY_BOOK;
        }
        if (isBook || isFirst) {
            bids[instrument].clear();
            offers[instrument].clear();
            sequences[instrument] = entries.bodySequence();
            touch(instrument, FixTime.NOT_A_TIME);
        }
        for (int i = 0; i < entries.count(); i++) {
            if (entries.type(i) == EntryReader.TRADE) {
                onTradeOfSnapshot(entries, i, instrument, isFirst, ingressNs);
            } else if (isOfBook(entries.type(i)) && entries.quantity(i) != 0) {
                sequences[instrument] = Math.max(sequences[instrument], entries.sequence(i));
                touch(instrument, entries.timeNsOf(i));
                if (!side(instrument, entries.type(i)).insert(entries.id(i), entries.price(i), entries.quantity(i))) {
                    broken = TOO_MANY;
                }
            }
        }
        if (broken != null) {
            forget(instrument);
        }
        show(ingressNs);
    }

    /**
     * Takes an update of one or several instruments. Those whose books it breaks are told to the subscriptions, which ask for
     * a snapshot.
     */
    void onIncrement(
            final EntryReader entries, final Subscriptions subscriptions, final long ingressNs, final long nowNs) {
        broken = null;
        for (int i = 0; i < entries.count(); i++) {
            final int instrument = entries.instrument(i);
            if (instrument == Symbols.UNKNOWN) {
                ignored++;
            } else if (subscriptions.isLive(instrument)) {
                final String why = onEntry(entries, i, instrument, ingressNs);
                if (why != null) {
                    broken = why;
                    lose(instrument, subscriptions, ingressNs, nowNs);
                }
            }
        }
        show(ingressNs);
    }

    /** Says that an instrument's market is not known, and wants it anew. Returns whether it was wanted. */
    boolean lose(final int instrument, final Subscriptions subscriptions, final long ingressNs, final long nowNs) {
        forget(instrument);
        if (!subscriptions.renew(instrument, nowNs)) {
            return false;
        }
        gap(instrument, ingressNs);
        return true;
    }

    private void forget(final int instrument) {
        bids[instrument].clear();
        offers[instrument].clear();
        areTouched[instrument] = false;
    }

    /** Returns why the entry broke the book, null where it fits. */
    private String onEntry(final EntryReader entries, final int i, final int instrument, final long ingressNs) {
        final int sequence = entries.sequence(i);
        if (sequence != EntryReader.NO_SEQUENCE) {
            final int last = sequences[instrument];
            if (last != EntryReader.NO_SEQUENCE && sequence > last + 1) {
                return "RptSeq (83) has a hole";
            }
            final boolean isSameMessage =
                    i > 0 && entries.instrument(i - 1) == instrument && entries.sequence(i - 1) == sequence;
            if (last != EntryReader.NO_SEQUENCE && sequence <= last && !isSameMessage) {
                return null;
            }
            sequences[instrument] = sequence;
        }
        final char type = typeOf(entries, i, instrument);
        if (type == EntryReader.TRADE) {
            if (entries.action(i) == EntryReader.NEW) {
                trade(entries, i, instrument, ingressNs);
            } else {
                ignored++;
            }
            return null;
        }
        if (type == EntryReader.EMPTY_BOOK) {
            bids[instrument].clear();
            offers[instrument].clear();
            touch(instrument, entries.timeNsOf(i));
            return null;
        }
        if (type == 0) {
            return "an entry without 269 names no entry of the book";
        }
        if (!isOfBook(type)) {
            ignored++;
            return null;
        }
        touch(instrument, entries.timeNsOf(i));
        return move(entries, i, side(instrument, type));
    }

    /** An entry without a type is of the side that holds its id; 0 = of neither. */
    private char typeOf(final EntryReader entries, final int i, final int instrument) {
        if (entries.type(i) != 0) {
            return entries.type(i);
        }
        final long id = idThatStands(entries, i);
        if (id != 0 && bids[instrument].indexOfId(id) != Ladder.NOT_FOUND) {
            return EntryReader.BID;
        }
        return id != 0 && offers[instrument].indexOfId(id) != Ladder.NOT_FOUND ? EntryReader.OFFER : 0;
    }

    /** A change may give an entry a new id, and names the old one (280). */
    private static long idThatStands(final EntryReader entries, final int i) {
        return entries.action(i) != EntryReader.NEW && entries.referenceId(i) != 0
                ? entries.referenceId(i)
                : entries.id(i);
    }

    private String move(final EntryReader entries, final int i, final Ladder side) {
        final boolean isRemoval =
                entries.action(i) == EntryReader.DELETE || (entries.hasQuantity(i) && entries.quantity(i) == 0);
        if (entries.action(i) == EntryReader.NEW && !isRemoval) {
            return add(entries, i, side);
        }
        final int index = indexOf(entries, i, side);
        if (index == Ladder.NOT_FOUND) {
            // What is the only entry of its side has been replaced before the venue takes the old one away.
            return isSingle(entries, i) && isRemoval ? null : "an entry is changed or deleted that is not in the book";
        }
        if (isRemoval) {
            side.remove(index);
            return null;
        }
        final long price = entries.hasPrice(i) ? entries.price(i) : side.price(index);
        final long quantity = entries.hasQuantity(i) ? entries.quantity(i) : side.quantity(index);
        final long id = entries.id(i) != 0 ? entries.id(i) : side.id(index);
        if (price == side.price(index) || isByPosition(entries, i)) {
            side.set(index, id, price, quantity);
            return side.isOrdered() ? null : "a position does not fit its price";
        }
        side.remove(index);
        side.insert(id, price, quantity);
        return null;
    }

    private String add(final EntryReader entries, final int i, final Ladder side) {
        final long price = entries.price(i);
        final long quantity = entries.quantity(i);
        if (isByPosition(entries, i)) {
            if (!side.insertAt(entries.position(i) - 1, 0, price, quantity)) {
                return "an entry is added behind a position that is empty";
            }
            side.trim(depth);
            return side.isOrdered() ? null : "a position does not fit its price";
        }
        if (isSingle(entries, i)) {
            side.clear();
        }
        final int index = entries.id(i) != 0 ? side.indexOfId(entries.id(i)) : side.indexOfPrice(price);
        if (index != Ladder.NOT_FOUND) {
            side.remove(index);
        }
        return side.insert(entries.id(i), price, quantity) ? null : TOO_MANY;
    }

    private int indexOf(final EntryReader entries, final int i, final Ladder side) {
        final long id = idThatStands(entries, i);
        if (id != 0) {
            return side.indexOfId(id);
        }
        if (isByPosition(entries, i)) {
            final int index = entries.position(i) - 1;
            final boolean isElsewhere = entries.action(i) == EntryReader.DELETE
                    && entries.hasPrice(i)
                    && index < side.count()
                    && side.price(index) != entries.price(i);
            return index >= side.count() || isElsewhere ? Ladder.NOT_FOUND : index;
        }
        final boolean isChangeOfTheOnlyOne = isSingle(entries, i)
                && side.count() == 1
                && (entries.action(i) == EntryReader.CHANGE || !entries.hasPrice(i));
        if (isChangeOfTheOnlyOne) {
            return 0;
        }
        return entries.hasPrice(i) ? side.indexOfPrice(entries.price(i)) : Ladder.NOT_FOUND;
    }

    private static boolean isByPosition(final EntryReader entries, final int i) {
        return entries.position(i) != 0 && entries.id(i) == 0 && entries.referenceId(i) == 0;
    }

    private boolean isSingle(final EntryReader entries, final int i) {
        return depth == 1 && entries.id(i) == 0 && entries.referenceId(i) == 0 && entries.position(i) == 0;
    }

    private static boolean isOfBook(final char type) {
        return type == EntryReader.BID || type == EntryReader.OFFER;
    }

    private Ladder side(final int instrument, final char type) {
        return type == EntryReader.BID ? bids[instrument] : offers[instrument];
    }

    private void touch(final int instrument, final long timeNs) {
        if (!areTouched[instrument]) {
            areTouched[instrument] = true;
            touched[touchedCount++] = instrument;
            touchedNs[instrument] = FixTime.NOT_A_TIME;
        }
        touchedNs[instrument] = Math.max(touchedNs[instrument], timeNs);
    }

    /** What a snapshot tells of trades is the last one: news only where it is another than the last. */
    private void onTradeOfSnapshot(
            final EntryReader entries, final int i, final int instrument, final boolean isFirst, final long ingressNs) {
        final boolean isKnown = entries.id(i) != 0
                ? entries.id(i) == lastTradeIds[instrument]
                : entries.price(i) == lastTradePrices[instrument]
                        && entries.quantity(i) == lastTradeQuantities[instrument]
                        && entries.timeNsOf(i) == lastTradeTimesNs[instrument];
        if (isFirst) {
            remember(entries, i, instrument);
        } else if (!isKnown) {
            trade(entries, i, instrument, ingressNs);
        }
    }

    private void remember(final EntryReader entries, final int i, final int instrument) {
        lastTradeIds[instrument] = entries.id(i);
        lastTradePrices[instrument] = entries.price(i);
        lastTradeQuantities[instrument] = entries.quantity(i);
        lastTradeTimesNs[instrument] = entries.timeNsOf(i);
    }

    /** FIX 4.4 does not say who was the aggressor. */
    private void trade(final EntryReader entries, final int i, final int instrument, final long ingressNs) {
        remember(entries, i, instrument);
        at(ingressNs, entries.timeNsOf(i));
        frames.trade(symbols.get(instrument).id(), Side.NULL_VAL, entries.price(i), entries.quantity(i), entries.id(i));
        queue.publish();
    }

    private void show(final long ingressNs) {
        for (int t = 0; t < touchedCount; t++) {
            final int instrument = touched[t];
            if (areTouched[instrument]) {
                areTouched[instrument] = false;
                show(instrument, touchedNs[instrument], ingressNs);
            }
        }
        touchedCount = 0;
    }

    private void show(final int instrument, final long timeNs, final long ingressNs) {
        final Ladder bid = bids[instrument];
        final Ladder offer = offers[instrument];
        if (bid.count() == 0 || offer.count() == 0) {
            if (areShown[instrument]) {
                gap(instrument, ingressNs);
            }
            return;
        }
        if (depth == 1) {
            showTouch(instrument, bid, offer, timeNs, ingressNs);
        } else {
            showBook(instrument, bid, offer, timeNs, ingressNs);
        }
        areShown[instrument] = true;
        if (bid.price(0) >= offer.price(0)) {
            gap(instrument, ingressNs);
        }
    }

    private void showTouch(
            final int instrument, final Ladder bid, final Ladder offer, final long timeNs, final long ingressNs) {
        at(ingressNs, timeNs);
        frames.quote(
                symbols.get(instrument).id(),
                bid.price(0),
                bid.quantityAtPriceOf(0),
                offer.price(0),
                offer.quantityAtPriceOf(0));
        queue.publish();
    }

    private void showBook(
            final int instrument, final Ladder bid, final Ladder offer, final long timeNs, final long ingressNs) {
        final int bidLevels = bid.levels(depth);
        final int levels = bidLevels + offer.levels(depth);
        final int parts = (levels + MarketFrames.LEVELS_MAX - 1) / MarketFrames.LEVELS_MAX;
        final long transaction = number + 1;
        int place = 0;
        for (int level = 0; level < levels; level++) {
            if (level % MarketFrames.LEVELS_MAX == 0) {
                if (level > 0) {
                    queue.publish();
                }
                at(ingressNs, timeNs);
                frames.depth(
                        symbols.get(instrument).id(),
                        transaction,
                        level / MarketFrames.LEVELS_MAX,
                        parts,
                        0,
                        0,
                        true,
                        Math.min(MarketFrames.LEVELS_MAX, levels - level));
            }
            final Ladder side = level < bidLevels ? bid : offer;
            place = level == bidLevels ? 0 : place;
            frames.level(side == bid ? Side.BUY : Side.SELL, side.price(place), side.quantityAtPriceOf(place));
            place = side.nextPrice(place);
        }
        queue.publish();
    }

    private void at(final long ingressNs, final long timeNs) {
        final boolean isUntimed = timeNs == FixTime.NOT_A_TIME;
        frames.at(
                queue.claim(),
                0,
                sourceId,
                ++number,
                ingressNs,
                isUntimed ? ingressNs : timeNs,
                isUntimed ? Frame.FLAG_NO_EVENT_TIME : 0);
    }
}
