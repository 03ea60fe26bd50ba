/**
 * Market data over FIX 4.4 as a live source of the engine: a session that asks for quotes, depth and trades (V), and turns
 * what it is told (W, X) into the engine's Quote, Depth, Trade and FeedStatus.
 *
 * <pre>
 *   QuickFIX/J's thread                                                                  the market's thread
 *   MarketSession ─▶ EntryReader ─▶ MarketBooks ─▶ frames ─▶ MarketQueue ─▶ (FixMarketData as EventSource) ─▶ ingress ring
 *        │ gap, logoff, Y           │ a book broke
 *        └────────▶ Subscriptions ◀─┘   asks anew, under a new MDReqID; what answers an older one is dropped
 * </pre>
 *
 * <p>Thread: the session's side under one lock, the queue's other end the market's. Looks into core's message room; nothing
 * here decides, all checks of prices, ticks and ages are the engine's.
 */
package breakwater.gateway.fix.marketdata;
