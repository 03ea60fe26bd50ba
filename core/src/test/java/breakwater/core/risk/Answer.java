package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/** A decision, kept: what a test compares whole. */
record Answer(Control control, ScopeType scopeType, int scopeId, long observed, long bound) {
    static final Answer APPROVED = new Answer(Control.NONE, ScopeType.GLOBAL, 65534, 0, 0);

    static Answer of(final Decision decision) {
        return new Answer(
                decision.control(), decision.scopeType(), decision.scopeId(), decision.observed(), decision.bound());
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
