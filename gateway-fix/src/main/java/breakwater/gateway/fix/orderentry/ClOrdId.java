package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixWriter;
import breakwater.gateway.fix.Tag;

/**
 * The ClOrdID (11) of each message, a function of the order and of the output that asked, so that it needs no memory and is
 * never used twice, over restarts too:
 *
 * <pre>
 *   new order   1099511627777         the order's id
 *   cancel      1099511627777-c431    + the sequence of the output that is the cancel
 *   replace     1099511627777-r432    + the sequence of the output that is the replace
 *   all orders  1099511627777-m433    + the sequence of the output; it is about no order, the one that it names is the first
 * </pre>
 *
 * Thread: any.
 */
final class ClOrdId {
    private ClOrdId() {}

    static void writeNew(final FixWriter body, final long clientOrderId) {
        body.number(Tag.CL_ORD_ID, clientOrderId);
    }

    static void writeCancel(final FixWriter body, final long clientOrderId, final long outputSequence) {
        body.numbers(Tag.CL_ORD_ID, clientOrderId, "-c", outputSequence);
    }

    static void writeReplace(final FixWriter body, final long clientOrderId, final long outputSequence) {
        body.numbers(Tag.CL_ORD_ID, clientOrderId, "-r", outputSequence);
    }

    static void writeMassCancel(final FixWriter body, final long clientOrderId, final long outputSequence) {
        body.numbers(Tag.CL_ORD_ID, clientOrderId, "-m", outputSequence);
    }

    /** Returns the order that a ClOrdID of ours is about, 0 where it is null or none of ours. */
    static long orderOf(final String text) {
        if (text == null) {
            return 0;
        }
        final int dash = text.indexOf('-');
        if (dash < 0) {
            return number(text);
        }
        final boolean isOurs = dash + 2 < text.length()
                && (text.charAt(dash + 1) == 'c' || text.charAt(dash + 1) == 'r')
                && number(text.substring(dash + 2)) > 0;
        return isOurs ? number(text.substring(0, dash)) : 0;
    }

    /** Returns the positive number that the text spells in the one way that we write it, else 0. */
    static long number(final String text) {
        if (text.isEmpty() || text.length() > 19 || text.charAt(0) == '0') {
            return 0;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            final int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
            if (value < 0) {
                return 0;
            }
        }
        return value;
    }
}
