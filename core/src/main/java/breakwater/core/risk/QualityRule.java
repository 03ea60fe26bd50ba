package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.ScopeType;

/**
 * P27: the share of events that were kept apart within the last minute, of the instrument and of the source that shows it, in
 * ppm, rounded up; 0 up to the least sample. It ends by itself as better events come, or as the minute passes.
 */
final class QualityRule {
    private final MarketView market;
    private final Examiner examiner;
    private final Rows share;
    private final Rows sample;

    QualityRule(final MarketView market, final Examiner examiner) {
        this.market = market;
        this.examiner = examiner;
        share = examiner.rows(Figure.QUARANTINED_SHARE, ScopeType.INSTRUMENT);
        sample = examiner.rows(Figure.QUARANTINE_SAMPLE, ScopeType.GLOBAL);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int id = c.instrumentId();
        return isClear(c, market.refusedEvents(id, c.nowNs), market.events(id, c.nowNs))
                && isClear(c, market.refusedEventsOfSource(id, c.nowNs), market.eventsOfSource(id, c.nowNs));
    }

    private static boolean isClear(final Candidate c, final long refused, final long events) {
        return events <= c.clear.quarantineSample
                ? c.clear.quarantined >= 0
                : Clearance.isShareAtMost(refused, events, c.clear.quarantined);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(share.global, 0) || !examiner.hasRow(sample, 0)) {
            return false;
        }
        final int id = c.instrumentId();
        return asks(id, market.refusedEvents(id, c.nowNs), market.events(id, c.nowNs))
                && asks(id, market.refusedEventsOfSource(id, c.nowNs), market.eventsOfSource(id, c.nowNs));
    }

    private boolean asks(final int id, final long refused, final long events) {
        final boolean isSampled = events > sample.value(0);
        if (isSampled && examiner.isShareClear(share, id, refused, events)) {
            return true;
        }
        return examiner.asksBoth(share, id, isSampled ? Decimals.mulDiv(refused, 1_000_000, events, Rounding.UP) : 0);
    }
}
