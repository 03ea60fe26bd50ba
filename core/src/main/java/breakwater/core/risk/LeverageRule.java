package breakwater.core.risk;

import breakwater.core.message.ScopeType;

/**
 * P11: gross worst-case exposure of the intent's account over its equity, in ppm rounded up: of the asset class, and of the
 * whole account and the one position where these have rows. A position is part of its class's sum, so the row of the class
 * binds each position too. The sums are P10's, which is asked before; without equity nothing fits.
 */
final class LeverageRule {
    private final ExposureRule exposure;
    private final Examiner examiner;
    private final Rows ofClass;
    private final Rows ofAccount;
    private final Rows ofInstrument;

    LeverageRule(final ExposureRule exposure, final Examiner examiner) {
        this.exposure = exposure;
        this.examiner = examiner;
        ofClass = examiner.rows(Figure.LEVERAGE, ScopeType.ASSET_CLASS);
        ofAccount = examiner.rows(Figure.LEVERAGE, ScopeType.ACCOUNT);
        ofInstrument = examiner.rows(Figure.LEVERAGE, ScopeType.INSTRUMENT);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final long equityE8 = c.equityE8();
        final Clearance clear = c.clear;
        return Clearance.isShareAtMost(exposure.classGrossE8(), equityE8, clear.leverageOfClass)
                && Clearance.isShareAtMost(exposure.accountGrossE8(), equityE8, clear.leverageOfAccount)
                && Clearance.isShareAtMost(exposure.instrumentGrossE8(), equityE8, clear.leverageOfInstrument);
    }

    boolean isWithin(final Candidate c) {
        final int accountId = c.intent.accountId;
        final long equityE8 = c.equityE8();
        final int classValue = c.assetClass.value();
        final long classGrossE8 = exposure.classGrossE8();
        return (examiner.isShareClear(ofClass, classValue, classGrossE8, equityE8)
                        || examiner.asks(ofClass, classValue, HeatRule.ppmOf(classGrossE8, equityE8)))
                && isWithinIfAsked(ofAccount, accountId, exposure.accountGrossE8(), equityE8)
                && isWithinIfAsked(ofInstrument, c.instrumentId(), exposure.instrumentGrossE8(), equityE8);
    }

    private boolean isWithinIfAsked(final Rows rows, final int scopeId, final long grossE8, final long equityE8) {
        return rows.isEmpty()
                || rows.isMissing(scopeId)
                || examiner.isShareClear(rows, scopeId, grossE8, equityE8)
                || examiner.asks(rows, scopeId, HeatRule.ppmOf(grossE8, equityE8));
    }
}
