package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;

/**
 * Puts one figure after the other to the limits and writes the answer down: in the decision, and in the trace. Every
 * method answers whether the intent may go on.
 *
 * <p>P32 and P37 have no moment of their own: they are the answer of whichever control meets a missing row or a figure
 * that has no place in a long.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Examiner {
    /** In the bound of DEFAULT_DENY: no row is missing, but a mark or reference price. */
    static final long NO_PRICE = -1;

    private final Limits limits;
    private final Trace trace;
    private final Decision decision;

    Examiner(final Limits limits, final Trace trace, final Decision decision) {
        this.limits = limits;
        this.trace = trace;
        this.decision = decision;
    }

    Decision decision() {
        return decision;
    }

    /** Asks the row of a scope that must have one. */
    boolean asks(final Figure figure, final ScopeType scopeType, final int scopeId, final long observed) {
        return asksAs(figure, scopeType, scopeId, scopeType, scopeId, observed);
    }

    /** Asks the row of a scope that may have one. */
    boolean alsoAsks(final Figure figure, final ScopeType scopeType, final int scopeId, final long observed) {
        return limits.value(figure, scopeType, scopeId) == Limits.MISSING || asks(figure, scopeType, scopeId, observed);
    }

    /** Returns whether there is a row; refuses for want of it (P32). */
    boolean hasRow(final Figure figure, final ScopeType scopeType, final int scopeId) {
        return limits.value(figure, scopeType, scopeId) != Limits.MISSING || lacksRow(figure, scopeType, scopeId);
    }

    /** Asks a row that stands for many scopes alike, and names the one that was observed. */
    boolean asksAs(
            final Figure figure,
            final ScopeType rowScopeType,
            final int rowScopeId,
            final ScopeType scopeType,
            final int scopeId,
            final long observed) {
        final long bound = limits.value(figure, rowScopeType, rowScopeId);
        if (bound == Limits.MISSING) {
            return lacksRow(figure, rowScopeType, rowScopeId);
        }
        final long warn = limits.warn(figure, rowScopeType, rowScopeId);
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
        trace.control(control, scopeType, scopeId, observed, bound, passes);
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

    /** Refuses a figure that has no place in a long (P37). */
    boolean overflows(final Control control, final ScopeType scopeType, final int scopeId) {
        trace.control(Control.ARITHMETIC, scopeType, scopeId, 0, control.code(), false);
        return decision.refuse(Control.ARITHMETIC, scopeType, scopeId, 0, control.code());
    }

    private boolean denies(final Control control, final ScopeType scopeType, final int scopeId, final long bound) {
        trace.control(Control.DEFAULT_DENY, scopeType, scopeId, control.code(), bound, false);
        return decision.refuse(Control.DEFAULT_DENY, scopeType, scopeId, control.code(), bound);
    }
}
