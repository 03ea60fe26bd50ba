package breakwater.tools.limits;

import breakwater.core.message.Frame;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in the journals for the engine's answer to each row: an output LIMIT_CHANGED or LIMIT_REFUSED belongs to the input
 * that it names as its cause, and that input is ours where its block is, byte for byte. Thread: one.
 */
final class LimitAnswers implements AutoCloseable {
    private static final long PAUSE_NS = 5_000_000;

    private final JournalTailer inputs;
    private final JournalTailer outputs;
    private final RiskEventDecoder event = new RiskEventDecoder();
    private final List<Answer> answers = new ArrayList<>();

    /** What the engine said to a row, and the input under which the row is journaled. */
    record Answer(LimitRequest request, boolean isApplied, long sequence) {}

    /** Begins to listen. Open it before the first row is sent. */
    LimitAnswers(final RunFolder folder, final ControlPage page) {
        outputs = JournalTailer.after(folder, true, page.get(Word.OUTPUT_JOURNALED));
        inputs = JournalTailer.after(folder, false, page.get(Word.JOURNALED));
    }

    /** Waits until each request is answered or the time is up. Returns the answers that came, in order. */
    List<Answer> await(final List<LimitRequest> requests, final long waitNs) {
        final List<LimitRequest> pending = new ArrayList<>(requests);
        final long deadlineNs = System.nanoTime() + waitNs;
        while (!pending.isEmpty() && System.nanoTime() - deadlineNs < 0) {
            while (!pending.isEmpty() && outputs.next()) {
                onOutput(outputs.frame(), pending, deadlineNs);
            }
            if (!pending.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        return List.copyOf(answers);
    }

    private void onOutput(final Frame output, final List<LimitRequest> pending, final long deadlineNs) {
        if (output.templateId() != RiskEventDecoder.TEMPLATE_ID) {
            return;
        }
        event.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
        final boolean isApplied = event.kind() == RiskEventKind.LIMIT_CHANGED;
        if (!isApplied && event.kind() != RiskEventKind.LIMIT_REFUSED) {
            return;
        }
        // An output is journaled after its cause, so the input is there; a tailer that read ahead may need a second
        // look.
        while (inputs.sequence() < output.causeSequence() && System.nanoTime() - deadlineNs < 0) {
            if (!inputs.next()) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        if (inputs.sequence() != output.causeSequence() || inputs.frame().templateId() != SetLimitDecoder.TEMPLATE_ID) {
            return;
        }
        final Frame input = inputs.frame();
        final byte[] block = new byte[input.blockLength()];
        input.buffer().getBytes(input.blockOffset(), block);
        for (final LimitRequest request : pending) {
            if (Arrays.equals(request.block(), block)) {
                answers.add(new Answer(request, isApplied, input.sequence()));
                pending.remove(request);
                return;
            }
        }
    }

    @Override
    public void close() {
        outputs.close();
        inputs.close();
    }
}
