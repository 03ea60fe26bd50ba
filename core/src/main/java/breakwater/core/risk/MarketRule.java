package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.MarketState;
import breakwater.core.message.OrderType;
import breakwater.core.message.ScopeType;
import breakwater.core.message.TimeInForce;
import breakwater.core.order.Intent;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Instruments;

/**
 * P25, P26, P5: an open market, fresh data, a price near the reference. A MARKET order becomes a limit at the edge of the
 * collar, immediate or cancel, so that nothing ever goes out naked (P38).
 *
 * <p>An entry may not be far from the reference on either side. An exit may not give away more than its wider collar, and
 * may rest as far on the other side as it likes; a stop-limit is held to its own trigger, which the market has to reach
 * first. An exit is never refused for want of a quote: without one it is held to the position's entry price.
 */
final class MarketRule {
    private final Instruments instruments;
    private final MarketView market;
    private final PositionView positions;
    private final Examiner examiner;
    private final Rows entryCollar;
    private final Rows exitCollar;

    MarketRule(
            final Instruments instruments,
            final MarketView market,
            final PositionView positions,
            final Examiner examiner) {
        this.instruments = instruments;
        this.market = market;
        this.positions = positions;
        this.examiner = examiner;
        entryCollar = examiner.rows(Figure.ENTRY_COLLAR, ScopeType.INSTRUMENT);
        exitCollar = examiner.rows(Figure.EXIT_COLLAR, ScopeType.INSTRUMENT);
    }

    /** Answers for P25 and P26; else they have to be asked. */
    boolean isOpenAndFresh(final Candidate c) {
        final int id = c.instrumentId();
        return market.state(id) == MarketState.OPEN
                && market.isFresh(id, c.nowNs)
                && positions.isMarked(c.intent.accountId, c.nowNs);
    }

    /** Answers for P5 of an entry where no row has anything to say; else {@link #isInCollar} has to be asked. */
    boolean isClear(final Candidate c) {
        final long reference = market.referencePrice(c.instrumentId());
        return reference > 0
                && Clearance.isShareAtMost(
                        Math.abs(Decimals.subtract(c.intent.price, reference)), reference, c.clear.entryCollar);
    }

    /** P25. Observed and bound are states. */
    boolean isOpen(final Candidate c) {
        final MarketState state = market.state(c.instrumentId());
        return examiner.holds(
                Control.MARKET_STATE,
                ScopeType.INSTRUMENT,
                c.instrumentId(),
                state.value(),
                MarketState.OPEN.value(),
                state == MarketState.OPEN);
    }

    /** P26: the instrument's age in ns, then the account's marks (observed 0 = one of its positions has no fresh one). */
    boolean isFresh(final Candidate c) {
        final int id = c.instrumentId();
        final boolean isMarked = positions.isMarked(c.intent.accountId, c.nowNs);
        return examiner.holds(
                        Control.STALE_DATA,
                        ScopeType.INSTRUMENT,
                        id,
                        market.ageNs(id, c.nowNs),
                        market.staleAfterNs(id),
                        market.isFresh(id, c.nowNs))
                && examiner.holds(
                        Control.STALE_DATA, ScopeType.ACCOUNT, c.intent.accountId, isMarked ? 1 : 0, 1, isMarked);
    }

    /** P5. Distance in ppm of the reference, rounded against us. */
    boolean isInCollar(final Candidate c) {
        final Intent intent = c.intent;
        final boolean isStopOut = c.isExit && intent.orderType == OrderType.STOP_LIMIT;
        final long reference = isStopOut ? intent.stopPrice : reference(c);
        if (reference <= 0) {
            return examiner.lacksPrice(Control.PRICE_COLLAR, intent.instrumentId);
        }
        final long givenAway =
                c.isBuy() ? Decimals.subtract(intent.price, reference) : Decimals.subtract(reference, intent.price);
        final long distance = c.isExit ? Math.max(0, givenAway) : Math.abs(givenAway);
        final Rows collar = collar(c);
        final int id = intent.instrumentId;
        return examiner.isShareClear(collar, id, distance, reference)
                || examiner.asks(collar, id, Decimals.mulDiv(distance, 1_000_000, reference, Rounding.UP));
    }

    /** P38: prices a MARKET order. Others pass untouched. */
    boolean isPriced(final Candidate c) {
        final Intent intent = c.intent;
        if (!c.isKnown || intent.orderType != OrderType.MARKET) {
            return true;
        }
        final int id = intent.instrumentId;
        final long reference = reference(c);
        if (reference <= 0) {
            return examiner.lacksPrice(Control.PRICE_COLLAR, id);
        }
        final Rows collar = collar(c);
        if (!examiner.hasRow(collar, id)) {
            return false;
        }
        final long width = Decimals.ppm(reference, collar.value(id), Rounding.DOWN);
        final long edge = c.isBuy() ? Decimals.add(reference, width) : Decimals.subtract(reference, width);
        if (edge == Decimals.OVERFLOW) {
            return examiner.overflows(Control.PRICE_COLLAR, ScopeType.INSTRUMENT, id);
        }
        final long tickSize = instruments.tickSize(id);
        intent.price = c.isBuy() ? Decimals.floorTo(edge, tickSize) : Decimals.ceilTo(edge, tickSize);
        intent.stopPrice = 0;
        intent.orderType = OrderType.LIMIT;
        intent.timeInForce = TimeInForce.IOC;
        return true;
    }

    private Rows collar(final Candidate c) {
        return c.isExit ? exitCollar : entryCollar;
    }

    private long reference(final Candidate c) {
        final long reference = market.referencePrice(c.instrumentId());
        return reference == 0 && c.isExit ? positions.entryPrice(c.strategyId(), c.instrumentId()) : reference;
    }
}
