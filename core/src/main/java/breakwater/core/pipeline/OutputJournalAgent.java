package breakwater.core.pipeline;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.Monitor;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the egress ring into the output journal, each output after its cause is journaled, so that no output ever
 * witnesses an input that died with the process: where the input journal failed, the outputs of what it lost are discarded.
 * When a journaled reset releases an operator's kill, it clears exactly the kill word that the reset names, once the
 * reset's document is closed (Settled 5). An error latches as the input journaler's does.
 */
final class OutputJournalAgent implements Agent {
    private final RingTailer ring;
    private final RecordAppender journal;
    private final JournalWords words;
    private final ControlPage page;
    private final ErrorSink errors;
    private final Frame frame = new Frame();
    private final RiskEventDecoder riskEvent = new RiskEventDecoder();
    private final int[] releasedWords = new int[InputJournalAgent.BATCH];
    private final long[] releasedGenerations = new long[InputJournalAgent.BATCH];
    private int released;
    private boolean isFailed;

    OutputJournalAgent(
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
        int records = 0;
        long last = 0;
        try {
            while (records < InputJournalAgent.BATCH && ring.hasNext()) {
                final UnsafeBuffer buffer = ring.buffer();
                frame.wrap(buffer, 0);
                // Read in this order: once the input journal has failed, its word stands still.
                final boolean isInputLost = words.isFailed();
                final boolean isCauseJournaled = frame.causeSequence() <= words.journaled();
                if (!isCauseJournaled && !isInputLost) {
                    break;
                }
                if (isCauseJournaled && !isFailed) {
                    journal.append(buffer, 0, frame.length());
                    last = frame.sequence();
                    watch();
                }
                ring.advance();
                records++;
            }
            if (last > 0) {
                journal.endBatch();
                page.set(ControlPage.Word.OUTPUT_JOURNALED, last);
                clearReleased();
            }
        } catch (final RuntimeException | Error failure) {
            isFailed = true;
            page.set(ControlPage.Word.JOURNAL_FAILED, 1);
            page.raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.CANCEL_ONLY.value());
            errors.onError(roleName(), failure);
        }
        return records;
    }

    private void watch() {
        final int templateId = frame.templateId();
        if (templateId == QuarantinedDecoder.TEMPLATE_ID) {
            page.increment(ControlPage.Word.QUARANTINED);
        } else if (templateId == RiskEventDecoder.TEMPLATE_ID) {
            riskEvent.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            final RiskEventKind kind = riskEvent.kind();
            if (kind == RiskEventKind.LEVEL_RAISED || kind == RiskEventKind.LEVEL_RESET) {
                onLevel(kind);
            }
        }
    }

    private void onLevel(final RiskEventKind kind) {
        final int index = ControlPage.index(riskEvent.scopeType(), riskEvent.scopeId());
        page.latched(index, riskEvent.generation(), riskEvent.level().value());
        if (kind == RiskEventKind.LEVEL_RESET && riskEvent.control() == Control.OPERATOR_KILL.code()) {
            releasedWords[released] = index;
            releasedGenerations[released] = Monitor.wordGeneration(riskEvent.generation());
            released++;
        }
    }

    private void clearReleased() {
        for (int i = 0; i < released; i++) {
            page.clear(releasedWords[i], releasedGenerations[i]);
        }
        released = 0;
    }

    @Override
    public String roleName() {
        return "output-journal";
    }
}
