package breakwater.gateway.fix.orderentry;

/**
 * What the newest outbound messages were about, by MsgSeqNum, since a Reject (3) names nothing else. Thread: any, under its
 * lock.
 */
final class SentMessages {
    private static final int KEPT = 1 << 14;

    private final int[] numbers = new int[KEPT];
    private final String[] types = new String[KEPT];
    private final long[] orders = new long[KEPT];

    /** Remembers a message about an order that has got its number. */
    synchronized void sent(final WireMessage message) {
        final int at = message.number() & (KEPT - 1);
        numbers[at] = message.number();
        types[at] = message.type();
        orders[at] = message.clientOrderId();
    }

    /** Returns the type of a message about an order by its number, or null. */
    synchronized String type(final int number) {
        final int at = number & (KEPT - 1);
        return number > 0 && numbers[at] == number ? types[at] : null;
    }

    /** Returns the order that a message was about by its number, or 0. */
    synchronized long order(final int number) {
        final int at = number & (KEPT - 1);
        return number > 0 && numbers[at] == number ? orders[at] : 0;
    }
}
