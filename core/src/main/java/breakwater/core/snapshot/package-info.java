/**
 * How state is written down and compared: {@link breakwater.core.snapshot.Stateful} components write themselves to a
 * {@link breakwater.core.snapshot.SnapshotWriter}, which is either a snapshot or a running digest, in one canonical
 * order, and read themselves back.
 *
 * <p>Thread: core or follower, whoever owns the engine. Refuses: a section that is not the one expected. Looks into no
 * other room but {@code message} (for the mix).
 */
package breakwater.core.snapshot;
