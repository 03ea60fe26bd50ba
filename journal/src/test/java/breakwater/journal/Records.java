package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.TimeAdvancedEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Sample records for the tests: a function of their sequence, of two lengths. */
public final class Records {
    public static final long BLOCK_SIZE = 1 << 20;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final Frame frame = new Frame();
    private final QuoteEncoder quote = new QuoteEncoder();

    /** Encodes record {@code sequence} at 0 of {@link #buffer()}; returns its length. */
    public int encode(final long sequence) {
        final boolean isQuote = sequence % 3 != 0;
        frame.wrapForWrite(buffer, 0)
                .begin(
                        isQuote ? QuoteEncoder.TEMPLATE_ID : TimeAdvancedEncoder.TEMPLATE_ID,
                        isQuote ? QuoteEncoder.BLOCK_LENGTH : TimeAdvancedEncoder.BLOCK_LENGTH,
                        0)
                .sequence(sequence)
                .ingressTimeNs(1_700_000_000_000_000_000L + sequence * 1_000)
                .eventTimeNs(1_700_000_000_000_000_000L + sequence * 999)
                .sourceSequence(sequence);
        if (isQuote) {
            quote.wrap(buffer, frame.blockOffset())
                    .instrumentId(1)
                    .bidPrice(100 + sequence)
                    .bidQuantity(5)
                    .askPrice(101 + sequence)
                    .askQuantity(7);
        }
        return frame.length();
    }

    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Appends records {@code from} to {@code to}, closing a batch after every {@code batch}. */
    public void append(final JournalAppender appender, final long from, final long to, final int batch) {
        for (long sequence = from; sequence <= to; sequence++) {
            appender.append(buffer, 0, encode(sequence));
            if (sequence % batch == 0 || sequence == to) {
                appender.endBatch();
            }
        }
    }

    public static JournalHeader header(final int run, final long lastSequence, final long lastChain) {
        return new JournalHeader(run, false, "test", 0, 11, 22, lastSequence, lastChain);
    }

    public static JournalAppender open(
            final Path folder, final int run, final long lastSequence, final long lastChain) {
        return JournalAppender.open(folder, header(run, lastSequence, lastChain), BLOCK_SIZE, 0, 1L << 30);
    }

    /** Writes one run's input folder with records {@code from} to {@code to} and returns the chain at its end. */
    public static long writeRun(
            final RunFolder folder, final int run, final long from, final long to, final long lastChain) {
        try (JournalAppender appender = open(folder.inputFolder(run), run, from - 1, lastChain)) {
            new Records().append(appender, from, to, 7);
            return appender.chain();
        }
    }

    /** Reads a journal to its end; returns the sequences, having compared every record with {@link #encode}. */
    public static List<Long> read(final JournalTailer tailer) {
        final List<Long> sequences = new ArrayList<>();
        final Records expected = new Records();
        while (tailer.next()) {
            final long sequence = tailer.frame().sequence();
            final int length = expected.encode(sequence);
            if (length != tailer.length()) {
                throw new AssertionError("record " + sequence + " has length " + tailer.length() + ", not " + length);
            }
            for (int i = Frame.CHECKED_OFFSET; i < length; i++) {
                if (expected.buffer.getByte(i) != tailer.buffer().getByte(tailer.offset() + i)) {
                    throw new AssertionError("record " + sequence + " differs at byte " + i);
                }
            }
            sequences.add(sequence);
        }
        return sequences;
    }
}
