/**
 * End-to-end figures: mains that run the real pipeline beside its floor in one process, and the workload that all
 * benchmarks share. Owns no code that an engine runs. Refuses comparisons with another day's nanoseconds: every figure
 * stands beside a reference from the same run. Start with {@link breakwater.latency.TickToOrder}.
 */
package breakwater.latency;
