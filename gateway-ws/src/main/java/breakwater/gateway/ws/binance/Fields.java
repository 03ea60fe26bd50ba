package breakwater.gateway.ws.binance;

/** The fields of Binance's messages that we read, by dense index; and where and what each was in the current message. */
final class Fields {
    static final int EVENT_TYPE = 0;
    static final int EVENT_TIME = 1;
    static final int TRADE_TIME = 2;
    static final int SYMBOL = 3;
    static final int TRADE_ID = 4;
    static final int PRICE = 5;
    static final int QUANTITY = 6;
    static final int IS_BUYER_MAKER = 7;
    static final int FIRST_ID = 8;
    static final int LAST_ID = 9;
    static final int PREVIOUS_ID = 10;
    static final int BID = 11;
    static final int BID_QUANTITY = 12;
    static final int ASK = 13;
    static final int ASK_QUANTITY = 14;
    static final int SNAPSHOT_ID = 15;
    static final int BIDS = 16;
    static final int ASKS = 17;
    static final int COUNT = 18;
    static final int STREAM = 18;
    static final int DATA = 19;
    static final int OTHER = -1;

    /** What a field turned out to be. */
    static final byte ABSENT = 0;

    static final byte TEXT = 1;
    static final byte NATURAL = 2;
    static final byte TRUE = 3;
    static final byte FALSE = 4;
    static final byte LEVELS = 5;
    static final byte LEVELS_OVERFLOW = 6;
    static final byte UNFIT = 7;

    private final byte[] kind = new byte[COUNT];
    private final int[] from = new int[COUNT];
    private final int[] to = new int[COUNT];
    private final long[] natural = new long[COUNT];

    void clear() {
        for (int i = 0; i < COUNT; i++) {
            kind[i] = ABSENT;
        }
    }

    void set(final int field, final byte kind, final int from, final int to, final long natural) {
        this.kind[field] = kind;
        this.from[field] = from;
        this.to[field] = to;
        this.natural[field] = natural;
    }

    boolean has(final int field) {
        return kind[field] != ABSENT;
    }

    byte kind(final int field) {
        return kind[field];
    }

    int from(final int field) {
        return from[field];
    }

    int to(final int field) {
        return to[field];
    }

    long natural(final int field) {
        return natural[field];
    }

    /** Returns whether the field is a string of exactly this text. */
    boolean isText(final int field, final byte[] bytes, final String text) {
        return kind[field] == TEXT && equal(bytes, from[field], to[field], text);
    }

    /** Returns the index of a key, or {@link #OTHER}. */
    static int of(final byte[] bytes, final int from, final int to) {
        switch (to - from) {
            case 1:
                return ofLetter(bytes[from]);
            case 2:
                return equal(bytes, from, to, "pu") ? PREVIOUS_ID : OTHER;
            case 4:
                return equal(bytes, from, to, "data")
                        ? DATA
                        : equal(bytes, from, to, "bids") ? BIDS : equal(bytes, from, to, "asks") ? ASKS : OTHER;
            case 6:
                return equal(bytes, from, to, "stream") ? STREAM : OTHER;
            case 12:
                return equal(bytes, from, to, "lastUpdateId") ? SNAPSHOT_ID : OTHER;
            default:
                return OTHER;
        }
    }

    private static int ofLetter(final byte letter) {
        switch (letter) {
            case 'e':
                return EVENT_TYPE;
            case 'E':
                return EVENT_TIME;
            case 'T':
                return TRADE_TIME;
            case 's':
                return SYMBOL;
            case 't':
                return TRADE_ID;
            case 'p':
                return PRICE;
            case 'q':
                return QUANTITY;
            case 'm':
                return IS_BUYER_MAKER;
            case 'U':
                return FIRST_ID;
            case 'u':
                return LAST_ID;
            case 'b':
                return BID;
            case 'B':
                return BID_QUANTITY;
            case 'a':
                return ASK;
            case 'A':
                return ASK_QUANTITY;
            default:
                return OTHER;
        }
    }

    private static boolean equal(final byte[] bytes, final int from, final int to, final String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
