/**
 * Owns feed sequence per source, dedupe, staleness, top of book, order book and bar building.
 *
 * <p>Refuses corrupt, crossed, stale, duplicate and out-of-order data, each with a reason, never shown to a strategy; a
 * hole in a feed is an open gap until a quote or a book snapshot closes it.
 *
 * <p>Thread: core. Looks into message, decimal, reference, snapshot. Start with {@code Ingest}, then {@code Admissible}
 * (the checks), {@code TopOfBook} (the view), {@code BarBuilder}, {@code Depths} (the order books).
 */
package breakwater.core.ingest;
