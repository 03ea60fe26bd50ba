/**
 * Starts an engine on a run folder: owner lock, recovery, configuration as events, pipeline, drive to the end, snapshot.
 * {@code demo} and {@code run} are two ways to say what to start; {@code Session} is the one way to start it.
 *
 * <p>Thread: the command's. Start with {@code Session}.
 */
package breakwater.tools.run;
