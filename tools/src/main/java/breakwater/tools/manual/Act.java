package breakwater.tools.manual;

import breakwater.core.message.Frame;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.operate.CommandRing;
import breakwater.tools.operate.EnginePage;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Hands one command to a running engine and reads on in the journals what comes of it: the input that is the command, byte
 * for byte, then the outputs that name it as their cause, then any other. Thread: one.
 */
final class Act implements AutoCloseable {
    private static final long PAUSE_NS = 2_000_000;

    private final EnginePage engine;
    private final ControlPage page;
    private final JournalTailer inputs;
    private final JournalTailer outputs;
    private final LiveBooks books;
    private final long deadlineNs;
    private long cause;
    private long lastOutput = Long.MAX_VALUE;

    /** Begins to listen. Reads what is held and what works before, from the first output on, where the act needs that. */
    Act(final EnginePage engine, final long waitNs, final boolean needsBooks) {
        this.engine = engine;
        page = engine.page();
        final RunFolder folder = RunFolder.view(engine.folder());
        inputs = JournalTailer.after(folder, false, page.get(Word.JOURNALED));
        final long end = page.get(Word.OUTPUT_JOURNALED);
        outputs = needsBooks ? JournalTailer.ofRuns(folder, true) : JournalTailer.after(folder, true, end);
        books = new LiveBooks();
        while (needsBooks && outputs.sequence() < end && outputs.next()) {
            books.onOutput(outputs.frame());
        }
        deadlineNs = System.nanoTime() + waitNs;
    }

    /** Returns what is held and what works as of the last output that was read. */
    LiveBooks books() {
        return books;
    }

    /** Sends the command and waits until it is journaled. Exit code 5 where the engine does not take it. */
    void send(final int templateId, final byte[] block) {
        try (CommandRing ring = CommandRing.open(engine.commandFile())) {
            if (!ring.offer(templateId, block)) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        "the command ring took no frame: the engine does not read it; see 'status'. Nothing was asked");
            }
        }
        while (cause == 0) {
            final boolean isThere = inputs.next();
            if (isThere && isOurs(inputs.frame(), templateId, block)) {
                cause = inputs.sequence();
            } else if (isTimeUp()) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        "the engine has not journaled the command within --wait; it may still take it, see 'status'");
            } else if (!isThere) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        lastOutput = Long.MAX_VALUE;
    }

    private static boolean isOurs(final Frame input, final int templateId, final byte[] block) {
        if (input.templateId() != templateId || input.blockLength() != block.length) {
            return false;
        }
        final byte[] bytes = new byte[block.length];
        input.buffer().getBytes(input.blockOffset(), bytes);
        return Arrays.equals(bytes, block);
    }

    /** Returns the last output that was read. */
    long lastRead() {
        return outputs.sequence();
    }

    /** Returns the input that is the command. */
    long sequence() {
        return cause;
    }

    /** Returns the next output that the command caused, null when there is none any more or time is up. */
    Frame nextAnswer() {
        while (true) {
            final Frame output = read();
            if (output != null) {
                if (output.causeSequence() == cause) {
                    return output;
                }
                if (output.causeSequence() > cause) {
                    return null;
                }
            } else {
                // Outputs are counted before their cause counts as applied, so what is journaled by then is all of it.
                if (lastOutput == Long.MAX_VALUE && page.get(Word.APPLIED) >= cause) {
                    lastOutput = page.get(Word.OUTPUT);
                }
                if (outputs.sequence() >= lastOutput || isTimeUp()) {
                    return null;
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    /** Reads on until the books say so. Returns whether they did before time was up. */
    boolean await(final BooleanSupplier isReached) {
        while (!isReached.getAsBoolean()) {
            final boolean isThere = read() != null;
            if (isTimeUp() || (!isThere && !engine.isEngineUp())) {
                return isReached.getAsBoolean();
            }
            if (!isThere) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        return true;
    }

    private Frame read() {
        if (!outputs.next()) {
            return null;
        }
        books.onOutput(outputs.frame());
        return outputs.frame();
    }

    private boolean isTimeUp() {
        return System.nanoTime() - deadlineNs >= 0;
    }

    @Override
    public void close() {
        inputs.close();
        outputs.close();
    }
}
