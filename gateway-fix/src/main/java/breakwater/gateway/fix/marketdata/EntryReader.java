package breakwater.gateway.fix.marketdata;

import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.Tag;

/**
 * Reads MarketDataSnapshotFullRefresh (W) and MarketDataIncrementalRefresh (X) from the text as it came, whole, before
 * anything is done with it: so the groups need no dictionary, and what is malformed has moved nothing. Fields that nobody
 * asks for are passed over, wherever they stand.
 *
 * <pre>
 *   W: 262 55 (83) 268=n { 269 270 271 (272 273) (278) (290) } …        one instrument, replaces what is known of it
 *   X: 262 268=n { 279 269 (278 280) (55) 270 271 (272 273) (83) (290) } …   an entry without 55 is of the one before it
 * </pre>
 *
 * <p>Thread: one. Allocates: never. Errors: a reason instead of null from {@link #read}.
 */
final class EntryReader {
    /** Entries that one message may have. */
    static final int ENTRIES_MAX = 1_000;

    static final char NEW = '0';
    static final char CHANGE = '1';
    static final char DELETE = '2';
    static final char BID = '0';
    static final char OFFER = '1';
    static final char TRADE = '2';
    static final char EMPTY_BOOK = 'J';
    /** The answer of {@link #sequence} where a message or entry has no RptSeq. */
    static final int NO_SEQUENCE = -1;

    private final Symbols symbols;
    private final FieldScanner scanner = new FieldScanner();
    private String text;
    private char kind;
    private boolean isEntryOpen;
    private int declared;
    private int count;
    private int bodyInstrument;
    private boolean hasBodySymbol;
    private int bodySequence;
    private long bodyTimeNs;
    private long sendingTimeNs;
    private int requestFrom;
    private int requestTo;

    private final char[] actions = new char[ENTRIES_MAX];
    private final char[] types = new char[ENTRIES_MAX];
    private final int[] instruments = new int[ENTRIES_MAX];
    private final boolean[] haveSymbols = new boolean[ENTRIES_MAX];
    private final long[] ids = new long[ENTRIES_MAX];
    private final long[] referenceIds = new long[ENTRIES_MAX];
    private final int[] positions = new int[ENTRIES_MAX];
    private final int[] sequences = new int[ENTRIES_MAX];
    private final int[] priceFroms = new int[ENTRIES_MAX];
    private final int[] priceTos = new int[ENTRIES_MAX];
    private final int[] quantityFroms = new int[ENTRIES_MAX];
    private final int[] quantityTos = new int[ENTRIES_MAX];
    private final long[] datesNs = new long[ENTRIES_MAX];
    private final long[] timesNs = new long[ENTRIES_MAX];
    private final long[] prices = new long[ENTRIES_MAX];
    private final long[] quantities = new long[ENTRIES_MAX];

    EntryReader(final Symbols symbols) {
        this.symbols = symbols;
    }

    /** Reads a message; returns why it is malformed, null where it is not. */
    String read(final String message, final char kind) {
        text = message;
        this.kind = kind;
        scanner.wrap(message);
        isEntryOpen = false;
        declared = -1;
        count = 0;
        bodyInstrument = Symbols.UNKNOWN;
        hasBodySymbol = false;
        bodySequence = NO_SEQUENCE;
        bodyTimeNs = FixTime.NOT_A_TIME;
        sendingTimeNs = FixTime.NOT_A_TIME;
        requestFrom = 0;
        requestTo = 0;
        String wrong = null;
        while (wrong == null && scanner.next()) {
            wrong = kind == 'W' ? onSnapshotField(scanner.tag()) : onIncrementField(scanner.tag());
        }
        if (wrong != null) {
            return wrong;
        }
        if (scanner.isBroken()) {
            return "it holds what is no field";
        }
        if (declared != count) {
            return "268 does not count its entries";
        }
        if (kind == 'W' && !hasBodySymbol) {
            return "field 55 is missing";
        }
        return finish();
    }

    private String onSnapshotField(final int tag) {
        if (tag == Tag.MD_ENTRY_TYPE) {
            return begin(NEW, scanner.character());
        }
        if (tag == Tag.SYMBOL) {
            return readBodySymbol();
        }
        return tag == Tag.RPT_SEQ && !isEntryOpen ? readBodySequence() : onField(tag);
    }

    private String onIncrementField(final int tag) {
        if (tag == Tag.MD_UPDATE_ACTION) {
            return begin(scanner.character(), (char) 0);
        }
        if (tag == Tag.SYMBOL && isEntryOpen) {
            haveSymbols[count - 1] = true;
            instruments[count - 1] = symbols.find(text, scanner.from(), scanner.to());
            return null;
        }
        if (tag == Tag.SYMBOL) {
            return readBodySymbol();
        }
        if (tag == Tag.MD_ENTRY_TYPE && isEntryOpen) {
            types[count - 1] = scanner.character();
            return types[count - 1] == 0 ? "269 is not one character" : null;
        }
        return onField(tag);
    }

    private String readBodySymbol() {
        hasBodySymbol = true;
        bodyInstrument = symbols.find(text, scanner.from(), scanner.to());
        return null;
    }

    private String readBodySequence() {
        bodySequence = scanner.natural();
        return bodySequence < 0 ? "83 is no number" : null;
    }

    private String onField(final int tag) {
        switch (tag) {
            case Tag.SENDING_TIME:
                sendingTimeNs = FixTime.parse(text, scanner.from(), scanner.to());
                return sendingTimeNs == FixTime.NOT_A_TIME ? "52 is no time" : null;
            case Tag.TRANSACT_TIME:
                bodyTimeNs = FixTime.parse(text, scanner.from(), scanner.to());
                return bodyTimeNs == FixTime.NOT_A_TIME ? "60 is no time" : null;
            case Tag.MD_REQ_ID:
                requestFrom = scanner.from();
                requestTo = scanner.to();
                return null;
            case Tag.NO_MD_ENTRIES:
                declared = declared < 0 ? scanner.natural() : -1;
                return declared < 0 || declared > ENTRIES_MAX ? "268 is no number, or too large" : null;
            default:
                return isOfEntry(tag) ? onEntryField(tag) : null;
        }
    }

    private static boolean isOfEntry(final int tag) {
        return tag == Tag.MD_ENTRY_TYPE
                || tag == Tag.MD_ENTRY_PX
                || tag == Tag.MD_ENTRY_SIZE
                || tag == Tag.MD_ENTRY_DATE
                || tag == Tag.MD_ENTRY_TIME
                || tag == Tag.MD_ENTRY_ID
                || tag == Tag.MD_ENTRY_REF_ID
                || tag == Tag.MD_ENTRY_POSITION_NO
                || tag == Tag.RPT_SEQ;
    }

    private String begin(final char action, final char type) {
        if (declared < 0) {
            return "an entry stands before 268";
        }
        if (count == declared) {
            return "268 does not count its entries";
        }
        if (action != NEW && action != CHANGE && action != DELETE) {
            return "279 is neither new (0), change (1) nor delete (2)";
        }
        if (kind == 'W' && type == 0) {
            return "269 is not one character";
        }
        isEntryOpen = true;
        actions[count] = action;
        types[count] = type;
        instruments[count] = Symbols.UNKNOWN;
        haveSymbols[count] = false;
        ids[count] = 0;
        referenceIds[count] = 0;
        positions[count] = 0;
        sequences[count] = NO_SEQUENCE;
        priceFroms[count] = 0;
        quantityFroms[count] = 0;
        datesNs[count] = FixTime.NOT_A_TIME;
        timesNs[count] = FixTime.NOT_A_TIME;
        count++;
        return null;
    }

    private String onEntryField(final int tag) {
        if (!isEntryOpen) {
            return "268 is not followed by its first entry";
        }
        final int entry = count - 1;
        final int from = scanner.from();
        final int to = scanner.to();
        switch (tag) {
            case Tag.MD_ENTRY_PX:
                if (priceFroms[entry] != 0) {
                    return "270 stands twice in an entry";
                }
                priceFroms[entry] = from;
                priceTos[entry] = to;
                return null;
            case Tag.MD_ENTRY_SIZE:
                if (quantityFroms[entry] != 0) {
                    return "271 stands twice in an entry";
                }
                quantityFroms[entry] = from;
                quantityTos[entry] = to;
                return null;
            case Tag.MD_ENTRY_ID:
                ids[entry] = id(from, to);
                return null;
            case Tag.MD_ENTRY_REF_ID:
                referenceIds[entry] = id(from, to);
                return null;
            case Tag.MD_ENTRY_POSITION_NO:
                positions[entry] = scanner.natural();
                return positions[entry] < 1 ? "290 is no position" : null;
            case Tag.RPT_SEQ:
                sequences[entry] = scanner.natural();
                return sequences[entry] < 0 ? "83 is no number" : null;
            case Tag.MD_ENTRY_DATE:
                datesNs[entry] = FixTime.parseDate(text, from, to);
                return datesNs[entry] == FixTime.NOT_A_TIME ? "272 is no date" : null;
            case Tag.MD_ENTRY_TIME:
                timesNs[entry] = FixTime.parseTimeOfDay(text, from, to);
                return timesNs[entry] == FixTime.NOT_A_TIME ? "273 is no time" : null;
            default:
                return "an entry's field stands outside of it";
        }
    }

    /** Numbers as they are, other text hashed with the highest bit set, so that the two never meet; 0 = none. */
    private long id(final int from, final int to) {
        final int length = to - from;
        long number = 0;
        for (int i = from; i < to; i++) {
            final char c = text.charAt(i);
            if (length > 18 || c < '0' || c > '9' || (c == '0' && i == from)) {
                return Symbols.hash(text, from, to) | Long.MIN_VALUE;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /** Gives each entry its instrument, its time and its figures, now that all is known that they depend on. */
    private String finish() {
        int instrument = bodyInstrument;
        for (int i = 0; i < count; i++) {
            instrument = haveSymbols[i] ? instruments[i] : instrument;
            instruments[i] = instrument;
            timesNs[i] = timeNs(i);
            final String wrong = instrument == Symbols.UNKNOWN ? null : finish(i, symbols.get(instrument));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String finish(final int i, final FixTerms.Instrument terms) {
        prices[i] = 0;
        quantities[i] = 0;
        if (types[i] != BID && types[i] != OFFER && types[i] != TRADE && types[i] != 0) {
            return null;
        }
        if (priceFroms[i] == 0 ? actions[i] == NEW : !isPrice(i, terms)) {
            return "270 is missing, or has no exact value in the instrument's steps";
        }
        if (quantityFroms[i] == 0 ? actions[i] == NEW : !isQuantity(i, terms)) {
            return "271 is missing, or has no exact value in the instrument's steps";
        }
        return null;
    }

    private boolean isPrice(final int i, final FixTerms.Instrument terms) {
        prices[i] = FixDecimal.parse(text, priceFroms[i], priceTos[i], terms.priceExponent());
        return prices[i] != FixDecimal.NOT_EXACT;
    }

    private boolean isQuantity(final int i, final FixTerms.Instrument terms) {
        quantities[i] = FixDecimal.parse(text, quantityFroms[i], quantityTos[i], terms.quantityExponent());
        return quantities[i] != FixDecimal.NOT_EXACT;
    }

    /** The entry's own time, else the message's (60), else when it was sent (52). */
    private long timeNs(final int i) {
        final long ofDayNs = timesNs[i];
        if (ofDayNs != FixTime.NOT_A_TIME && datesNs[i] != FixTime.NOT_A_TIME) {
            return datesNs[i] + ofDayNs;
        }
        if (ofDayNs == FixTime.NOT_A_TIME || sendingTimeNs == FixTime.NOT_A_TIME) {
            return bodyTimeNs == FixTime.NOT_A_TIME ? sendingTimeNs : bodyTimeNs;
        }
        // A time without a date is the one nearest to when it was sent.
        final long midnightNs = sendingTimeNs - sendingTimeNs % FixTime.DAY_NS;
        final long aheadNs = midnightNs + ofDayNs - sendingTimeNs;
        return midnightNs
                + ofDayNs
                - (aheadNs > FixTime.DAY_NS / 2 ? FixTime.DAY_NS : aheadNs < -FixTime.DAY_NS / 2 ? -FixTime.DAY_NS : 0);
    }

    boolean isSnapshot() {
        return kind == 'W';
    }

    /** Returns the instrument of the whole message, {@link Symbols#UNKNOWN} = none, or one of nobody's. */
    int bodyInstrument() {
        return bodyInstrument;
    }

    /** Returns the snapshot's RptSeq, or {@link #NO_SEQUENCE}. */
    int bodySequence() {
        return bodySequence;
    }

    int requestFrom() {
        return requestFrom;
    }

    /** Returns where MDReqID ends in the text; where it begins if there is none. */
    int requestTo() {
        return requestTo;
    }

    int count() {
        return count;
    }

    char action(final int i) {
        return actions[i];
    }

    /** Returns MDEntryType, 0 where a change or a deletion leaves it to the entry's id. */
    char type(final int i) {
        return types[i];
    }

    int instrument(final int i) {
        return instruments[i];
    }

    long id(final int i) {
        return ids[i];
    }

    long referenceId(final int i) {
        return referenceIds[i];
    }

    /** Returns MDEntryPositionNo, 1 = best, 0 = none. */
    int position(final int i) {
        return positions[i];
    }

    int sequence(final int i) {
        return sequences[i];
    }

    boolean hasPrice(final int i) {
        return priceFroms[i] != 0;
    }

    long price(final int i) {
        return prices[i];
    }

    boolean hasQuantity(final int i) {
        return quantityFroms[i] != 0;
    }

    long quantity(final int i) {
        return quantities[i];
    }

    /** Returns the entry's time, UTC ns, {@link FixTime#NOT_A_TIME} where nothing in the message tells one. */
    long timeNsOf(final int i) {
        return timesNs[i];
    }
}
