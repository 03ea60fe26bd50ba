package breakwater.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.control.ControlFile;
import breakwater.journal.recovery.JournalEnd;
import breakwater.journal.recovery.JournalTail;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed by SIGKILL while they append at full rate. */
class JournalCrashTest {
    @TempDir
    Path temp;

    @Test
    void losesNoAcknowledgedRecordWhenKilled() throws Exception {
        rounds(3);
    }

    @Test
    @Tag("prove")
    void losesNoAcknowledgedRecordWhenKilledLong() throws Exception {
        rounds(Integer.getInteger("breakwater.prove.size", 50));
    }

    private void rounds(final int count) throws Exception {
        long last = 0;
        long chain = 0;
        for (int round = 0; round < count; round++) {
            try (Child child = Child.start(Child.Append.class, temp, last, chain)) {
                assertEquals("appending", child.line());
                awaitProgress(last + 5_000);
                LockSupport.parkNanos(Math.floorMod(Frame.mix(round), 50_000_000L));
                child.kill();
            }
            try (RunFolder folder = RunFolder.own(temp)) {
                final JournalEnd end = JournalTail.locate(folder);
                final Verification.Good good = assertInstanceOf(
                        Verification.Good.class,
                        end.input(),
                        "round " + round + ": " + end.input().describe());
                assertTrue(good.lastSequence() >= last + 5_000, "round " + round + ": " + good.describe());
                assertTrue(good.lastSequence() - journaled() <= JournalAppender.BATCH_MAX, "at most one batch more");
                last = good.lastSequence();
                chain = good.chain();
            }
        }
        try (RunFolder folder = RunFolder.view(temp);
                JournalTailer tailer = JournalTailer.ofRuns(folder, false)) {
            assertEquals(last, Records.read(tailer).size());
        }
    }

    private void awaitProgress(final long sequence) {
        final long deadline = System.nanoTime() + 30_000_000_000L;
        while (journaled() < sequence) {
            assertTrue(System.nanoTime() < deadline, "the child makes no progress");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long journaled() {
        try (ControlFile control = ControlFile.open(temp.resolve("control.dat"))) {
            return control.page().get(Word.JOURNALED);
        }
    }
}
