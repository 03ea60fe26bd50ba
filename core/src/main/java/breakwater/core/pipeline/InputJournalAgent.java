package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the ingress ring into the input journal, a batch of at most {@value #BATCH} records a document, and tells the
 * gate how far the journal reaches. At the first error it latches: the control page says JOURNAL_FAILED, the global kill
 * word goes to CANCEL_ONLY, and the ring is drained so that nobody waits for a dead disk (F17, I25).
 */
final class InputJournalAgent implements Agent {
    static final int BATCH = 64;

    private final RingTailer ring;
    private final RecordAppender journal;
    private final JournalWords words;
    private final ControlPage page;
    private final ErrorSink errors;
    private final Frame frame = new Frame();

    InputJournalAgent(
            final RingTailer ring,
            final RecordAppender journal,
            final JournalWords words,
            final ControlPage page,
            final ErrorSink errors) {
        this.ring = ring;
        this.journal = journal;
        this.words = words;
        this.page = page;
        this.errors = errors;
    }

    @Override
    public int doWork() {
        if (words.isFailed()) {
            return drain();
        }
        int records = 0;
        long last = 0;
        try {
            while (records < BATCH && ring.hasNext()) {
                final UnsafeBuffer buffer = ring.buffer();
                frame.wrap(buffer, 0);
                journal.append(buffer, 0, frame.length());
                last = frame.sequence();
                ring.advance();
                records++;
            }
            if (records > 0) {
                journal.endBatch();
                words.journaled(last);
                page.set(ControlPage.Word.JOURNALED, last);
                page.set(ControlPage.Word.CONSUMED, last);
            }
        } catch (final RuntimeException | Error failure) {
            words.fail();
            page.set(ControlPage.Word.JOURNAL_FAILED, 1);
            page.raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.CANCEL_ONLY.value());
            errors.onError(roleName(), failure);
        }
        return records;
    }

    private int drain() {
        int records = 0;
        while (records < BATCH && ring.hasNext()) {
            page.set(ControlPage.Word.CONSUMED, frame.wrap(ring.buffer(), 0).sequence());
            ring.advance();
            records++;
        }
        return records;
    }

    @Override
    public String roleName() {
        return "input-journal";
    }
}
