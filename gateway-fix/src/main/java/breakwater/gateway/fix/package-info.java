/**
 * Orders and market data over FIX. This room holds what both sides of the wire share: exact decimals and times as text,
 * tags, the names of instruments and accounts. {@code orderentry} and {@code marketdata} are our side (initiators),
 * {@code simfront} the paper venue's (acceptor), {@code emergency} the session of whoever acts for a dead engine.
 *
 * <p>Looks into core's message and pipeline rooms; core knows nothing of it, nor of QuickFIX/J.
 */
package breakwater.gateway.fix;
