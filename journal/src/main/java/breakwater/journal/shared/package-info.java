/**
 * The engine's state for other processes, on Chronicle Map: positions, orders, limits, levels and P&amp;L, projected from
 * the output journal by {@link breakwater.journal.shared.StatePublisher}. A cache: it can be thrown away and written anew
 * from the journal at any time, and nothing that decides reads it.
 *
 * <p>Refuses: a second writer; a file that blocks longer than a second (it is abandoned for a new one). Threads: one
 * publisher; readers open copies of their own. Looks into {@code breakwater.journal} and core's {@code message}.
 */
package breakwater.journal.shared;
