package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.OrderState;
import org.junit.jupiter.api.Test;

class OrderTransitionsTest {
    /** Columns are the constants of OrderStep; W = NEW or PARTIALLY_FILLED by fills, = stays, . illegal. */
    private static final String[] TABLE = {
        // state           ACC TRIG PART FULL CANC REPL REJ EXP CSENT RSENT CREF BLOCK UNS NOTK
        "PENDING_NEW       W   W    P    F    C    .    R   X   pc    .     .    N     U   .",
        "NEW               =   =    P    F    C    =    R   X   pc    pr    .    .     U   .",
        "PARTIALLY_FILLED  =   =    =    F    C    =    .   X   pc    pr    .    .     U   .",
        "PENDING_CANCEL    =   =    =    F    C    =    R   X   =     .     W    N     U   .",
        "PENDING_REPLACE   =   =    =    F    C    W    R   X   pc    .     W    .     U   .",
        "UNKNOWN           W   W    P    F    C    W    R   X   =     .     =    N     =   N",
        "FILLED            .   .    =    =    .    .    .   .   .     .     .    .     .   .",
        "CANCELED          .   .    =    =    .    .    .   .   .     .     .    .     .   .",
        "REJECTED          .   .    =    =    .    .    .   .   .     .     .    .     .   .",
        "EXPIRED           .   .    =    =    .    .    .   .   .     .     .    .     .   .",
        "NOT_SENT          .   .    =    =    .    .    .   .   .     .     .    .     .   .",
    };

    @Test
    void everyStateAndStepIsAsTheTableSays() {
        int checked = 0;
        for (final String row : TABLE) {
            final String[] cells = row.split(" +");
            final OrderState state = OrderState.valueOf(cells[0]);
            for (final OrderStep step : OrderStep.values()) {
                for (final boolean isPartFilled : new boolean[] {false, true}) {
                    assertEquals(
                            meant(cells[1 + step.ordinal()], state, isPartFilled),
                            OrderTransitions.next(state, step, isPartFilled),
                            state + " " + step);
                    checked++;
                }
            }
        }
        assertEquals(11 * 14 * 2, checked);
    }

    @Test
    void aStateThatIsNoneAllowsNothing() {
        for (final OrderStep step : OrderStep.values()) {
            assertEquals(null, OrderTransitions.next(OrderState.NULL_VAL, step, false));
            assertEquals(null, OrderTransitions.next(OrderState.SBE_UNKNOWN, step, false));
        }
    }

    private static OrderState meant(final String cell, final OrderState state, final boolean isPartFilled) {
        switch (cell) {
            case ".":
                return null;
            case "=":
                return state;
            case "W":
                return isPartFilled ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
            case "P":
                return OrderState.PARTIALLY_FILLED;
            case "F":
                return OrderState.FILLED;
            case "C":
                return OrderState.CANCELED;
            case "R":
                return OrderState.REJECTED;
            case "X":
                return OrderState.EXPIRED;
            case "N":
                return OrderState.NOT_SENT;
            case "U":
                return OrderState.UNKNOWN;
            case "pc":
                return OrderState.PENDING_CANCEL;
            case "pr":
                return OrderState.PENDING_REPLACE;
            default:
                throw new IllegalArgumentException(cell);
        }
    }
}
