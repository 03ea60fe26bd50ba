package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;

/**
 * P6: the order's price against the reference of some seconds ago, in ppm of that, rounded up, on either side. The collar of
 * P5 goes along with a market that runs; this one does not.
 */
final class PriceMoveRule {
    private static final long SECOND_NS = 1_000_000_000L;

    private final MarketView market;
    private final Examiner examiner;
    private final Rows move;
    private final Rows window;

    PriceMoveRule(final MarketView market, final Examiner examiner) {
        this.market = market;
        this.examiner = examiner;
        move = examiner.rows(Figure.PRICE_MOVE, ScopeType.INSTRUMENT);
        window = examiner.rows(Figure.PRICE_MOVE_WINDOW, ScopeType.GLOBAL);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final long before = market.referencePriceAgo(c.instrumentId(), c.nowNs, c.clear.priceMoveWindow);
        return Clearance.isShareAtMost(Math.abs(Decimals.subtract(c.intent.price, before)), before, c.clear.priceMove);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(move.global, 0) || !examiner.hasRow(window, 0)) {
            return false;
        }
        final int id = c.instrumentId();
        final long before = market.referencePriceAgo(id, c.nowNs, window.value(0) / SECOND_NS);
        if (before <= 0) {
            return examiner.lacksPrice(Control.PRICE_MOVE, id);
        }
        final long distance = Math.abs(Decimals.subtract(c.intent.price, before));
        return examiner.isShareClear(move, id, distance, before)
                || examiner.asksBoth(move, id, Decimals.mulDiv(distance, 1_000_000, before, Rounding.UP));
    }
}
