package breakwater.core.risk;

import breakwater.core.message.ScopeType;
import breakwater.core.position.PositionView;

/**
 * P11: gross worst-case exposure of the intent's account over its equity, in ppm rounded up: of the asset class, and of the
 * whole account and the one position where these have rows. A position is part of its class's sum, so the row of the class
 * binds each position too. The sums are P10's, which is asked before; without equity nothing fits.
 */
final class LeverageRule {
    private final PositionView positions;
    private final ExposureRule exposure;
    private final Examiner examiner;

    LeverageRule(final PositionView positions, final ExposureRule exposure, final Examiner examiner) {
        this.positions = positions;
        this.exposure = exposure;
        this.examiner = examiner;
    }

    boolean isWithin(final Candidate c) {
        final int accountId = c.intent.accountId;
        final long equityE8 = positions.equityE8(accountId);
        final Figure figure = Figure.LEVERAGE;
        return examiner.asks(
                        figure,
                        ScopeType.ASSET_CLASS,
                        c.assetClass.value(),
                        HeatRule.ppmOf(exposure.classGrossE8(), equityE8))
                && examiner.alsoAsks(
                        figure, ScopeType.ACCOUNT, accountId, HeatRule.ppmOf(exposure.accountGrossE8(), equityE8))
                && examiner.alsoAsks(
                        figure,
                        ScopeType.INSTRUMENT,
                        c.instrumentId(),
                        HeatRule.ppmOf(exposure.instrumentGrossE8(), equityE8));
    }
}
