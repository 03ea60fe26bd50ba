package breakwater.gateway.ws.binance;

/** Finds ids of a venue's symbols. Called on the hot path: allocates never. */
@FunctionalInterface
public interface SymbolIds {
    /** Returns the id of the ASCII symbol at [from, to), or -1. */
    int idOf(byte[] bytes, int from, int to);
}
