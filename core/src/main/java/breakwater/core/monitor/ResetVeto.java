package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/**
 * What forbids a person to lift a restriction (K4): the monitor asks whoever sees the orders and the venue's answers, which
 * it does not. Thread: core. Allocates: never.
 */
public interface ResetVeto {
    /** Forbids nothing. */
    ResetVeto NONE = (cause, type, scopeId) -> Control.NONE;

    /** Returns the control whose condition still holds in the scope and forbids to release the cause, NONE = released. */
    Control standsAgainst(Control cause, ScopeType type, int scopeId);
}
