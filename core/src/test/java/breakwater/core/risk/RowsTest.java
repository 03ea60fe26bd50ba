package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Test;

/** What is clear of a row is what the rows, asked one by one, would pass without a warning. */
class RowsTest {
    private static final long SEED = 90_210L;

    private final GateFixture fixture = new GateFixture();
    private long random = SEED;
    private int clear;
    private int shares;

    @Test
    void clearIsWhatEveryRowPassesWithoutAWarning() {
        for (int n = 0; n < 40_000; n++) {
            final Figure figure = Figure.values()[upTo(Figure.values().length)];
            final ScopeType scopeType = ScopeType.get((short) upTo(Figure.SCOPES));
            if (figure.allows(scopeType)) {
                setSomewhere(figure, scopeType);
                if (n % 1_000 == 0) {
                    restore();
                }
                compare(figure, scopeType, "seed " + SEED + " step " + n);
            }
        }
        assertTrue(clear > 5_000 && shares > 5_000, "clear=" + clear + " shares=" + shares);
    }

    @Test
    void nothingIsClearWhereARowMustStandAndDoesNot() {
        assertFalse(fixture.limits.rows(Figure.OPEN_ORDERS, ScopeType.GLOBAL).isClear(0, 0));
        assertFalse(fixture.limits.rows(Figure.OPEN_ORDERS, ScopeType.VENUE).isClear(0, 0));
        assertFalse(
                fixture.limits.rows(Figure.DUPLICATE_WINDOW, ScopeType.STRATEGY).isClear(0, Long.MAX_VALUE));
    }

    @Test
    void whatHasNoPlaceInALongIsClearOfNothing() {
        fixture.wide();
        for (final Figure figure : Figure.values()) {
            for (int scope = 0; scope < Figure.SCOPES; scope++) {
                final Rows rows = fixture.limits.rows(figure, ScopeType.get((short) scope));
                assertFalse(rows != null && rows.isClear(0, Decimals.OVERFLOW), figure + " at scope " + scope);
            }
        }
    }

    @Test
    void roomIsWhatMayBeAddedWithTheFigureStillClear() {
        final Rows rows = fixture.limits.rows(Figure.ORDERS_PER_DAY, ScopeType.STRATEGY);
        assertTrue(rows.room(1, 0) < 0, "no row, no room");
        fixture.limit(Figure.ORDERS_PER_DAY, ScopeType.GLOBAL, 0, 100);
        assertEquals(100, rows.room(1, 0));
        assertEquals(0, rows.room(1, 100));
        assertTrue(rows.room(1, 101) < 0);
        assertTrue(rows.room(1, Decimals.OVERFLOW) < 0);
        fixture.limit(Figure.ORDERS_PER_DAY, ScopeType.STRATEGY, 1, 70);
        assertEquals(69, rows.room(1, 1));
        assertEquals(99, rows.room(2, 1));
        fixture.set(
                Figure.ORDERS_PER_DAY.control().code(),
                Figure.ORDERS_PER_DAY.key(),
                ScopeType.STRATEGY,
                1,
                70,
                56,
                true);
        assertEquals(54, rows.room(1, 1), "one short of the warning");
    }

    private void setSomewhere(final Figure figure, final ScopeType scopeType) {
        final ScopeType at = upTo(3) == 0 ? figure.required() : scopeType;
        final long value = upTo(20);
        final long warn = upTo(2) == 0 ? 0 : upTo(20);
        fixture.set(figure.control().code(), figure.key(), at, upTo(2) == 0 ? 0 : 1, value, warn, true);
    }

    private void restore() {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        fixture.limits.writeTo(snapshot);
        setSomewhere(Figure.ORDERS_PER_DAY, ScopeType.STRATEGY);
        fixture.limits.readFrom(snapshot.reader());
    }

    private void compare(final Figure figure, final ScopeType scopeType, final String where) {
        final Rows rows = fixture.limits.rows(figure, scopeType);
        final int id = scopeType == ScopeType.GLOBAL ? 0 : upTo(2);
        for (long observed = -2; observed < 24; observed++) {
            final boolean expected = isUnremarkable(figure, scopeType, id, observed);
            assertEquals(expected, rows.isClear(id, observed), where + " " + figure + " observed " + observed);
            clear += expected ? 1 : 0;
        }
        for (int i = 0; i < 8; i++) {
            final long whole = upTo(3_000_000) - 2;
            final long part = upTo(50) - 2;
            final Rounding against = figure.sense() == Sense.AT_MOST ? Rounding.UP : Rounding.DOWN;
            final boolean expected = part >= 0
                    && whole > 0
                    && isUnremarkable(figure, scopeType, id, Decimals.mulDiv(part, 1_000_000, whole, against));
            assertEquals(expected, rows.isShareClear(id, part, whole), where + " " + figure + " " + part + "/" + whole);
            shares += expected ? 1 : 0;
        }
    }

    private boolean isUnremarkable(final Figure figure, final ScopeType scopeType, final int id, final long observed) {
        final Limits limits = fixture.limits;
        final boolean isRow = limits.value(figure, scopeType, id) != Limits.MISSING;
        final boolean isRequired = figure.required() == scopeType;
        final boolean isBoth =
                !isRequired && figure.required() == ScopeType.GLOBAL && !(isRow && figure.isOwnedByStrategy());
        return (isRow ? passesQuietly(figure, scopeType, id, observed) : !isRequired)
                && (!isBoth
                        || (limits.value(figure, ScopeType.GLOBAL, 0) != Limits.MISSING
                                && passesQuietly(figure, ScopeType.GLOBAL, 0, observed)));
    }

    private boolean passesQuietly(final Figure figure, final ScopeType scopeType, final int id, final long observed) {
        final long warn = fixture.limits.warn(figure, scopeType, id);
        return figure.sense().holds(observed, fixture.limits.value(figure, scopeType, id))
                && (warn == 0 || (observed != warn && figure.sense().holds(observed, warn)));
    }

    private int upTo(final int bound) {
        return (int) Long.remainderUnsigned(Frame.mix(++random), bound);
    }
}
