package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;
import org.junit.jupiter.api.Test;

/** What is shipped, what is tighter, and which figure a control and key name. */
class FigureTest {
    private static final long E8 = 100_000_000L;

    private final Instruments instruments = new Instruments(2);

    @Test
    void isNamedByItsControlAndKeyAndByNothingElse() {
        for (final Figure figure : Figure.values()) {
            assertSame(figure, Figure.of(figure.control(), figure.key()));
        }
        assertNull(Figure.of(null, 0));
        assertNull(Figure.of(Control.ORDER_QUANTITY, -1));
        for (final Control control : Control.values()) {
            assertNull(Figure.of(control, Figure.KEYS), control + " has no key beyond the last");
        }
    }

    @Test
    void mayStandWhereItMustAndWhereItSaysAndNowhereElse() {
        assertTrue(Figure.LEVERAGE.allows(ScopeType.ASSET_CLASS));
        assertTrue(Figure.LEVERAGE.allows(ScopeType.ACCOUNT));
        assertTrue(Figure.LEVERAGE.allows(ScopeType.INSTRUMENT));
        assertFalse(Figure.LEVERAGE.allows(ScopeType.GLOBAL));
        assertFalse(Figure.LEVERAGE.allows(ScopeType.STRATEGY));
        assertFalse(Figure.LEVERAGE.allows(ScopeType.NULL_VAL));
    }

    @Test
    void isTighterBelowAnUpperLimitAndAboveALowerOne() {
        assertTrue(Figure.ORDER_QUANTITY.isTighter(99, 100));
        assertFalse(Figure.ORDER_QUANTITY.isTighter(100, 100));
        assertFalse(Figure.ORDER_QUANTITY.isTighter(101, 100));
        assertFalse(Figure.CASH_RESERVE.isTighter(99, 100));
        assertFalse(Figure.CASH_RESERVE.isTighter(100, 100));
        assertTrue(Figure.CASH_RESERVE.isTighter(101, 100));
    }

    @Test
    void takesNoValueOutOfItsRangeAndNoWarningBehindIt() {
        assertTrue(Figure.EXIT_COLLAR.isSane(0, 0));
        assertTrue(Figure.EXIT_COLLAR.isSane(1_000_000, 1_000_000));
        assertFalse(Figure.EXIT_COLLAR.isSane(1_000_001, 0));
        assertFalse(Figure.EXIT_COLLAR.isSane(-1, 0));
        assertFalse(Figure.EXIT_COLLAR.isSane(100, -1));
        assertFalse(Figure.EXIT_COLLAR.isSane(100, 101));
        assertTrue(Figure.CASH_RESERVE.isSane(100, 101));
        assertFalse(Figure.CASH_RESERVE.isSane(100, 99));
    }

    @Test
    void shipsTheLeverageOfTheSpecificationByAssetClass() {
        assertEquals(3_000_000, Figure.LEVERAGE.shippedValue(instruments, AssetClass.CRYPTO.value()));
        assertEquals(10_000_000, Figure.LEVERAGE.shippedValue(instruments, AssetClass.FX.value()));
        assertEquals(10_000_000, Figure.LEVERAGE.shippedValue(instruments, AssetClass.FUTURE.value()));
        assertEquals(1_000_000, Figure.LEVERAGE.shippedValue(instruments, AssetClass.EQUITY.value()));
        assertEquals("by asset class", Figure.LEVERAGE.shippedText());
    }

    @Test
    void shipsTheVolumeOfTheSpecificationByAssetClass() {
        assertEquals(5_000_000 * E8, Figure.MINIMUM_VOLUME.shippedValue(instruments, AssetClass.CRYPTO.value()));
        assertEquals(50_000_000 * E8, Figure.MINIMUM_VOLUME.shippedValue(instruments, AssetClass.EQUITY.value()));
        assertEquals(50_000_000 * E8, Figure.MINIMUM_VOLUME.shippedValue(instruments, AssetClass.FX.value()));
        assertEquals("by asset class", Figure.MINIMUM_VOLUME.shippedText());
    }

    @Test
    void shipsAThousandTimesTheLeastQuantityButNoMoreThanTheLargest() {
        define(20, 20_001);
        assertEquals(20_000, Figure.ORDER_QUANTITY.shippedValue(instruments, 0));
        define(20, 19_999);
        assertEquals(19_999, Figure.ORDER_QUANTITY.shippedValue(instruments, 0));
        final long minQuantity = Long.MAX_VALUE / 1_000 + 1;
        define(minQuantity, minQuantity + 5);
        assertEquals(minQuantity + 5, Figure.LONG_POSITION.shippedValue(instruments, 0), "a thousandfold has no place");
        assertEquals("by instrument", Figure.ORDER_QUANTITY.shippedText());
    }

    @Test
    void shipsOneNumberForAllOtherwise() {
        assertEquals(50_000, Figure.EXIT_COLLAR.shippedValue(instruments, 1));
        assertEquals("50000", Figure.EXIT_COLLAR.shippedText());
    }

    @Test
    void shipsAWarningAtFourFifthsOfAnUpperLimitAlone() {
        assertEquals(800, Figure.ORDER_QUANTITY.shippedWarn(1_000));
        assertEquals(804, Figure.ORDER_QUANTITY.shippedWarn(1_004));
        assertEquals(4, Figure.ORDER_QUANTITY.shippedWarn(4));
        assertEquals(0, Figure.CASH_RESERVE.shippedWarn(1_000));
        boolean isLeaveSeen = false;
        for (final Figure figure : Figure.values()) {
            isLeaveSeen |= figure.largest() == 2;
            if (figure.largest() <= 2) {
                assertEquals(0, figure.shippedWarn(figure.largest()), figure + " is a leave");
            }
        }
        assertTrue(isLeaveSeen);
    }

    @Test
    void saysItsUnitAndWhereItsShippedValueComesFrom() {
        assertEquals("ppm", Figure.EXIT_COLLAR.unit());
        assertEquals("money E8", Figure.ORDER_NOTIONAL.unit());
        for (final Figure figure : Figure.values()) {
            assertTrue(figure.reason().length() > 5, figure + ": " + figure.reason());
        }
    }

    private void define(final long minQuantity, final long maxQuantity) {
        GateFixture.define(instruments, 0, 0, d -> d.minQuantity(minQuantity).maxQuantity(maxQuantity));
    }
}
