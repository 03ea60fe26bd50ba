/**
 * Our side of an order session. {@code FixOrderPort} is where the sender hands order outputs to and where the venue's
 * answers enter the ingress ring; {@code OrderEncoder} and {@code ReportDecoder} translate, and know nothing of sessions.
 *
 * <p>Two threads meet here: the sender's (out) and QuickFIX/J's (in). What they share is {@code KnownOrders}, under its own
 * lock. Refuses: to send while logged off, to send anything twice, and to guess what a report says. Start with
 * {@code FixOrderPort}.
 */
package breakwater.gateway.fix.orderentry;
