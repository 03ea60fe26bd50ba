/**
 * The drill: a paper engine of its own, in a process of its own, on which every way to stop one is tried and timed, from
 * outside, by the tools an operator would use. What happened is read from the journals, not from what the tools say of
 * themselves, and stored as evidence (K8). Touches no other run folder. Start with {@link breakwater.tools.drill.Drill}.
 */
package breakwater.tools.drill;
