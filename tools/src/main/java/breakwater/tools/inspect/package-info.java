/**
 * Looks into journals: {@code journal} lists, prints and verifies records, {@code replay} proves that they give the same
 * outputs again, {@code why} replays up to one decision with tracing on, and the tables (positions, orders, fills, pnl,
 * events) read the output journal. Read-only: a journal is opened by its tailer and never written, also while its engine
 * runs.
 *
 * <p>Refuses: a record that does not verify (exit code 8). Thread: the command's. Start with {@code JournalChoice}, then
 * {@code Catalogue}, which gives dense ids their names and decimals.
 */
package breakwater.tools.inspect;
