package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * What was traded of each instrument within the last 24 hours, from its trades, or from the bars that feed it. Never more than
 * that, and at most the part of an hour less: for what may be a share of it, too little is the safe side. Quantities are
 * mantissas. Thread: core. Allocates: at construction only.
 */
final class DayVolume implements Stateful {
    static final long DAY_NS = 86_400_000_000_000L;
    private static final int PARTS = 24;
    private static final long PART_NS = DAY_NS / PARTS;

    private final RollingWindow volumes;
    /** When the first trade came after none had for a day; 0 = none yet. */
    private final long[] sinceNs;

    DayVolume(final int instruments) {
        volumes = new RollingWindow("volumes of the day", instruments, PARTS, PART_NS);
        sinceNs = new long[instruments];
    }

    void onTraded(final int id, final long nowNs, final long quantity) {
        if (!volumes.isTouched(id, nowNs)) {
            sinceNs[id] = nowNs;
        }
        volumes.add(id, nowNs, quantity);
    }

    long volume(final int id, final long nowNs) {
        return volumes.sum(id, nowNs);
    }

    /** Returns whether it was watched for a whole day, without a day in which nothing came. */
    boolean isWhole(final int id, final long nowNs) {
        return volumes.isTouched(id, nowNs) && nowNs - sinceNs[id] >= DAY_NS;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        volumes.writeTo(writer);
        writer.putLongs(sinceNs, sinceNs.length);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        volumes.readFrom(reader);
        for (int id = 0; id < sinceNs.length; id++) {
            sinceNs[id] = reader.getLong();
        }
    }
}
