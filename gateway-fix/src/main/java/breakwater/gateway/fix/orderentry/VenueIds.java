package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Frame;

/**
 * A venue's OrderID and ExecID as 64 bits: numbers as they are, other text hashed with the highest bit set, so that the two
 * never meet. Two texts of one hash are a chance of 1 in 2^63 a pair. Thread: any.
 */
final class VenueIds {
    private VenueIds() {}

    /** Returns the id of a text, 0 for none. */
    static long of(final String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        final long number = ClOrdId.number(text);
        if (number > 0) {
            return number;
        }
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = Frame.mix(hash ^ text.charAt(i));
        }
        return hash | Long.MIN_VALUE;
    }
}
