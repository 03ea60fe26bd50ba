package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.fake.FakeMarket;
import breakwater.core.ingest.SessionPhase;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import org.junit.jupiter.api.Test;

/** P25: no entry without a calendar, outside its hours, near their end, or around them where nobody permitted that. */
class HoursRuleTest {
    private static final long CODE = Control.TRADING_HOURS.code();

    private final GateFixture fixture = new GateFixture().wide();
    private final FakeMarket market = fixture.world.market;

    @Test
    void boundsTheTimeThatIsLeft() {
        market.venueTimeToCloseNs = 5_000;
        for (final ScopeType row : new ScopeType[] {GLOBAL, INSTRUMENT}) {
            Boundary.assertHolds(fixture, fixture.entry(Side.BUY), Figure.TIME_TO_CLOSE, row, 0, INSTRUMENT, 0, 5_000);
        }
        Boundary.assertHolds(fixture, fixture.entry(Side.BUY), Figure.TIME_TO_CLOSE, STRATEGY, 0, STRATEGY, 0, 5_000);
    }

    @Test
    void opensAfterTheHoursThatTheVenueIsClosed() {
        market.venuePhase = SessionPhase.CLOSED;
        market.venueTimeToCloseNs = -1;
        assertRefused(-1, 0);
        market.venuePhase = SessionPhase.REGULAR;
        market.venueTimeToCloseNs = 1;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void asksForTheLeaveToTradeBeforeAndAfterTheRegularHours() {
        final Figure[] figures = {Figure.PRE_MARKET, Figure.POST_MARKET};
        final SessionPhase[] phases = {SessionPhase.PRE_MARKET, SessionPhase.POST_MARKET};
        for (int i = 0; i < 2; i++) {
            market.venuePhase = phases[i];
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
            fixture.limit(figures[1 - i], GLOBAL, 0, 0);
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)), "the one is not the other");
            fixture.limit(figures[1 - i], GLOBAL, 0, 1);
            for (final ScopeType row : new ScopeType[] {GLOBAL, INSTRUMENT, STRATEGY}) {
                fixture.limit(figures[i], row, 0, 0);
                assertEquals(
                        Answer.refused(Control.TRADING_HOURS, row == STRATEGY ? STRATEGY : INSTRUMENT, 0, 1, 0),
                        fixture.ask(fixture.entry(Side.BUY)));
                fixture.limit(figures[i], row, 0, 1);
            }
            market.venuePhase = SessionPhase.REGULAR;
            fixture.limit(figures[i], GLOBAL, 0, 0);
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        }
    }

    @Test
    void deniesWithoutACalendarAndBeyondItsEnd() {
        market.venuePhase = SessionPhase.NONE;
        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, CODE, Examiner.NO_CALENDAR),
                fixture.ask(fixture.entry(Side.BUY)));
        market.phase[0] = SessionPhase.UNKNOWN;
        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, CODE, Examiner.NO_CALENDAR),
                fixture.ask(fixture.entry(Side.BUY)));
        market.phase[0] = SessionPhase.REGULAR;
        market.timeToCloseNs[0] = 1;
        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        market.venuePhase = SessionPhase.UNKNOWN;
        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, VENUE, 0, CODE, Examiner.NO_CALENDAR),
                fixture.ask(fixture.entry(Side.BUY)));
    }

    @Test
    void wantsTheInstrumentOpenAndItsVenue() {
        for (final boolean isOwnOpen : new boolean[] {false, true}) {
            for (final boolean isVenueOpen : new boolean[] {false, true}) {
                market.phase[0] = isOwnOpen ? SessionPhase.REGULAR : SessionPhase.CLOSED;
                market.timeToCloseNs[0] = isOwnOpen ? 7 : -7;
                market.venuePhase = isVenueOpen ? SessionPhase.REGULAR : SessionPhase.CLOSED;
                market.venueTimeToCloseNs = isVenueOpen ? 9 : -9;
                if (isOwnOpen && isVenueOpen) {
                    assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
                } else {
                    assertRefused(isOwnOpen ? -9 : -7, 0);
                }
            }
        }
    }

    @Test
    void deniesWhereARowIsMissingThoughNothingWouldBeAskedOfIt() {
        final GateFixture bare = new GateFixture();
        for (final Figure figure : Figure.values()) {
            if (figure != Figure.POST_MARKET) {
                final int scopes = figure.required() == GLOBAL ? 1 : GateFixture.CLASSES.length;
                for (int id = 0; id < (figure.required() == VENUE ? 1 : scopes); id++) {
                    final boolean isFloor = figure.sense() == Sense.AT_LEAST;
                    bare.limit(
                            figure, figure.required(), id, isFloor ? 0 : Math.min(figure.largest(), GateFixture.WIDE));
                }
            }
        }

        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, GLOBAL, 0, CODE, Figure.POST_MARKET.key()),
                bare.ask(bare.entry(Side.BUY)));
    }

    @Test
    void asksNoExit() {
        fixture.hold(1_000);
        for (final SessionPhase phase : SessionPhase.values()) {
            market.venuePhase = phase;
            market.venueTimeToCloseNs = -1;
            assertEquals(Answer.APPROVED, fixture.ask(fixture.exit(Side.SELL, 1_000)), phase.name());
            assertEquals(Answer.APPROVED, fixture.ask(fixture.stop(Side.SELL, 1_000, 9_800, 9_790)), phase.name());
        }
    }

    private void assertRefused(final long observed, final long bound) {
        assertEquals(
                Answer.refused(Control.TRADING_HOURS, INSTRUMENT, 0, observed, bound),
                fixture.ask(fixture.entry(Side.BUY)));
    }
}
