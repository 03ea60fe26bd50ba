package breakwater.core.reference;

import breakwater.core.message.VenueDefinitionDecoder;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** Venues by dense id, with what they can do. Thread: core. Allocates: at definitions only. */
public final class Venues implements Stateful {
    private final Names names;
    private final boolean[] replaceIsAtomic;
    private final boolean[] hasStopLimit;
    private final boolean[] hasOco;
    private final boolean[] hasMassCancel;

    public Venues(final int capacity) {
        names = new Names(capacity);
        replaceIsAtomic = new boolean[capacity];
        hasStopLimit = new boolean[capacity];
        hasOco = new boolean[capacity];
        hasMassCancel = new boolean[capacity];
    }

    /** Applies a definition. Returns false, and changes nothing, if the id is out of capacity. */
    public boolean define(final VenueDefinitionDecoder d) {
        final int id = d.venueId();
        if (id >= names.capacity()) {
            return false;
        }
        names.set(id, d.name());
        replaceIsAtomic[id] = d.replaceIsAtomic() != 0;
        hasStopLimit[id] = d.hasStopLimit() != 0;
        hasOco[id] = d.hasOco() != 0;
        hasMassCancel[id] = d.hasMassCancel() != 0;
        return true;
    }

    public boolean isDefined(final int venueId) {
        return names.isDefined(venueId);
    }

    /** Returns one more than the highest id defined. */
    public int count() {
        return names.count();
    }

    public String name(final int venueId) {
        return names.get(venueId);
    }

    /** Returns the dense id of a name, or -1. */
    public int idOf(final String name) {
        return names.idOf(name);
    }

    public boolean replaceIsAtomic(final int venueId) {
        return replaceIsAtomic[venueId];
    }

    public boolean hasStopLimit(final int venueId) {
        return hasStopLimit[venueId];
    }

    public boolean hasOco(final int venueId) {
        return hasOco[venueId];
    }

    /** Returns whether one message takes back all orders of ours there, and none of anybody else's. */
    public boolean hasMassCancel(final int venueId) {
        return hasMassCancel[venueId];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("venues");
        names.writeTo(writer);
        for (int i = 0; i < names.count(); i++) {
            writer.putBoolean(replaceIsAtomic[i]);
            writer.putBoolean(hasStopLimit[i]);
            writer.putBoolean(hasOco[i]);
            writer.putBoolean(hasMassCancel[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("venues");
        names.readFrom(reader);
        for (int i = 0; i < names.count(); i++) {
            replaceIsAtomic[i] = reader.getBoolean();
            hasStopLimit[i] = reader.getBoolean();
            hasOco[i] = reader.getBoolean();
            hasMassCancel[i] = reader.getBoolean();
        }
    }
}
