/**
 * Owns feed sequence per source, dedupe, staleness, top of book, order book and bar building.
 *
 * <p>Refuses corrupt, crossed, stale, duplicate and out-of-order data, each with a reason, never shown to a strategy. Thread: core. Looks into message, decimal, reference, snapshot. Start with {@code Ingest}.
 */
package breakwater.core.ingest;
