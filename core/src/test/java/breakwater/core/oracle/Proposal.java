package breakwater.core.oracle;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import java.math.BigInteger;

/** What somebody wants of the gate, as far as the journal tells; what it does not tell is guessed, one guess a proposal. */
final class Proposal implements Cloneable {
    int strategyId;
    int accountId;
    int venueId;
    int instrumentId;
    Side side;
    OrderType type = OrderType.LIMIT;
    OrderRole role;
    Effect claim;
    long price;
    long stopPrice;
    long quantity;
    long linkId;
    Order replaces;
    /** Worth of all parts of the basket of which it is one; null = of no basket. */
    BigInteger basketE8;

    boolean isBracketed;
    boolean isSized;
    /** What the gate took it for. */
    boolean isExit;
    /** Whether what was to come in an order's place is not to come any more: who wanted the cancel last, no record tells. */
    boolean knowsOfNoSuccessor;

    /** Cancels that clear an exit's way go out ahead of it, and are accounted after it was decided: by venue, by strategy. */
    long clearsOfVenue;

    long clearsOfStrategy;

    int score;
    long protectiveStopPrice;
    long target1Price;
    long atr;

    boolean isBuy() {
        return side == Side.BUY;
    }

    boolean claimsExit() {
        return claim == Effect.REDUCES || claim == Effect.PROTECTS || claim == Effect.FLATTENS;
    }

    boolean isTarget() {
        return role == OrderRole.TARGET1 || role == OrderRole.TARGET2;
    }

    /** Returns the effect that a role claims; an entry is taken for an exit only where the position says so. */
    static Effect claimOf(final OrderRole role) {
        switch (role) {
            case STOP:
                return Effect.PROTECTS;
            case FLATTEN:
                return Effect.FLATTENS;
            case TARGET1:
            case TARGET2:
            case EXIT:
                return Effect.REDUCES;
            default:
                return Effect.RAISES;
        }
    }

    Proposal copy() {
        try {
            return (Proposal) clone();
        } catch (final CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes over what a signal said of an entry. */
    Proposal with(final Order.Said said) {
        if (said != null) {
            score = said.score();
            protectiveStopPrice = said.stopPrice();
            target1Price = said.target1Price();
            atr = said.atr();
        }
        return this;
    }
}
