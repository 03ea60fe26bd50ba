package breakwater.gateway.ws.binance;

import static breakwater.gateway.ws.binance.Fields.ASK;
import static breakwater.gateway.ws.binance.Fields.ASKS;
import static breakwater.gateway.ws.binance.Fields.ASK_QUANTITY;
import static breakwater.gateway.ws.binance.Fields.BID;
import static breakwater.gateway.ws.binance.Fields.BIDS;
import static breakwater.gateway.ws.binance.Fields.BID_QUANTITY;
import static breakwater.gateway.ws.binance.Fields.EVENT_TIME;
import static breakwater.gateway.ws.binance.Fields.EVENT_TYPE;
import static breakwater.gateway.ws.binance.Fields.FIRST_ID;
import static breakwater.gateway.ws.binance.Fields.IS_BUYER_MAKER;
import static breakwater.gateway.ws.binance.Fields.LAST_ID;
import static breakwater.gateway.ws.binance.Fields.PREVIOUS_ID;
import static breakwater.gateway.ws.binance.Fields.PRICE;
import static breakwater.gateway.ws.binance.Fields.QUANTITY;
import static breakwater.gateway.ws.binance.Fields.SNAPSHOT_ID;
import static breakwater.gateway.ws.binance.Fields.SYMBOL;
import static breakwater.gateway.ws.binance.Fields.TRADE_ID;
import static breakwater.gateway.ws.binance.Fields.TRADE_TIME;

import breakwater.gateway.ws.DecimalText;

/**
 * Turns one message of Binance's market streams or REST depth into one call of a {@link BinanceHandler}, or into a reason
 * and a byte offset. The whole message is read and checked before the call; keys may come in any order, unknown keys are
 * passed over, a repeated key of ours is refused.
 *
 * <p>Thread: the owner's. Allocates: never after construction. Throws: nothing for any bytes. Source: Binance Spot
 * "WebSocket Streams" and USD-M "Websocket Market Streams".
 */
public final class BinanceAdapter {
    /** Levels a side that a REST snapshot may have at most. */
    public static final int LEVELS_MAX = 5_000;

    private static final long MILLIS = 1_000_000L;
    private static final long TIME_MS_MAX = Long.MAX_VALUE / MILLIS;

    private final SymbolIds symbols;
    private final BinanceHandler handler;
    private final JsonScanner json = new JsonScanner();
    private final Fields fields = new Fields();
    private final BinanceLevels levels = new BinanceLevels(LEVELS_MAX);
    private int start;
    private int errorAt;
    private int unfitField;

    public BinanceAdapter(final SymbolIds symbols, final BinanceHandler handler) {
        this.symbols = symbols;
        this.handler = handler;
    }

    /** Returns where in the last message, from its first byte, the refusal arose. */
    public int errorOffset() {
        return errorAt - start;
    }

    /** Reads one message. */
    public ScanResult onMessage(final byte[] bytes, final int offset, final int length) {
        start = offset;
        errorAt = offset;
        fields.clear();
        json.wrap(bytes, offset, length);
        json.whitespace();
        final ScanResult result = object(true);
        if (result != ScanResult.ACCEPTED) {
            return result;
        }
        json.whitespace();
        if (!json.isAtEnd()) {
            return malformed();
        }
        return dispatch();
    }

    /** Reads an object's fields; the envelope's {@code data} is read in its place. */
    private ScanResult object(final boolean isRoot) {
        if (!json.take('{')) {
            // A document that is no object is none of ours: well-formed or not is all there is to say.
            return skip();
        }
        json.whitespace();
        if (json.take('}')) {
            return ScanResult.ACCEPTED;
        }
        boolean hasData = false;
        boolean hasFields = false;
        while (true) {
            final int keyAt = json.position();
            if (!json.key()) {
                return malformed();
            }
            // An escaped key could spell one of ours; no venue sends it.
            if (json.hasEscape()) {
                return refuse(ScanResult.MALFORMED, keyAt);
            }
            final int field = Fields.of(json.bytes(), json.from(), json.to());
            json.whitespace();
            if (field == Fields.DATA && isRoot) {
                if (hasData || hasFields) {
                    return refuse(ScanResult.DUPLICATE_KEY, keyAt);
                }
                hasData = true;
                final ScanResult result = json.peek() == '{' ? object(false) : skip();
                if (result != ScanResult.ACCEPTED) {
                    return result;
                }
            } else if (field < 0 || field >= Fields.COUNT) {
                if (!json.skipValue()) {
                    return malformed();
                }
            } else {
                if (fields.has(field) || hasData) {
                    return refuse(ScanResult.DUPLICATE_KEY, keyAt);
                }
                hasFields = true;
                final ScanResult result = value(field);
                if (result != ScanResult.ACCEPTED) {
                    return result;
                }
            }
            json.whitespace();
            if (json.take('}')) {
                return ScanResult.ACCEPTED;
            }
            if (!json.take(',')) {
                return malformed();
            }
            json.whitespace();
        }
    }

    private ScanResult value(final int field) {
        final int at = json.position();
        switch (json.peek()) {
            case '"':
                if (!json.string()) {
                    return malformed();
                }
                fields.set(field, json.hasEscape() ? Fields.UNFIT : Fields.TEXT, json.from(), json.to(), 0);
                return ScanResult.ACCEPTED;
            case 't':
                fields.set(field, Fields.TRUE, at, at, 0);
                return json.literal("true") ? ScanResult.ACCEPTED : malformed();
            case 'f':
                fields.set(field, Fields.FALSE, at, at, 0);
                return json.literal("false") ? ScanResult.ACCEPTED : malformed();
            case '[':
                return array(field, at);
            case '{', 'n':
                fields.set(field, Fields.UNFIT, at, at, 0);
                return skip();
            default:
                if (!json.number()) {
                    return malformed();
                }
                fields.set(field, json.isNatural() ? Fields.NATURAL : Fields.UNFIT, at, at, json.natural());
                return ScanResult.ACCEPTED;
        }
    }

    /** Reads levels where the field may have them; an array of another shape is passed over and remembered as unfit. */
    private ScanResult array(final int field, final int at) {
        final boolean isBid = field == BID || field == BIDS;
        if (!isBid && field != ASK && field != ASKS) {
            fields.set(field, Fields.UNFIT, at, at, 0);
            return skip();
        }
        final byte kind = levels(isBid ? levels.bids() : levels.asks());
        fields.set(field, kind, kind == Fields.LEVELS ? at : json.position(), at, 0);
        if (kind == Fields.LEVELS) {
            return ScanResult.ACCEPTED;
        }
        json.position(at);
        return skip();
    }

    private byte levels(final BinanceLevels.Rows rows) {
        rows.clear();
        json.take('[');
        json.whitespace();
        if (json.take(']')) {
            return Fields.LEVELS;
        }
        do {
            json.whitespace();
            if (!json.take('[')) {
                return Fields.UNFIT;
            }
            final long price = levelNumber();
            if (price < 0 || !json.take(',')) {
                return Fields.UNFIT;
            }
            final long quantity = levelNumber();
            if (quantity < 0 || !json.take(']')) {
                return Fields.UNFIT;
            }
            if (rows.isFull()) {
                return Fields.LEVELS_OVERFLOW;
            }
            rows.add(price, quantity);
            json.whitespace();
        } while (json.take(','));
        return json.take(']') ? Fields.LEVELS : Fields.UNFIT;
    }

    /** Reads a decimal in quotes and the whitespace around it; negative = it is none, and the position is at it. */
    private long levelNumber() {
        json.whitespace();
        final int at = json.position();
        if (!json.string()) {
            return DecimalText.NOT_A_NUMBER;
        }
        final long value = DecimalText.parseE8(json.bytes(), json.from(), json.to());
        if (value < 0) {
            json.position(at);
            return value;
        }
        json.whitespace();
        return value;
    }

    private ScanResult dispatch() {
        final byte[] bytes = json.bytes();
        if (fields.has(EVENT_TYPE)) {
            if (fields.isText(EVENT_TYPE, bytes, "trade")) {
                return trade();
            }
            if (fields.isText(EVENT_TYPE, bytes, "bookTicker")) {
                return bookTicker();
            }
            return fields.isText(EVENT_TYPE, bytes, "depthUpdate") ? depth() : ScanResult.IGNORED;
        }
        if (fields.has(SNAPSHOT_ID)) {
            return snapshot();
        }
        // Spot's bookTicker is the only message without a type: it is told by its four values.
        return fields.has(BID) && fields.has(BID_QUANTITY) && fields.has(ASK) && fields.has(ASK_QUANTITY)
                ? bookTicker()
                : ScanResult.IGNORED;
    }

    private ScanResult trade() {
        if (!isNatural(EVENT_TIME)
                || !isTime(TRADE_TIME)
                || !isNatural(TRADE_ID)
                || !isDecimal(PRICE)
                || !isDecimal(QUANTITY)
                || !isBoolean(IS_BUYER_MAKER)
                || !isText(SYMBOL)) {
            return unfit();
        }
        final int symbolId = symbolId();
        if (symbolId < 0) {
            return refuse(ScanResult.UNKNOWN_SYMBOL, fields.from(SYMBOL));
        }
        handler.onTrade(
                symbolId,
                timeNs(TRADE_TIME),
                fields.natural(TRADE_ID),
                decimal(PRICE),
                decimal(QUANTITY),
                fields.kind(IS_BUYER_MAKER) == Fields.TRUE);
        return ScanResult.ACCEPTED;
    }

    private ScanResult bookTicker() {
        if (!isNatural(LAST_ID)
                || !isDecimal(BID)
                || !isDecimal(BID_QUANTITY)
                || !isDecimal(ASK)
                || !isDecimal(ASK_QUANTITY)
                || !isText(SYMBOL)
                || fields.has(EVENT_TIME) && !isTime(EVENT_TIME)) {
            return unfit();
        }
        final int symbolId = symbolId();
        if (symbolId < 0) {
            return refuse(ScanResult.UNKNOWN_SYMBOL, fields.from(SYMBOL));
        }
        handler.onBookTicker(
                symbolId,
                timeNs(EVENT_TIME),
                fields.natural(LAST_ID),
                decimal(BID),
                decimal(BID_QUANTITY),
                decimal(ASK),
                decimal(ASK_QUANTITY));
        return ScanResult.ACCEPTED;
    }

    private ScanResult depth() {
        if (!isTime(EVENT_TIME)
                || !isText(SYMBOL)
                || !isNatural(FIRST_ID)
                || !isNatural(LAST_ID)
                || !isLevels(BID)
                || !isLevels(ASK)
                || fields.has(PREVIOUS_ID) && !isNatural(PREVIOUS_ID)) {
            return unfit();
        }
        if (fields.has(BIDS) || fields.has(ASKS)) {
            return refuse(ScanResult.DUPLICATE_KEY, fields.to(fields.has(BIDS) ? BIDS : ASKS));
        }
        final int symbolId = symbolId();
        if (symbolId < 0) {
            return refuse(ScanResult.UNKNOWN_SYMBOL, fields.from(SYMBOL));
        }
        final long first = fields.has(PREVIOUS_ID) ? fields.natural(PREVIOUS_ID) + 1 : fields.natural(FIRST_ID);
        handler.onDepth(symbolId, timeNs(EVENT_TIME), first, fields.natural(LAST_ID), levels);
        return ScanResult.ACCEPTED;
    }

    private ScanResult snapshot() {
        if (!isNatural(SNAPSHOT_ID)
                || !isLevels(BIDS)
                || !isLevels(ASKS)
                || fields.has(EVENT_TIME) && !isTime(EVENT_TIME)) {
            return unfit();
        }
        if (fields.has(BID) || fields.has(ASK)) {
            return refuse(ScanResult.DUPLICATE_KEY, fields.to(fields.has(BID) ? BID : ASK));
        }
        handler.onSnapshot(timeNs(EVENT_TIME), fields.natural(SNAPSHOT_ID), levels);
        return ScanResult.ACCEPTED;
    }

    private boolean isText(final int field) {
        return fields.kind(field) == Fields.TEXT || isNot(field);
    }

    private boolean isNatural(final int field) {
        return fields.kind(field) == Fields.NATURAL && fields.natural(field) < Long.MAX_VALUE || isNot(field);
    }

    private boolean isTime(final int field) {
        return fields.kind(field) == Fields.NATURAL && fields.natural(field) <= TIME_MS_MAX || isNot(field);
    }

    private boolean isBoolean(final int field) {
        return fields.kind(field) == Fields.TRUE || fields.kind(field) == Fields.FALSE || isNot(field);
    }

    private boolean isLevels(final int field) {
        return fields.kind(field) == Fields.LEVELS || isNot(field);
    }

    /** Reads a text field as a decimal and keeps the value with it. */
    private boolean isDecimal(final int field) {
        if (fields.kind(field) != Fields.TEXT) {
            return isNot(field);
        }
        final int from = fields.from(field);
        final int to = fields.to(field);
        final long value = DecimalText.parseE8(json.bytes(), from, to);
        if (value < 0) {
            return isNot(field);
        }
        fields.set(field, Fields.TEXT, from, to, value);
        return true;
    }

    private boolean isNot(final int field) {
        unfitField = field;
        return false;
    }

    private ScanResult unfit() {
        if (!fields.has(unfitField)) {
            return refuse(ScanResult.MISSING_FIELD, json.position());
        }
        return refuse(
                fields.kind(unfitField) == Fields.LEVELS_OVERFLOW ? ScanResult.TOO_MANY_LEVELS : ScanResult.BAD_FIELD,
                fields.from(unfitField));
    }

    private long decimal(final int field) {
        return fields.natural(field);
    }

    private long timeNs(final int field) {
        return fields.has(field) ? fields.natural(field) * MILLIS : 0;
    }

    private int symbolId() {
        return symbols.idOf(json.bytes(), fields.from(SYMBOL), fields.to(SYMBOL));
    }

    private ScanResult skip() {
        return json.skipValue() ? ScanResult.ACCEPTED : malformed();
    }

    private ScanResult malformed() {
        return refuse(ScanResult.MALFORMED, json.position());
    }

    private ScanResult refuse(final ScanResult result, final int at) {
        errorAt = at;
        return result;
    }
}
