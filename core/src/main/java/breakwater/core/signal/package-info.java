/**
 * Owns bar series, indicators, strategies and their scoring.
 *
 * <p>Refuses signals from a degraded feed, a disabled strategy, or before warm-up. Thread: core. Looks into ingest and the quiet rooms. Start with {@code Signals}.
 */
package breakwater.core.signal;
