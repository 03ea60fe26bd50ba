package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BreakKind;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.position.PositionView;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.run.RunRecord.Booked;
import breakwater.tools.run.RunRecord.Break;
import breakwater.tools.run.RunRecord.Holding;
import breakwater.tools.run.RunRecord.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * A whole engine that has traded, over a FIX session on a real socket, with a venue that does one thing wrong; and what must be
 * true of every such run, whatever the fault: the books are what the reports come to, each counted once, and they equal what the
 * venue says that it holds, or an open break says by how much not.
 */
final class FaultyRun {
    private static final String FEED = "generate:seed=1,instruments=3,rate=50,count=";
    private static final int HALF = 300;
    private static final int INSTRUMENTS = 3;
    private static final long CENT_E8 = 1_000_000;

    final Path folder;
    final RunRecord record;
    final PositionView books;
    final List<String> failures;

    private FaultyRun(
            final Path folder, final RunRecord record, final PositionView books, final List<String> failures) {
        this.folder = folder;
        this.record = record;
        this.books = books;
        this.failures = failures;
    }

    /**
     * Runs.
     *
     * @param name of both ends of the session, which tells runs beside each other apart
     * @param faults the lines of a file of faults
     * @param hasHalfTime whether the venue is asked in between too, and the strategies go on with what it told
     * @param accounts rows beside the first account's
     */
    static FaultyRun of(
            final Path dir, final String name, final String faults, final boolean hasHalfTime, final String... accounts)
            throws Exception {
        final FrontFaults wrongs = FrontFaults.read(Files.writeString(dir.resolve("faults.txt"), faults));
        final String paper = text(accounts);
        final Path folder = dir.resolve("run");
        final AtomicReference<Session> engine = new AtomicReference<>();
        final HeldFeed market = hasHalfTime
                ? new HeldFeed(Feeds.open(FEED + 4 * HALF), HALF)
                : new HeldFeed(Feeds.open(FEED + HALF), 0);
        try (FixVenue venue =
                PaperFixVenue.of(ConfigFile.parse("churn.yaml", paper), 0, wrongs, null, () -> 0, text -> {})) {
            venue.start();
            final Config config = ConfigFile.parse(
                    "churn.yaml",
                    paper.replaceFirst(
                            "\\{name: paper, [^}]*}",
                            "{name: paper, wire: fix, host: 127.0.0.1, port: " + venue.port() + ", sender: ENGINE-"
                                    + name + ", target: PAPER-" + name
                                    + ", positions: true, cash: true, reconcile-every: 1s}"));
            final int all = config.accounts().size();
            final AskedVenue asked = new AskedVenue(market, all * INSTRUMENTS, all);
            final Session session = Session.open(
                    config,
                    new Session.Options(
                            folder,
                            WirePace.between(market.pace(), engine::get, venue),
                            false,
                            "max",
                            1 << 20,
                            Session.SNAPSHOT_EVERY),
                    List.of(new TeeFeed(market, venue)),
                    asked);
            engine.set(session);
            new Drive(session).run(false);
            assertTrue(asked.isAnswered(), "the venue was asked, and told all");
            return new FaultyRun(folder, RunRecord.of(folder), session.engine().positions(), session.failures());
        }
    }

    /** The example that trades at each quote, in orders whose fees are worth more than a cent. */
    private static String text(final String... accounts) throws Exception {
        final StringBuilder rows = new StringBuilder();
        for (final String row : accounts) {
            rows.append("\n  - ").append(row);
        }
        return EngineChild.churnText()
                .replace("reject-rate: 1%", "reject-rate: 0%")
                .replace("{seed: ", "{quantity: 0.01, seed: ")
                .replaceFirst("(?m)^ *- \\{name: main,.*$", "$0" + rows);
    }

    /** Asserts what no fault may break. */
    FaultyRun assertNoSilentAlignment() {
        assertEquals(List.of(), failures);
        assertTrue(record.sent.size() > 5, "orders " + record.sent.size());
        assertEachFillIsBookedOnce();
        assertTheBooksAreWhatWasTold();
        record.positions.forEach(this::assertPosition);
        record.cashE8.forEach(this::assertCash);
        assertNothingIsRaisedWhereHeld();
        assertEquals(List.of(), record.beyond, "closes more than both sides hold");
        return this;
    }

    private void assertEachFillIsBookedOnce() {
        final Map<Long, Integer> times = new TreeMap<>();
        final Map<Long, Integer> backs = new TreeMap<>();
        for (final Booked each : record.booked) {
            (each.flag() == QuarantineReason.BUSTED ? backs : times).merge(each.execution(), 1, Integer::sum);
        }
        assertTrue(times.values().stream().allMatch(each -> each == 1), "booked twice: " + times);
        assertTrue(backs.values().stream().allMatch(each -> each == 1), "taken back twice: " + backs);
        assertTrue(times.keySet().containsAll(backs.keySet()), "taken back, never booked");
    }

    /** The books by plain arithmetic over the venue's reports, the first of each execution id counting. */
    private void assertTheBooksAreWhatWasTold() {
        final Map<Long, Told> standing = new HashMap<>();
        final Set<Long> seen = new HashSet<>();
        final Map<Holding, Long> expected = new TreeMap<>();
        for (final Told each : record.told) {
            if (!seen.add(each.execution())) {
                continue;
            }
            if (each.type() != ExecType.TRADE) {
                final Told old = standing.remove(each.reference());
                assertNotNull(old, () -> each + " takes back what was not told");
                expected.merge(old.holding(), -old.signed(), Long::sum);
            }
            if (each.type() != ExecType.TRADE_BUST) {
                standing.put(each.execution(), each);
                expected.merge(each.holding(), each.signed(), Long::sum);
            }
        }
        for (final Holding each : record.positions.keySet()) {
            assertEquals(
                    expected.getOrDefault(each, 0L),
                    record.ours(each),
                    () -> each + " by the reports and by the books");
        }
    }

    private void assertPosition(final Holding holding, final long theirs) {
        final long ours = record.ours(holding);
        final List<Break> open = record.open(BreakKind.POSITION).stream()
                .filter(each -> each.account() == holding.account() && each.instrument() == holding.instrument())
                .toList();
        if (ours == theirs) {
            assertEquals(List.of(), open, "a break where nothing differs");
            return;
        }
        assertEquals(1, open.size(), holding + ": ours " + ours + ", theirs " + theirs + ", told by no break");
        assertEquals(ours, open.get(0).ours());
        assertEquals(theirs, open.get(0).theirs());
        assertTrue(isHeld(Control.RECONCILIATION, ScopeType.INSTRUMENT, holding.instrument()), "held");
    }

    private void assertCash(final int account, final long theirs) {
        final long ours = books.cashE8(account);
        final List<Break> open = record.open(BreakKind.CASH).stream()
                .filter(each -> each.account() == account)
                .toList();
        if (Math.abs(ours - theirs) < CENT_E8) {
            assertEquals(List.of(), open, "a break where nothing differs");
            return;
        }
        assertEquals(1, open.size(), account + ": ours " + ours + ", theirs " + theirs + ", told by no break");
        assertEquals(ours, open.get(0).ours());
        assertEquals(theirs, open.get(0).theirs());
        assertTrue(isHeld(Control.RECONCILIATION, ScopeType.ACCOUNT, account), "held");
    }

    /** From the event after the hold on, nobody having lifted it. */
    private void assertNothingIsRaisedWhereHeld() {
        record.holds.stream()
                .filter(hold -> hold.scope() == ScopeType.INSTRUMENT)
                .forEach(hold -> assertEquals(
                        List.of(),
                        record.sent.stream()
                                .filter(order -> order.at() > hold.at()
                                        && order.instrument() == hold.id()
                                        && order.effect() == Effect.RAISES)
                                .toList(),
                        () -> "entered after " + hold));
    }

    boolean isHeld(final Control control, final ScopeType scope, final int id) {
        return record.holds.stream()
                .anyMatch(each -> each.control() == control && each.scope() == scope && each.id() == id);
    }

    /** Returns the instruments that a mismatch of fills holds. */
    Set<Integer> mismatched() {
        return record.holds.stream()
                .filter(each -> each.control() == Control.FILL_MISMATCH && each.scope() == ScopeType.INSTRUMENT)
                .map(RunRecord.Hold::id)
                .collect(Collectors.toSet());
    }

    /** Returns the fills that were booked with that flag. */
    List<Booked> booked(final QuarantineReason flag) {
        return record.booked.stream().filter(each -> each.flag() == flag).toList();
    }

    /** Returns the reports that were kept apart for that reason. */
    List<Told> quarantined(final QuarantineReason reason) {
        final Set<Long> inputs = record.quarantined.stream()
                .filter(each -> each.reason() == reason)
                .map(RunRecord.Kept::at)
                .collect(Collectors.toSet());
        return record.told.stream().filter(each -> inputs.contains(each.at())).toList();
    }

    /** Asserts that a strategy's book holds only fills that fit its orders (I9). */
    void assertStrategiesHoldOnlyTheirOwn() {
        for (int strategy = 0; strategy < INSTRUMENTS; strategy++) {
            final int id = strategy;
            assertEquals(
                    record.booked.stream()
                            .filter(each -> each.strategy() == id)
                            .mapToLong(Booked::signed)
                            .sum(),
                    books.netQuantity(id, id),
                    "strategy " + id);
        }
        assertTrue(record.booked.stream()
                .allMatch(each -> each.strategy() != Frame.NO_ID || each.flag() != QuarantineReason.NONE));
    }
}
