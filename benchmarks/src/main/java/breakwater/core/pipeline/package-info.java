/**
 * Opens the pipeline's agents and rings to the latency harness. Owns the bare echo, which is the floor. Refuses to change
 * what the pipeline does.
 */
package breakwater.core.pipeline;
