package breakwater.gateway.ws.binance;

/** What became of one message. All but {@link #ACCEPTED} and {@link #IGNORED} are refusals. */
public enum ScanResult {
    /** One handler call was made. */
    ACCEPTED,
    /** Well-formed JSON of a kind that is not for us: an answer to a subscription, another stream. */
    IGNORED,
    /** Not strict JSON in UTF-8, or nested or numbered beyond all reason. */
    MALFORMED,
    /** A field of ours occurs twice, or both in the envelope and in its data: there is no telling which one is meant. */
    DUPLICATE_KEY,
    /** A field of ours is of another type, is no plain decimal, or would have to be rounded. */
    BAD_FIELD,
    /** A message of ours lacks a field. */
    MISSING_FIELD,
    /** The symbol is none of those subscribed. */
    UNKNOWN_SYMBOL,
    /** More price levels on a side than there is room for. */
    TOO_MANY_LEVELS
}
