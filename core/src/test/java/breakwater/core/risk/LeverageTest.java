package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import org.junit.jupiter.api.Test;

/** Equity is 1,000.00; a buy of 1.000 at the ask of 100.01 with its fee is worth 100.11001, so 100,111 ppm of it. */
class LeverageTest {
    private static final long ONE_PPM = 100_111;

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeWorld world = fixture.world;

    LeverageTest() {
        world.positions.equityE8[0] = 100_000_000_000L;
        world.positions.equityE8[1] = 100_000_000_000L;
    }

    @Test
    void boundsTheGrossOfTheClassOfTheAccountAndOfThePosition() {
        assertHolds(ASSET_CLASS, ONE_PPM);
        assertHolds(ACCOUNT, ONE_PPM);
        assertHolds(INSTRUMENT, ONE_PPM);
    }

    @Test
    void addsUpWhatTheAccountHoldsAndWhatWorksAndNothingOfAnotherAccount() {
        world.positions.held[1][1] = -2_000;
        fixture.gate.onAdopted(1, 1, 0);
        world.positions.held[2][2] = 1_000;
        fixture.gate.onAdopted(2, 2, 0);
        world.positions.held[3][0] = 7_000;
        fixture.gate.onAdopted(3, 0, 1);
        world.buys[0][0] = 1_000;
        world.worstBuy[0] = 10_001;
        fixture.gate.onAdopted(0, 0, 0);

        // 200.02 short of the same class, 100.01 of FX, and 200.22002 in two buys of 1.000
        assertHolds(ASSET_CLASS, 400_241);
        assertHolds(ACCOUNT, 500_251);
        assertHolds(INSTRUMENT, 200_221);
    }

    @Test
    void countsEverySuspenseBookInFull() {
        world.positions.suspense[1] = -1_000;

        assertHolds(ASSET_CLASS, ONE_PPM + 100_010);
    }

    @Test
    void letsNothingInWithoutEquity() {
        world.positions.equityE8[0] = 0;
        fixture.limit(Figure.PORTFOLIO_HEAT, ScopeType.GLOBAL, 0, 1_000_000_000L);

        assertEquals(Control.HEAT, fixture.ask(fixture.entry(Side.BUY)).control(), "P14 says it first");
    }

    @Test
    void remembersTheAccountOfAStrategyInTheSnapshot() {
        world.positions.held[3][0] = 7_000;
        fixture.gate.onAdopted(3, 0, 1);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        fixture.gate.writeTo(snapshot);
        fixture.gate.onAdopted(3, 0, 0);
        fixture.gate.readFrom(snapshot.reader());

        assertHolds(ACCOUNT, ONE_PPM);
    }

    private void assertHolds(final ScopeType scope, final long ppm) {
        final Intent intent = fixture.entry(Side.BUY);
        Boundary.assertHolds(fixture, intent, Figure.LEVERAGE, scope, 0, scope, 0, ppm);
    }
}
