package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.util.Arrays;

/**
 * The rows of one figure at one kind of scope, by dense id, and how far a figure has to stay from each for it to have nothing
 * to say: neither refuses nor warns. Limits change now and then and are asked some seventy times in a decision; so that is
 * worked out when a row changes, and to ask is two comparisons, whatever the sense of the figure, whether there is a warn
 * level, and whether there is a row at all.
 *
 * <p>What is clear of a row that narrows a global one is clear of both. Where a row must stand and does not, nothing is clear.
 *
 * <p>What is clear follows from the rows, so it is no state. Thread: core. Allocates: never after construction.
 */
final class Rows {
    /** The least figure that there is; {@link Decimals#OVERFLOW}, below it, is clear of nothing. */
    private static final long LEAST = Decimals.OVERFLOW + 1;

    final Figure figure;
    final ScopeType scopeType;
    /** The bit of the figure's control in {@link Decision#controlsPassed}, 0 = the gate does not ask it. */
    final long controlBit;
    /** The one row that these narrow, or null. */
    final Rows global;

    private final long[] values;
    private final long[] warns;
    /** By id, the least and the greatest figure that is clear. */
    private final long[] clear;

    private int count;

    /** @param global the figure's global row, null where there is none or these are it */
    Rows(final Figure figure, final ScopeType scopeType, final int ids, final Rows global) {
        this.figure = figure;
        this.scopeType = scopeType;
        this.global = global;
        controlBit = figure.control().code() < Control.GATE_CODES
                ? 1L << figure.control().code()
                : 0;
        values = new long[ids];
        warns = new long[ids];
        clear = new long[2 * ids];
        forget();
    }

    void forget() {
        Arrays.fill(values, Limits.MISSING);
        Arrays.fill(warns, 0);
        count = 0;
        work();
    }

    boolean has(final int id) {
        return id >= 0 && id < values.length;
    }

    /** Returns the value of a row, or {@link Limits#MISSING}. */
    long value(final int id) {
        return values[id];
    }

    /** Returns the warn level of a row, 0 = none. */
    long warn(final int id) {
        return warns[id];
    }

    boolean isMissing(final int id) {
        return values[id] == Limits.MISSING;
    }

    /** Returns whether there is no row at all, so that a scope which may have one need not even be observed. */
    boolean isEmpty() {
        return count == 0;
    }

    void put(final int id, final long value, final long warn) {
        count += isMissing(id) ? 1 : 0;
        values[id] = value;
        warns[id] = warn;
        work(id);
    }

    /** Returns the least figure that is clear of a row, and of the one that it narrows. */
    long least(final int id) {
        return clear[2 * id];
    }

    /** Returns the greatest. */
    long greatest(final int id) {
        return clear[2 * id + 1];
    }

    /** Returns whether a figure is clear of a row, and of the one that it narrows. */
    boolean isClear(final int id, final long observed) {
        return observed >= clear[2 * id] && observed <= clear[2 * id + 1];
    }

    /**
     * Returns whether a share is: part of whole in ppm, rounded up where the row says at most and down where it says at least;
     * false for one that is negative or of nothing. What is rounded against us is clear where the share itself is, so that
     * there is nothing to divide.
     */
    boolean isShareClear(final int id, final long part, final long whole) {
        final long least = clear[2 * id];
        final long greatest = clear[2 * id + 1];
        return part >= 0
                && whole > 0
                && greatest >= 0
                && !Decimals.isOverPpm(part, whole, greatest)
                && (least <= 0 || !Decimals.isUnderPpm(part, whole, least));
    }

    /**
     * Returns how much may be added to a sum with the figure still clear; negative where nothing may, {@link Decimals#OVERFLOW}
     * included. For figures of which a row says at most.
     */
    long room(final int id, final long sum) {
        return sum < clear[2 * id] ? -1 : Decimals.subtract(clear[2 * id + 1], sum);
    }

    /** Works out what is clear of every row, after the one that they narrow has changed. */
    void work() {
        for (int id = 0; id < values.length; id++) {
            work(id);
        }
    }

    private void work(final int id) {
        final boolean isRow = !isMissing(id);
        final boolean narrows = global != null && !(isRow && figure.isOwnedByStrategy());
        long least = narrows ? global.clear[0] : LEAST;
        long greatest = narrows ? global.clear[1] : Long.MAX_VALUE;
        if (isRow && figure.sense() == Sense.AT_MOST) {
            greatest = Math.min(greatest, warns[id] == 0 ? values[id] : Math.min(values[id], warns[id] - 1));
        } else if (isRow && warns[id] != Long.MAX_VALUE) {
            least = Math.max(least, warns[id] == 0 ? values[id] : Math.max(values[id], warns[id] + 1));
        } else if (isRow || scopeType == figure.required()) {
            least = Long.MAX_VALUE;
            greatest = LEAST;
        }
        clear[2 * id] = least;
        clear[2 * id + 1] = greatest;
    }
}
