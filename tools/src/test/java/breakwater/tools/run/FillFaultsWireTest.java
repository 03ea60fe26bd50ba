package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BreakKind;
import breakwater.core.message.Control;
import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.control.ControlFile;
import breakwater.tools.run.RunRecord.Booked;
import breakwater.tools.run.RunRecord.Break;
import breakwater.tools.run.RunRecord.Holding;
import breakwater.tools.run.RunRecord.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a venue may get wrong about fills, one fault a run, over a real socket: what the engine must have booked, kept apart and
 * held by the catalogue of controls (T1 to T7), and never a silent alignment with the venue.
 */
class FillFaultsWireTest {
    private static final String SECOND = "{name: second, venue: paper, currency: USD, cash: 1000}";
    private static final int AT_ONCE = 4;

    @TempDir
    private static Path temp;

    private static ExecutorService threads;
    private static Map<Wrong, Future<FaultyRun>> runs;

    /** What the venue does wrong, and how often of a thousand times. */
    private enum Wrong {
        FILL_LATE("fill-late: 100"),
        NOBODYS_ACCOUNT("wrong-account: 100"),
        ORDER_LOST("order-lost: 300"),
        ACK_LOST("ack-lost: 1000"),
        NOTHING("", SECOND),
        DUPLICATE_FILL("duplicate-fill: 1000"),
        CHANGED_FILL("changed-fill: 1000"),
        UNKNOWN_FILL("unknown-fill: 200"),
        OVERFILL("overfill: 1000"),
        WRONG_SIDE("wrong-side: 200"),
        WRONG_ACCOUNT("wrong-account: 200", SECOND),
        DIFFERENT("unknown-fill: 100"),
        FILL_AFTER_CANCEL("fill-after-cancel: 1000"),
        FILL_BUSTED("fill-busted: 1000"),
        FILL_CORRECTED("fill-corrected: 1000"),
        FEE_MISSING("fee-missing: 1000"),
        UNSOLICITED_CANCEL("unsolicited-cancel: 300");

        private final String faults;
        private final String[] accounts;

        Wrong(final String faults, final String... accounts) {
            this.faults = faults;
            this.accounts = accounts;
        }
    }

    /** The runs wait for the wire more than they work, so some go beside each other. */
    @BeforeAll
    static void begin() {
        threads = Executors.newFixedThreadPool(AT_ONCE);
        runs = new EnumMap<>(Wrong.class);
        for (final Wrong each : Wrong.values()) {
            runs.put(each, threads.submit(() -> {
                final Path dir = Files.createDirectory(temp.resolve(each.name()));
                return FaultyRun.of(dir, each.name(), each.faults, each == Wrong.DIFFERENT, each.accounts);
            }));
        }
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    private static FaultyRun run(final Wrong wrong) throws Exception {
        return runs.get(wrong).get().assertNoSilentAlignment();
    }

    @Test
    void aVenueThatDoesNothingWrongOpensNoBreakAndHoldsNothing() throws Exception {
        final FaultyRun run = run(Wrong.NOTHING);

        assertTrue(run.booked(QuarantineReason.NONE).size() > 10, "fills " + run.record.booked);
        assertEquals(run.record.told.size(), run.record.booked.size(), "each report of a fill is one booking");
        assertEquals(Map.of(), run.record.breaks);
        assertEquals(Set.of(), run.mismatched());
        assertEquals(List.of(), run.record.quarantined);
        assertEnded(run);
    }

    @Test
    void aFillThatIsToldTwiceIsBookedOnce() throws Exception {
        final FaultyRun run = run(Wrong.DUPLICATE_FILL);

        final List<Told> repeated = run.quarantined(QuarantineReason.DUPLICATE);
        assertEquals(run.record.told.size(), 2 * repeated.size(), "each came twice");
        assertEquals(repeated.size(), run.record.booked.size());
        assertTrue(repeated.size() > 10, "fills " + repeated.size());
        assertEquals(Map.of(), run.record.breaks);
        assertEquals(Set.of(), run.mismatched(), "a repetition is no reason to hold");
    }

    @Test
    void aFillThatIsToldAgainWithOtherContentIsKeptApartAndHolds() throws Exception {
        final FaultyRun run = run(Wrong.CHANGED_FILL);

        final List<Told> changed = run.quarantined(QuarantineReason.EXECUTION_ID_REUSED);
        assertFalse(changed.isEmpty());
        for (final Told each : changed) {
            final Told first = first(run, each.execution());
            assertTrue(each.quantity() > first.quantity(), "one lot more");
            assertBookedAsTold(run, first, QuarantineReason.NONE);
        }
        assertEquals(instruments(changed, each -> each.holding().instrument()), run.mismatched());
        assertEquals(Map.of(), run.record.breaks, "the venue itself counts the first");
    }

    @Test
    void aFillOfNoOrderOfOursGoesToTheSuspenseBookAndIsABreak() throws Exception {
        final FaultyRun run = run(Wrong.UNKNOWN_FILL);

        final List<Booked> strangers = run.booked(QuarantineReason.UNKNOWN_ORDER);
        assertFalse(strangers.isEmpty());
        assertTrue(strangers.stream().allMatch(each -> each.strategy() == Frame.NO_ID));
        run.assertStrategiesHoldOnlyTheirOwn();
        assertEquals(instruments(strangers, each -> each.holding().instrument()), run.mismatched());
        for (final Holding each : run.record.positions.keySet()) {
            final long nobodys = strangers.stream()
                    .filter(fill -> fill.holding().equals(each))
                    .mapToLong(Booked::signed)
                    .sum();
            assertEquals(
                    nobodys, run.record.ours(each) - run.record.positions.get(each), "by exactly what is nobody's");
        }
        assertDiffers(run);
    }

    @Test
    void whatIsFilledBeyondAnOrderIsBookedAsRealFlaggedAndHolds() throws Exception {
        final FaultyRun run = run(Wrong.OVERFILL);

        assertBookedAndHeld(run, QuarantineReason.OVERFILL);
        assertEquals(List.of(), run.record.open(BreakKind.POSITION), "the venue holds it too");
    }

    @Test
    void aFillOnTheOtherSideIsBookedAsToldHoldsAndIsABreak() throws Exception {
        final FaultyRun run = run(Wrong.WRONG_SIDE);

        assertBookedAndHeld(run, QuarantineReason.WRONG_ECHO);
        for (final Holding each : run.record.positions.keySet()) {
            final long turned = run.booked(QuarantineReason.WRONG_ECHO).stream()
                    .filter(fill -> fill.holding().equals(each))
                    .mapToLong(Booked::signed)
                    .sum();
            assertEquals(
                    2 * turned,
                    run.record.ours(each) - run.record.positions.get(each),
                    "the venue holds the other way");
        }
        assertDiffers(run);
    }

    @Test
    void aFillThatNamesAnotherAccountGoesToThatAccountsSuspenseBookAndBothAreBreaks() throws Exception {
        final FaultyRun run = run(Wrong.WRONG_ACCOUNT);

        assertBookedAndHeld(run, QuarantineReason.WRONG_ECHO);
        final List<Booked> wrong = run.booked(QuarantineReason.WRONG_ECHO);
        assertTrue(wrong.stream().allMatch(each -> each.holding().account() == 1 && each.strategy() == Frame.NO_ID));
        for (final int each : instruments(wrong, fill -> fill.holding().instrument())) {
            final long ours = run.record.ours(new Holding(1, each));
            final long owners = run.record.positions.get(new Holding(0, each));
            assertEquals(ours, owners - run.record.ours(new Holding(0, each)), "what the owner lacks, the other has");
        }
        assertDiffers(run);
    }

    /** Half way the venue tells what it holds, and the strategies want out of what only our books have. */
    @Test
    void whileThePositionDiffersNoExitTakesMoreThanBothSidesHold() throws Exception {
        final FaultyRun run = run(Wrong.DIFFERENT);

        assertTrue(run.record.refusedWhileDifferent > 0, "they wanted out");
        assertDiffers(run);
    }

    @Test
    void aFillThatNamesAnAccountOfNobodysIsKeptWholeAndHoldsTheVenue() throws Exception {
        final FaultyRun run = run(Wrong.NOBODYS_ACCOUNT);

        assertTrue(run.record.told.stream().allMatch(each -> each.holding().account() == 0));
        assertDiffers(run);
        assertTrue(Files.readString(run.folder.resolve("fix-paper.log")).contains("1=nobody is no account of ours"));
        try (ControlFile control = ControlFile.open(run.folder.resolve("control.dat"))) {
            final int venue = ControlPage.index(ScopeType.VENUE, 0);
            assertEquals(
                    Level.REDUCE_ONLY.value(), ControlPage.level(control.page().word(venue)));
        }
    }

    @Test
    void aFillAfterTheCancelIsBookedAsRealFlaggedAndHolds() throws Exception {
        final FaultyRun run = run(Wrong.FILL_AFTER_CANCEL);

        assertBookedAndHeld(run, QuarantineReason.FILL_AFTER_TERMINAL);
        assertEquals(List.of(), run.record.open(BreakKind.POSITION), "the venue holds it too");
    }

    @Test
    void aFillThatComesLateIsBookedOnceAndWhenItComesNothingDiffers() throws Exception {
        final FaultyRun run = run(Wrong.FILL_LATE);

        assertTrue(run.record.told.stream().anyMatch(each -> each.delayNs() > 1_000_000_000L));
        assertEquals(run.record.told.size(), run.record.booked.size());
        assertEquals(List.of(), run.record.open(BreakKind.POSITION));
    }

    @Test
    void aBustTakesBackExactlyTheFillThatItNamesAndHolds() throws Exception {
        final FaultyRun run = run(Wrong.FILL_BUSTED);

        final List<Told> busts = ofType(run, ExecType.TRADE_BUST);
        assertFalse(busts.isEmpty());
        busts.forEach(each -> assertTakenBack(run, first(run, each.reference())));
        assertEquals(instruments(busts, each -> each.holding().instrument()), run.mismatched());
        assertEquals(Map.of(), run.record.breaks, "positions and cash are the venue's");
    }

    @Test
    void aCorrectionTakesBackTheFillAndBooksTheNewOne() throws Exception {
        final FaultyRun run = run(Wrong.FILL_CORRECTED);

        final List<Told> corrections = ofType(run, ExecType.TRADE_CORRECT);
        assertFalse(corrections.isEmpty());
        for (final Told each : corrections) {
            assertTakenBack(run, first(run, each.reference()));
            assertBookedAsTold(run, each, QuarantineReason.NONE, QuarantineReason.FILL_AFTER_TERMINAL);
        }
        assertEquals(instruments(corrections, each -> each.holding().instrument()), run.mismatched());
        assertEquals(Map.of(), run.record.breaks, "positions and cash are the venue's");
    }

    @Test
    void aFeeThatIsNotToldIsABreakOfTheCash() throws Exception {
        final FaultyRun run = run(Wrong.FEE_MISSING);

        assertTrue(run.record.booked.stream().allMatch(each -> each.feeE8() == 0));
        final Break cash = run.record.open(BreakKind.CASH).get(0);
        final long feesE8 = run.record.booked.stream()
                .mapToLong(each -> -Math.floorDiv(-10 * each.price() * each.quantity() * 1_000, 1_000_000))
                .sum();
        assertEquals(feesE8 / 1_000_000.0, (cash.ours() - cash.theirs()) / 1_000_000.0, 0.01, "the venue took them");
        assertTrue(run.isHeld(Control.RECONCILIATION, ScopeType.ACCOUNT, 0));
        assertEquals(List.of(), run.record.open(BreakKind.POSITION));
    }

    @Test
    void anOrderThatTheVenueCancelsUnaskedEndsAndNothingDiffers() throws Exception {
        final FaultyRun run = run(Wrong.UNSOLICITED_CANCEL);

        assertTrue(run.record.states.entrySet().stream()
                .anyMatch(
                        each -> each.getValue() == OrderState.CANCELED && !run.record.cancels.contains(each.getKey())));
        assertEquals(Map.of(), run.record.breaks);
        assertEquals(Set.of(), run.mismatched());
        assertEnded(run);
    }

    @Test
    void anOrderThatIsLostOnItsWayIsNeverSentAgainAndProvenNotSent() throws Exception {
        final FaultyRun run = run(Wrong.ORDER_LOST);

        assertTrue(run.record.states.containsValue(OrderState.NOT_SENT));
        final Set<Long> ids = new HashSet<>();
        assertTrue(run.record.sent.stream().allMatch(each -> ids.add(each.order())), "no id goes out twice");
        assertEquals(Map.of(), run.record.breaks);
        assertEnded(run);
    }

    @Test
    void anOrderWhoseAcknowledgementIsLostIsFoundByAskingAndItsFillsAreBooked() throws Exception {
        final FaultyRun run = run(Wrong.ACK_LOST);

        assertEquals(0, run.record.reports.getOrDefault(ExecType.NEW, 0));
        assertTrue(run.record.reports.getOrDefault(ExecType.STATUS, 0) > 0, "it asked");
        assertEquals(run.record.told.size(), run.record.booked.size());
        assertTrue(run.record.booked.size() > 10);
        assertEquals(Map.of(), run.record.breaks);
        assertEnded(run);
    }

    /** Each flagged fill is in the books as the venue told it, and its instrument, and no other, is held. */
    private static void assertBookedAndHeld(final FaultyRun run, final QuarantineReason flag) {
        final List<Booked> flagged = run.booked(flag);
        assertFalse(flagged.isEmpty());
        flagged.forEach(each -> assertBookedAsTold(run, first(run, each.execution()), flag));
        assertEquals(
                instruments(flagged, each -> each.holding().instrument()),
                run.mismatched(),
                "held is what was flagged, and no more");
        run.assertStrategiesHoldOnlyTheirOwn();
    }

    /** Opposite differences may have come to nothing in a position; their fees and prices do not. */
    private static void assertDiffers(final FaultyRun run) {
        assertFalse(run.record.open(BreakKind.POSITION).isEmpty()
                && run.record.open(BreakKind.CASH).isEmpty());
    }

    private static void assertBookedAsTold(final FaultyRun run, final Told told, final QuarantineReason... flags) {
        final Booked booked = run.record.booked.stream()
                .filter(each -> each.execution() == told.execution() && each.flag() != QuarantineReason.BUSTED)
                .findFirst()
                .orElseThrow(() -> new AssertionError(told + " is not booked"));
        assertEquals(told.at(), booked.at());
        assertTrue(List.of(flags).contains(booked.flag()), () -> booked + " is flagged otherwise");
        assertEquals(told.holding(), booked.holding());
        assertEquals(told.signed(), booked.signed());
        assertEquals(told.price(), booked.price());
        assertEquals(told.feeE8(), booked.feeE8());
    }

    private static void assertTakenBack(final FaultyRun run, final Told told) {
        assertBookedAsTold(run, told, QuarantineReason.NONE);
        final Booked back = run.record.booked.stream()
                .filter(each -> each.execution() == told.execution() && each.flag() == QuarantineReason.BUSTED)
                .findFirst()
                .orElseThrow(() -> new AssertionError(told + " is not taken back"));
        assertEquals(told.side() == Side.BUY ? Side.SELL : Side.BUY, back.side());
        assertEquals(-told.signed(), back.signed());
        assertEquals(told.price(), back.price());
        assertEquals(-told.feeE8(), back.feeE8());
    }

    private static Told first(final FaultyRun run, final long execution) {
        return run.record.told.stream()
                .filter(each -> each.execution() == execution)
                .findFirst()
                .orElseThrow();
    }

    private static List<Told> ofType(final FaultyRun run, final ExecType type) {
        return run.record.told.stream().filter(each -> each.type() == type).toList();
    }

    private static <T> Set<Integer> instruments(final List<T> of, final Function<T, Integer> instrument) {
        return of.stream().map(instrument).collect(Collectors.toSet());
    }

    /** No order is of unknown fate, or waits for a word that does not come. */
    private static void assertEnded(final FaultyRun run) {
        final Set<OrderState> unanswered = EnumSet.of(
                OrderState.PENDING_NEW, OrderState.PENDING_CANCEL, OrderState.PENDING_REPLACE, OrderState.UNKNOWN);
        assertEquals(
                Map.of(),
                run.record.states.entrySet().stream()
                        .filter(each -> unanswered.contains(each.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
