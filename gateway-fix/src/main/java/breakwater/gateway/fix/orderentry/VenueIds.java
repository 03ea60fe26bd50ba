package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Frame;

/**
 * A venue's OrderID and ExecID as 64 bits: numbers as they are, other text hashed with the highest bit set, so that the two
 * never meet. Two texts of one hash are a chance of 1 in 2^63 a pair. Thread: any.
 */
final class VenueIds {
    /** As many characters as a long holds are mixed in at once. */
    private static final int CHARS = Long.BYTES / Character.BYTES;

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
        for (int i = 0; i < text.length(); i += CHARS) {
            long chars = 0;
            for (int j = i; j < Math.min(i + CHARS, text.length()); j++) {
                chars = chars << Character.SIZE | text.charAt(j);
            }
            hash = Frame.mix(hash ^ chars);
        }
        return hash | Long.MIN_VALUE;
    }
}
