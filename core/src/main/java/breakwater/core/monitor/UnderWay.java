package breakwater.core.monitor;

/** What of a strategy's position is on its way. Thread: core. */
public interface UnderWay {
    /** There are no orders. */
    UnderWay NONE = (strategyId, instrumentId) -> 0;

    /** Returns the signed quantity by which a strategy's entries and exits at work would move its position. */
    long quantity(int strategyId, int instrumentId);
}
