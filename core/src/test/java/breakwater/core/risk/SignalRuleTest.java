package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import org.junit.jupiter.api.Test;

/** P16 where stop and target stand at the entry price, on its wrong side, or nowhere. */
class SignalRuleTest {
    private final GateFixture fixture = new GateFixture().wide();

    @Test
    void refusesAStopAtTheEntryPriceHoweverNearAStopMayBe() {
        final Intent atPrice = fixture.bracket();
        atPrice.quantity = 1_000;
        atPrice.protectiveStopPrice = 10_000;
        assertEquals(refused(GLOBAL, 0, 0), fixture.ask(atPrice));
        atPrice.protectiveStopPrice = 9_999;
        assertEquals(Answer.APPROVED, fixture.ask(atPrice), "one tick away");
    }

    @Test
    void sizesNothingAgainstAStopAtTheEntryPrice() {
        final Intent atPrice = fixture.bracket();
        atPrice.protectiveStopPrice = 10_000;
        assertEquals(refused(GLOBAL, 0, 0), fixture.ask(atPrice));
        assertEquals(0, atPrice.quantity);
        atPrice.protectiveStopPrice = 0;
        assertEquals(refused(GLOBAL, 0, 0), fixture.ask(atPrice));
        atPrice.protectiveStopPrice = -1;
        assertEquals(refused(GLOBAL, 0, 0), fixture.ask(atPrice), "no price");
    }

    @Test
    void namesTheStrategysOwnRowWhereItStandsInThePlaceOfTheGlobalOne() {
        fixture.limit(Figure.STOP_DISTANCE, STRATEGY, 1, 700);
        final Intent naked = fixture.bracket();
        naked.strategyId = 1;
        naked.quantity = 1_000;
        naked.protectiveStopPrice = 0;

        assertEquals(Answer.refused(Control.SIGNAL_CONTRACT, STRATEGY, 1, 0, 700), fixture.ask(naked));
        naked.strategyId = 2;
        assertEquals(refused(GLOBAL, 0, 0), fixture.ask(naked));
    }

    @Test
    void lacksItsRowWhereThereIsNeither() {
        final GateFixture bare = new GateFixture().wide(Figure.STOP_DISTANCE);
        final Intent naked = bare.bracket();
        naked.quantity = 1_000;
        naked.protectiveStopPrice = 0;

        assertEquals(
                Answer.refused(
                        Control.DEFAULT_DENY, GLOBAL, 0, Control.SIGNAL_CONTRACT.code(), Figure.STOP_DISTANCE.key()),
                bare.ask(naked));
    }

    /** Down to 0 a short gains its whole price; but a target that is not there is no gain. */
    @Test
    void countsNoTargetAsNoReward() {
        fixture.limit(Figure.REWARD_TO_RISK, GLOBAL, 0, 1);
        final Intent shortEntry = fixture.bracket();
        shortEntry.side = Side.SELL;
        shortEntry.quantity = 1_000;
        shortEntry.protectiveStopPrice = 10_200;
        shortEntry.target1Price = 1;
        assertEquals(Answer.APPROVED, fixture.ask(shortEntry), "a target at the lowest price there is");
        for (final long none : new long[] {0, -1}) {
            shortEntry.target1Price = none;
            assertEquals(refused(GLOBAL, 0, 1), fixture.ask(shortEntry));
        }
        shortEntry.target1Price = 10_001;
        assertEquals(refused(GLOBAL, 0, 1), fixture.ask(shortEntry), "on the losing side");
    }

    @Test
    void hasNoRewardBesideARiskOfNothing() {
        fixture.limit(Figure.REWARD_TO_RISK, STRATEGY, 0, 1);
        final Intent entry = fixture.entry(Side.BUY);
        entry.target1Price = 10_400;
        for (final long stop : new long[] {0, 10_000, 10_001}) {
            entry.protectiveStopPrice = stop;
            assertEquals(refused(STRATEGY, 0, 1), fixture.ask(entry), "stop " + stop);
        }
        entry.protectiveStopPrice = 9_999;
        assertEquals(Answer.APPROVED, fixture.ask(entry));
    }

    @Test
    void holdsASizedEntryToItsContractThoughItHasNoBracket() {
        fixture.hold(1_000);
        final Intent bare = fixture.entry(Side.SELL);
        bare.quantity = 0;

        assertEquals(refused(GLOBAL, 0, 0), fixture.ask(bare), "an entry without a quantity is no exit");
    }

    private static Answer refused(final ScopeType scopeType, final long observed, final long bound) {
        return Answer.refused(Control.SIGNAL_CONTRACT, scopeType, 0, observed, bound);
    }
}
