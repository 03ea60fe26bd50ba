package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/**
 * P4: the order, and the worst-case position of the instrument, in ppm of what was traded within 24 hours, rounded up. Until
 * it has been watched for a whole day, and again after a day of silence, the volume is what somebody has written down to be
 * assumed, or what has been seen already where that is more; none of either denies.
 */
final class VolumeRule {
    private final MarketView market;
    private final Examiner examiner;
    private final Rows ofOrder;
    private final Rows ofPosition;
    private final Rows assumed;
    private long volume;

    VolumeRule(final MarketView market, final Examiner examiner) {
        this.market = market;
        this.examiner = examiner;
        ofOrder = examiner.rows(Figure.ORDER_OF_VOLUME, ScopeType.INSTRUMENT);
        ofPosition = examiner.rows(Figure.POSITION_OF_VOLUME, ScopeType.INSTRUMENT);
        assumed = examiner.rows(Figure.ASSUMED_VOLUME, ScopeType.INSTRUMENT);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int id = c.instrumentId();
        final long seen = market.dayVolume(id, c.nowNs);
        volume = market.isDayWhole(id, c.nowNs) ? seen : Math.max(seen, c.clear.assumedVolume);
        return Clearance.isShareAtMost(c.intent.quantity, volume, c.clear.orderOfVolume)
                && Clearance.isShareAtMost(worstPosition(c), volume, c.clear.positionOfVolume);
    }

    boolean isWithin(final Candidate c) {
        final int id = c.instrumentId();
        if (!examiner.hasRow(ofOrder.global, 0)
                || !examiner.hasRow(ofPosition.global, 0)
                || !examiner.hasRow(assumed, id)) {
            return false;
        }
        final long seen = market.dayVolume(id, c.nowNs);
        volume = market.isDayWhole(id, c.nowNs) ? seen : Math.max(seen, assumed.value(id));
        if (volume <= 0) {
            return examiner.lacksVolume(Control.SHARE_OF_VOLUME, id);
        }
        return asks(ofOrder, id, c.intent.quantity) && asks(ofPosition, id, worstPosition(c));
    }

    /** Returns the volume beside which the intent was held that was asked last. */
    long asked() {
        return volume;
    }

    private boolean asks(final Rows rows, final int id, final long part) {
        return examiner.isShareClear(rows, id, part, volume)
                || examiner.asksBoth(rows, id, Decimals.mulDiv(part, 1_000_000, volume, Rounding.UP));
    }

    private static long worstPosition(final Candidate c) {
        final long worst = c.worstPosition();
        return worst == Decimals.OVERFLOW ? worst : Math.max(0, worst);
    }
}
