package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.journal.JournalDamage.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads a journal record by record, one folder or all runs in order, and checks length, CRC, sequence and chain of each
 * before it is handed out. Header records are read, checked and kept in {@link #header()}, not handed out.
 *
 * <p>{@link #next()} returns false at the present end; called again later it goes on with what was written since, in the
 * same or the next file, so a tailer follows a live writer. It never waits and never throws for an end; the first record
 * that does not verify is a {@link JournalDamagedException}, and so is every call after it.
 *
 * <p>Thread: one. Allocates: at a new file, and a little at an end.
 */
public final class JournalTailer implements AutoCloseable {
    private final RunFolder runFolder;
    private final boolean isOutput;
    private final List<Path> folders = new ArrayList<>();
    private final Frame frame = new Frame();
    private SegmentReader segment;
    private Path folder;
    private int documentOffset;
    private boolean inDocument;
    private boolean expectHeader;
    private JournalHeader header;
    private boolean knowsChain;
    private long sequence;
    private long chain;
    private long records;
    private JournalDamagedException damage;
    private SegmentListener onLeave = reader -> {};

    /** Told of each segment that the tailer leaves for a later one. */
    interface SegmentListener {
        void onLeave(SegmentReader segment) throws IOException;
    }

    private JournalTailer(final RunFolder runFolder, final boolean isOutput, final Path onlyFolder) {
        this.runFolder = runFolder;
        this.isOutput = isOutput;
        if (onlyFolder != null) {
            folders.add(onlyFolder);
        }
    }

    /** Reads one journal folder. */
    public static JournalTailer ofFolder(final Path folder) {
        return new JournalTailer(null, false, folder);
    }

    /** Reads all runs of a journal, from the oldest that the folder still holds. */
    public static JournalTailer ofRuns(final RunFolder runFolder, final boolean isOutput) {
        return new JournalTailer(runFolder, isOutput, null);
    }

    /**
     * Reads what follows {@code sequence}, from the newest run that begins at or before it, so that older runs are not
     * read. Afterwards {@link #chain()} is the chain of record {@code sequence}, for comparison with a snapshot's.
     * Throws {@link IllegalStateException} if the journal does not reach that record.
     */
    public static JournalTailer after(final RunFolder runFolder, final boolean isOutput, final long sequence) {
        final List<Integer> runs = runFolder.runs(isOutput);
        int first = 0;
        for (int i = runs.size() - 1; i > 0 && first == 0; i--) {
            final JournalHeader found = headerOf(runFolder.journalFolder(isOutput, runs.get(i)));
            if (found != null && found.lastSequence() < sequence) {
                first = i;
            }
        }
        final JournalTailer tailer = ofRuns(runFolder, isOutput);
        if (first > 0) {
            tailer.folder = runFolder.journalFolder(isOutput, runs.get(first - 1));
        }
        boolean hasNext = true;
        while (hasNext && tailer.sequence < sequence) {
            hasNext = tailer.next();
        }
        tailer.records = 0;
        if (tailer.sequence != sequence) {
            tailer.close();
            throw new IllegalStateException("journal " + runFolder.journalsOf(isOutput) + " has no record " + sequence
                    + ": reading it came to " + tailer.sequence);
        }
        return tailer;
    }

    /** Returns the header of a run's journal, null where it cannot be read. */
    public static JournalHeader headerOf(final Path folder) {
        try (JournalTailer tailer = ofFolder(folder)) {
            tailer.next();
            return tailer.header;
        } catch (final JournalDamagedException e) {
            return null;
        }
    }

    void onLeave(final SegmentListener listener) {
        this.onLeave = listener;
    }

    /** Moves to the next record. Returns false at the present end. */
    public boolean next() {
        if (damage != null) {
            throw damage;
        }
        try {
            while (true) {
                if (inDocument) {
                    final boolean isHeader = expectHeader;
                    takeFrame();
                    if (!isHeader) {
                        records++;
                        return true;
                    }
                } else if (!nextDocument()) {
                    return false;
                }
            }
        } catch (final IOException | InternalError e) {
            throw damaged(Reason.UNREADABLE, segment == null ? 0 : segment.position(), e.toString());
        }
    }

    private boolean nextDocument() throws IOException {
        if (segment == null && !openNext()) {
            return false;
        }
        while (true) {
            SegmentReader.Step step = segment.next();
            final boolean isEnd = step == SegmentReader.Step.END || step == SegmentReader.Step.END_OF_FILE;
            if (isEnd) {
                if (later() == null) {
                    return false;
                }
                // Its writer has moved on: what it wrote between the two looks is seen by the second.
                step = segment.next();
            }
            switch (step) {
                case DOCUMENT:
                    inDocument = true;
                    documentOffset = 0;
                    return true;
                case END:
                case END_OF_FILE:
                    if (isEnd) {
                        openNext();
                    }
                    break;
                case TRUNCATED:
                    throw damaged(
                            Reason.TRUNCATED, segment.position(), "file of " + segment.size() + " bytes ends inside");
                default:
                    throw damaged(
                            Reason.DOCUMENT,
                            segment.position(),
                            "document header " + Integer.toHexString(segment.badHeader()));
            }
        }
    }

    /** Returns the segment after the current one in this folder, else the first of the next run, else null. */
    private Path later() throws IOException {
        if (folder != null && segment != null) {
            for (final Path file : segmentsOf(folder)) {
                if (file.compareTo(segment.file) > 0) {
                    return file;
                }
            }
        }
        if (runFolder == null) {
            return segment == null ? firstOf(folders.get(0)) : null;
        }
        for (final int run : runFolder.runs(isOutput)) {
            final Path candidate = runFolder.journalFolder(isOutput, run);
            if (folder == null || candidate.compareTo(folder) > 0) {
                final Path first = firstOf(candidate);
                if (first != null) {
                    return first;
                }
            }
        }
        return null;
    }

    private static Path firstOf(final Path folder) throws IOException {
        final List<Path> segments = segmentsOf(folder);
        return segments.isEmpty() ? null : segments.get(0);
    }

    private boolean openNext() throws IOException {
        final Path file = later();
        if (file == null) {
            return false;
        }
        if (segment != null) {
            onLeave.onLeave(segment);
            segment.close();
        }
        expectHeader |= !file.getParent().equals(folder) || segment == null;
        folder = file.getParent();
        segment = new SegmentReader(file);
        return true;
    }

    /** Returns a folder's journal files in the order in which they were written. */
    static List<Path> segmentsOf(final Path folder) throws IOException {
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.cq4")) {
                entries.forEach(files::add);
            }
        }
        Collections.sort(files);
        return files;
    }

    private void takeFrame() throws IOException {
        if (check() != null && !(segment.reread() && check() == null)) {
            final Reason reason = check();
            throw damaged(reason, segment.documentPosition() + documentOffset, detail(reason));
        }
        final int length = frame.length();
        chain = frame.chain();
        knowsChain = true;
        sequence = frame.sequence();
        if (expectHeader) {
            header = JournalHeader.decode(frame);
            expectHeader = false;
        }
        documentOffset += length;
        inDocument = documentOffset < segment.documentLength();
    }

    /** Returns what is wrong with the frame at hand, null if nothing is. */
    private Reason check() {
        final int offset = segment.windowOffset(documentOffset);
        final int left = segment.documentLength() - documentOffset;
        frame.wrap(segment.buffer(), offset);
        if (left < Frame.HEADER_LENGTH) {
            return Reason.DOCUMENT;
        }
        final int length = frame.length();
        if (length < Frame.HEADER_LENGTH || length > Math.min(left, Frame.SLOT_LENGTH)) {
            return Reason.LENGTH;
        }
        final int crc = segment.crc(offset + Frame.CHECKED_OFFSET, length - Frame.CHECKED_OFFSET);
        if (crc != frame.crc()) {
            return Reason.CRC;
        }
        final boolean isHeader = frame.templateId() == JournalHeader.TEMPLATE_ID;
        if (isHeader != expectHeader || (isHeader && !isOurs())) {
            return Reason.HEADER;
        }
        if (knowsChain && frame.sequence() != (isHeader ? sequence : sequence + 1)) {
            return Reason.SEQUENCE;
        }
        if (knowsChain && frame.chain() != Frame.nextChain(chain, crc, length)) {
            return Reason.CHAIN;
        }
        return null;
    }

    private boolean isOurs() {
        final JournalHeader found = JournalHeader.decode(frame);
        final String name = folder.getFileName().toString();
        return (runFolder == null || found.isOutput() == isOutput)
                && (!name.matches("\\d{6}") || Integer.parseInt(name) == found.run());
    }

    private String detail(final Reason reason) {
        switch (reason) {
            case SEQUENCE:
                return "found sequence=" + frame.sequence() + " after " + sequence;
            case LENGTH:
                return "frame length=" + frame.length() + " with " + (segment.documentLength() - documentOffset)
                        + " bytes left in its document";
            case DOCUMENT:
                return (segment.documentLength() - documentOffset) + " bytes left over in the document";
            case HEADER:
                return "template=" + frame.templateId() + " where " + (expectHeader ? "this run's header" : "a record")
                        + " belongs";
            default:
                return "found "
                        + (reason == Reason.CRC ? Integer.toHexString(frame.crc()) : Long.toHexString(frame.chain()));
        }
    }

    private JournalDamagedException damaged(final Reason reason, final long position, final String detail) {
        final Path file =
                segment == null ? folders.isEmpty() ? runFolder.journalsOf(isOutput) : folders.get(0) : segment.file;
        damage = new JournalDamagedException(new JournalDamage(reason, file, position, sequence, detail));
        return damage;
    }

    /** Returns the record at hand; valid until the next call of {@link #next()}. */
    public Frame frame() {
        return frame;
    }

    public DirectBuffer buffer() {
        return frame.buffer();
    }

    public int offset() {
        return frame.offset();
    }

    public int length() {
        return frame.length();
    }

    /** Returns the header of the folder at hand, null before the first. */
    public JournalHeader header() {
        return header;
    }

    /** Returns the sequence of the newest record handed out, or the header's where none was. */
    public long sequence() {
        return sequence;
    }

    /** Returns the chain of that record. */
    public long chain() {
        return chain;
    }

    /** Returns how many records were handed out. */
    public long records() {
        return records;
    }

    SegmentReader segment() {
        return segment;
    }

    @Override
    public void close() {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }
}
