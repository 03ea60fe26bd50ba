package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

/**
 * P28: the spread beside its own average. Observed is in ppm of the average, rounded up; it counts as 0 while the average
 * has too few samples, as in a feed of trades alone, and where the spread is within a floor in ticks. Where it is known
 * usually but not now, nothing enters.
 */
final class SpreadRule {
    private final Instruments instruments;
    private final MarketView market;
    private final Examiner examiner;
    private final Rows multiple;
    private final Rows multipleOfInstrument;
    private final Rows sample;
    private final Rows floorRows;

    SpreadRule(final Instruments instruments, final MarketView market, final Examiner examiner) {
        this.instruments = instruments;
        this.market = market;
        this.examiner = examiner;
        multiple = examiner.rows(Figure.SPREAD_MULTIPLE, ScopeType.GLOBAL);
        multipleOfInstrument = examiner.rows(Figure.SPREAD_MULTIPLE, ScopeType.INSTRUMENT);
        sample = examiner.rows(Figure.SPREAD_SAMPLE, ScopeType.GLOBAL);
        floorRows = examiner.rows(Figure.SPREAD_FLOOR, ScopeType.GLOBAL);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int id = c.instrumentId();
        final Clearance clear = c.clear;
        if (market.spreadSamples(id) <= clear.spreadSample) {
            return clear.spread >= 0;
        }
        final long bid = market.bidPrice(id);
        final long ask = market.askPrice(id);
        return bid > 0
                && ask > 0
                && Decimals.multiply(clear.spreadFloor, instruments.tickSize(id)) != Decimals.OVERFLOW
                && Clearance.isShareAtMost(ask - bid, market.averageSpread(id), clear.spread);
    }

    boolean isWithin(final Candidate c) {
        final int id = c.instrumentId();
        if (!examiner.hasRow(multiple) || !examiner.hasRow(sample) || !examiner.hasRow(floorRows)) {
            return false;
        }
        final boolean isSampled = market.spreadSamples(id) > sample.value(0);
        if (isSampled && (market.bidPrice(id) <= 0 || market.askPrice(id) <= 0)) {
            return examiner.lacksPrice(Control.SPREAD, id);
        }
        if (isSampled
                && floor(id) != Decimals.OVERFLOW
                && examiner.isShareClear(multipleOfInstrument, id, spread(id), market.averageSpread(id))) {
            return true;
        }
        final long observed = isSampled ? observed(id) : 0;
        return examiner.asksBoth(multipleOfInstrument, id, observed);
    }

    private long spread(final int id) {
        return Decimals.subtract(market.askPrice(id), market.bidPrice(id));
    }

    private long floor(final int id) {
        return Decimals.multiply(floorRows.value(0), instruments.tickSize(id));
    }

    private long observed(final int id) {
        final long spread = spread(id);
        final long floor = floor(id);
        if (spread == Decimals.OVERFLOW || floor == Decimals.OVERFLOW) {
            return Decimals.OVERFLOW;
        }
        if (spread <= floor) {
            return 0;
        }
        final long average = market.averageSpread(id);
        return average <= 0 ? Long.MAX_VALUE : Decimals.mulDiv(spread, 1_000_000, average, Rounding.UP);
    }
}
