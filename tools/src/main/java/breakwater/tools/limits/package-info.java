/**
 * Limits as a product: what is in force and who set it, how a file differs from it, and how the difference is applied to a
 * running engine. A change that loosens anything needs a second person (K5); each is journaled with who and why (K9).
 *
 * <p>Thread: the command's. Allocates: cold path.
 */
package breakwater.tools.limits;
