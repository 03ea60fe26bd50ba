package breakwater.core.model;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;

/** What must hold after every event: I3 of every scope and I30. I4 to I6 are asked of each output as it comes. */
final class Laws {
    private Laws() {}

    /** Returns the law that an event broke, null = none. */
    static String broken(final Ledger before, final Ledger after, final Move move) {
        final String limit = limit(before, after, move);
        return limit == null ? protection(after) : limit;
    }

    private static String limit(final Ledger before, final Ledger after, final Move move) {
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            final long held = side == Side.BUY ? after.position : -after.position;
            if (held > (side == Side.BUY ? Limit.LONG : Limit.SHORT) && !after.isHeld()) {
                return "I3: a position of " + after.position + " is beyond its limit and nothing is held";
            }
            final long most = most(side);
            final long worst = after.worst(side);
            final boolean isClosing = isBeyondByClosing(before, after, side);
            if (worst > most && !after.isHeld() && !isClosing) {
                return "I3: worst " + side + " " + worst + " is beyond " + most + " and nothing is held";
            }
            if (worst > most && worst > before.worst(side) && !move.comesFromOutside() && !isClosing) {
                return "I3: worst " + side + " rises from " + before.worst(side) + " to " + worst + " beyond " + most;
            }
        }
        return null;
    }

    private static long most(final Side side) {
        return Math.min(side == Side.BUY ? Limit.LONG : Limit.SHORT, Limit.GROSS);
    }

    /** Returns whether a side is beyond its limit with nothing held, and only what protects and closes has brought it there. */
    static boolean isBeyondByClosing(final Ledger before, final Ledger after) {
        return !after.isHeld()
                && (isBeyondByClosing(before, after, Side.BUY) || isBeyondByClosing(before, after, Side.SELL));
    }

    /** What protects or closes is asked for no limit: a stop and an exit that work at once may both be filled. */
    private static boolean isBeyondByClosing(final Ledger before, final Ledger after, final Side side) {
        if (after.worst(side) <= most(side)) {
            return false;
        }
        for (int i = before.count; i < after.count; i++) {
            if (after.orders[i].effect == Effect.RAISES && after.orders[i].side == side) {
                return false;
            }
        }
        final long raising = after.raising(side);
        return raising <= most(side) || raising <= before.raising(side) || after.closed() > before.closed();
    }

    /** What can be changed is as it should be: a stop that waits for the venue's answer comes later. */
    private static String protection(final Ledger after) {
        if (after.pausedUntilNs > 0) {
            return null;
        }
        long sum = 0;
        for (int i = 0; i < after.count; i++) {
            final Told order = after.orders[i];
            final boolean isChangeable = order.state == OrderState.NEW || order.state == OrderState.PARTIALLY_FILLED;
            if (order.isStop() && isChangeable && order.isMeantToFill() > 0) {
                if (after.position == 0 || (after.position > 0) == (order.side == Side.BUY)) {
                    return "I30: stop " + order.id + " " + order.side + " with a position of " + after.position;
                }
                sum += order.isMeantToFill();
            }
        }
        return sum > Math.abs(after.position)
                ? "I30: stops of " + sum + " protect a position of " + after.position
                : null;
    }
}
