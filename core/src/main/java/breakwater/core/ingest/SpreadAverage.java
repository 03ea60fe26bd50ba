package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The average spread of each instrument's quotes: of one quote a second of event time, so that a burst weighs no more than a
 * quiet minute. The plain mean of the first {@value #LENGTH} samples, from there on each new one moves it by a {@value
 * #LENGTH}th: a little more than an hour.
 *
 * <p>Spreads are price mantissas; averages are rounded down. Thread: core. Allocates: at construction only.
 */
final class SpreadAverage implements Stateful {
    static final int LENGTH = 4_096;
    private static final long EVERY_NS = 1_000_000_000L;
    /** What a sample counts at most, so that a sum of them has its place in a long. */
    private static final long SPREAD_MAX = Long.MAX_VALUE / (2 * LENGTH);

    /** Mean times samples. */
    private final long[] sum;

    private final int[] samples;
    private final long[] nextNs;

    SpreadAverage(final int instruments) {
        sum = new long[instruments];
        samples = new int[instruments];
        nextNs = new long[instruments];
    }

    /** Takes a quote with both sides; others, and those within a second of the last sample, say nothing. */
    void onQuote(final int id, final long timeNs, final long bid, final long ask) {
        if (timeNs < nextNs[id] || bid <= 0 || ask < bid) {
            return;
        }
        nextNs[id] = timeNs + EVERY_NS;
        if (samples[id] == LENGTH) {
            sum[id] -= sum[id] / LENGTH;
        } else {
            samples[id]++;
        }
        sum[id] += Math.min(ask - bid, SPREAD_MAX);
    }

    /** Returns the average, 0 without a sample. */
    long average(final int id) {
        return samples[id] == 0 ? 0 : sum[id] / samples[id];
    }

    /** Returns how many samples the average rests on, up to {@value #LENGTH}. */
    int samples(final int id) {
        return samples[id];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("spreads");
        for (int id = 0; id < samples.length; id++) {
            writer.putLong(sum[id]);
            writer.putInt(samples[id]);
            writer.putLong(nextNs[id]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("spreads");
        for (int id = 0; id < samples.length; id++) {
            sum[id] = reader.getLong();
            samples[id] = reader.getInt();
            nextNs[id] = reader.getLong();
        }
    }
}
