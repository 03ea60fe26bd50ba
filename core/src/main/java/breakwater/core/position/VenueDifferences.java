package breakwater.core.position;

import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * Where the venue's newest answer differs from the books (T6, T7, I31): an account's position in an instrument, its cash, its
 * reconciliation as a whole. A difference ends when the venue's next answer agrees, never by itself and never by
 * a person's wish. Thread: core. Allocates: never after construction.
 */
public final class VenueDifferences implements Stateful {
    private final int accounts;
    /** By instrument x accounts + account. */
    private final boolean[] inPosition;
    /** How many accounts differ in an instrument. */
    private final int[] ofInstrument;

    private final boolean[] inCash;
    private final boolean[] isUnclean;
    private int standing;

    public VenueDifferences(final Capacity capacity) {
        accounts = capacity.accounts();
        inPosition = new boolean[capacity.instruments() * accounts];
        ofInstrument = new int[capacity.instruments()];
        inCash = new boolean[capacity.accounts()];
        isUnclean = new boolean[capacity.accounts()];
    }

    /** Takes the answer about an account's position in an instrument. */
    public void position(final int accountId, final int instrumentId, final boolean differs) {
        final int change = set(inPosition, instrumentId * accounts + accountId, differs);
        ofInstrument[instrumentId] += change;
        standing += change;
    }

    /** Takes the answer about an account's cash. */
    public void cash(final int accountId, final boolean differs) {
        standing += set(inCash, accountId, differs);
    }

    /** Takes the outcome of an account's reconciliation. */
    public void reconciliation(final int accountId, final boolean isClean) {
        standing += set(isUnclean, accountId, !isClean);
    }

    private static int set(final boolean[] flags, final int id, final boolean value) {
        if (flags[id] == value) {
            return 0;
        }
        flags[id] = value;
        return value ? 1 : -1;
    }

    /** Returns whether anything differs. */
    public boolean any() {
        return standing > 0;
    }

    /** Returns whether the position of any account differs in an instrument. */
    public boolean ofInstrument(final int instrumentId) {
        return ofInstrument[instrumentId] > 0;
    }

    public boolean ofAccount(final int accountId) {
        return inCash[accountId] || isUnclean[accountId];
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("venue differences");
        for (int instrument = 0; instrument < ofInstrument.length; instrument++) {
            writer.putInt(ofInstrument[instrument]);
            for (int account = 0; ofInstrument[instrument] > 0 && account < accounts; account++) {
                writer.putBoolean(inPosition[instrument * accounts + account]);
            }
        }
        write(writer, inCash);
        write(writer, isUnclean);
    }

    private static void write(final SnapshotWriter writer, final boolean[] flags) {
        for (final boolean flag : flags) {
            writer.putBoolean(flag);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("venue differences");
        Arrays.fill(inPosition, false);
        standing = 0;
        for (int instrument = 0; instrument < ofInstrument.length; instrument++) {
            ofInstrument[instrument] = reader.getInt();
            standing += ofInstrument[instrument];
            for (int account = 0; ofInstrument[instrument] > 0 && account < accounts; account++) {
                inPosition[instrument * accounts + account] = reader.getBoolean();
            }
        }
        standing += read(reader, inCash) + read(reader, isUnclean);
    }

    private static int read(final SnapshotReader reader, final boolean[] flags) {
        int set = 0;
        for (int i = 0; i < flags.length; i++) {
            flags[i] = reader.getBoolean();
            set += flags[i] ? 1 : 0;
        }
        return set;
    }
}
