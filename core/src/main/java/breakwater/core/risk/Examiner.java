package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;

/**
 * Puts one figure after the other to the limits and writes the answer down: in the decision, and in the trace. Every
 * method answers whether the intent may go on.
 *
 * <p>Nearly every figure is far from its row. Where nobody hears the trace, that is all that is asked of it: one look into
 * what is clear ({@link Rows}). Only what is not is put to the rows one by one.
 *
 * <p>P32 and P37 have no moment of their own: they are the answer of whichever control meets a missing row or a figure
 * that has no place in a long.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Examiner {
    /** In the bound of DEFAULT_DENY: no row is missing, but a mark or reference price. */
    static final long NO_PRICE = -1;

    /** In the bound of DEFAULT_DENY: no row is missing, but a calendar, or what comes after its last session. */
    static final long NO_CALENDAR = -2;

    /** In the bound of DEFAULT_DENY: no row is missing, but a volume. */
    static final long NO_VOLUME = -3;

    private final Limits limits;
    private final Trace trace;
    private final Decision decision;
    private final boolean isUnheard;

    Examiner(final Limits limits, final Trace trace, final Decision decision) {
        this.limits = limits;
        this.trace = trace;
        this.decision = decision;
        this.isUnheard = trace == Trace.NONE;
    }

    Decision decision() {
        return decision;
    }

    /** Returns a figure's rows at a kind of scope, where one must stand or may. */
    Rows rows(final Figure figure, final ScopeType scopeType) {
        return limits.rows(figure, scopeType);
    }

    /** Asks the row of a scope that must have one. */
    boolean asks(final Rows rows, final int scopeId, final long observed) {
        return isClear(rows, scopeId, observed) || asksRow(rows, scopeId, rows.scopeType, scopeId, observed);
    }

    /** Asks the row of a scope that may have one. */
    boolean alsoAsks(final Rows rows, final int scopeId, final long observed) {
        return rows.isEmpty() || isClear(rows, scopeId, observed) || alsoAsksRow(rows, scopeId, observed);
    }

    /** Asks the global row of a scope that was observed, and then the scope's own where it has one. */
    boolean asksBoth(final Rows rows, final int scopeId, final long observed) {
        return isClear(rows, scopeId, observed)
                || (asksRow(rows.global, 0, rows.scopeType, scopeId, observed) && alsoAsksRow(rows, scopeId, observed));
    }

    /** Asks the global row of a scope that was observed. */
    boolean asksGlobal(final Rows global, final ScopeType scopeType, final int scopeId, final long observed) {
        return isClear(global, 0, observed) || asksRow(global, 0, scopeType, scopeId, observed);
    }

    /** Answers for a figure to which no row has anything to say. */
    private boolean isClear(final Rows rows, final int scopeId, final long observed) {
        if (isUnheard && rows.isClear(scopeId, observed)) {
            decision.passed(rows.controlBit);
            return true;
        }
        return false;
    }

    /**
     * Answers for a share, part of whole in ppm, rounded against us, to which no row has anything to say; so that only one to
     * which it does is divided out. False = ask.
     */
    boolean isShareClear(final Rows rows, final int scopeId, final long part, final long whole) {
        if (isUnheard && rows.isShareClear(scopeId, part, whole)) {
            decision.passed(rows.controlBit);
            return true;
        }
        return false;
    }

    /** The same for a plain ratio, part to whole. */
    boolean isRatioClear(final Rows rows, final int scopeId, final long part, final long whole) {
        return isShareClear(rows, scopeId, part, Decimals.multiply(whole, 1_000_000));
    }

    /** Answers for a control that was found to have nothing to say; only where nobody hears. False = ask. */
    boolean isClear(final Control control) {
        if (isUnheard) {
            decision.passed(control);
        }
        return isUnheard;
    }

    /** Returns a number that is another after each change of a row. */
    long rowChanges() {
        return limits.changes();
    }

    /** Returns whether there is a row; refuses for want of it (P32). */
    boolean hasRow(final Rows rows, final int scopeId) {
        return !rows.isMissing(scopeId) || lacksRow(rows.figure, rows.scopeType, scopeId);
    }

    /** Returns whether there is the one global row; refuses for want of it (P32). */
    boolean hasRow(final Rows global) {
        return !global.isEmpty() || lacksRow(global.figure, ScopeType.GLOBAL, 0);
    }

    private boolean alsoAsksRow(final Rows rows, final int scopeId, final long observed) {
        return rows.isMissing(scopeId) || asksRow(rows, scopeId, rows.scopeType, scopeId, observed);
    }

    /** Asks a row, which may stand for many scopes alike, and names the one that was observed. */
    private boolean asksRow(
            final Rows rows, final int rowId, final ScopeType scopeType, final int scopeId, final long observed) {
        final Figure figure = rows.figure;
        if (rows.isMissing(rowId)) {
            return lacksRow(figure, rows.scopeType, rowId);
        }
        final long bound = rows.value(rowId);
        final long warn = rows.warn(rowId);
        if (warn != 0
                && observed != Decimals.OVERFLOW
                && (observed == warn || !figure.sense().holds(observed, warn))) {
            decision.warn(figure.control());
        }
        return holds(
                figure.control(),
                scopeType,
                scopeId,
                observed,
                bound,
                figure.sense().holds(observed, bound));
    }

    /** Writes down the answer of a rule that compared for itself. */
    boolean holds(
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound,
            final boolean passes) {
        if (observed == Decimals.OVERFLOW || bound == Decimals.OVERFLOW) {
            return overflows(control, scopeType, scopeId);
        }
        if (!isUnheard) {
            trace.control(control, scopeType, scopeId, observed, bound, passes);
        }
        if (passes) {
            decision.passed(control);
            return true;
        }
        return decision.refuse(control, scopeType, scopeId, observed, bound);
    }

    /** Refuses for want of a row (P32). */
    boolean lacksRow(final Figure figure, final ScopeType scopeType, final int scopeId) {
        return denies(figure.control(), scopeType, scopeId, figure.key());
    }

    /** Refuses for want of a mark or reference price (P32). */
    boolean lacksPrice(final Control control, final int instrumentId) {
        return denies(control, ScopeType.INSTRUMENT, instrumentId, NO_PRICE);
    }

    /** Refuses for want of a calendar that says whether it is open now (P32). */
    boolean lacksCalendar(final Control control, final ScopeType scopeType, final int scopeId) {
        return denies(control, scopeType, scopeId, NO_CALENDAR);
    }

    /** Refuses for want of a volume, seen or assumed (P32). */
    boolean lacksVolume(final Control control, final int instrumentId) {
        return denies(control, ScopeType.INSTRUMENT, instrumentId, NO_VOLUME);
    }

    /** Refuses a figure that has no place in a long (P37). */
    boolean overflows(final Control control, final ScopeType scopeType, final int scopeId) {
        trace.control(Control.ARITHMETIC, scopeType, scopeId, 0, control.code(), false);
        decision.notPassed(control);
        return decision.refuse(Control.ARITHMETIC, scopeType, scopeId, 0, control.code());
    }

    private boolean denies(final Control control, final ScopeType scopeType, final int scopeId, final long bound) {
        trace.control(Control.DEFAULT_DENY, scopeType, scopeId, control.code(), bound, false);
        decision.notPassed(control);
        return decision.refuse(Control.DEFAULT_DENY, scopeType, scopeId, control.code(), bound);
    }
}
