package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.reference.Instruments;

/**
 * Where the stops and targets of a bracket lie, and what the market has reached of them. Triggers are rounded away from the
 * market, but breakeven, which covers its fees, toward it; they only tighten. Prices are mantissas. Thread: core. Allocates:
 * never.
 */
final class BracketPrices {
    private final BracketPool brackets;
    private final OrderSettings settings;
    private final Instruments instruments;
    private final MarketView market;

    BracketPrices(
            final BracketPool brackets,
            final OrderSettings settings,
            final Instruments instruments,
            final MarketView market) {
        this.brackets = brackets;
        this.settings = settings;
        this.instruments = instruments;
        this.market = market;
    }

    /** Returns when a bracket that is to be closed at its longest hold has been open for a share of that. */
    long agedNs(final int b, final long sharePpm) {
        final long left = settings.maxHoldNs - Decimals.ppm(settings.maxHoldNs, sharePpm, Rounding.UP);
        return brackets.holdDueNs[b] - left;
    }

    /** Returns how long a bracket has been open that is to be closed at its longest hold. */
    long ageNs(final int b, final long nowNs) {
        return nowNs - (brackets.holdDueNs[b] - settings.maxHoldNs);
    }

    /** Returns whether the executable price has reached a target, and the venue takes an order for it. */
    boolean isReached(final int b, final long price, final long quantity) {
        return quantity > 0
                && isReached(b, price)
                && instruments.isOrderable(brackets.instrumentId[b], price, quantity);
    }

    /** Returns whether the executable price has reached a target. */
    boolean isReached(final int b, final long price) {
        final int instrument = brackets.instrumentId[b];
        final long touch = brackets.isLong(b) ? market.bidPrice(instrument) : market.askPrice(instrument);
        return price > 0 && touch > 0 && (brackets.isLong(b) ? touch >= price : touch <= price);
    }

    /** Returns whether the executable price has passed a trigger. */
    boolean isBreached(final int b, final long trigger) {
        final int instrument = brackets.instrumentId[b];
        final long touch = brackets.isLong(b) ? market.bidPrice(instrument) : market.askPrice(instrument);
        return trigger > 0 && touch > 0 && (brackets.isLong(b) ? touch <= trigger : touch >= trigger);
    }

    /** Returns the limit of a stop-limit: an offset beyond its trigger, on the tick. */
    long limitOf(final int b, final long trigger) {
        final long tick = instruments.tickSize(brackets.instrumentId[b]);
        final long offset = Decimals.ppm(trigger, settings.stopLimitOffsetPpm, Rounding.CEILING);
        return brackets.isLong(b)
                ? Math.max(tick, Decimals.floorTo(trigger - offset, tick))
                : Decimals.ceilTo(trigger + offset, tick);
    }

    /** Returns the entry's price, made worse by the fees of the round trip. */
    long breakeven(final int b) {
        final int instrument = brackets.instrumentId[b];
        final long fees = 2 * Math.max(instruments.takerFeePpm(instrument), instruments.makerFeePpm(instrument));
        final long buffer =
                Decimals.ppm(brackets.entryPrice[b], Math.max(OrderSettings.BREAKEVEN_PPM_MIN, fees), Rounding.CEILING);
        return brackets.isLong(b)
                ? Decimals.add(brackets.entryPrice[b], buffer)
                : Decimals.subtract(brackets.entryPrice[b], buffer);
    }

    /** Moves the wanted trigger, on the tick, if that is tighter. */
    void tighten(final int b, final long trigger, final boolean towardMarket) {
        if (trigger <= 0) {
            return;
        }
        final long tick = instruments.tickSize(brackets.instrumentId[b]);
        final boolean isLong = brackets.isLong(b);
        final long rounded = isLong == towardMarket ? Decimals.ceilTo(trigger, tick) : Decimals.floorTo(trigger, tick);
        final long current = brackets.stopTrigger[b];
        if (rounded > 0 && (current == 0 || (isLong ? rounded > current : rounded < current))) {
            brackets.stopTrigger[b] = rounded;
            brackets.changed(b);
        }
    }

    /** Returns whether the venue takes a stop of this size at the bracket's trigger. */
    boolean isStoppable(final int b, final long quantity) {
        return instruments.isOrderable(brackets.instrumentId[b], limitOf(b, brackets.stopTrigger[b]), quantity);
    }
}
