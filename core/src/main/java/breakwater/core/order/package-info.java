/**
 * Owns the order state machine, client order ids, brackets, repricing and timeouts, and the worst case of what works.
 *
 * <p>Refuses illegal transitions, ids used twice and sending anything again whose fate is unknown. Sees no position: a
 * bracket counts the fills of its own trade, a flatten asks {@code Holdings}. Wants go back through the gate by {@code
 * OrderDesk}; only cancels and queries leave straight away.
 *
 * <p>Thread: core. Looks into ingest and the quiet rooms. Start with {@code Orders} (the flow), then {@code
 * OrderTransitions} (the table), {@code Lifecycle} (the only place where an order changes), {@code Protection} (stops and
 * targets) and {@code Exits} (aggressive closing). {@code Exposures} keeps the worst case that the gate reads.
 */
package breakwater.core.order;
