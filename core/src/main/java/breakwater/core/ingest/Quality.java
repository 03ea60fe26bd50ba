package breakwater.core.ingest;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * How many events of each instrument and of each source came within the last minute, and how many of them were refused
 * (P27). Thread: core. Allocates: at construction only.
 */
final class Quality implements Stateful {
    private static final int PARTS = 12;
    private static final long PART_NS = 5_000_000_000L;

    private final RollingWindow ofInstrument;
    private final RollingWindow refusedOfInstrument;
    private final RollingWindow ofSource;
    private final RollingWindow refusedOfSource;

    Quality(final int instruments, final int sources) {
        ofInstrument = new RollingWindow("events of instruments", instruments, PARTS, PART_NS);
        refusedOfInstrument = new RollingWindow("refused of instruments", instruments, PARTS, PART_NS);
        ofSource = new RollingWindow("events of sources", sources, PARTS, PART_NS);
        refusedOfSource = new RollingWindow("refused of sources", sources, PARTS, PART_NS);
    }

    /** Takes an event of an instrument; {@code isRefused}: it was kept apart. */
    void onInstrument(final int id, final boolean isRefused, final long nowNs) {
        ofInstrument.add(id, nowNs, 1);
        if (isRefused) {
            refusedOfInstrument.add(id, nowNs, 1);
        }
    }

    void onSource(final int id, final boolean isRefused, final long nowNs) {
        ofSource.add(id, nowNs, 1);
        if (isRefused) {
            refusedOfSource.add(id, nowNs, 1);
        }
    }

    long events(final int instrumentId, final long nowNs) {
        return ofInstrument.sum(instrumentId, nowNs);
    }

    long refused(final int instrumentId, final long nowNs) {
        return refusedOfInstrument.sum(instrumentId, nowNs);
    }

    long eventsOfSource(final int sourceId, final long nowNs) {
        return ofSource.sum(sourceId, nowNs);
    }

    long refusedOfSource(final int sourceId, final long nowNs) {
        return refusedOfSource.sum(sourceId, nowNs);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        ofInstrument.writeTo(writer);
        refusedOfInstrument.writeTo(writer);
        ofSource.writeTo(writer);
        refusedOfSource.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        ofInstrument.readFrom(reader);
        refusedOfInstrument.readFrom(reader);
        ofSource.readFrom(reader);
        refusedOfSource.readFrom(reader);
    }
}
