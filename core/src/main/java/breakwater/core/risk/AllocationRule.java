package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ScopeType;

/**
 * The capital that a strategy's books tie up at their worst ({@link Capital}), in ppm of the equity of its account rounded up,
 * stays within its share; and of that equity a reserve stays free beside all strategies and every suspense book, in ppm
 * rounded down. The sums are P10's, which is asked before.
 *
 * <p>Capital grows no faster than worth, so where the worth that an order adds would not matter, nothing is divided.
 */
final class AllocationRule {
    private final ExposureRule exposure;
    private final Examiner examiner;
    private final Rows share;
    private final Rows reserve;

    AllocationRule(final ExposureRule exposure, final Examiner examiner) {
        this.exposure = exposure;
        this.examiner = examiner;
        share = examiner.rows(Figure.ALLOCATION, ScopeType.STRATEGY);
        reserve = examiner.rows(Figure.CAPITAL_RESERVE, ScopeType.ACCOUNT);
    }

    /**
     * Answers where no row has anything to say, though what the order adds be tied up in full; else {@link #isWithin} has to
     * be asked.
     */
    boolean isClear(final Candidate c) {
        final long equityE8 = c.equityE8();
        return Clearance.isShareAtMost(exposure.strategyCapitalE8(), equityE8, c.clear.allocation)
                && Clearance.isShareAtLeast(
                        Decimals.subtract(equityE8, exposure.accountCapitalE8()), equityE8, c.clear.capitalReserve);
    }

    boolean isWithin(final Candidate c) {
        final int strategyId = c.strategyId();
        final int accountId = c.intent.accountId;
        final long equityE8 = c.equityE8();
        if (isClear(strategyId, accountId, equityE8)) {
            return true;
        }
        exposure.countCapital(c.instrumentId());
        final long leftE8 = Decimals.subtract(equityE8, exposure.accountCapitalE8());
        return isClear(strategyId, accountId, equityE8)
                || (examiner.asks(share, strategyId, HeatRule.ppmOf(exposure.strategyCapitalE8(), equityE8))
                        && examiner.asksBoth(reserve, accountId, leftPpm(leftE8, equityE8)));
    }

    private boolean isClear(final int strategyId, final int accountId, final long equityE8) {
        return examiner.isShareClear(share, strategyId, exposure.strategyCapitalE8(), equityE8)
                && examiner.isShareClear(
                        reserve, accountId, Decimals.subtract(equityE8, exposure.accountCapitalE8()), equityE8);
    }

    private static long leftPpm(final long leftE8, final long equityE8) {
        if (equityE8 == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        return equityE8 <= 0 ? -Long.MAX_VALUE : Decimals.mulDiv(leftE8, 1_000_000, equityE8, Rounding.FLOOR);
    }
}
