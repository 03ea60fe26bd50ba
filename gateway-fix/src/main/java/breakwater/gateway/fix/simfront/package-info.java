/**
 * The paper venue behind a FIX 4.4 acceptor, for third-party clients as for our own session: order entry, cancel, replace,
 * mass cancel, status, mass status, quotes and trades, business rejects with text, and faults to order. Bound to this
 * machine alone; any pair of CompIDs may log on.
 *
 * <p>One thread owns the venue; QuickFIX/J's threads only queue for it. Start with {@code FixVenue}.
 */
package breakwater.gateway.fix.simfront;
