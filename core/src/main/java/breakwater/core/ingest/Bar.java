package breakwater.core.ingest;

/**
 * A bar, reused by its owner: read it during the call, copy what you keep. Prices and volume are mantissas of the
 * instrument; times UTC nanoseconds; the bar covers [openTimeNs, openTimeNs + timeframeNs). Thread: core.
 */
public final class Bar {
    public int instrumentId;
    public long timeframeNs;
    public long openTimeNs;
    public long openPrice;
    public long highPrice;
    public long lowPrice;
    public long closePrice;
    public long volume;

    /** Returns the first nanosecond after the bar. */
    public long endTimeNs() {
        return openTimeNs + timeframeNs;
    }
}
