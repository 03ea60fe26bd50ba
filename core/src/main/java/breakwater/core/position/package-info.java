/**
 * Owns fills, positions, cash, fees and profit and loss.
 *
 * <p>Refuses duplicate fills; unknown ones go to the suspense book. Thread: core. Looks into order, ingest and the quiet rooms. Start with {@code Positions}.
 */
package breakwater.core.position;
