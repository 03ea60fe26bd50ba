package breakwater.core.order;

import breakwater.core.message.Side;

/** Hears of each order that may have raised exposure and has ended at its venue. Thread: core. Allocates: never. */
public interface EntryEnds {
    /** Hears nothing. */
    EntryEnds NONE = (strategyId, instrumentId, side, price, isCanceled, livedNs, nowNs) -> {};

    /**
     * An entry ended, otherwise than by a refusal or on its way: {@code isCanceled} with nothing filled; {@code price} a
     * mantissa, {@code livedNs} since it went out.
     */
    void onEntryEnded(
            int strategyId, int instrumentId, Side side, long price, boolean isCanceled, long livedNs, long nowNs);
}
