package breakwater.core.reference;

import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** Sources of events by dense id, with what they promise (Settled 15). Thread: core. Allocates: at definitions only. */
public final class Sources implements Stateful {
    private final Names names;
    private final boolean[] hasEventTime;
    private final boolean[] isSequenced;
    private final long[] leadMaxNs;
    private final long[] cadenceNs;

    public Sources(final int capacity) {
        names = new Names(capacity);
        hasEventTime = new boolean[capacity];
        isSequenced = new boolean[capacity];
        leadMaxNs = new long[capacity];
        cadenceNs = new long[capacity];
    }

    /** Applies a definition. Returns false, and changes nothing, if the id is out of capacity. */
    public boolean define(final SourceDefinitionDecoder d) {
        final int id = d.sourceId();
        if (id >= names.capacity()) {
            return false;
        }
        names.set(id, d.name());
        hasEventTime[id] = d.hasEventTime() != 0;
        isSequenced[id] = d.isSequenced() != 0;
        leadMaxNs[id] = d.leadMaxNs();
        cadenceNs[id] = d.cadenceNs();
        return true;
    }

    public boolean isDefined(final int sourceId) {
        return names.isDefined(sourceId);
    }

    /** Returns one more than the highest id defined. */
    public int count() {
        return names.count();
    }

    /** Returns how many ids there is room for. */
    public int capacity() {
        return names.capacity();
    }

    public String name(final int sourceId) {
        return names.get(sourceId);
    }

    /** Returns the dense id of a name, or -1. */
    public int idOf(final String name) {
        return names.idOf(name);
    }

    public boolean hasEventTime(final int sourceId) {
        return hasEventTime[sourceId];
    }

    public boolean isSequenced(final int sourceId) {
        return isSequenced[sourceId];
    }

    public long leadMaxNs(final int sourceId) {
        return leadMaxNs[sourceId];
    }

    public long cadenceNs(final int sourceId) {
        return cadenceNs[sourceId];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("sources");
        names.writeTo(writer);
        for (int i = 0; i < names.count(); i++) {
            writer.putBoolean(hasEventTime[i]);
            writer.putBoolean(isSequenced[i]);
            writer.putLong(leadMaxNs[i]);
            writer.putLong(cadenceNs[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("sources");
        names.readFrom(reader);
        for (int i = 0; i < names.count(); i++) {
            hasEventTime[i] = reader.getBoolean();
            isSequenced[i] = reader.getBoolean();
            leadMaxNs[i] = reader.getLong();
            cadenceNs[i] = reader.getLong();
        }
    }
}
