package breakwater.core.reference;

import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** Accounts by dense id; opening cash goes to the position stage, which owns the books. Thread: core. Allocates: at definitions only. */
public final class Accounts implements Stateful {
    private final Names names;
    private final int[] venueId;

    public Accounts(final int capacity) {
        names = new Names(capacity);
        venueId = new int[capacity];
    }

    /** Applies a definition. Returns false, and changes nothing, if the id is out of capacity. */
    public boolean define(final AccountDefinitionDecoder d) {
        final int id = d.accountId();
        if (id >= names.capacity()) {
            return false;
        }
        names.set(id, d.name());
        venueId[id] = d.venueId();
        return true;
    }

    public boolean isDefined(final int accountId) {
        return names.isDefined(accountId);
    }

    /** Returns one more than the highest id defined. */
    public int count() {
        return names.count();
    }

    public String name(final int accountId) {
        return names.get(accountId);
    }

    /** Returns the dense id of a name, or -1. */
    public int idOf(final String name) {
        return names.idOf(name);
    }

    public int venueId(final int accountId) {
        return venueId[accountId];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("accounts");
        names.writeTo(writer);
        for (int i = 0; i < names.count(); i++) {
            writer.putInt(venueId[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("accounts");
        names.readFrom(reader);
        for (int i = 0; i < names.count(); i++) {
            venueId[i] = reader.getInt();
        }
    }
}
