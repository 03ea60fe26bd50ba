package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.FileStoreFactory;
import quickfix.MessageStore;
import quickfix.SessionID;
import quickfix.SessionSettings;

class JournaledStoreTest {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "BREAKWATER", "PAPER");

    @TempDir
    private Path folder;

    private final Journal journal = new Journal();
    private MessageStore store;

    /** A sink whose journal is as far as it is told. */
    private static final class Journal implements ReportSink {
        private long published;
        private long journaled;

        @Override
        public MutableDirectBuffer claim() {
            throw new AssertionError("nothing is published here");
        }

        @Override
        public void publish() {
            throw new AssertionError("nothing is published here");
        }

        @Override
        public long nowNs() {
            return 0;
        }

        @Override
        public long published() {
            return published;
        }

        @Override
        public boolean isJournaled(final long sequence) {
            return sequence <= journaled;
        }
    }

    @BeforeEach
    void begin() {
        final SessionSettings settings = new SessionSettings();
        settings.setString("FileStorePath", folder.toString());
        store = JournaledStore.over(new FileStoreFactory(settings), journal).create(SESSION);
    }

    /** Lets a message come that becomes a frame. */
    private void comes() throws IOException {
        journal.published++;
        store.incrNextTargetMsgSeqNum();
    }

    /** Returns the number that a process that starts now would expect. */
    private int afterAKill() throws IOException {
        final MessageStore before = store;
        begin();
        final int expected = store.getNextTargetMsgSeqNum();
        store = before;
        return expected;
    }

    @Test
    void aMessageThatIsNotJournaledIsExpectedAgainAfterAKill() throws IOException {
        comes();
        comes();
        assertEquals(3, store.getNextTargetMsgSeqNum());
        assertEquals(1, afterAKill());
        journal.journaled = 1;
        comes();
        assertEquals(2, afterAKill());
        assertEquals(4, store.getNextTargetMsgSeqNum());
    }

    @Test
    void whatIsJournaledIsNotExpectedAgain() throws IOException {
        for (int i = 1; i <= 100; i++) {
            comes();
            journal.journaled = journal.published;
        }
        assertEquals(100, afterAKill(), "the newest one is settled with the next");
        ((Closeable) store).close();
        assertEquals(101, afterAKill());
    }

    @Test
    void aHeartbeatMovesTheNumberOnWithoutAFrame() throws IOException {
        comes();
        journal.journaled = 1;
        store.incrNextTargetMsgSeqNum();
        store.incrNextTargetMsgSeqNum();
        assertEquals(3, afterAKill());
    }

    @Test
    void neverRunsAheadOfTheJournalHoweverFarThatIsBehind() throws IOException {
        for (int i = 1; i <= 1_000; i++) {
            comes();
            journal.journaled = Math.max(0, i - i % 37 - 5);
            assertTrue(afterAKill() <= journal.journaled + 1, "after message " + i);
        }
    }

    @Test
    void aNumberThatIsSetBackOrResetCountsAtOnce() throws IOException {
        for (int i = 0; i < 10; i++) {
            comes();
            journal.journaled = journal.published;
        }
        store.setNextTargetMsgSeqNum(4);
        assertEquals(4, afterAKill());
        store.setNextTargetMsgSeqNum(50);
        assertEquals(50, store.getNextTargetMsgSeqNum());
        comes();
        journal.journaled = 0;
        store.reset();
        assertEquals(1, store.getNextTargetMsgSeqNum());
        assertEquals(1, afterAKill());
        comes();
        assertEquals(1, afterAKill());
    }

    @Test
    void keepsOurOwnNumbersAtOnce() throws IOException {
        store.incrNextSenderMsgSeqNum();
        store.incrNextSenderMsgSeqNum();
        final MessageStore before = store;
        begin();
        assertEquals(3, store.getNextSenderMsgSeqNum());
        store = before;
    }
}
