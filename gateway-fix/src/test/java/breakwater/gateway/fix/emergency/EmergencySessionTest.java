package breakwater.gateway.fix.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.venuesim.VenueFault;
import breakwater.core.venuesim.VenueFaults;
import breakwater.gateway.fix.orderentry.RawClient;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emergency session against the paper venue over a real socket; the engine's session is bytes of the test's own. */
class EmergencySessionTest {
    private static final String[] STOP_ENTRY = {"54=1", "38=0.5", "40=4", "44=106", "99=105", "59=1", "77=O"};

    @TempDir
    private Path store;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        open(FrontFaults.NONE);
    }

    private void open(final FrontFaults faults) throws Exception {
        if (floor != null) {
            floor.close();
        }
        floor = new Floor(store, faults);
        floor.quote(9_990, 10_010);
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    @Test
    void takesBackEachEntryOfAnotherSessionAndNoProtection() throws Exception {
        floor.order("before", "0", "54=1", "38=0.5", "40=2", "44=90", "59=1", "77=O");
        floor.stop("stop", "0.5");
        floor.open();
        floor.order("plain", "0", "54=2", "38=0.5", "40=2", "44=110", "59=1");
        floor.order("target", "0", "54=2", "38=0.5", "40=2", "44=120", "59=1", "77=C");
        floor.order("stop-entry", "0", STOP_ENTRY);
        assertTrue(floor.session
                .view()
                .await(() -> floor.session.view().orders(any -> true).size() == 5, until()));

        assertEquals(3, floor.session.cancelEntries());
        assertEquals(OptionalInt.of(0), floor.session.awaitNoEntries(Floor.WAIT_NS));

        assertEquals(List.of("before 4", "plain 4", "stop-entry 4"), List.of(ended(), ended(), ended()));
        assertEquals(List.of("stop 0.50000", "target 0.50000"), floor.resting());
        assertEquals(0, floor.session.cancelEntries());
    }

    /** Returns the ClOrdID and the status of the next report that the engine's session hears. */
    private String ended() throws Exception {
        final String report = floor.engine.expect("8");
        return RawClient.field(report, 11) + " " + RawClient.field(report, 39);
    }

    @Test
    void whatTheVenueListsAndDidNotTellBeforeIsTakenBackToo() throws Exception {
        floor.open();
        floor.session.cancelEntries();
        floor.order("late", "0", "54=1", "38=0.5", "40=2", "44=90", "59=1", "77=O");
        floor.session.cancelEntries();

        assertEquals(OptionalInt.of(0), floor.session.awaitNoEntries(Floor.WAIT_NS));
        assertEquals(List.of(), floor.resting());
    }

    @Test
    void anotherAccountIsNotTouchedAndWhoNamesNoAccountSeesItsOwn() throws Exception {
        floor.open();
        try (RawClient stranger = new RawClient(floor.venue.port(), "STRANGER")) {
            stranger.say("D", "11=s", "1=other", "55=BTC-USD", "54=1", "38=0.5", "40=2", "44=90", "59=1", Floor.NOW);
            assertEquals("0", RawClient.field(stranger.expect("8"), 150));
            floor.order("mine", "0", "54=1", "38=0.5", "40=2", "44=90", "59=1", "77=O");

            floor.session.cancelEntries();
            assertEquals(OptionalInt.of(0), floor.session.awaitNoEntries(Floor.WAIT_NS));
            stranger.say("AF", "584=a", "585=7");
            assertEquals("s", RawClient.field(stranger.expect("8"), 11));
            stranger.say("AF", "584=b", "585=7", "1=nobody");
            assertEquals("unknown account", RawClient.field(stranger.expect("j"), 58));
            stranger.say("F", "11=c", "41=x", "37=1", "1=nobody", "55=BTC-USD", "54=1", "38=0.5", Floor.NOW);
            assertEquals("1", RawClient.field(stranger.expect("9"), 102));
        }
    }

    @Test
    void aPositionIsReducedBySlicesAndItsStopsShrinkAsTheyFill() throws Exception {
        floor.open();
        floor.buy("entry", "0.5");
        floor.stop("stop-1", "0.3");
        floor.stop("stop-2", "0.2");
        floor.order("target", "0", "54=2", "38=0.5", "40=2", "44=120", "59=1", "77=C");
        assertEquals(
                List.of(held("0.50000", true)),
                floor.session.holdings(Floor.WAIT_NS).orElseThrow());

        assertEquals(0, reduce().orElseThrow().signum());

        assertEquals(List.of(), floor.resting());
        assertEquals(List.of(), floor.session.holdings(Floor.WAIT_NS).orElseThrow());
    }

    @Test
    void withoutAPriceNothingIsSoldAndTheStopStays() throws Exception {
        floor.open();
        floor.buy("entry", "0.5");
        floor.stop("stop", "0.5");
        floor.quote(0, 10_010);

        final BigDecimal left = reduce().orElseThrow();

        assertEquals(new BigDecimal("0.50000"), left);
        assertEquals(List.of("stop 0.50000"), floor.resting());
        assertTrue(floor.told.toString().contains("tells no price"), floor.told::toString);
    }

    @Test
    void dustThatIsNoWholeLotIsLeftToItsStop() throws Exception {
        floor.open();
        floor.buy("entry", "0.5");
        floor.stop("stop", "0.5");
        final SliceTerms coarse = new SliceTerms(
                new BigDecimal("0.01"), new BigDecimal("0.3"), new BigDecimal("0.3"), new BigDecimal("0.01"));

        final Optional<BigDecimal> left = floor.session.reduce("main", "BTC-USD", coarse, Floor.WAIT_NS);

        assertEquals(new BigDecimal("0.20000"), left.orElseThrow());
        assertEquals(List.of("stop 0.20000"), floor.resting());
    }

    @Test
    void aFillThatTheVenueDoesNotStandByLeavesThePositionUnconfirmedAndUntouched() throws Exception {
        open(new FrontFaults(VenueFaults.NONE.with(VenueFault.UNKNOWN_FILL, 1000), Set.of()));
        floor.open();
        floor.buy("entry", "0.5");
        floor.stop("stop", "0.5");

        final List<EmergencySession.Held> holdings =
                floor.session.holdings(Floor.WAIT_NS).orElseThrow();

        assertEquals(List.of(held("0.50000", false)), holdings);
        assertEquals(Optional.empty(), reduce());
        assertEquals(
                0,
                floor.session
                        .holdings(Floor.WAIT_NS)
                        .orElseThrow()
                        .get(0)
                        .quantity()
                        .compareTo(new BigDecimal("0.5")));
    }

    @Test
    void anEntryThatStillRestsLeavesThePositionUnconfirmed() throws Exception {
        floor.open();
        floor.buy("entry", "0.5");
        floor.order("more", "0", "54=1", "38=0.5", "40=2", "44=90", "59=1", "77=O");

        assertEquals(
                List.of(held("0.50000", false)),
                floor.session.holdings(Floor.WAIT_NS).orElseThrow());
        assertEquals(Optional.empty(), reduce());
        assertEquals(List.of("more 0.50000"), floor.resting());
    }

    @Test
    void theVenueRefusesASliceThatWouldRaiseAndOneThatWouldRest() throws Exception {
        floor.buy("entry", "0.5");
        for (final String[] each :
                new String[][] {{"54=2", "38=0.6", "59=3"}, {"54=1", "38=0.1", "59=3"}, {"54=2", "38=0.1", "59=1"}}) {
            floor.order(
                    "slice-" + each[0] + each[1] + each[2], "8", each[0], each[1], each[2], "40=2", "44=95", "18=E");
        }
        floor.order("slice", "F", "54=2", "38=0.5", "59=3", "40=2", "44=95", "18=E");
    }

    @Test
    void aSessionThatIsDownSaysSoAndTouchesNothing() throws Exception {
        assertTrue(floor.session.unusable().orElseThrow().contains("not logged on"));
        floor.open();
        assertEquals(Optional.empty(), floor.session.unusable());
        floor.venue.close();
        final long untilNs = until();
        while (floor.session.unusable().isEmpty()) {
            assertTrue(System.nanoTime() < untilNs);
            Thread.onSpinWait();
        }

        assertEquals(Optional.empty(), floor.session.holdings(1_000_000));
        assertEquals(Optional.empty(), floor.session.reduce("main", "BTC-USD", Floor.SLICES, 1_000_000));
        assertEquals(OptionalInt.empty(), floor.session.awaitNoEntries(1_000_000));
    }

    @Test
    void aSessionThatComesBackKnowsWhatHappenedMeanwhile() throws Exception {
        floor.open();
        floor.buy("entry", "0.5");
        floor.venue.disconnectAll();
        floor.engine.awaitEnd();
        final long offNs = until();
        while (!floor.told.contains("logged off")) {
            assertTrue(System.nanoTime() < offNs, floor.told::toString);
            Thread.onSpinWait();
        }
        try (RawClient again = new RawClient(floor.venue.port(), "SECOND")) {
            again.say("D", "11=s", "1=main", "55=BTC-USD", "54=1", "38=0.1", "40=2", "44=90", "59=1", Floor.NOW);
            again.expect("8");
            again.say("D", "11=t", "1=main", "55=BTC-USD", "54=1", "38=0.1", "40=2", "44=101", "59=3", Floor.NOW);
            again.expect("8");
            final long untilNs = until();
            while (floor.told.stream().filter("logged on"::equals).count() < 2) {
                assertTrue(System.nanoTime() < untilNs, floor.told::toString);
                Thread.onSpinWait();
            }
            assertTrue(floor.session.awaitReady(20_000));
            floor.session.cancelEntries();
            assertEquals(OptionalInt.of(0), floor.session.awaitNoEntries(Floor.WAIT_NS));
            assertEquals(
                    List.of(held("0.60000", true)),
                    floor.session.holdings(Floor.WAIT_NS).orElseThrow());
        }
    }

    private Optional<BigDecimal> reduce() {
        return floor.session.reduce("main", "BTC-USD", Floor.SLICES, Floor.WAIT_NS);
    }

    private static EmergencySession.Held held(final String quantity, final boolean isConfirmed) {
        return new EmergencySession.Held("main", "BTC-USD", new BigDecimal(quantity), isConfirmed);
    }

    private static long until() {
        return System.nanoTime() + Floor.WAIT_NS;
    }
}
