package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Trace;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.Pace;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.recovery.SnapshotStore;
import breakwater.journal.replay.Replayer;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    private static final long DEADLINE_NS = 60_000_000_000L;

    @TempDir
    private Path temp;

    @Test
    void writesSnapshotsBesideTheRunningEngineFromWhichARestartGoesOn() throws Exception {
        final long digest;
        try (Session session = open("run", 1, false)) {
            session.startThreads();
            await(() -> session.isFinished() && snapshots("run").size() >= 2);
            session.stopThreads();
            session.settle();
            assertEquals(List.of(), session.failures());
            digest = session.engine().digest();
        }
        final List<Path> written = snapshots("run");
        Files.delete(written.get(written.size() - 1));

        final Recovery recovery = recover("run", 1);

        assertTrue(recovery.snapshotSequence() > 0, recovery.describe());
        assertTrue(recovery.replayed() > 0, recovery.describe());
        final Replayer restored = Replayer.of(Trace.NONE, output -> {});
        restored.engine().readFrom(recovery.state());
        assertEquals(digest, restored.engine().digest());
    }

    @Test
    void aLiveEngineThatDoesOtherThanItsJournalGivesIsTold() throws Exception {
        final SnapshotBuffer other;
        try (Session session = open("other", 2, true)) {
            step(session, 200);
            other = Recovery.quietState(session.engine(), List.of(), new long[Capacity.DEFAULT.sources()]);
        }
        try (Session session = open("run", 1, true)) {
            step(session, Long.MAX_VALUE);
            session.settle();
            final AtomicReference<Throwable> told = new AtomicReference<>();
            try (Follower follower = new Follower(
                    session.folder(),
                    other,
                    instruments -> List.of(),
                    new SnapshotStore(temp.resolve("snapshots"), 1),
                    session.page(),
                    1_000_000,
                    (agent, failure) -> told.set(failure))) {
                await(() -> told.get() != null);
            }
            assertTrue(told.get().getMessage().contains("is not the one that its journal gives"), told.get()::toString);
            assertTrue(session.page().get(ControlPage.Word.OUTPUT_JOURNALED) > 0);
        }
    }

    private static void await(final BooleanSupplier condition) {
        final long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < DEADLINE_NS, "waited too long");
            LockSupport.parkNanos(1_000_000L);
        }
    }

    private List<Path> snapshots(final String folder) {
        try (Stream<Path> files = Files.list(temp.resolve(folder).resolve("snapshots"))) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .sorted()
                    .toList();
        } catch (final IOException none) {
            return List.of();
        }
    }

    private Recovery recover(final String folder, final int seed) throws Exception {
        try (Session session = open(folder, seed, false)) {
            return session.recovery();
        }
    }

    private static void step(final Session session, final long feedEvents) {
        while (!session.isFinished() && session.feedEvents() < feedEvents) {
            session.step();
        }
    }

    private Session open(final String folder, final int seed, final boolean isLockstep) throws Exception {
        final Config config = ConfigFile.parse("churn.yaml", EngineChild.churnText());
        return Session.open(
                config,
                new Session.Options(temp.resolve(folder), Pace.MAX, isLockstep, "max", 1 << 20, 500),
                List.of(Feeds.open("generate:seed=" + seed + ",instruments=3,rate=500,count=600")));
    }
}
