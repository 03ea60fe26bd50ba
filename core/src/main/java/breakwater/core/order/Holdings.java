package breakwater.core.order;

/** What a flatten asks of the books: how much is held. The engine implements it with the position stage. Thread: core. */
public interface Holdings {
    /** Returns the signed position of a strategy in an instrument, a quantity mantissa. */
    long netQuantity(int strategyId, int instrumentId);
}
