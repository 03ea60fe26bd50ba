package breakwater.core.ingest;

/**
 * An instrument's order book, read-only; level 0 is the best. Prices and quantities are mantissas. A book that is not
 * ready (none yet, under construction, or broken by a gap) shows no level. Thread: core. Allocates: never.
 */
public interface BookView {
    boolean isReady();

    int bidLevels();

    int askLevels();

    long bidPrice(int level);

    long bidQuantity(int level);

    long askPrice(int level);

    long askQuantity(int level);
}
