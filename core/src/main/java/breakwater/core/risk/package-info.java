/**
 * Owns limits, sizing, throttles, the pre-trade gate.
 *
 * <p>Refuses any order over any limit at its worst case. Thread: core. Looks into every other stage's read-only view. Start with {@code PreTradeGate}.
 */
package breakwater.core.risk;
