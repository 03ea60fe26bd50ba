package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.core.pipeline.RecordAppender;
import breakwater.core.pipeline.VenuePort;
import breakwater.journal.JournalAppender;
import breakwater.journal.control.ControlFile;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.DirectBuffer;

/**
 * Ends the process at the n-th pass of a place, as SIGKILL would: nothing is flushed, nothing closed, and what the kernel
 * has stays. Keeps the venue's own record of what left on the way.
 */
final class DeathAt implements Edges {
    private static final int EXIT = 137;

    private final Path dir;
    private final Place place;
    private final SendRecord sent;
    private final Frame frame = new Frame();
    private final long startedMs = System.currentTimeMillis();
    private long passes;

    /** Where to die. */
    enum Place {
        NEVER,
        /** The input's document is closed and acknowledged; the core has not seen it. */
        JOURNALED_NOT_APPLIED,
        /** The core has decided; the output is in no journal, and on no wire. */
        EMITTED_NOT_JOURNALED,
        /** The new order is in the output journal, the sender about to hand it over. */
        EMITTED_NOT_SENT,
        /** The venue has the new order; no outcome is journaled. */
        SENT_NOT_ACKNOWLEDGED,
        /** The outcome of a send is journaled; the venue's report is not. */
        OUTCOME_JOURNALED,
        /** Half of an input document's bytes are written under its unfinished header. */
        INPUT_DOCUMENT_OPEN,
        /** The same of the output journal. */
        OUTPUT_DOCUMENT_OPEN
    }

    /** @param passes how often the place is passed before the time that kills; counted from {@link #arm} on */
    DeathAt(final Path dir, final Place place, final long passes) {
        this.dir = dir;
        this.place = place;
        this.passes = -passes;
        this.sent = new SendRecord(dir.resolve("venue.record"));
    }

    /** From here on passes count. */
    void arm() {
        passes = -passes;
    }

    private boolean isNow(final Place here) {
        return here == place && passes > 0 && --passes == 0;
    }

    private static void die() {
        Runtime.getRuntime().halt(EXIT);
    }

    @Override
    public RecordAppender inputs(final JournalAppender journal) {
        return new Inputs(journal);
    }

    @Override
    public RecordAppender outputs(final JournalAppender journal) {
        return new Outputs(journal);
    }

    @Override
    public VenuePort port(final VenuePort port) {
        return (buffer, offset) -> {
            final boolean isNewOrder = SendRecord.isNewOrder(frame.wrap(buffer, offset));
            if (isNewOrder && isNow(Place.EMITTED_NOT_SENT)) {
                die();
            }
            sent.add(frame);
            if (isNewOrder && isNow(Place.SENT_NOT_ACKNOWLEDGED)) {
                die();
            }
            return port.send(buffer, offset);
        };
    }

    private final class Inputs implements RecordAppender {
        private final JournalAppender journal;
        private final Frame input = new Frame();
        private boolean hasOutcome;

        private Inputs(final JournalAppender journal) {
            this.journal = journal;
        }

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            if (isNow(Place.INPUT_DOCUMENT_OPEN)) {
                dieInDocument(journal, buffer, offset, length);
            }
            hasOutcome |= input.wrap(buffer, offset).templateId() == SendOutcomeDecoder.TEMPLATE_ID;
            journal.append(buffer, offset, length);
        }

        @Override
        public void endBatch() {
            journal.endBatch();
            final boolean isOutcome = hasOutcome;
            hasOutcome = false;
            if (isNow(Place.JOURNALED_NOT_APPLIED) || isOutcome && isNow(Place.OUTCOME_JOURNALED)) {
                try (ControlFile control = ControlFile.open(dir.resolve("control.dat"))) {
                    control.page().set(Word.JOURNALED, journal.lastSequence());
                    die();
                }
            }
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private final class Outputs implements RecordAppender {
        private final JournalAppender journal;

        private Outputs(final JournalAppender journal) {
            this.journal = journal;
        }

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            if (isNow(Place.EMITTED_NOT_JOURNALED)) {
                die();
            }
            if (isNow(Place.OUTPUT_DOCUMENT_OPEN)) {
                dieInDocument(journal, buffer, offset, length);
            }
            journal.append(buffer, offset, length);
        }

        @Override
        public void endBatch() {
            journal.endBatch();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    /** The appender hands its documents over whole; a second one on the same files leaves what a death inside would. */
    private void dieInDocument(
            final JournalAppender journal, final DirectBuffer buffer, final int offset, final int length) {
        final ExcerptAppender half = SingleChronicleQueueBuilder.binary(journal.folder())
                .blockSize(EngineChild.BLOCK_SIZE)
                .rollCycle(RollCycles.FIVE_MINUTELY)
                .timeProvider(() -> startedMs)
                .build()
                .createAppender();
        final byte[] bytes = new byte[length / 2];
        buffer.getBytes(offset, bytes);
        half.writingDocument().wire().bytes().write(bytes);
        die();
    }
}
