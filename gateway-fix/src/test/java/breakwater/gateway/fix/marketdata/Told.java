package breakwater.gateway.fix.marketdata;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.DepthDecoder;
import breakwater.core.message.FeedStatusDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.TradeDecoder;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.Tag;
import breakwater.gateway.fix.session.LogonFields;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import quickfix.Group;
import quickfix.Message;
import quickfix.SessionID;

/** A session without a wire: the test is the venue, and what the engine would be told is lines. */
final class Told implements MarketEvents {
    static final SessionID ID = new SessionID("FIX.4.4", "MD", "TOLD");

    static final int SOURCE = 7;
    static final long NOW_NS = FixTime.parse("20240627-11:17:37.000");
    static final List<FixTerms.Instrument> INSTRUMENTS =
            List.of(new FixTerms.Instrument(4, "BTC-USD", -2, -3), new FixTerms.Instrument(9, "EUR/USD", -5, 0));

    final MarketQueue queue = new MarketQueue();
    final MarketSession session;
    final List<String> news = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private String[] requests = new String[INSTRUMENTS.size()];
    private long lastNumber;

    Told(final int depth) {
        session = new MarketSession(
                new Symbols(INSTRUMENTS), depth, queue, () -> NOW_NS, LogonFields.NONE, this, () -> {});
        session.books().sourceId(SOURCE);
    }

    /** A session that is logged on and has asked for everything. */
    static Told asked(final int depth) {
        final Told told = new Told(depth);
        told.session.onLogon(ID);
        told.ask(System.nanoTime());
        told.heard();
        return told;
    }

    /** Has what is due at a time sent, and keeps the newest request of each instrument. Returns what was sent. */
    List<String> ask(final long nowNs) {
        final List<String> sent = new ArrayList<>();
        try {
            for (final Message message : session.due(nowNs)) {
                final Group symbol =
                        message.getGroups(quickfix.field.NoRelatedSym.FIELD).get(0);
                final String name = symbol.getString(Tag.SYMBOL);
                final char action = message.getChar(Tag.SUBSCRIPTION_REQUEST_TYPE);
                if (action == '1') {
                    requests[place(name)] = message.getString(Tag.MD_REQ_ID);
                }
                sent.add(name + " 263=" + action + " 264=" + message.getInt(Tag.MARKET_DEPTH) + " 265="
                        + message.getInt(Tag.MD_UPDATE_TYPE) + " types "
                        + message.getGroups(quickfix.field.NoMDEntryTypes.FIELD).size());
            }
        } catch (final quickfix.FieldNotFound missing) {
            throw new AssertionError(missing);
        }
        return sent;
    }

    private static int place(final String symbol) {
        return INSTRUMENTS.get(0).symbol().equals(symbol) ? 0 : 1;
    }

    String request(final String symbol) {
        return requests[place(symbol)];
    }

    /** The venue says something; | is SOH, and MDReqID is that of the newest request. */
    List<String> snapshot(final String symbol, final String fields) {
        return say("W", "262=" + request(symbol) + "|55=" + symbol + "|" + fields);
    }

    List<String> update(final String symbol, final String fields) {
        return say("X", "262=" + request(symbol) + "|" + fields);
    }

    List<String> say(final String type, final String fields) {
        session.onData(
                ("8=FIX.4.4|9=1|35=" + type + "|34=5|49=V|56=E|52=20240627-11:17:36.900|" + fields + "|10=000|")
                        .replace('|', '\u0001'),
                type.charAt(0),
                true);
        return heard();
    }

    void refuse(final String symbol, final char reason) {
        final Message reject = new quickfix.fix44.MarketDataRequestReject();
        reject.setString(Tag.MD_REQ_ID, request(symbol));
        reject.setChar(Tag.MD_REQ_REJ_REASON, reason);
        session.fromApp(reject, ID);
    }

    /** Returns what the engine is told since the last call. */
    List<String> heard() {
        final List<String> lines = new ArrayList<>();
        while (queue.nextTimeNs() != MarketQueue.NOT_YET) {
            queue.take(buffer, 0);
            frame.wrap(buffer, 0);
            if (frame.sourceId() != SOURCE || frame.sourceSequence() != ++lastNumber) {
                throw new AssertionError("source " + frame.sourceId() + ", number " + frame.sourceSequence());
            }
            lines.add(line(frame));
        }
        return lines;
    }

    /** Takes what the engine is told, and asserts that a price and a size are such. */
    void heardSoundly() {
        for (final String line : heard()) {
            if (line.indexOf('x') > 0 && (line.contains(" -") || line.contains("x-") || line.contains("b-"))) {
                throw new AssertionError(line);
            }
        }
    }

    static String line(final Frame frame) {
        final int block = frame.blockOffset();
        switch (frame.templateId()) {
            case QuoteDecoder.TEMPLATE_ID:
                final QuoteDecoder q = new QuoteDecoder().wrap(frame.buffer(), block, frame.blockLength(), 0);
                return symbol(q.instrumentId()) + " " + level(q.instrumentId(), q.bidPrice(), q.bidQuantity()) + " "
                        + level(q.instrumentId(), q.askPrice(), q.askQuantity());
            case TradeDecoder.TEMPLATE_ID:
                final TradeDecoder t = new TradeDecoder().wrap(frame.buffer(), block, frame.blockLength(), 0);
                return symbol(t.instrumentId()) + " trade " + level(t.instrumentId(), t.price(), t.quantity()) + " #"
                        + t.tradeId() + " " + t.aggressor();
            case DepthDecoder.TEMPLATE_ID:
                return depth(frame);
            default:
                final FeedStatusDecoder s = new FeedStatusDecoder().wrap(frame.buffer(), block, frame.blockLength(), 0);
                return (s.instrumentId() == Frame.NO_ID ? "all" : symbol(s.instrumentId())) + " " + s.state();
        }
    }

    private static String depth(final Frame frame) {
        final DepthDecoder d =
                new DepthDecoder().wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        final StringBuilder line = new StringBuilder(symbol(d.instrumentId()) + " book " + d.index() + "/" + d.count()
                + (d.isSnapshot() == 1 ? "" : " delta"));
        for (final DepthDecoder.LevelsDecoder level : d.levels()) {
            line.append(level.side() == Side.BUY ? " b" : " s")
                    .append(level(d.instrumentId(), level.price(), level.quantity()));
        }
        return line.toString();
    }

    private static FixTerms.Instrument instrument(final int id) {
        return INSTRUMENTS.stream().filter(each -> each.id() == id).findFirst().orElseThrow();
    }

    private static String symbol(final int id) {
        return instrument(id).symbol();
    }

    private static String level(final int id, final long price, final long quantity) {
        final FixTerms.Instrument terms = instrument(id);
        return Decimals.format(price, terms.priceExponent()) + "x"
                + Decimals.format(quantity, terms.quantityExponent());
    }

    /** Returns the event time of the next frame, without its flag. */
    long eventTimeNs() {
        queue.take(buffer, 0);
        lastNumber++;
        return frame.wrap(buffer, 0).eventTimeNs();
    }

    int flags() {
        return frame.flags();
    }

    @Override
    public void onNews(final String text) {
        news.add(text);
    }

    @Override
    public void onRefused(final String reason, final String message) {
        refused.add(reason);
    }

    @Override
    public void onEvent(final String text) {}
}
