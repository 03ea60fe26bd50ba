/**
 * What crosses the rings and the journals: the generated SBE codecs of {@code breakwater.xml} (the catalogue of
 * messages, with ids, units and sequences drawn), the {@link breakwater.core.message.Frame} around each of them, the
 * {@link breakwater.core.message.Control} codes, and {@link breakwater.core.message.Outputs}, through which a stage
 * speaks.
 *
 * <p>Thread: codecs and frames belong to whoever wraps them. Refuses: nothing; a frame only tells what is in it. Looks
 * into no other room. Start with the schema, then {@code Frame}.
 */
package breakwater.core.message;
