package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import quickfix.FieldMap;

/**
 * What the newest outbound messages were about, by MsgSeqNum, since a Reject (3) names nothing else. Thread: any, under its
 * lock.
 */
final class SentMessages {
    private static final int KEPT = 1 << 14;

    private final int[] numbers = new int[KEPT];
    private final String[] types = new String[KEPT];
    private final String[] clOrdIds = new String[KEPT];

    /** Remembers an order message that gets its number now. */
    synchronized void sent(final int number, final String type, final FieldMap message) {
        if (!MessageType.isOrder(type) && !MessageType.STATUS_REQUEST.equals(type)) {
            return;
        }
        final int at = number & (KEPT - 1);
        numbers[at] = number;
        types[at] = type;
        clOrdIds[at] = FixFields.text(message, Tag.CL_ORD_ID);
    }

    /** Returns the type of an order message by its number, or null. */
    synchronized String type(final int number) {
        final int at = number & (KEPT - 1);
        return number > 0 && numbers[at] == number ? types[at] : null;
    }

    /** Returns the ClOrdID of an order message by its number, or null. */
    synchronized String clOrdId(final int number) {
        final int at = number & (KEPT - 1);
        return number > 0 && numbers[at] == number ? clOrdIds[at] : null;
    }
}
