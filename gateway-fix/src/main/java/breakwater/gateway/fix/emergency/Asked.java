package breakwater.gateway.fix.emergency;

import breakwater.gateway.fix.account.PositionsAnswer;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** A question to the venue and what has come back of the answer. Thread: any, under its {@link AccountView}'s lock. */
final class Asked {
    final String id;
    final String account;
    /** The count of messages heard when it was asked. */
    final long heardBefore;

    final Set<String> orderIds = new HashSet<>();
    final PositionsAnswer positions;
    int answers;
    boolean isComplete;
    boolean isRefused;
    /** Bid and offer of a quote. */
    BigDecimal bid;

    BigDecimal offer;
    /** What filled of a slice, signed not. */
    BigDecimal filled = BigDecimal.ZERO;

    Asked(final String id, final String account, final long heardBefore) {
        this.id = id;
        this.account = account;
        this.heardBefore = heardBefore;
        positions = new PositionsAnswer(account);
    }

    boolean isOver() {
        return isComplete || isRefused;
    }
}
