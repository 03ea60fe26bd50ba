/**
 * Owns drawdown, daily loss, losing streaks, and the restriction level of every scope, latched.
 *
 * <p>Refuses loosening without an authorised reset. Thread: core. Looks into position, order and the quiet rooms. Start with {@code Monitor}.
 */
package breakwater.core.monitor;
