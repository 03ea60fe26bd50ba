package breakwater.core.signal;

import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/** What a strategy was admitted as, enough to build it again, and the strategy itself. Thread: core. */
final class Admission {
    final String kind;
    final int version;
    final String name;
    final int accountId;
    final int instrumentId;
    final Parameters parameters;
    Strategy strategy;

    Admission(
            final String kind,
            final int version,
            final String name,
            final int accountId,
            final int instrumentId,
            final Parameters parameters) {
        this.kind = kind;
        this.version = version;
        this.name = name;
        this.accountId = accountId;
        this.instrumentId = instrumentId;
        this.parameters = parameters;
    }

    boolean isSameAs(final Admission other) {
        return kind.equals(other.kind)
                && name.equals(other.name)
                && accountId == other.accountId
                && instrumentId == other.instrumentId;
    }

    boolean needs(final long timeframeNs) {
        for (int i = 0; i < strategy.timeframeCount(); i++) {
            if (strategy.timeframeNs(i) == timeframeNs) {
                return true;
            }
        }
        return false;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putText(kind);
        writer.putInt(version);
        writer.putText(name);
        writer.putInt(accountId);
        writer.putInt(instrumentId);
        parameters.writeTo(writer);
        strategy.writeTo(writer);
    }

    /** Reads all but the strategy, which follows. */
    static Admission read(final SnapshotReader reader) {
        final String kind = reader.getText();
        final int version = reader.getInt();
        final String name = reader.getText();
        final int accountId = reader.getInt();
        final int instrumentId = reader.getInt();
        final Parameters parameters = new Parameters();
        parameters.readFrom(reader);
        return new Admission(kind, version, name, accountId, instrumentId, parameters);
    }
}
