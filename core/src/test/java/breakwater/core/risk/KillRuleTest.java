package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** K1: which scope is named, and which level would have let it through. Strategy 3 trades instrument 2 at venue 1. */
class KillRuleTest {
    private static final ScopeType[] WIDEST_FIRST = {
        ScopeType.GLOBAL,
        ScopeType.VENUE,
        ScopeType.ACCOUNT,
        ScopeType.ASSET_CLASS,
        ScopeType.STRATEGY,
        ScopeType.INSTRUMENT
    };
    private static final int[] IDS = {65534, 1, 1, AssetClass.FX.value(), 3, 2};
    private static final Level[] LEVELS = {Level.REDUCE_ONLY, Level.CANCEL_ONLY, Level.KILLED};

    private final List<String> heard = new ArrayList<>();
    private final GateFixture fixture = new GateFixture()
            .wide()
            .limit(Figure.MESSAGE_RATE, ScopeType.VENUE, 1, 1_000)
            .limit(Figure.MESSAGE_BURST, ScopeType.VENUE, 1, 1_000)
            .limit(Figure.MESSAGE_RESERVE, ScopeType.VENUE, 1, 0);
    private final FakeWorld world = fixture.world;

    @Test
    void namesTheWidestScopeAtWhichTheLevelStands() {
        for (final Level level : LEVELS) {
            Arrays.fill(world.levels, Level.ACTIVE);
            for (int i = WIDEST_FIRST.length - 1; i >= 0; i--) {
                world.levels[WIDEST_FIRST[i].value()] = level;
                assertEquals(refused(WIDEST_FIRST[i], IDS[i], level.value(), Level.ACTIVE), fixture.ask(entry()));
            }
        }
    }

    @Test
    void namesTheNarrowScopeWhereAWiderOneIsLessSevere() {
        world.levels[ScopeType.GLOBAL.value()] = Level.REDUCE_ONLY;
        world.levels[ScopeType.INSTRUMENT.value()] = Level.KILLED;

        assertEquals(refused(ScopeType.INSTRUMENT, 2, 3, Level.ACTIVE), fixture.ask(entry()));
    }

    @Test
    void saysWhichLevelLetsThroughWhatIsNoEntry() {
        hold(1_000);
        world.levels[ScopeType.STRATEGY.value()] = Level.CANCEL_ONLY;

        assertEquals(refused(ScopeType.STRATEGY, 3, 2, Level.REDUCE_ONLY), fixture.ask(exit(OrderRole.EXIT)));
        assertEquals(refused(ScopeType.STRATEGY, 3, 2, Level.REDUCE_ONLY), fixture.ask(exit(OrderRole.FLATTEN)));
        world.levels[ScopeType.STRATEGY.value()] = Level.KILLED;
        assertEquals(refused(ScopeType.STRATEGY, 3, 3, Level.REDUCE_ONLY), fixture.ask(exit(OrderRole.EXIT)));
        assertEquals(Answer.APPROVED, fixture.ask(exit(OrderRole.FLATTEN)));
    }

    @Test
    void letsAStopUnderALongMoveUpAlone() {
        hold(1_000);
        world.stop[3][2] = 9_800;
        for (final Level level : LEVELS) {
            world.levels[ScopeType.VENUE.value()] = level;
            assertEquals(
                    refused(ScopeType.VENUE, 1, level.value(), Level.KILLED),
                    fixture.ask(moved(Side.SELL, 9_799, 9_790)));
            assertEquals(Answer.APPROVED, fixture.ask(moved(Side.SELL, 9_800, 9_790)));
            assertEquals(Answer.APPROVED, fixture.ask(moved(Side.SELL, 9_801, 9_790)));
        }
    }

    @Test
    void letsAStopOverAShortMoveDownAlone() {
        hold(-1_000);
        world.stop[3][2] = 10_200;
        for (final Level level : LEVELS) {
            world.levels[ScopeType.VENUE.value()] = level;
            assertEquals(
                    refused(ScopeType.VENUE, 1, level.value(), Level.KILLED),
                    fixture.ask(moved(Side.BUY, 10_201, 10_210)));
            assertEquals(Answer.APPROVED, fixture.ask(moved(Side.BUY, 10_200, 10_210)));
            assertEquals(Answer.APPROVED, fixture.ask(moved(Side.BUY, 10_199, 10_210)));
        }
    }

    @Test
    void letsAnyStopMoveWhileActiveAndAFirstOneStandAnywhere() {
        hold(-1_000);
        world.stop[3][2] = 10_200;
        assertEquals(Answer.APPROVED, fixture.ask(moved(Side.BUY, 10_201, 10_210)));
        world.levels[ScopeType.GLOBAL.value()] = Level.KILLED;
        world.stop[3][2] = 0;
        assertEquals(Answer.APPROVED, fixture.ask(moved(Side.BUY, 10_201, 10_210)));
    }

    @Test
    void letsNothingThroughAtALevelThatItDoesNotKnow() {
        hold(1_000);
        world.levels[ScopeType.ACCOUNT.value()] = Level.NULL_VAL;

        assertEquals(refused(ScopeType.ACCOUNT, 1, 255, Level.ACTIVE), fixture.ask(entry()));
        assertEquals(refused(ScopeType.ACCOUNT, 1, 255, Level.REDUCE_ONLY), fixture.ask(exit(OrderRole.FLATTEN)));
        assertEquals(refused(ScopeType.ACCOUNT, 1, 255, Level.KILLED), fixture.ask(moved(Side.SELL, 9_800, 9_790)));
    }

    @Test
    void holdsAnIntentThatNamesNothingToTheWholeEnginesLevel() {
        final Intent nowhere = entry();
        nowhere.instrumentId = 9;
        world.levels[ScopeType.GLOBAL.value()] = Level.KILLED;

        assertEquals(refused(ScopeType.GLOBAL, 65534, 3, Level.ACTIVE), fixture.ask(nowhere));
    }

    /** Who listens hears the level and the most severe one that would still let it through, also of what passes. */
    @Test
    void tellsWhatPassedAndByHowMuch() {
        final GateFixture told = new GateFixture(new Trace() {
                    @Override
                    public void control(
                            final Control control,
                            final ScopeType scopeType,
                            final int scopeId,
                            final long observed,
                            final long bound,
                            final boolean passes) {
                        if (control == Control.KILL_STATE) {
                            heard.add(scopeType + " " + observed + "/" + bound + " " + passes);
                        }
                    }
                })
                .wide();
        told.world.positions.held[0][0] = 1_000;
        told.gate.onAdopted(0, 0, 0);
        told.gate.decide(told.entry(Side.BUY), told.nowNs);
        told.world.levels[ScopeType.VENUE.value()] = Level.REDUCE_ONLY;
        told.gate.decide(told.exit(Side.SELL, 1_000), told.nowNs);
        told.gate.decide(told.stop(Side.SELL, 1_000, 9_800, 9_790), told.nowNs);
        told.gate.decide(told.entry(Side.BUY), told.nowNs);

        assertEquals(List.of("GLOBAL 0/0 true", "GLOBAL 1/1 true", "GLOBAL 1/3 true", "VENUE 1/0 false"), heard);
    }

    private static Answer refused(final ScopeType scopeType, final int id, final long level, final Level mildest) {
        return Answer.refused(Control.KILL_STATE, scopeType, id, level, mildest.value());
    }

    private void hold(final long quantity) {
        world.positions.held[3][2] = quantity;
        world.positions.entry[3][2] = 10_000;
        fixture.gate.onAdopted(3, 2, 1);
    }

    private Intent entry() {
        return there(fixture.entry(Side.BUY));
    }

    private Intent exit(final OrderRole role) {
        final Intent exit = there(fixture.exit(Side.SELL, 1_000));
        exit.role = role;
        exit.effect = role == OrderRole.FLATTEN ? Effect.FLATTENS : Effect.REDUCES;
        return exit;
    }

    private Intent moved(final Side side, final long trigger, final long price) {
        final Intent stop = there(fixture.stop(side, 1_000, trigger, price));
        stop.replacesId = 7;
        return stop;
    }

    private static Intent there(final Intent intent) {
        intent.strategyId = 3;
        intent.instrumentId = 2;
        intent.venueId = 1;
        intent.accountId = 1;
        return intent;
    }
}
