/**
 * Owns limits, sizing, throttles and the pre-trade gate: no order leaves that has not passed every control at its worst
 * case.
 *
 * <p>Refuses any order over any limit, and says which control, at which scope, what was observed and the bound. Decides
 * whether an order leads into the market or out of it by the position, never by what the order says of itself.
 *
 * <p>Thread: core. Allocates: never after construction. Looks into every other stage's read-only view; nobody looks into
 * it. Start with {@link breakwater.core.risk.PreTradeGate}: one line a control, in the order of
 * {@link breakwater.core.message.Control}. {@link breakwater.core.risk.Figure} is the table of what can be limited and
 * what we ship; {@code docs/controls.md} is printed from both.
 */
package breakwater.core.risk;
