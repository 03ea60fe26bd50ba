/**
 * Binance's market data, spot and USD-M futures: combined or single stream messages (trade, bookTicker, depthUpdate) and
 * the REST depth snapshot, as bytes → typed call ({@link breakwater.gateway.ws.binance.BinanceAdapter}) → event frames
 * ({@link breakwater.gateway.ws.binance.BinanceEncoder}).
 *
 * <p>Refuses whatever is not strict JSON, and every message of ours that lacks a field, repeats one or carries a value that
 * would have to be rounded, each with the byte offset; passes over what is not for us. Thread: the owner's, one. Allocates:
 * never after construction. Looks into {@code breakwater.gateway.ws} and core's message room.
 */
package breakwater.gateway.ws.binance;
