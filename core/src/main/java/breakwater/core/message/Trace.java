package breakwater.core.message;

/**
 * What a decision looked like from inside: every figure that a strategy or the gate compared. Live it is {@link #NONE}
 * and costs a call that inlines to nothing; replay attaches a recorder, and {@code why} prints it. A trace never feeds
 * back into the engine. Thread: core.
 */
public interface Trace {
    /** Says nothing. */
    Trace NONE = new Trace() {};

    /** Returns whether anybody listens, so that figures made only for the trace are not computed in vain. */
    default boolean isOn() {
        return false;
    }

    /** Says that a strategy compared {@code observed} with {@code bound} under a name such as {@code donchian.upper}. */
    default void figure(
            final int strategyId,
            final int instrumentId,
            final String name,
            final double observed,
            final double bound,
            final boolean holds) {}

    /** Says that the gate asked {@code control} at a scope; units are the control's. */
    default void control(
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound,
            final boolean passes) {}
}
