package breakwater.gateway.fix.simfront;

import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.TradeDecoder;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import quickfix.Group;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.MDEntryType;
import quickfix.fix44.MarketDataIncrementalRefresh;
import quickfix.fix44.MarketDataRequestReject;
import quickfix.fix44.MarketDataSnapshotFullRefresh;

/**
 * Market data: MarketDataRequest (V) asks for best bid, best offer and trades of symbols, once (263=0) or until it is taken
 * back (263=1, 2). What is asked for until then begins with a MarketDataSnapshotFullRefresh (W), at once or with the first
 * quote; each change then goes out as another W (265=0) or as a MarketDataIncrementalRefresh (X, 265=1). The venue has one
 * level a side, whatever depth is asked for, so that the entries of X need no ids. What it does not offer it refuses (Y).
 *
 * <p>Thread: the venue's.
 */
final class QuoteBoard {
    private static final char SNAPSHOT = '0';
    private static final char SUBSCRIBE = '1';
    private static final char UNSUBSCRIBE = '2';
    private static final char CHANGE = '1';
    private static final char NEW = '0';
    private static final String TYPES = "012";

    private final FixTerms terms;
    private final BiConsumer<SessionID, Message> out;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<Integer, Touch> newest = new HashMap<>();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();

    /** What somebody wants to hear of an instrument; {@code types}: MDEntryTypes in their order. */
    private static final class Subscription {
        private final SessionID session;
        private final String id;
        private final FixTerms.Instrument instrument;
        private final String types;
        private final boolean isIncremental;
        private boolean hasSnapshot;

        private Subscription(
                final SessionID session,
                final String id,
                final FixTerms.Instrument instrument,
                final String types,
                final boolean isIncremental) {
            this.session = session;
            this.id = id;
            this.instrument = instrument;
            this.types = types;
            this.isIncremental = isIncremental;
        }

        private boolean wants(final char type) {
            return types.indexOf(type) >= 0;
        }
    }

    private record Touch(long bidPrice, long bidQuantity, long askPrice, long askQuantity, long timeNs) {}

    QuoteBoard(final FixTerms terms, final BiConsumer<SessionID, Message> out) {
        this.terms = terms;
        this.out = out;
    }

    /** Handles a MarketDataRequest: as a whole, or not at all. */
    void onRequest(final SessionID session, final Message request) throws FixRefusal {
        final String id = FixFields.required(request, Tag.MD_REQ_ID);
        final char action = FixFields.character(request, Tag.SUBSCRIPTION_REQUEST_TYPE);
        if (action == UNSUBSCRIBE) {
            subscriptions.removeIf(each -> each.session.equals(session) && each.id.equals(id));
            return;
        }
        if (action != SNAPSHOT && action != SUBSCRIBE) {
            reject(session, id, '4', "263=" + action + " is not supported");
            return;
        }
        if (FixFields.integer(request, Tag.MARKET_DEPTH, 0) < 0) {
            reject(session, id, '5', "264 is negative");
            return;
        }
        final int updateType = FixFields.integer(request, Tag.MD_UPDATE_TYPE, 0);
        if (updateType != 0 && updateType != 1) {
            reject(session, id, '6', "265=" + updateType + " is neither full (0) nor incremental refresh (1)");
            return;
        }
        if (subscriptions.stream().anyMatch(each -> each.session.equals(session) && each.id.equals(id))) {
            reject(session, id, '1', "262=" + id + " is in use");
            return;
        }
        final StringBuilder types = new StringBuilder();
        for (final Group each : request.getGroups(quickfix.field.NoMDEntryTypes.FIELD)) {
            final String type = FixFields.required(each, Tag.MD_ENTRY_TYPE);
            if (type.length() != 1 || !TYPES.contains(type)) {
                reject(session, id, '8', "269=" + type + ": this venue has bids (0), offers (1) and trades (2)");
                return;
            }
            types.append(type);
        }
        final List<Subscription> wanted = new ArrayList<>();
        for (final Group each : request.getGroups(quickfix.field.NoRelatedSym.FIELD)) {
            final FixTerms.Instrument instrument = terms.instrument(FixFields.required(each, Tag.SYMBOL));
            if (instrument == null) {
                reject(session, id, '0', "unknown symbol");
                return;
            }
            wanted.add(new Subscription(session, id, instrument, types.toString(), updateType == 1));
        }
        for (final Subscription each : wanted) {
            if (newest.containsKey(each.instrument.id())) {
                sendTouch(each, newest.get(each.instrument.id()));
            }
        }
        if (action == SUBSCRIBE) {
            subscriptions.addAll(wanted);
        }
    }

    private void reject(final SessionID session, final String id, final char reason, final String text) {
        final MarketDataRequestReject reject = new MarketDataRequestReject();
        reject.setString(Tag.MD_REQ_ID, id);
        reject.setChar(Tag.MD_REQ_REJ_REASON, reason);
        reject.setString(Tag.TEXT, text);
        out.accept(session, reject);
    }

    /** Forgets the subscriptions of a session that logged out. */
    void onLogout(final SessionID session) {
        subscriptions.removeIf(each -> each.session.equals(session));
    }

    /** Tells subscribers of a quote or trade. */
    void onMarketData(final Frame frame) {
        if (frame.templateId() == QuoteDecoder.TEMPLATE_ID) {
            quote.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            if (terms.instrument(quote.instrumentId()) != null) {
                onQuote(frame.eventTimeNs());
            }
        } else if (frame.templateId() == TradeDecoder.TEMPLATE_ID && !subscriptions.isEmpty()) {
            trade.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            if (trade.aggressor() != Side.NULL_VAL) {
                onTrade(frame.eventTimeNs());
            }
        }
    }

    private void onQuote(final long timeNs) {
        final Touch touch =
                new Touch(quote.bidPrice(), quote.bidQuantity(), quote.askPrice(), quote.askQuantity(), timeNs);
        newest.put(quote.instrumentId(), touch);
        for (final Subscription each : subscriptions) {
            if (each.instrument.id() == quote.instrumentId()) {
                sendTouch(each, touch);
            }
        }
    }

    private void sendTouch(final Subscription to, final Touch touch) {
        if (!to.wants(MDEntryType.BID) && !to.wants(MDEntryType.OFFER) && to.hasSnapshot) {
            return;
        }
        final Message message = begin(to, to.isIncremental && to.hasSnapshot);
        if (to.wants(MDEntryType.BID)) {
            add(message, to, CHANGE, MDEntryType.BID, touch.bidPrice(), touch.bidQuantity(), touch.timeNs());
        }
        if (to.wants(MDEntryType.OFFER)) {
            add(message, to, CHANGE, MDEntryType.OFFER, touch.askPrice(), touch.askQuantity(), touch.timeNs());
        }
        to.hasSnapshot = true;
        out.accept(to.session, message);
    }

    private void onTrade(final long timeNs) {
        for (final Subscription each : subscriptions) {
            if (each.instrument.id() == trade.instrumentId()
                    && each.wants(MDEntryType.TRADE)
                    && (each.hasSnapshot || !each.isIncremental)) {
                final Message message = begin(each, each.isIncremental);
                final Group entry = add(message, each, NEW, MDEntryType.TRADE, trade.price(), trade.quantity(), timeNs);
                if (each.isIncremental && trade.tradeId() > 0) {
                    entry.setString(Tag.MD_ENTRY_ID, Long.toString(trade.tradeId()));
                }
                out.accept(each.session, message);
            }
        }
    }

    private static Message begin(final Subscription to, final boolean isIncrement) {
        final Message message = isIncrement ? new MarketDataIncrementalRefresh() : new MarketDataSnapshotFullRefresh();
        message.setString(Tag.MD_REQ_ID, to.id);
        if (!isIncrement) {
            message.setString(Tag.SYMBOL, to.instrument.symbol());
        }
        return message;
    }

    /** Adds an entry; the fields that only X has go into X. Returns the entry, which the message holds a reference of. */
    private static Group add(
            final Message message,
            final Subscription to,
            final char action,
            final char type,
            final long price,
            final long quantity,
            final long timeNs) {
        final boolean isIncrement = message instanceof MarketDataIncrementalRefresh;
        final Group entry = isIncrement
                ? new MarketDataIncrementalRefresh.NoMDEntries()
                : new MarketDataSnapshotFullRefresh.NoMDEntries();
        if (isIncrement) {
            entry.setChar(Tag.MD_UPDATE_ACTION, action);
            entry.setString(Tag.SYMBOL, to.instrument.symbol());
        }
        entry.setChar(Tag.MD_ENTRY_TYPE, type);
        entry.setString(Tag.MD_ENTRY_PX, FixDecimal.format(price, to.instrument.priceExponent()));
        entry.setString(Tag.MD_ENTRY_SIZE, FixDecimal.format(quantity, to.instrument.quantityExponent()));
        final String time = FixTime.format(timeNs);
        entry.setString(Tag.MD_ENTRY_DATE, time.substring(0, 8));
        entry.setString(Tag.MD_ENTRY_TIME, time.substring(9));
        message.addGroupRef(entry);
        return entry;
    }
}
