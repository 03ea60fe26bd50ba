/**
 * Exact arithmetic on scaled longs, with 128-bit intermediate products. Overflow is the value
 * {@link breakwater.core.decimal.Decimals#OVERFLOW}, never a wrap (P37, I32); rounding is said at every call.
 *
 * <p>Thread: any. Allocates: never, but for text. Looks into no other room.
 */
package breakwater.core.decimal;
