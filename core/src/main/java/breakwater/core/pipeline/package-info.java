/**
 * The only room that knows rings and threads. Owns the ingress and egress rings, the agents that work them (core, the
 * two journalers, the senders, control, market), the gate before the wire, the control page that other processes share, and the two ways
 * to drive it all: free-running threads, or one lockstep driver.
 *
 * <p>Refuses: to send what is not journaled or what the kill word forbids. Looks into every room; no room looks back.
 * Start with {@code Pipeline}.
 */
package breakwater.core.pipeline;
