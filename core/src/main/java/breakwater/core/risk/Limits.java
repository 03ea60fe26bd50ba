package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The limit rows in force, by {@link Figure} and scope. A row is never removed, and a looser value needs the authority
 * to loosen; tightening and new rows need none (K5).
 *
 * <p>Thread: core. Allocates: never after construction. The gate asks {@link Rows}; a look-up here finds them.
 */
public final class Limits implements Stateful {
    /** The value where there is no row. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final int ASSET_CLASSES = 4;
    private static final Figure[] FIGURES = Figure.values();

    /** By figure and scope, null where no row may stand. */
    private final Rows[] rows = new Rows[FIGURES.length * Figure.SCOPES];
    /** Figure, scope and id of each row in the order in which they came. */
    private final int[] order;

    private int rowCount;
    private long version;
    /** How often a row was written or forgotten, so that what was worked out from rows is known to be old; no state. */
    private long changes;

    private long oldValue = MISSING;
    private boolean wasLoosening;

    public Limits(final Capacity capacity) {
        final int[] ids = {
            1, capacity.venues(), capacity.accounts(), ASSET_CLASSES, capacity.strategies(), capacity.instruments()
        };
        int places = 0;
        for (final Figure figure : FIGURES) {
            // GLOBAL is the first of the scopes
            for (int scope = 0; scope < Figure.SCOPES; scope++) {
                final ScopeType scopeType = ScopeType.get((short) scope);
                if (figure.allows(scopeType)) {
                    rows[figure.ordinal() * Figure.SCOPES + scope] =
                            new Rows(figure, scopeType, ids[scope], rows(figure, ScopeType.GLOBAL));
                    places += ids[scope];
                }
            }
        }
        order = new int[places * 3];
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
        final Rows named = figure == null ? null : find(figure, scopeType, d.scopeId());
        final long value = d.value();
        final long warn = d.warn();
        if (named == null || !figure.isSane(value, warn)) {
            return QuarantineReason.BAD_COMMAND;
        }
        final int id = scopeType == ScopeType.GLOBAL ? 0 : d.scopeId();
        oldValue = named.value(id);
        final long inForce = inForce(figure, scopeType, d.scopeId());
        wasLoosening = inForce != MISSING && figure.sense().isLooser(value, inForce);
        if (wasLoosening && d.isLoosening() != 1) {
            return QuarantineReason.BAD_COMMAND;
        }
        put(named, id, value, warn);
        if (scopeType == ScopeType.GLOBAL) {
            workThoseThatNarrow(figure);
        }
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

    /** Returns a number that is another after each change, and after a restore, which may bring the same version. */
    long changes() {
        return changes;
    }

    /** Returns the value of a row, or {@link #MISSING}. {@code scopeId} is ignored for GLOBAL. */
    public long value(final Control control, final int key, final ScopeType scopeType, final int scopeId) {
        final Figure figure = Figure.of(control, key);
        return figure == null ? MISSING : value(figure, scopeType, scopeId);
    }

    /** Returns the value of a row, or {@link #MISSING}. {@code scopeId} is ignored for GLOBAL. */
    public long value(final Figure figure, final ScopeType scopeType, final int scopeId) {
        final Rows found = find(figure, scopeType, scopeId);
        return found == null ? MISSING : found.value(scopeType == ScopeType.GLOBAL ? 0 : scopeId);
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
        final Rows found = find(figure, scopeType, scopeId);
        return found == null ? 0 : found.warn(scopeType == ScopeType.GLOBAL ? 0 : scopeId);
    }

    /** Returns a figure's rows at a kind of scope, whatever becomes of them, or null where none may stand. */
    Rows rows(final Figure figure, final ScopeType scopeType) {
        return rows[figure.ordinal() * Figure.SCOPES + scopeType.value()];
    }

    private Rows find(final Figure figure, final ScopeType scopeType, final int scopeId) {
        if (scopeType.value() >= Figure.SCOPES) {
            return null;
        }
        final Rows found = rows(figure, scopeType);
        return found == null || (scopeType != ScopeType.GLOBAL && !found.has(scopeId)) ? null : found;
    }

    private void put(final Rows of, final int id, final long value, final long warn) {
        if (of.isMissing(id)) {
            order[3 * rowCount] = of.figure.ordinal();
            order[3 * rowCount + 1] = of.scopeType.value();
            order[3 * rowCount + 2] = id;
            rowCount++;
        } else if (of.value(id) == value && of.warn(id) == warn) {
            return;
        }
        of.put(id, value, warn);
        version++;
        changes++;
    }

    private void workThoseThatNarrow(final Figure figure) {
        for (int scope = 1; scope < Figure.SCOPES; scope++) {
            final Rows narrowing = rows[figure.ordinal() * Figure.SCOPES + scope];
            if (narrowing != null) {
                narrowing.work();
            }
        }
    }

    /** Writes the rows in the order in which they came, each under its control and key, which outlive the build. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("limits");
        writer.putLong(version);
        writer.putInt(rowCount);
        for (int row = 0; row < rowCount; row++) {
            final int ordinal = order[3 * row];
            final int scope = order[3 * row + 1];
            final int scopeId = order[3 * row + 2];
            final Rows of = rows[ordinal * Figure.SCOPES + scope];
            writer.putInt(CODES[ordinal]);
            writer.putInt(KEYS[ordinal]);
            writer.putInt(scope);
            writer.putInt(scopeId);
            writer.putLong(of.value(scopeId));
            writer.putLong(of.warn(scopeId));
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("limits");
        for (final Rows each : rows) {
            if (each != null) {
                each.forget();
            }
        }
        rowCount = 0;
        changes++;
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
            final Rows of = figure == null ? null : find(figure, scopeType, scopeId);
            if (of == null) {
                throw new IllegalStateException("snapshot has a limit that this build does not know: control=" + code
                        + " key=" + key + " scope=" + scopeType + " id=" + scopeId);
            }
            put(of, scopeId, reader.getLong(), reader.getLong());
        }
        for (final Figure figure : FIGURES) {
            workThoseThatNarrow(figure);
        }
        version = versionRead;
    }

    private static final int[] CODES = new int[FIGURES.length];
    private static final int[] KEYS = new int[FIGURES.length];

    static {
        for (final Figure figure : FIGURES) {
            CODES[figure.ordinal()] = figure.control().code();
            KEYS[figure.ordinal()] = figure.key();
        }
    }
}
