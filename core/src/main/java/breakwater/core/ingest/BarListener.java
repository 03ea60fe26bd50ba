package breakwater.core.ingest;

/** Hears of each bar when it closes, in order of its end, shorter timeframes first. Thread: core. */
public interface BarListener {
    void onBarClosed(Bar bar);
}
