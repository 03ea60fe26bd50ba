/**
 * The paper venue of demo, paper trading, backtests and tests: a state machine over one merged input (market data, then
 * the orders that it caused), which answers as a real venue does and, on request, as a bad one does. The same inputs and
 * the same {@link breakwater.core.venuesim.VenueModel} give the same reports, byte for byte; after a restart it is rebuilt
 * from snapshot and journals.
 *
 * <p>Thread: the driver's, one at a time. Owns: the venue's orders, their places in the queues, the touch as the feed showed
 * it, messages on their way in both directions. Refuses, with a code of {@link breakwater.core.venuesim.VenueCodes}: what a
 * venue refuses. Knows nothing of the engine's own books, and matches our orders with the market, never with each other.
 * Looks into {@code message}, {@code decimal}, {@code reference}, {@code snapshot}, and {@code pipeline} for the face
 * {@code EventSource} alone. Start with {@code SimulatedVenue}, then {@code Matching}.
 */
package breakwater.core.venuesim;
