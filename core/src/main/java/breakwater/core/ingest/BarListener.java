package breakwater.core.ingest;

/**
 * Hears of each bar when it closes, in order of its end; where ends are equal, longer timeframes first, so that the trend
 * is known before the breakout of the same moment is judged. Thread: core.
 */
public interface BarListener {
    void onBarClosed(Bar bar);
}
