package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ScopeType;
import breakwater.core.position.PositionView;

/**
 * P30: a weight that wants hardly more than what is there is left alone. Observed is what the part is worth at its worst in
 * ppm of its account's equity, rounded down; 0 where there is no equity. Only weights are asked, never what lowers exposure.
 */
final class NoTradeBand {
    private static final long MILLION = 1_000_000L;

    private final PositionView positions;
    private final WorstValue worst;
    private final Examiner examiner;
    private final Rows bandOfStrategy;

    NoTradeBand(final PositionView positions, final WorstValue worst, final Examiner examiner) {
        this.positions = positions;
        this.worst = worst;
        this.examiner = examiner;
        bandOfStrategy = examiner.rows(Figure.NO_TRADE_BAND, ScopeType.STRATEGY);
    }

    boolean isWithin(final Candidate c) {
        return !BasketRule.isAsked(c) || isLeft(c);
    }

    /** Asks of a weight before it is part of a basket. */
    boolean isLeft(final Candidate c) {
        final long equityE8 = positions.equityE8(c.intent.accountId);
        final long worthE8 = worst.ofOrders(c.instrumentId(), c.intent.quantity, c.intent.price);
        final long ppm = worthE8 == Decimals.OVERFLOW || equityE8 == Decimals.OVERFLOW
                ? Decimals.OVERFLOW
                : equityE8 <= 0 ? 0 : Decimals.mulDiv(worthE8, MILLION, equityE8, Rounding.DOWN);
        return examiner.asksBoth(bandOfStrategy, c.strategyId(), ppm);
    }
}
