/**
 * Owns fills, positions, cash, fees and profit and loss: each execution once, at average cost, exact to the last unit.
 *
 * <p>Refuses duplicate fills, execution ids that come back with other content, and sums that would wrap; fills that no
 * strategy explains go to the account's suspense book and count in every net. Thread: core. Looks into ingest (marks) and
 * the quiet rooms. Start with {@link breakwater.core.position.Positions}; the arithmetic is in {@code AverageCost}, the
 * memory of executions in {@code ExecutionWindow}, what goes out in {@code Statements}, where the venue differs in
 * {@link breakwater.core.position.Breaks}, and how its figure is booked in {@link breakwater.core.position.Adjustment}.
 */
package breakwater.core.position;
