package breakwater.gateway.fix.session;

/**
 * What can be said in a dialect. A venue may have less, which its row of the configuration says; never more.
 *
 * @param replaces OrderCancelReplaceRequest (G); without it an order is moved by cancel, then new
 * @param stopLimit an order that rests at the venue until its trigger (40=4); without it the engine watches stops itself
 * @param links one-cancels-other: ClOrdLinkID (583) of a new order names the one that it forms a pair with. The standard leaves what
 *     583 means to the two sides, so that a venue's row has to say that it is this; without it the engine links the legs itself
 * @param massCancel OrderMassCancelRequest (q) for all orders of the session (530=7); without it each order has its own cancel alone
 * @param orderStatus OrderStatusRequest (H); without it an order of unknown outcome stays so, counted at its worst, until its
 *     report comes
 * @param massStatus OrderMassStatusRequest (AF), by which a session learns after a logon what is open
 * @param resends a message that was missed can be asked for again; without it sequence numbers start at 1 with each logon
 * @param books positions (AN) and cash (BB)
 * @param marketData quotes and trades by V, W, X, Y as FIX 4.4 has them
 * @param drops copies of execution reports on a session of their own
 * @param watched a second session can see and cancel the account's orders, and ask for its positions: the watchdog's
 */
public record Capabilities(
        boolean replaces,
        boolean stopLimit,
        boolean links,
        boolean massCancel,
        boolean orderStatus,
        boolean massStatus,
        boolean resends,
        boolean books,
        boolean marketData,
        boolean drops,
        boolean watched) {}
