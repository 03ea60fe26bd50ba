/**
 * Recorded and generated feeds: what a venue sent, played again, and what none ever sent, for tests and load. Each is a
 * {@link breakwater.core.message.EventSource} that says what it promises ({@link
 * breakwater.gateway.ws.feed.FeedDescription}). Derived quotes never look ahead: {@code DerivedQuotes} says how they are made.
 *
 * <p>Refuses rows, never the whole file, with file, line, column and value; refuses a file that it cannot tell what it is.
 * Thread: one a feed. Looks into core's message, decimal and pipeline rooms and {@code binance}. Start with {@code Feeds.open}.
 */
package breakwater.gateway.ws.feed;
