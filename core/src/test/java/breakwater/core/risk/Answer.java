package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/** A decision, kept: what a test compares whole. */
record Answer(Control control, ScopeType scopeType, int scopeId, long observed, long bound) {
    static final Answer APPROVED = new Answer(Control.NONE, ScopeType.GLOBAL, 65534, 0, 0);
    /** What only an approval has passed. */
    static final long WHOLE = 1L << Control.ARITHMETIC.code() | 1L << Control.DEFAULT_DENY.code();

    /** Keeps a decision whose refusal was its end: nothing is asked after it, and so nothing has passed after it. */
    static Answer of(final Decision decision) {
        if (!decision.isApproved()) {
            final long later =
                    decision.controlsPassed() & (-1L << refused(decision)) | decision.controlsPassed() & WHOLE;
            assertEquals(0, later, () -> "passed after a refusal by " + decision.control());
        }
        return new Answer(
                decision.control(), decision.scopeType(), decision.scopeId(), decision.observed(), decision.bound());
    }

    /** Returns the code of the control that was asked when the decision ended. */
    private static long refused(final Decision decision) {
        return decision.control() == Control.DEFAULT_DENY
                ? decision.observed()
                : decision.control() == Control.ARITHMETIC
                        ? decision.bound()
                        : decision.control().code();
    }

    static Answer refused(
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound) {
        return new Answer(control, scopeType, scopeType == ScopeType.GLOBAL ? 65534 : scopeId, observed, bound);
    }
}
