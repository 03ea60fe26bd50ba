/**
 * The journal played again: {@link breakwater.journal.replay.Replayer} leads recorded inputs through the engine (and,
 * where a run has them, its paper venues), {@link breakwater.journal.replay.OutputComparison} holds what comes out against
 * what was recorded. Recovery, verification, the follower and every question about the past use these two.
 *
 * <p>Thread: one. Nothing here ever reaches a venue (I17). Start with {@code Replayer}.
 */
package breakwater.journal.replay;
