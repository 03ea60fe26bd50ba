/**
 * Owns strategies, their indicators and scores, and numbers what they say.
 *
 * <p>Refuses to speak from a degraded or stale feed, for a stopped strategy, or before warm-up; refuses to admit an
 * unknown kind or a parameter that it does not know. Indicators are doubles from +, -, x, / and square root; prices
 * leave through {@code TickRounding} alone.
 *
 * <p>Thread: core. Looks into ingest and the quiet rooms. Start with {@code Signals}, then {@code MomentumBreakout}.
 */
package breakwater.core.signal;
