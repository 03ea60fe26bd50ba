package breakwater.core.model;

import breakwater.core.message.OrderState;

/** Between which states an order may go (I5), written down a second time, and by state alone. */
final class Table {
    private static final String[] LEADS = {
        "PENDING_NEW: NEW PARTIALLY_FILLED PENDING_CANCEL UNKNOWN FILLED CANCELED REJECTED EXPIRED NOT_SENT",
        "NEW: PARTIALLY_FILLED PENDING_CANCEL PENDING_REPLACE UNKNOWN FILLED CANCELED REJECTED EXPIRED",
        "PARTIALLY_FILLED: PENDING_CANCEL PENDING_REPLACE UNKNOWN FILLED CANCELED EXPIRED",
        "PENDING_CANCEL: NEW PARTIALLY_FILLED UNKNOWN FILLED CANCELED REJECTED EXPIRED NOT_SENT",
        "PENDING_REPLACE: NEW PARTIALLY_FILLED PENDING_CANCEL UNKNOWN FILLED CANCELED REJECTED EXPIRED",
        "UNKNOWN: NEW PARTIALLY_FILLED FILLED CANCELED REJECTED EXPIRED NOT_SENT",
    };

    private static final boolean[][] MAY = new boolean[16][16];

    static {
        for (final String line : LEADS) {
            final String[] words = line.split("[: ]+");
            for (int i = 1; i < words.length; i++) {
                MAY[OrderState.valueOf(words[0]).value()][
                        OrderState.valueOf(words[i]).value()] = true;
            }
        }
    }

    private Table() {}

    static boolean leads(final OrderState from, final OrderState to) {
        return MAY[from.value()][to.value()];
    }
}
