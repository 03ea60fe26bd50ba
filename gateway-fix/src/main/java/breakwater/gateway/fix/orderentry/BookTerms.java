package breakwater.gateway.fix.orderentry;

/**
 * What a venue can tell of its books over the order session, and how often it is asked. Immutable.
 *
 * @param hasPositions it answers RequestForPositions (AN)
 * @param hasCash it answers CollateralInquiry (BB) with the account's balance
 * @param everyNs pause between two rounds of questions, nanoseconds
 */
public record BookTerms(boolean hasPositions, boolean hasCash, long everyNs) {
    /** A venue that is asked for nothing of this. */
    public static final BookTerms NONE = new BookTerms(false, false, Long.MAX_VALUE);

    public BookTerms {
        if (everyNs <= 0) {
            throw new IllegalArgumentException("everyNs=" + everyNs + " is not positive");
        }
    }

    boolean asksAnything() {
        return hasPositions || hasCash;
    }
}
