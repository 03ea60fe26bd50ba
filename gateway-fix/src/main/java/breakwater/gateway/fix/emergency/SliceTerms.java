package breakwater.gateway.fix.emergency;

import java.math.BigDecimal;

/**
 * How an instrument may be sold out of.
 *
 * @param tick step of prices
 * @param lot step of quantities
 * @param sliceMax largest quantity of one order
 * @param collar how far from the touch a slice may trade, as a fraction: 0.01 = 1%
 */
public record SliceTerms(BigDecimal tick, BigDecimal lot, BigDecimal sliceMax, BigDecimal collar) {
    public SliceTerms {
        if (tick.signum() <= 0 || lot.signum() <= 0 || sliceMax.compareTo(lot) < 0 || collar.signum() < 0) {
            throw new IllegalArgumentException(
                    "tick=" + tick + ", lot=" + lot + ", sliceMax=" + sliceMax + ", collar=" + collar);
        }
    }
}
