package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.GLOBAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P41: how many day trades an account below the minimum equity makes, what counts as one, and what may yet become one. */
class DayTradeRuleTest {
    private static final int SHARE = 3;
    private static final long EQUITY_E8 = 10_000_000_000_000L;

    private final GateFixture fixture = poor();

    /** An account one cent below the minimum, on the fifth of days 10 to 14; instrument 3 is a US share. */
    private static GateFixture poor() {
        final GateFixture fixture = new GateFixture().wide().limit(Figure.DAY_TRADE_EQUITY, GLOBAL, 0, EQUITY_E8 + 1);
        fixture.world.market.calendar[SHARE] = MarketView.US_EQUITIES;
        goTo(fixture, 14);
        return fixture;
    }

    private static void goTo(final GateFixture fixture, final long day) {
        for (int back = 0; back < 5; back++) {
            fixture.world.market.tradingDays[back] = day - back;
        }
    }

    private Intent share(final int strategyId) {
        final Intent intent = fixture.entry(Side.BUY);
        intent.strategyId = strategyId;
        intent.instrumentId = SHARE;
        return intent;
    }

    private void fill(final int accountId, final long signed, final long heldAfter) {
        fixture.gate.onShares(accountId, SHARE, signed, heldAfter, fixture.nowNs);
    }

    private void dayTrade(final int accountId) {
        fill(accountId, 10, 10);
        fill(accountId, -10, 0);
    }

    private void assertCount(final long count) {
        for (final ScopeType row : new ScopeType[] {GLOBAL, ACCOUNT}) {
            Boundary.assertHolds(fixture, share(0), Figure.DAY_TRADES, row, 0, ACCOUNT, 0, count);
        }
    }

    @Test
    void refusesTheEntryThatCouldBecomeOneMoreThanIsAllowed() {
        assertCount(1);
        dayTrade(0);
        assertCount(2);
        dayTrade(0);
        dayTrade(0);
        assertCount(4);
        dayTrade(1);
        assertCount(4);
    }

    @Test
    void countsNothingFromTheMinimumEquityOn() {
        dayTrade(0);
        fixture.limit(Figure.DAY_TRADES, GLOBAL, 0, 0);
        for (final long minimum : new long[] {EQUITY_E8 - 1, EQUITY_E8}) {
            fixture.limit(Figure.DAY_TRADE_EQUITY, GLOBAL, 0, minimum);
            assertEquals(Answer.APPROVED, fixture.ask(share(0)), "minimum " + minimum);
        }
        fixture.limit(Figure.DAY_TRADE_EQUITY, GLOBAL, 0, EQUITY_E8 + 1);
        assertEquals(Answer.refused(Control.DAY_TRADES, ACCOUNT, 0, 2, 0), fixture.ask(share(0)));
    }

    @Test
    void asksUsSharesAlone() {
        fixture.limit(Figure.DAY_TRADES, GLOBAL, 0, 0);
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "crypto");
        fixture.world.market.calendar[SHARE] = "fx";
        assertEquals(Answer.APPROVED, fixture.ask(share(0)), "shares of another calendar");
    }

    @Test
    void deniesWithoutItsRows() {
        for (final Figure figure : new Figure[] {Figure.DAY_TRADES, Figure.DAY_TRADE_EQUITY}) {
            final GateFixture bare = new GateFixture().wide(figure);
            bare.world.market.calendar[SHARE] = MarketView.US_EQUITIES;
            for (final Intent intent : new Intent[] {share(0), bare.entry(Side.BUY)}) {
                assertEquals(
                        Answer.refused(Control.DEFAULT_DENY, GLOBAL, 0, Control.DAY_TRADES.code(), figure.key()),
                        bare.ask(intent));
            }
        }
    }

    @Test
    void neverRefusesAnExit() {
        dayTrade(0);
        fixture.limit(Figure.DAY_TRADES, GLOBAL, 0, 0);
        fixture.world.positions.held[0][SHARE] = 1_000;
        final Intent exit = fixture.exit(Side.SELL, 500);
        exit.instrumentId = SHARE;

        assertEquals(Answer.APPROVED, fixture.ask(exit));
    }

    @Test
    void leavesAReplacementToWhatItsOrderWasAsked() {
        fixture.limit(Figure.DAY_TRADES, GLOBAL, 0, 0);
        final Intent replacement = share(0);
        replacement.replacesId = 7;

        assertEquals(Answer.APPROVED, fixture.ask(replacement));
    }

    @Test
    void takesSeveralExitsAfterOneEntryForOne() {
        fill(0, 30, 30);
        assertCount(2);
        fill(0, -10, 20);
        fill(0, -10, 10);
        assertCount(2);
        fill(0, 10, 20);
        assertCount(3);
        fill(0, -20, 0);
        assertCount(3);
    }

    @Test
    void takesWhatWasHeldOvernightForNone() {
        goTo(fixture, 13);
        fill(0, 30, 30);
        goTo(fixture, 14);
        fill(0, -10, 20);
        assertCount(1);
        fill(0, 10, 30);
        assertCount(2);
        fill(0, -30, 0);
        assertCount(2);
    }

    @Test
    void takesATurnThroughFlatForAnExitAndAnEntry() {
        fill(0, 10, 10);
        fill(0, -30, -20);
        assertCount(3);
        fill(0, 20, 0);
        assertCount(3);
    }

    @Test
    void forgetsADayAfterFive() {
        goTo(fixture, 13);
        dayTrade(0);
        goTo(fixture, 17);
        assertCount(2);
        goTo(fixture, 18);
        assertCount(1);
    }

    @Test
    void countsAllThatIsRememberedWhereFiveDaysAreNotKnown() {
        goTo(fixture, 3);
        dayTrade(0);
        goTo(fixture, 14);
        fixture.world.market.tradingDays[4] = MarketView.NO_DAY;
        assertCount(2);
    }

    @Test
    void takesTheUtcDayBeforeTheFirstSession() {
        Arrays.fill(fixture.world.market.tradingDays, MarketView.NO_DAY);
        fill(0, 10, 10);
        fixture.nowNs += 86_400_000_000_000L;
        fill(0, -10, 0);
        assertCount(1);
        dayTrade(0);
        assertCount(2);
    }

    @Test
    void countsOrdersThatMayOpenMoreThanTheyClose() {
        final FakeWorld world = fixture.world;
        world.buys[1][SHARE] = 10;
        world.buys[2][SHARE] = 10;
        fixture.gate.onAdopted(1, SHARE, 0);
        fixture.gate.onAdopted(2, SHARE, 1);
        assertCount(2);
        world.positions.held[1][SHARE] = -10;
        assertCount(1);
        world.buys[1][SHARE] = 11;
        assertCount(2);
        world.buys[1][SHARE] = 0;
        world.positions.held[1][SHARE] = 10;
        world.sells[1][SHARE] = 10;
        assertCount(1);
        world.sells[1][SHARE] = 11;
        assertCount(2);
    }

    /** Beside plain lists of all that ever happened, over days, accounts and snapshots. */
    @Test
    void countsWhatPlainListsCount() {
        final long seed = 41_041L;
        long random = seed;
        final long[][] held = new long[2][1];
        final Map<Long, Long> made = new TreeMap<>();
        final long[] opened = {-1, -1};
        long day = 14;
        fixture.limit(Figure.DAY_TRADES, GLOBAL, 0, 0);
        for (int n = 0; n < 20_000; n++) {
            random = Frame.mix(random);
            final int account = (int) Math.floorMod(random, 2L);
            final long signed = Math.floorMod(random >>> 8, 41) - 20;
            if (Math.floorMod(random >>> 16, 10) == 0) {
                goTo(fixture, ++day);
            }
            if (signed != 0) {
                final long before = held[account][0];
                final long after = before + signed;
                held[account][0] = after;
                fill(account, signed, after);
                if (before * signed < 0 && opened[account] == day) {
                    made.merge(account * 1_000_000L + day, 1L, Long::sum);
                    opened[account] = -1;
                }
                if (before * signed >= 0 || after * signed > 0) {
                    opened[account] = day;
                }
            }
            if (n % 500 == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                fixture.gate.writeTo(snapshot);
                dayTrade(account);
                fixture.gate.readFrom(snapshot.reader());
            }
            long expected = 1 + (opened[0] == day ? 1 : 0);
            for (long back = 0; back < 5; back++) {
                expected += made.getOrDefault(day - back, 0L);
            }
            assertEquals(
                    Answer.refused(Control.DAY_TRADES, ACCOUNT, 0, expected, 0),
                    fixture.ask(share(0)),
                    "seed " + seed + " n " + n);
        }
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        final Intent intent = share(0);
        final AllocationCount count = new AllocationCount(DayTradeRuleTest.class);
        final Runnable step = () -> {
            dayTrade(0);
            fixture.gate.decide(intent, fixture.nowNs);
        };
        count.count(20_000, step);

        assertEquals(0, count.count(20_000, step), count::toString);
    }
}
