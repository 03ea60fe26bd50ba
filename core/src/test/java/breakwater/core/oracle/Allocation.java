package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.math.RoundingMode;

/** P39: what a strategy ties up of its account's equity, and what all leave free. */
final class Allocation {
    private final Ledger ledger;

    Allocation(final Ledger ledger) {
        this.ledger = ledger;
    }

    boolean isWithin(final Question q, final Examination exam) {
        final int strategyId = q.p().strategyId;
        final int accountId = q.p().accountId;
        final BigInteger equityE8 = ledger.equityE8(accountId);
        final BigInteger usedE8 = q.exposures()[Worst.CAPITAL_OF_ACCOUNT];
        final BigInteger left = equityE8.signum() <= 0
                ? Exact.LARGEST.negate()
                : Exact.divide(equityE8.subtract(usedE8).multiply(Exact.MILLION), equityE8, RoundingMode.FLOOR);
        return exam.asks(
                        Control.ALLOCATION,
                        0,
                        ScopeType.STRATEGY,
                        strategyId,
                        Exact.ppmOf(q.exposures()[Worst.CAPITAL_OF_STRATEGY], equityE8))
                && exam.asksAs(Control.ALLOCATION, 1, ScopeType.ACCOUNT, accountId, left)
                && exam.mayAsk(Control.ALLOCATION, 1, ScopeType.ACCOUNT, accountId, left);
    }
}
