package breakwater.tools.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.CommandFile;
import breakwater.journal.control.ControlFile;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.watch.EmergencyVenue.Holding;
import breakwater.tools.watch.HeartbeatJudge.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog on a real control page whose heartbeat the test moves, by a clock that the test steps. */
class WatchdogTest {
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final long MS = 1_000_000L;

    @TempDir
    private Path folder;

    private final ScriptedVenue venue = new ScriptedVenue();
    private final List<EmergencyVenue> venues = new ArrayList<>(List.of(venue));
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ControlFile control;
    private long nowNs;

    @BeforeEach
    void anEngineRuns() throws Exception {
        control = begin();
    }

    @AfterEach
    void close() throws Exception {
        for (final AutoCloseable part : open) {
            part.close();
        }
    }

    @Test
    void atT1ItLatchesEntriesThenCancelsThemAndWritesDownBoth() throws Exception {
        venue.entries = 3;
        final Watchdog watchdog = watchdog();
        beat(watchdog);

        silence(watchdog, 199);
        assertEquals(0, control.page().word(ALL));
        silence(watchdog, 2);

        assertEquals(Level.REDUCE_ONLY.value(), ControlPage.level(control.page().word(ALL)));
        assertEquals(List.of("cancel entries"), venue.asked);
        assertEquals(List.of("trip", "cancel"), events());
        assertEquals(1, log().get(0).get("level").asInt());
        assertEquals(0, log().get(1).get("left").asInt());
        assertEquals(System.getProperty("user.name"), log().get(0).get("user").asText());
    }

    @Test
    void aSessionThatGoesDownIsToldOnceAndOnceMoreWhenItIsBack() throws Exception {
        final Watchdog watchdog = watchdog();
        for (final String why : new String[] {null, "gone", "gone", null, null}) {
            venue.unusable = why;
            nowNs += 1_001 * MS;
            beat(watchdog);
        }

        assertEquals(List.of("session", "session"), events());
        assertEquals("gone", log().get(0).get("unusable").asText());
        assertTrue(log().get(1).get("unusable").isNull());
    }

    @Test
    void itsKillWaitsInTheRingForAnEngineThatOnlyHangs() throws Exception {
        try (CommandFile ring = CommandFile.create(folder.resolve("commands.dat"))) {
            final Watchdog watchdog = watchdog();
            beat(watchdog);
            silence(watchdog, 201);

            final List<String> commands = new ArrayList<>();
            ring.poll(
                    (type, buffer, index, length) -> {
                        final KillDecoder kill = new KillDecoder();
                        final Frame frame = new Frame().wrap(buffer, index);
                        kill.wrap(buffer, frame.blockOffset(), frame.blockLength(), frame.version());
                        commands.add(kill.scopeType() + " " + kill.level() + " " + kill.generation() + " " + kill.user()
                                + ": "
                                + kill.reason()
                                        .replaceAll("[0-9]+ ms", "N ms")
                                        .replaceAll("process [0-9]+", "process P"));
                    },
                    10,
                    0);
            assertEquals(List.of("GLOBAL REDUCE_ONLY 1 watchdog: no heartbeat for N ms, process P running"), commands);
        }
        assertTrue(log().get(0).get("isHandedToEngine").asBoolean());
    }

    @Test
    void aRingThatIsNotThereAndAWordThatStandsAlreadyKeepItFromNothing() throws Exception {
        control.page().raise(ALL, Level.KILLED.value());
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 201);

        assertEquals(Level.KILLED.value(), ControlPage.level(control.page().word(ALL)), "never lowered");
        assertEquals(List.of("trip", "cancel"), events());
        assertFalse(log().get(0).get("isHandedToEngine").asBoolean());
    }

    @Test
    void atT2ItReducesWhatTheVenueConfirmsAndNothingElse() throws Exception {
        venue.holdings = List.of(new Holding("BTC-USD", "0.5", true), new Holding("ETH-USD", "-3", false));
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 999);
        assertEquals(List.of("cancel entries"), venue.asked);

        silence(watchdog, 5_000);

        assertEquals(List.of("cancel entries", "holdings", "reduce BTC-USD"), venue.asked);
        assertEquals(List.of("trip", "cancel", "flatten", "flatten"), events());
        assertTrue(log().get(3).get("text").asText().contains("left to its stops"));
    }

    @Test
    void whereTheVenueDoesNotAnswerNothingIsFlattened() throws Exception {
        venue.answers = false;
        venue.entries = 2;
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 2_000);

        assertEquals(List.of("cancel entries", "holdings"), venue.asked);
        assertTrue(log().get(1).get("text").asText().contains("NOT CONFIRMED"));
        assertTrue(log().get(2).get("text").asText().contains("nothing is flattened"));
    }

    @Test
    void anEngineThatComesBackBeforeT2IsNotFlattened() throws Exception {
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 900);
        beat(watchdog);
        silence(watchdog, 150);

        assertEquals(List.of("cancel entries"), venue.asked);
        assertEquals(List.of("trip", "cancel", "back"), events());
        assertEquals(Level.REDUCE_ONLY.value(), ControlPage.level(control.page().word(ALL)), "the latch stays");
    }

    @Test
    void withoutASessionOfItsOwnItSaysSoAndThatNobodyAttends() throws Exception {
        venues.clear();
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 2_000);

        assertEquals(List.of("trip", "unattended", "unattended"), events());
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("UNATTENDED"), said::toString);
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("nothing is flattened"), said::toString);
    }

    @Test
    void aSessionThatCannotActIsSaid() throws Exception {
        venue.unusable = "not logged on";
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 2_000);

        assertEquals(List.of(), venue.asked);
        assertEquals("not logged on", log().get(1).get("unusable").asText());
    }

    @Test
    void aSessionThatThrowsIsWrittenDownAndTheWatchGoesOn() throws Exception {
        venue.isBroken = true;
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        silence(watchdog, 2_000);
        beat(watchdog);
        silence(watchdog, 201);

        assertEquals(List.of("cancel entries", "holdings", "cancel entries"), venue.asked);
        assertEquals(List.of("trip", "cancel", "failed", "back", "trip", "cancel"), events());
    }

    @Test
    void anEngineThatWasNeverStartedIsNotDead() throws Exception {
        control.close();
        Files.delete(folder.resolve("control.dat"));
        final Watchdog watchdog = watchdog();
        silence(watchdog, 5_000);
        assertEquals(List.of(), events());

        control = begin();
        lives(watchdog, 1_000);
        beat(watchdog);
        silence(watchdog, 201);
        assertEquals(List.of("trip", "cancel"), events());
    }

    @Test
    void aPageThatIsNotValidIsToldOnceAndTheNextStartsPageIsWatched() throws Exception {
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        final byte[] bytes = Files.readAllBytes(folder.resolve("control.dat"));
        bytes[0] ^= 1;
        Files.write(folder.resolve("control.dat"), bytes);
        silence(watchdog, 5_000);
        assertEquals(List.of("invalid"), events());

        control = begin();
        assertTrue(control.wasDamaged());
        lives(watchdog, 1_000);
        beat(watchdog);
        silence(watchdog, 201);
        assertEquals(List.of("invalid", "trip", "cancel"), events());
        assertEquals(Level.KILLED.value(), ControlPage.level(control.page().word(ALL)));
    }

    @Test
    void aFailedJournalBringsEntriesBackAndTheEngineToOrders() throws Exception {
        final Watchdog watchdog = watchdog();
        beat(watchdog);
        control.page().set(Word.JOURNAL_FAILED, 1);
        beat(watchdog);
        beat(watchdog);

        assertEquals(List.of("cancel entries"), venue.asked);
        assertEquals(List.of("journal", "cancel"), events());
        assertEquals(Level.CANCEL_ONLY.value(), ControlPage.level(control.page().word(ALL)));
    }

    @Test
    void eachLineOfTheLogGoesToThePagerAndOneThatFailsIsItselfWrittenDown() throws Exception {
        final Path paged = folder.resolve("paged");
        final Path program = Files.writeString(folder.resolve("pager"), "#!/bin/sh\ncat >> " + paged + "\n");
        assertTrue(program.toFile().setExecutable(true));
        final Watchdog watchdog = watchdog(new Pager(program.toString()));
        beat(watchdog);
        silence(watchdog, 201);
        final long giveUpNs = System.nanoTime() + 30_000 * MS;
        while ((!Files.exists(paged) || Files.readAllLines(paged).size() < 2) && System.nanoTime() < giveUpNs) {
            Thread.onSpinWait();
        }
        assertTrue(Files.readString(paged).contains("\"event\":\"trip\""), "the pager got the line");

        Files.delete(program);
        beat(watchdog);
        assertEquals(List.of("trip", "cancel", "back", "page"), events());
    }

    private ControlFile begin() {
        final ControlFile file = ControlFile.create(
                folder.resolve("control.dat"), ProcessHandle.current().pid(), EnginePage.nowNs());
        file.page().set(Word.PHASE, ControlPage.PHASE_RUNNING);
        return file;
    }

    private Watchdog watchdog() throws Exception {
        return watchdog(new Pager(null));
    }

    private Watchdog watchdog(final Pager pager) throws Exception {
        final EmergencyRecord record = new EmergencyRecord(
                folder, EmergencyLog.open(folder), pager, new PrintStream(said, true, StandardCharsets.UTF_8));
        final Watchdog watchdog = new Watchdog(
                folder, new Watchdog.Settings(200 * MS, 1_000 * MS, 2_000 * MS, 10 * MS), venues, record, () -> nowNs);
        open.add(watchdog);
        open.add(record);
        return watchdog;
    }

    private void beat(final Watchdog watchdog) {
        final ControlPage page = control.page();
        page.set(Word.HEARTBEAT, page.get(Word.HEARTBEAT) + MS);
        final Verdict verdict = watchdog.look();
        assertTrue(verdict != Verdict.TRIP && verdict != Verdict.OVERDUE, verdict::toString);
    }

    private void lives(final Watchdog watchdog, final long ms) {
        for (long i = 0; i < ms; i++) {
            nowNs += MS;
            beat(watchdog);
        }
    }

    private void silence(final Watchdog watchdog, final long ms) {
        for (long i = 0; i < ms; i++) {
            nowNs += MS;
            watchdog.look();
        }
    }

    private List<String> events() throws Exception {
        return log().stream().map(line -> line.get("event").asText()).toList();
    }

    private List<JsonNode> log() throws Exception {
        return lines(folder);
    }

    static List<JsonNode> lines(final Path folder) throws Exception {
        final List<JsonNode> lines = new ArrayList<>();
        for (final String line : Files.readAllLines(folder.resolve(EmergencyLog.NAME))) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }
}
