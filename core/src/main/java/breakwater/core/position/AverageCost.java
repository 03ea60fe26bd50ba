package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;

/**
 * What one fill does to a position at average cost, decided before anything is changed. The cost of the open quantity is
 * kept as money, not as a price: what a partial close takes out is rounded once, against us, and what it leaves is the
 * exact rest, so that the parts of a round trip add up to its cash to the last unit.
 *
 * <pre>
 *   signs          quantity and cash paid are positive for a buy, negative for a sell; cost like the position
 *   opens or adds  cost += paid
 *   closes         released = cost x closed / held, rounded up      realized = -paid - released
 *   flips          paid is split by quantity: the first part closes all, the rest is the new cost
 * </pre>
 *
 * <p>Reused by its owner. Thread: core. Allocates: never.
 */
final class AverageCost {
    long quantityAfter;
    long costAfterE8;
    /** Before fees. */
    long realizedE8;
    /** Realized less fees of the round trip that is open after the fill. */
    long tripAfterE8;

    boolean closesTrade;
    /** Realized less fees of the round trip that the fill ended, where it did. */
    long closedTradeE8;

    /** Decides; returns false where a result has no place in a long. */
    boolean decide(
            final long held,
            final long costE8,
            final long tripE8,
            final long quantity,
            final long paidE8,
            final long feeE8) {
        quantityAfter = Decimals.add(held, quantity);
        realizedE8 = 0;
        closesTrade = false;
        closedTradeE8 = 0;
        if (held == 0 || held > 0 == quantity > 0) {
            costAfterE8 = Decimals.add(costE8, paidE8);
            tripAfterE8 = Decimals.subtract(tripE8, feeE8);
        } else if (Math.abs(quantity) <= Math.abs(held)) {
            close(costE8, tripE8, Math.abs(quantity), Math.abs(held), paidE8, feeE8);
        } else {
            flip(costE8, tripE8, Math.abs(quantity), Math.abs(held), paidE8, feeE8);
        }
        return quantityAfter != Decimals.OVERFLOW
                && costAfterE8 != Decimals.OVERFLOW
                && realizedE8 != Decimals.OVERFLOW
                && tripAfterE8 != Decimals.OVERFLOW
                && closedTradeE8 != Decimals.OVERFLOW;
    }

    private void close(
            final long costE8,
            final long tripE8,
            final long closed,
            final long held,
            final long paidE8,
            final long feeE8) {
        final long releasedE8 = closed == held ? costE8 : Decimals.mulDiv(costE8, closed, held, Rounding.CEILING);
        costAfterE8 = Decimals.subtract(costE8, releasedE8);
        realizedE8 = Decimals.subtract(Decimals.subtract(0, paidE8), releasedE8);
        tripAfterE8 = Decimals.subtract(Decimals.add(tripE8, realizedE8), feeE8);
        if (closed == held) {
            closesTrade = true;
            closedTradeE8 = tripAfterE8;
            tripAfterE8 = tripAfterE8 == Decimals.OVERFLOW ? Decimals.OVERFLOW : 0;
        }
    }

    private void flip(
            final long costE8,
            final long tripE8,
            final long filled,
            final long held,
            final long paidE8,
            final long feeE8) {
        final long closingPaidE8 = Decimals.mulDiv(paidE8, held, filled, Rounding.CEILING);
        final long closingFeeE8 = Decimals.mulDiv(feeE8, held, filled, Rounding.CEILING);
        costAfterE8 = Decimals.subtract(paidE8, closingPaidE8);
        realizedE8 = Decimals.subtract(Decimals.subtract(0, closingPaidE8), costE8);
        closesTrade = true;
        closedTradeE8 = Decimals.subtract(Decimals.add(tripE8, realizedE8), closingFeeE8);
        tripAfterE8 = Decimals.subtract(closingFeeE8, feeE8);
    }
}
