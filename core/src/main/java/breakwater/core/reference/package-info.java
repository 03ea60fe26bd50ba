/**
 * Instruments, venues, accounts and sources by dense id, as configuration events define them. Dense ids are given once,
 * journaled, and never reused or moved; state everywhere lives in arrays by them.
 *
 * <p>Thread: core. Refuses: an id out of capacity, a redefinition that would change ticks, lots or exponents. Looks into
 * {@code message}, {@code decimal}, {@code snapshot}. Start with {@code Instruments}.
 */
package breakwater.core.reference;
