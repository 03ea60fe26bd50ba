/**
 * The engine: six stages in order, one event at a time. {@link breakwater.core.Engine#onEvent} reads from top to bottom
 * and leads through the whole system; the rooms below it are its stages (ingest, signal, risk, order, position, monitor),
 * quiet rooms that all of them use (message, decimal, reference, snapshot), the paper venue and, in front, the pipeline.
 *
 * <p>{@code Stages} builds the rooms. What the engine does with an event is told, by idea, in {@code MarketEvents}, {@code
 * ExecutionReports}, {@code Commands}, {@code Reconciliations} and {@code Definitions}; {@code Intents} words orders and
 * {@code Refusals} says no. They hold no state of their own.
 *
 * <p>Pure: (state, event) to (state, outputs). No clock, I/O, random, thread or log; time is the event's time.
 */
package breakwater.core;
