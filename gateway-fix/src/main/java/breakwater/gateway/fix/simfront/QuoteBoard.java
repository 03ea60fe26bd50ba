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
import quickfix.fix44.MarketDataRequestReject;
import quickfix.fix44.MarketDataSnapshotFullRefresh;

/**
 * Market data: MarketDataRequest (V) subscribes a session to best bid and offer and to trades of symbols; each change goes
 * out as a MarketDataSnapshotFullRefresh (W). Incremental refresh is refused (Y), as the standard allows.
 *
 * <p>Thread: the venue's.
 */
final class QuoteBoard {
    private static final char SNAPSHOT = '0';
    private static final char SUBSCRIBE = '1';
    private static final char UNSUBSCRIBE = '2';

    private final FixTerms terms;
    private final BiConsumer<SessionID, Message> out;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<Integer, MarketDataSnapshotFullRefresh> newest = new HashMap<>();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();

    private record Subscription(SessionID session, String id, int instrumentId) {}

    QuoteBoard(final FixTerms terms, final BiConsumer<SessionID, Message> out) {
        this.terms = terms;
        this.out = out;
    }

    /** Handles a MarketDataRequest. */
    void onRequest(final SessionID session, final Message request) throws FixRefusal {
        final String id = FixFields.required(request, quickfix.field.MDReqID.FIELD);
        final char action = FixFields.character(request, quickfix.field.SubscriptionRequestType.FIELD);
        if (action == UNSUBSCRIBE) {
            subscriptions.removeIf(
                    each -> each.session().equals(session) && each.id().equals(id));
            return;
        }
        if (action != SNAPSHOT && action != SUBSCRIBE) {
            reject(session, id, '4', "263=" + action + " is not supported");
            return;
        }
        if (action == SUBSCRIBE && FixFields.integer(request, quickfix.field.MDUpdateType.FIELD, 0) != 0) {
            reject(session, id, '6', "265=1 is not supported: this venue sends full refreshes");
            return;
        }
        for (final Group each : request.getGroups(quickfix.field.NoRelatedSym.FIELD)) {
            final FixTerms.Instrument instrument = terms.instrument(FixFields.required(each, Tag.SYMBOL));
            if (instrument == null) {
                reject(session, id, '0', "unknown symbol");
                return;
            }
            if (action == SUBSCRIBE) {
                subscriptions.add(new Subscription(session, id, instrument.id()));
            }
            if (newest.containsKey(instrument.id())) {
                send(session, id, newest.get(instrument.id()));
            }
        }
    }

    private void reject(final SessionID session, final String id, final char reason, final String text) {
        final MarketDataRequestReject reject = new MarketDataRequestReject();
        reject.setString(quickfix.field.MDReqID.FIELD, id);
        reject.setChar(quickfix.field.MDReqRejReason.FIELD, reason);
        reject.setString(Tag.TEXT, text);
        out.accept(session, reject);
    }

    /** Forgets the subscriptions of a session that logged out. */
    void onLogout(final SessionID session) {
        subscriptions.removeIf(each -> each.session().equals(session));
    }

    /** Tells subscribers of a quote or trade. */
    void onMarketData(final Frame frame) {
        if (frame.templateId() == QuoteDecoder.TEMPLATE_ID) {
            quote.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            final FixTerms.Instrument instrument = terms.instrument(quote.instrumentId());
            if (instrument != null) {
                final MarketDataSnapshotFullRefresh refresh = refresh(instrument);
                add(refresh, instrument, MDEntryType.BID, quote.bidPrice(), quote.bidQuantity(), frame.eventTimeNs());
                add(refresh, instrument, MDEntryType.OFFER, quote.askPrice(), quote.askQuantity(), frame.eventTimeNs());
                newest.put(instrument.id(), refresh);
                publish(instrument.id(), refresh);
            }
        } else if (frame.templateId() == TradeDecoder.TEMPLATE_ID && !subscriptions.isEmpty()) {
            trade.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            final FixTerms.Instrument instrument = terms.instrument(trade.instrumentId());
            if (instrument != null && trade.aggressor() != Side.NULL_VAL) {
                final MarketDataSnapshotFullRefresh refresh = refresh(instrument);
                add(refresh, instrument, MDEntryType.TRADE, trade.price(), trade.quantity(), frame.eventTimeNs());
                publish(instrument.id(), refresh);
            }
        }
    }

    private static MarketDataSnapshotFullRefresh refresh(final FixTerms.Instrument instrument) {
        final MarketDataSnapshotFullRefresh refresh = new MarketDataSnapshotFullRefresh();
        refresh.setString(Tag.SYMBOL, instrument.symbol());
        return refresh;
    }

    private static void add(
            final Message refresh,
            final FixTerms.Instrument instrument,
            final char type,
            final long price,
            final long quantity,
            final long timeNs) {
        final Group entry = new MarketDataSnapshotFullRefresh.NoMDEntries();
        entry.setChar(MDEntryType.FIELD, type);
        entry.setString(quickfix.field.MDEntryPx.FIELD, FixDecimal.format(price, instrument.priceExponent()));
        entry.setString(quickfix.field.MDEntrySize.FIELD, FixDecimal.format(quantity, instrument.quantityExponent()));
        final String time = FixTime.format(timeNs);
        entry.setString(quickfix.field.MDEntryDate.FIELD, time.substring(0, 8));
        entry.setString(quickfix.field.MDEntryTime.FIELD, time.substring(9));
        refresh.addGroup(entry);
    }

    private void publish(final int instrumentId, final MarketDataSnapshotFullRefresh refresh) {
        for (final Subscription each : subscriptions) {
            if (each.instrumentId() == instrumentId) {
                send(each.session(), each.id(), refresh);
            }
        }
    }

    private void send(final SessionID session, final String id, final MarketDataSnapshotFullRefresh refresh) {
        final Message copy = (Message) refresh.clone();
        copy.setString(quickfix.field.MDReqID.FIELD, id);
        out.accept(session, copy);
    }
}
