package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final int P2 = Control.ORDER_QUANTITY.code();
    private static final int P16 = Control.SIGNAL_CONTRACT.code();

    private final GateFixture fixture = new GateFixture();
    private final Limits limits = fixture.limits;

    @Test
    void takesNewRowsAndTighteningWithoutAuthority() {
        assertEquals(QuarantineReason.NONE, set(P2, 0, INSTRUMENT, 1, 100, 80));
        assertEquals(Limits.MISSING, limits.oldValue());
        assertEquals(QuarantineReason.NONE, set(P2, 0, INSTRUMENT, 1, 99, 80));
        assertEquals(100, limits.oldValue());
        assertFalse(limits.wasLoosening());
        assertEquals(99, limits.value(Control.ORDER_QUANTITY, 0, INSTRUMENT, 1));
        assertEquals(80, limits.warn(Figure.ORDER_QUANTITY, INSTRUMENT, 1));
        assertEquals(Limits.MISSING, limits.value(Control.ORDER_QUANTITY, 0, INSTRUMENT, 0));
        assertEquals(2, limits.version());
    }

    @Test
    void refusesToLoosenWithoutAuthorityAndSaysSo() {
        set(P2, 0, INSTRUMENT, 1, 100, 0);

        assertEquals(QuarantineReason.BAD_COMMAND, set(P2, 0, INSTRUMENT, 1, 101, 0));
        assertTrue(limits.wasLoosening());
        assertEquals(100, limits.oldValue());
        assertEquals(100, limits.value(Control.ORDER_QUANTITY, 0, INSTRUMENT, 1));
        assertEquals(1, limits.version());

        assertEquals(QuarantineReason.NONE, fixture.set(P2, 0, INSTRUMENT, 1, 101, 0, true));
        assertTrue(limits.wasLoosening());
        assertEquals(2, limits.version());
    }

    @Test
    void readsAFloorTheOtherWayRound() {
        set(P16, 0, GLOBAL, 65534, 4, 0);

        assertEquals(QuarantineReason.BAD_COMMAND, set(P16, 0, GLOBAL, 65534, 3, 0));
        assertTrue(limits.wasLoosening());
        assertEquals(QuarantineReason.NONE, set(P16, 0, GLOBAL, 65534, 5, 0));
    }

    @Test
    void takesAStrategysOwnContractForLooseningWhereItIsLooserThanTheGlobalOne() {
        set(P16, 0, GLOBAL, 65534, 4, 0);

        assertEquals(QuarantineReason.BAD_COMMAND, set(P16, 0, STRATEGY, 1, 1, 0));
        assertTrue(limits.wasLoosening());
        assertEquals(QuarantineReason.NONE, set(P16, 0, STRATEGY, 1, 5, 0));
    }

    @Test
    void refusesWhatNamesNothingOrIsAbsurd() {
        assertBad(99, 0, GLOBAL, 0, 1, 0);
        assertBad(0, 0, GLOBAL, 0, 1, 0);
        assertBad(P2, 1, INSTRUMENT, 0, 1, 0);
        assertBad(P2, 200, INSTRUMENT, 0, 1, 0);
        assertBad(P2, 0, GLOBAL, 65534, 1, 0);
        assertBad(P2, 0, ScopeType.NULL_VAL, 0, 1, 0);
        assertBad(P2, 0, INSTRUMENT, 4, 1, 0);
        assertBad(P2, 0, INSTRUMENT, 65534, 1, 0);
        assertBad(P2, 0, INSTRUMENT, 0, -1, 0);
        assertBad(P2, 0, INSTRUMENT, 0, Long.MIN_VALUE, 0);
        assertBad(P2, 0, INSTRUMENT, 0, 100, 101);
        assertBad(P2, 0, INSTRUMENT, 0, 100, -1);
        assertBad(P16, 0, GLOBAL, 0, 6, 0);
        assertBad(P16, 0, GLOBAL, 0, 4, 3);
        assertBad(Control.PRICE_COLLAR.code(), 0, INSTRUMENT, 0, 1_000_001, 0);
    }

    @Test
    void repeatsWhatIsInForceWithoutANewVersion() {
        set(P2, 0, INSTRUMENT, 1, 100, 80);

        assertEquals(QuarantineReason.NONE, set(P2, 0, INSTRUMENT, 1, 100, 80));
        assertEquals(1, limits.version());
    }

    @Test
    void comesBackFromASnapshotAndGoesOnAlike() {
        fixture.wide();
        set(P2, 0, STRATEGY, 1, 100, 80);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        limits.writeTo(snapshot);
        final GateFixture other = new GateFixture();
        other.limit(Figure.ORDER_QUANTITY, INSTRUMENT, 2, 7);

        other.limits.readFrom(snapshot.reader());

        assertEquals(digest(limits), digest(other.limits));
        set(P2, 0, STRATEGY, 1, 90, 0);
        other.set(P2, 0, STRATEGY, 1, 90, 0, false);
        assertEquals(digest(limits), digest(other.limits));
        assertEquals(limits.version(), other.limits.version());
        assertEquals(90, other.limits.value(Control.ORDER_QUANTITY, 0, STRATEGY, 1));
    }

    @Test
    void forgetsAtARestoreWhatTheSnapshotDoesNotSay() {
        set(P2, 0, STRATEGY, 1, 100, 80);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        limits.writeTo(snapshot);
        final GateFixture other = new GateFixture().wide();
        other.set(P2, 0, INSTRUMENT, 1, 100, 70, false);
        assertEquals(70, other.limits.warn(Figure.ORDER_QUANTITY, INSTRUMENT, 1));

        other.limits.readFrom(snapshot.reader());

        assertEquals(digest(limits), digest(other.limits));
        assertEquals(Limits.MISSING, other.limits.value(Figure.ORDER_QUANTITY, INSTRUMENT, 1));
        assertEquals(0, other.limits.warn(Figure.ORDER_QUANTITY, INSTRUMENT, 1));
        assertEquals(80, other.limits.warn(Figure.ORDER_QUANTITY, STRATEGY, 1));
    }

    private static long digest(final Limits limits) {
        final Digest digest = new Digest();
        limits.writeTo(digest);
        return digest.value();
    }

    private void assertBad(
            final int control, final int key, final ScopeType scope, final int id, final long value, final long warn) {
        assertEquals(QuarantineReason.BAD_COMMAND, set(control, key, scope, id, value, warn));
        assertFalse(limits.wasLoosening());
        assertEquals(0, limits.version());
    }

    private QuarantineReason set(
            final int control, final int key, final ScopeType scope, final int id, final long value, final long warn) {
        return fixture.set(control, key, scope, id, value, warn, false);
    }
}
