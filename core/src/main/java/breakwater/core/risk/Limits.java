package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * The limit rows in force, by {@link Figure} and scope. A row is never removed, and a looser value needs the authority
 * to loosen; tightening and new rows need none (K5).
 *
 * <p>Thread: core. Allocates: never after construction. A look-up is two array reads.
 */
public final class Limits implements Stateful {
    /** The value where there is no row. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final int ABSENT = -1;
    private static final int ASSET_CLASSES = 4;

    private final int[] firstSlot;
    private final int[] scopeSize;
    private final long[] values;
    private final long[] warns;
    private final int[] rows;
    private int rowCount;
    private long version;
    private long oldValue = MISSING;
    private boolean wasLoosening;

    public Limits(final Capacity capacity) {
        scopeSize = new int[] {
            1, capacity.venues(), capacity.accounts(), ASSET_CLASSES, capacity.strategies(), capacity.instruments()
        };
        final Figure[] figures = Figure.values();
        firstSlot = new int[figures.length * Figure.SCOPES];
        int slots = 0;
        for (final Figure figure : figures) {
            for (int scope = 0; scope < Figure.SCOPES; scope++) {
                final boolean isAllowed = figure.allows(ScopeType.get((short) scope));
                firstSlot[figure.ordinal() * Figure.SCOPES + scope] = isAllowed ? slots : ABSENT;
                slots += isAllowed ? scopeSize[scope] : 0;
            }
        }
        values = new long[slots];
        warns = new long[slots];
        rows = new int[slots * 3];
        Arrays.fill(values, MISSING);
    }

    /**
     * Applies a row. Returns NONE, or BAD_COMMAND, and changes nothing, if control, key or scope name no figure, the value
     * is negative or beyond the figure's range, the warn level (0 = none) lies on the wrong side of the value, or the
     * value is looser than the one in force and the row carries no authority to loosen ({@link #wasLoosening}).
     */
    public QuarantineReason set(final SetLimitDecoder d) {
        oldValue = MISSING;
        wasLoosening = false;
        final Figure figure = Figure.of(Control.of(d.control()), d.key());
        final ScopeType scopeType = d.scopeType();
        final int slot = figure == null ? ABSENT : slot(figure, scopeType, d.scopeId());
        final long value = d.value();
        final long warn = d.warn();
        if (slot == ABSENT || !figure.isSane(value, warn)) {
            return QuarantineReason.BAD_COMMAND;
        }
        oldValue = values[slot];
        final long inForce = inForce(figure, scopeType, d.scopeId());
        wasLoosening = inForce != MISSING && figure.sense().isLooser(value, inForce);
        if (wasLoosening && d.isLoosening() != 1) {
            return QuarantineReason.BAD_COMMAND;
        }
        put(figure, scopeType, slot, d.scopeId(), value, warn);
        return QuarantineReason.NONE;
    }

    /** Returns the value that the last {@link #set} met, or {@link #MISSING} for a new row. */
    public long oldValue() {
        return oldValue;
    }

    /** Returns whether the last {@link #set} asked for a looser value than the one in force. */
    public boolean wasLoosening() {
        return wasLoosening;
    }

    /** Returns how many changes were accepted; a row that repeats what is in force is none. */
    public long version() {
        return version;
    }

    /** Returns the value of a row, or {@link #MISSING}. {@code scopeId} is ignored for GLOBAL. */
    public long value(final Control control, final int key, final ScopeType scopeType, final int scopeId) {
        final Figure figure = Figure.of(control, key);
        return figure == null ? MISSING : value(figure, scopeType, scopeId);
    }

    /** Returns the value of a row, or {@link #MISSING}. {@code scopeId} is ignored for GLOBAL. */
    public long value(final Figure figure, final ScopeType scopeType, final int scopeId) {
        final int slot = slot(figure, scopeType, scopeId);
        return slot == ABSENT ? MISSING : values[slot];
    }

    /**
     * Returns the value that a row at the scope is held against to say whether it loosens: its own, else, where a
     * strategy's row stands in the place of the required one, that one's; {@link #MISSING} where there is neither.
     */
    public long inForce(final Figure figure, final ScopeType scopeType, final int scopeId) {
        final long own = value(figure, scopeType, scopeId);
        return own == MISSING && figure.isOwnedByStrategy() && scopeType == ScopeType.STRATEGY
                ? value(figure, figure.required(), 0)
                : own;
    }

    /** Returns the warn level of a row, 0 = none. */
    public long warn(final Figure figure, final ScopeType scopeType, final int scopeId) {
        final int slot = slot(figure, scopeType, scopeId);
        return slot == ABSENT ? 0 : warns[slot];
    }

    private int slot(final Figure figure, final ScopeType scopeType, final int scopeId) {
        final int scope = scopeType.value();
        if (scope >= Figure.SCOPES) {
            return ABSENT;
        }
        final int id = scope == 0 ? 0 : scopeId;
        final int first = firstSlot[figure.ordinal() * Figure.SCOPES + scope];
        return first == ABSENT || id < 0 || id >= scopeSize[scope] ? ABSENT : first + id;
    }

    private void put(
            final Figure figure,
            final ScopeType scopeType,
            final int slot,
            final int scopeId,
            final long value,
            final long warn) {
        if (values[slot] == MISSING) {
            rows[3 * rowCount] = figure.ordinal();
            rows[3 * rowCount + 1] = scopeType.value();
            rows[3 * rowCount + 2] = scopeType == ScopeType.GLOBAL ? 0 : scopeId;
            rowCount++;
        } else if (values[slot] == value && warns[slot] == warn) {
            return;
        }
        values[slot] = value;
        warns[slot] = warn;
        version++;
    }

    /** Writes the rows in the order in which they came, each under its control and key, which outlive the build. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("limits");
        writer.putLong(version);
        writer.putInt(rowCount);
        for (int row = 0; row < rowCount; row++) {
            final int ordinal = rows[3 * row];
            final int scope = rows[3 * row + 1];
            final int scopeId = rows[3 * row + 2];
            final int slot = firstSlot[ordinal * Figure.SCOPES + scope] + scopeId;
            writer.putInt(CODES[ordinal]);
            writer.putInt(KEYS[ordinal]);
            writer.putInt(scope);
            writer.putInt(scopeId);
            writer.putLong(values[slot]);
            writer.putLong(warns[slot]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("limits");
        Arrays.fill(values, MISSING);
        Arrays.fill(warns, 0);
        rowCount = 0;
        oldValue = MISSING;
        wasLoosening = false;
        final long versionRead = reader.getLong();
        final int count = reader.getInt();
        for (int row = 0; row < count; row++) {
            final int code = reader.getInt();
            final int key = reader.getInt();
            final ScopeType scopeType = ScopeType.get((short) reader.getInt());
            final int scopeId = reader.getInt();
            final Figure figure = Figure.of(Control.of(code), key);
            final int slot = figure == null ? ABSENT : slot(figure, scopeType, scopeId);
            if (slot == ABSENT) {
                throw new IllegalStateException("snapshot has a limit that this build does not know: control=" + code
                        + " key=" + key + " scope=" + scopeType + " id=" + scopeId);
            }
            put(figure, scopeType, slot, scopeId, reader.getLong(), reader.getLong());
        }
        version = versionRead;
    }

    private static final int[] CODES = new int[Figure.values().length];
    private static final int[] KEYS = new int[Figure.values().length];

    static {
        for (final Figure figure : Figure.values()) {
            CODES[figure.ordinal()] = figure.control().code();
            KEYS[figure.ordinal()] = figure.key();
        }
    }
}
