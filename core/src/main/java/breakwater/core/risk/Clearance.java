package breakwater.core.risk;

import breakwater.core.decimal.Decimals;

/**
 * How far a figure has to stay from a row for the row to have nothing to say: neither refuses nor warns. Limits change now
 * and then and are asked some seventy times in a decision; so this is worked out when a row changes, and to ask is one place
 * and two comparisons, whatever the sense of the figure and whether there is a warn level.
 *
 * <p>What is clear of a row that narrows another one is clear of both. Where a row must stand and does not, nothing is clear.
 *
 * <p>Follows from the rows, so it is no state. Thread: core. Allocates: never after construction.
 */
final class Clearance {
    /** In the place of a slot: a row that narrows no other one. */
    static final int NONE = -1;

    /** The least figure that there is; {@link Decimals#OVERFLOW}, below it, is clear of nothing. */
    private static final long LEAST = Decimals.OVERFLOW + 1;

    /** By slot of {@link Limits}: the least and the greatest figure that is clear. */
    private final long[] range;

    Clearance(final int slots) {
        range = new long[2 * slots];
    }

    /** Returns whether a figure is clear of the row in a slot. */
    boolean isClear(final int slot, final long observed) {
        return observed >= range[2 * slot] && observed <= range[2 * slot + 1];
    }

    /**
     * Returns whether a share, part of whole in ppm, rounded up where a row says at most and down where it says at least, is
     * clear of the row in a slot; false for one that is negative or of nothing. A rounding against us passes where the share
     * itself does, so there is nothing to divide.
     */
    boolean isShareClear(final int slot, final long part, final long whole) {
        final long least = range[2 * slot];
        final long greatest = range[2 * slot + 1];
        return part >= 0
                && whole > 0
                && greatest >= 0
                && !Decimals.isOverPpm(part, whole, greatest)
                && (least <= 0 || !Decimals.isUnderPpm(part, whole, least));
    }

    /** Makes nothing clear: a row must stand there and does not. */
    void nothing(final int slot) {
        range[2 * slot] = Long.MAX_VALUE;
        range[2 * slot + 1] = Decimals.OVERFLOW;
    }

    /** Works out what is clear where no row stands but that which it would narrow, {@link #NONE} = everything. */
    void withoutRow(final int slot, final int narrowed) {
        range[2 * slot] = narrowed == NONE ? LEAST : range[2 * narrowed];
        range[2 * slot + 1] = narrowed == NONE ? Long.MAX_VALUE : range[2 * narrowed + 1];
    }

    /** Works out what is clear of a row and of that which it narrows; {@code warn} 0 = none. */
    void withRow(final int slot, final int narrowed, final Sense sense, final long value, final long warn) {
        withoutRow(slot, narrowed);
        if (sense == Sense.AT_MOST) {
            final long greatest = warn == 0 ? value : Math.min(value, warn - 1);
            range[2 * slot + 1] = Math.min(range[2 * slot + 1], greatest);
        } else if (warn == Long.MAX_VALUE) {
            nothing(slot);
        } else {
            final long least = warn == 0 ? value : Math.max(value, warn + 1);
            range[2 * slot] = Math.max(range[2 * slot], least);
        }
    }
}
