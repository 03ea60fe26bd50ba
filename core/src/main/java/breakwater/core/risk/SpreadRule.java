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
    private final Limits limits;
    private final MarketView market;
    private final Examiner examiner;

    SpreadRule(final Instruments instruments, final Limits limits, final MarketView market, final Examiner examiner) {
        this.instruments = instruments;
        this.limits = limits;
        this.market = market;
        this.examiner = examiner;
    }

    boolean isWithin(final Candidate c) {
        final int id = c.instrumentId();
        if (!examiner.hasRow(Figure.SPREAD_MULTIPLE, ScopeType.GLOBAL, 0)
                || !examiner.hasRow(Figure.SPREAD_SAMPLE, ScopeType.GLOBAL, 0)
                || !examiner.hasRow(Figure.SPREAD_FLOOR, ScopeType.GLOBAL, 0)) {
            return false;
        }
        final boolean isSampled = market.spreadSamples(id) > limits.value(Figure.SPREAD_SAMPLE, ScopeType.GLOBAL, 0);
        if (isSampled && (market.bidPrice(id) <= 0 || market.askPrice(id) <= 0)) {
            return examiner.lacksPrice(Control.SPREAD, id);
        }
        final long observed = isSampled ? observed(id) : 0;
        return examiner.asksAs(Figure.SPREAD_MULTIPLE, ScopeType.GLOBAL, 0, ScopeType.INSTRUMENT, id, observed)
                && examiner.alsoAsks(Figure.SPREAD_MULTIPLE, ScopeType.INSTRUMENT, id, observed);
    }

    private long observed(final int id) {
        final long spread = Decimals.subtract(market.askPrice(id), market.bidPrice(id));
        final long floor =
                Decimals.multiply(limits.value(Figure.SPREAD_FLOOR, ScopeType.GLOBAL, 0), instruments.tickSize(id));
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
