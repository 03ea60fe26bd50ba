package breakwater.core.signal;

import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;

/**
 * What a strategy wants, reused by the signal stage: read it during the call. Prices are mantissas on the tick; 0 = none.
 * Thread: core.
 */
public final class Signal {
    /** 1, 2, 3 … over the engine's life; given by the stage. */
    public long signalId;

    public int strategyId;
    public int instrumentId;
    public SignalKind kind;
    public Side side;
    /** 0 to 5 (specification 3.2). */
    public int score;
    /** Timeframe that decided, ns; 0 where none did. */
    public long timeframeNs;

    public long entryPrice;
    public long stopPrice;
    public long target1Price;
    public long target2Price;
    /** Current ATR as a price mantissa, rounded up; 0 = none, then there is no volatility scalar and no trailing. */
    public long atr;
    /** Mean ATR of the last 100 bars, price mantissa. */
    public long atrBaseline;
    /** Quantity mantissa; 0 = the gate sizes the order by risk. */
    public long quantity;
    /** Whether stop and targets are placed after the fill. */
    public boolean isBracketed;

    /** Clears everything but the id. Returns this. */
    public Signal reset() {
        strategyId = 0;
        instrumentId = 0;
        kind = SignalKind.NULL_VAL;
        side = Side.NULL_VAL;
        score = 0;
        timeframeNs = 0;
        entryPrice = 0;
        stopPrice = 0;
        target1Price = 0;
        target2Price = 0;
        atr = 0;
        atrBaseline = 0;
        quantity = 0;
        isBracketed = false;
        return this;
    }
}
