package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

/**
 * P40: what an instrument trades within 24 hours, in money at its reference price, rounded down, is at least the minimum of its
 * class, and its own where it has a row. The volume is P4's, which is asked before: assumed until a day was watched. A volume
 * that has no place in a long is above every minimum.
 */
final class AdmissionRule {
    private final Instruments instruments;
    private final MarketView market;
    private final VolumeRule volume;
    private final Examiner examiner;
    private final Rows ofClass;
    private final Rows ofInstrument;

    AdmissionRule(
            final Instruments instruments, final MarketView market, final VolumeRule volume, final Examiner examiner) {
        this.instruments = instruments;
        this.market = market;
        this.volume = volume;
        this.examiner = examiner;
        ofClass = examiner.rows(Figure.MINIMUM_VOLUME, ScopeType.ASSET_CLASS);
        ofInstrument = examiner.rows(Figure.MINIMUM_VOLUME, ScopeType.INSTRUMENT);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int id = c.instrumentId();
        final long reference = market.referencePrice(id);
        return reference > 0
                && (double) reference * (double) volume.asked() * c.clear.unitE8 >= c.clear.minimumVolumeE8;
    }

    boolean isWithin(final Candidate c) {
        final int id = c.instrumentId();
        final long reference = market.referencePrice(id);
        if (reference == 0) {
            return examiner.lacksPrice(Control.ADMISSION, id);
        }
        final long worthE8 = instruments.notionalE8(id, reference, volume.asked(), Rounding.DOWN);
        final long observedE8 = worthE8 == Decimals.OVERFLOW ? Long.MAX_VALUE : worthE8;
        return examiner.asks(ofClass, c.assetClass.value(), observedE8)
                && examiner.alsoAsks(ofInstrument, id, observedE8);
    }
}
