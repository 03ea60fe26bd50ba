package breakwater.core.reference;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/** Names by dense id; empty = not defined. Written by configuration events only. */
final class Names {
    private final String[] names;
    private int count;

    Names(final int capacity) {
        names = new String[capacity];
    }

    boolean isDefined(final int id) {
        return id >= 0 && id < count && names[id] != null;
    }

    String get(final int id) {
        return isDefined(id) ? names[id] : "#" + id;
    }

    void set(final int id, final String name) {
        names[id] = name;
        count = Math.max(count, id + 1);
    }

    int count() {
        return count;
    }

    int capacity() {
        return names.length;
    }

    int idOf(final String name) {
        for (int i = 0; i < count; i++) {
            if (name.equals(names[i])) {
                return i;
            }
        }
        return -1;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putInt(count);
        for (int i = 0; i < count; i++) {
            writer.putText(names[i] == null ? "" : names[i]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        count = reader.getInt();
        for (int i = 0; i < names.length; i++) {
            final String name = i < count ? reader.getText() : "";
            names[i] = name.isEmpty() ? null : name;
        }
    }
}
