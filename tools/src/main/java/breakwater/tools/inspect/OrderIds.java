package breakwater.tools.inspect;

/** Client order ids as people read them: run-counter, such as 17-42, for run x 2^40 + counter. */
public final class OrderIds {
    private static final int COUNTER_BITS = 40;
    /** Ids below are no orders' ids. */
    static final long FIRST = 1L << COUNTER_BITS;

    private OrderIds() {}

    public static String text(final long id) {
        return id == 0 ? "-" : (id >>> COUNTER_BITS) + "-" + (id & (FIRST - 1));
    }

    /** Parses 17-42 or the plain number; -1 where it is neither. */
    public static long parse(final String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        if (!text.matches("[0-9]{1,7}-[0-9]{1,12}")) {
            return -1;
        }
        final int dash = text.indexOf('-');
        return (Long.parseLong(text.substring(0, dash)) << COUNTER_BITS) + Long.parseLong(text.substring(dash + 1));
    }
}
