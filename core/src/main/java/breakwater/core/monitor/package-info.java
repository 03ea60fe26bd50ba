/**
 * Owns drawdown, daily loss, losing streaks, and the restriction level of every scope, latched.
 *
 * <p>Refuses loosening without an authorised or rule-driven reset, and a reset that does not name what it lifts or whose
 * breaker still has cause. Thread: core. Looks into position and the quiet rooms. Start with
 * {@link breakwater.core.monitor.Monitor}; {@code LossWatch} holds equity against its limits, {@code LossBreaker} draws
 * the three stages of a loss limit, {@code Latches} keeps levels and causes.
 */
package breakwater.core.monitor;
