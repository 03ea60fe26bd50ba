package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Orders;
import breakwater.core.position.PositionView;
import breakwater.core.risk.Figure;
import breakwater.core.risk.Limits;

/**
 * What no order was let beyond P9 and is beyond it all the same (I3): a position, because two exits that worked at once were
 * both filled, a fill came late or was nobody's, or its row was cut; or entries that work, because of such a cut. The
 * instrument is held at REDUCE_ONLY within the same event, by its rule: until what is held is within 95 % of its row again and
 * no entry works there (Semantics 9).
 *
 * <p>Observed is the position in its own direction, for entries their worst case; bound is the row of that direction. Derived
 * from books and rows, so that only the latch is state. It is looked at with each report and each row: an entry that ends by
 * another way, a query or a send that never left, frees the instrument with the next of these.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Excesses {
    private static final long RELEASE_PPM = 950_000;

    private final Limits limits;
    private final PositionView positions;
    private final Orders orders;
    private final Monitor monitor;

    Excesses(final Limits limits, final PositionView positions, final Orders orders, final Monitor monitor) {
        this.limits = limits;
        this.positions = positions;
        this.orders = orders;
        this.monitor = monitor;
    }

    /** A row was set for an instrument. */
    void onLimit(final Control control, final int instrumentId) {
        if (control == Control.POSITION_LIMIT) {
            look(instrumentId);
        }
    }

    /** What is held or works in an instrument may have changed. */
    void look(final int instrumentId) {
        final long held = positions.netQuantity(instrumentId);
        final long size = held == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(held);
        final long row = row(instrumentId, held >= 0);
        if (row != Limits.MISSING && size > row) {
            hold(instrumentId, size, row);
        } else if (isHeld(instrumentId) && isBack(size, row) && !orders.hasRaising(instrumentId)) {
            monitor.release(ScopeType.INSTRUMENT, instrumentId, Control.POSITION_LIMIT);
        }
    }

    /** An entry that works no longer passes P9. */
    void hold(final int instrumentId, final long observed, final long bound) {
        monitor.raise(ScopeType.INSTRUMENT, instrumentId, Level.REDUCE_ONLY, Control.POSITION_LIMIT, observed, bound);
    }

    private boolean isHeld(final int instrumentId) {
        return monitor.isHeldBy(ScopeType.INSTRUMENT, instrumentId, Control.POSITION_LIMIT);
    }

    private static boolean isBack(final long size, final long row) {
        return row == Limits.MISSING || !Decimals.isOverPpm(size, row, RELEASE_PPM);
    }

    private long row(final int instrumentId, final boolean isLong) {
        return limits.value(isLong ? Figure.LONG_POSITION : Figure.SHORT_POSITION, ScopeType.INSTRUMENT, instrumentId);
    }
}
