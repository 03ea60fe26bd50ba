/**
 * What every venue package shares: decimal text in ({@link breakwater.gateway.ws.DecimalText}), market-data frames out
 * ({@link breakwater.core.message.MarketFrames}). One package a venue below; recorded and generated feeds in {@code feed}.
 *
 * <p>Thread: the owner's, one. Looks into core's message room only.
 */
package breakwater.gateway.ws;
