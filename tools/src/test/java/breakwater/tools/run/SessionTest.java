package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalTailer;
import breakwater.journal.OwnedException;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final String FEED = "generate:seed=1,instruments=3,rate=5000,count=400";

    @TempDir
    private Path temp;

    @Test
    void runsAFreshFolderToTheEndOfItsFeed() throws Exception {
        try (Session session = open("", "", FEED)) {
            assertEquals(0, session.recovery().inputSequence());
            drive(session, Long.MAX_VALUE);

            assertTrue(session.isFinished());
            assertEquals(List.of(), session.failures());
            assertEquals(400, session.feedEvents());
        }
        assertTrue(RunFacts.read(dir()).finished());
    }

    @Test
    void continuesWhereItWasClosedAndTakesEachFeedEventOnce() throws Exception {
        final long closedSequence;
        try (Session session = open("", "", FEED)) {
            drive(session, 150);
            session.settle();
            closedSequence = session.engine().sequence();
        }
        assertFalse(RunFacts.read(dir()).finished());

        final Config config = churn("", "");
        try (Session session = open("", "", FEED)) {
            assertEquals(closedSequence, session.recovery().inputSequence());
            assertEquals(closedSequence, session.recovery().snapshotSequence());
            assertEquals(0, session.recovery().missingOutputs());
            drive(session, Long.MAX_VALUE);
            assertEquals(250, session.feedEvents());
        }

        long next = 1;
        try (JournalTailer inputs = JournalTailer.ofRuns(RunFolder.view(dir()), false)) {
            while (inputs.next()) {
                if (inputs.frame().sourceId() == ConfigEvents.feedSourceId(config, 0)
                        && inputs.frame().sourceSequence() > 0) {
                    assertEquals(next++, inputs.frame().sourceSequence());
                }
            }
        }
        assertEquals(401, next);
    }

    @Test
    void refusesAStrategyKindThatDoesNotExistAndNamesTheRow() {
        final Exception refused = assertThrows(
                Exception.class,
                () -> open(
                        "kind: churn, account: main, instrument: SIM2-USD",
                        "kind: chrun, account: main, instrument: SIM2-USD",
                        FEED));

        final String message = refused.getMessage();
        assertTrue(
                refused instanceof ConfigException
                        || refused instanceof CommandFailure failure && failure.exitCode() == ExitCode.REFUSED,
                refused.toString());
        assertTrue(message.contains("churn-2") || message.contains("chrun"), message);
        assertNothingIsOwned();
    }

    @Test
    void refusesLooseningAtARestartAndTakesTightening() throws Exception {
        open("", "", FEED).close();

        final CommandFailure refused = assertThrows(
                CommandFailure.class,
                () -> open("order-notional, value: 1000000}", "order-notional, value: 2000000}", FEED));

        assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode());
        assertTrue(
                refused.getMessage().contains("churn.yaml:")
                        && refused.getMessage().contains("order-notional"),
                refused.getMessage());
        assertNothingIsOwned();
        assertDoesNotThrow(() -> open("order-notional, value: 1000000}", "order-notional, value: 500000}", FEED)
                .close());
        assertThrows(CommandFailure.class, () -> open("", "", FEED), "what was tightened stays tight");
    }

    @Test
    void refusesASecondEngineOnTheFolderAndLeavesTheFirstAlone() throws Exception {
        try (Session session = open("", "", FEED)) {
            final OwnedException owned = assertThrows(OwnedException.class, () -> open("", "", FEED));

            assertEquals(ProcessHandle.current().pid(), owned.pid());
            drive(session, Long.MAX_VALUE);
            assertTrue(session.isFinished());
        }
        assertNothingIsOwned();
    }

    @Test
    void refusesAnotherFeedAtARestart() throws Exception {
        open("", "", FEED).close();

        final CommandFailure refused =
                assertThrows(CommandFailure.class, () -> open("", "", FEED.replace("seed=1", "seed=2")));

        assertEquals(ExitCode.PRECONDITION, refused.exitCode());
        assertTrue(refused.getMessage().contains("feed"), refused.getMessage());
        assertNothingIsOwned();
    }

    @Test
    void refusesAFeedOfInstrumentsThatTheConfigurationDoesNotDefine() {
        final CommandFailure refused =
                assertThrows(CommandFailure.class, () -> open("", "", FEED.replace("instruments=3", "instruments=4")));

        assertEquals(ExitCode.PRECONDITION, refused.exitCode());
        assertTrue(refused.getMessage().contains("SIM4-USD"), refused.getMessage());
        assertNothingIsOwned();
    }

    private Path dir() {
        return temp.resolve("run");
    }

    private static Config churn(final String from, final String to) throws Exception {
        final String text = EngineChild.churnText();
        assertTrue(text.contains(from), "the example has no " + from);
        return ConfigFile.parse("churn.yaml", from.isEmpty() ? text : text.replace(from, to));
    }

    private Session open(final String from, final String to, final String feed) throws Exception {
        final Config config = churn(from, to);
        return Session.open(
                config, new Session.Options(dir(), Pace.MAX, true, "max", 1 << 20), List.of(Feeds.open(feed)));
    }

    private static void drive(final Session session, final long feedEvents) {
        while (!session.isFinished() && session.feedEvents() < feedEvents) {
            session.step();
        }
    }

    private void assertNothingIsOwned() {
        assertDoesNotThrow(() -> RunFolder.own(dir()).close());
    }
}
