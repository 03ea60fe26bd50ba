package breakwater.gateway.fix.orderentry;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Date;
import quickfix.MessageStore;
import quickfix.MessageStoreFactory;
import quickfix.SessionID;

/**
 * Sequence numbers that never run ahead of the journal. QuickFIX/J writes down that a message has come as soon as it was
 * handed over; a process that is killed before the journal has it would never ask for it again, and a fill would be lost. Here
 * the number on disk moves on only past what is journaled, so that the venue resends the rest after the next logon; what comes
 * twice by that is known by its execution id.
 *
 * <p>Thread: any, under its lock.
 */
final class JournaledStore implements MessageStore, Closeable {
    private final MessageStore file;
    private final ReportSink sink;
    /** The number that is expected next; the file's is at most this. */
    private int expected;
    /** What may be written down once the frame at {@code waitsFor} is journaled. */
    private int waiting;

    private long waitsFor;

    private JournaledStore(final MessageStore file, final ReportSink sink) {
        this.file = file;
        this.sink = sink;
        try {
            expected = file.getNextTargetMsgSeqNum();
            waiting = expected;
        } catch (final IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** Returns a factory of stores that keep their numbers where another's stores do. */
    static MessageStoreFactory over(final MessageStoreFactory files, final ReportSink sink) {
        return (final SessionID session) -> new JournaledStore(files.create(session), sink);
    }

    @Override
    public synchronized int getNextTargetMsgSeqNum() {
        return expected;
    }

    @Override
    public synchronized void setNextTargetMsgSeqNum(final int next) throws IOException {
        settle();
        expected = next;
        if (next <= file.getNextTargetMsgSeqNum()) {
            file.setNextTargetMsgSeqNum(next);
            waiting = next;
        } else if (waiting <= file.getNextTargetMsgSeqNum() || sink.published() == waitsFor) {
            waiting = next;
            waitsFor = sink.published();
        }
    }

    @Override
    public synchronized void incrNextTargetMsgSeqNum() throws IOException {
        setNextTargetMsgSeqNum(expected + 1);
    }

    private void settle() throws IOException {
        if (waiting > file.getNextTargetMsgSeqNum() && sink.isJournaled(waitsFor)) {
            file.setNextTargetMsgSeqNum(waiting);
        }
    }

    @Override
    public synchronized void reset() throws IOException {
        file.reset();
        expected = file.getNextTargetMsgSeqNum();
        waiting = expected;
    }

    @Override
    public synchronized void refresh() throws IOException {
        file.refresh();
        expected = file.getNextTargetMsgSeqNum();
        waiting = expected;
    }

    @Override
    public synchronized void close() throws IOException {
        settle();
        if (file instanceof Closeable) {
            ((Closeable) file).close();
        }
    }

    @Override
    public synchronized boolean set(final int number, final String message) throws IOException {
        return file.set(number, message);
    }

    @Override
    public synchronized void get(final int from, final int to, final Collection<String> messages) throws IOException {
        file.get(from, to, messages);
    }

    @Override
    public synchronized int getNextSenderMsgSeqNum() throws IOException {
        return file.getNextSenderMsgSeqNum();
    }

    @Override
    public synchronized void setNextSenderMsgSeqNum(final int next) throws IOException {
        file.setNextSenderMsgSeqNum(next);
    }

    @Override
    public synchronized void incrNextSenderMsgSeqNum() throws IOException {
        file.incrNextSenderMsgSeqNum();
    }

    @Override
    public synchronized Date getCreationTime() throws IOException {
        return file.getCreationTime();
    }
}
