/**
 * The read-only faces of rooms as plain fields that a test sets: one fake a face, for the tests of every room that looks
 * at it. None allocates after construction.
 */
package breakwater.core.fake;
