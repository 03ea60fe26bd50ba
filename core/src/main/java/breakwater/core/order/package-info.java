/**
 * Owns the order state machine, client order ids, brackets, repricing and timeouts, and the worst case of what works.
 *
 * <p>Refuses illegal transitions and duplicate sends. Thread: core. Looks into ingest and the quiet rooms. Start with {@code Orders}.
 */
package breakwater.core.order;
