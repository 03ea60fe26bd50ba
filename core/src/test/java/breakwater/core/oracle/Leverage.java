package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;

/**
 * P11: what an account may owe and own at worst, beside its equity. The class must have a row; the account and the
 * instrument may.
 */
final class Leverage {
    private final Ledger ledger;

    Leverage(final Ledger ledger) {
        this.ledger = ledger;
    }

    boolean isWithin(final Question q, final Examination exam) {
        final int accountId = q.p().accountId;
        final BigInteger equityE8 = ledger.equityE8(accountId);
        return exam.asks(
                        Control.LEVERAGE,
                        0,
                        ScopeType.ASSET_CLASS,
                        q.instrument().assetClass().value(),
                        Exact.ppmOf(q.exposures()[Worst.CLASS_OF_ACCOUNT], equityE8))
                && exam.mayAsk(
                        Control.LEVERAGE,
                        0,
                        ScopeType.ACCOUNT,
                        accountId,
                        Exact.ppmOf(q.exposures()[Worst.ACCOUNT], equityE8))
                && exam.mayAsk(
                        Control.LEVERAGE,
                        0,
                        ScopeType.INSTRUMENT,
                        q.p().instrumentId,
                        Exact.ppmOf(q.exposures()[Worst.INSTRUMENT_OF_ACCOUNT], equityE8));
    }
}
