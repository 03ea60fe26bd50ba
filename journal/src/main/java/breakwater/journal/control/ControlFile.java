package breakwater.journal.control;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The control page as a mapped file. The engine creates it, tools open it; both read and write the same memory.
 *
 * <p>Closing unmaps: no use of {@link #page()} after it. Errors: {@link IllegalStateException} naming the file.
 */
public final class ControlFile implements AutoCloseable {
    private final MappedFile file;
    private final ControlPage page;
    private final long previousJournaled;
    private final long previousOutputJournaled;
    private final boolean wasDamaged;

    private ControlFile(final MappedFile file, final boolean wasDamaged) {
        this.file = file;
        this.page = new ControlPage(file.buffer);
        this.wasDamaged = wasDamaged;
        this.previousJournaled = page.isValid() ? page.get(Word.JOURNALED) : 0;
        this.previousOutputJournaled = page.isValid() ? page.get(Word.OUTPUT_JOURNALED) : 0;
    }

    /**
     * Maps the engine's page and formats it for this process. Kill words of an earlier process stay; so do both journaled
     * words, until the engine stores its own. A page that is not valid is moved aside as {@code control.bad}, and the new
     * one begins with everything KILLED: what it forbade is not known. Only the folder's owner may call this.
     */
    public static ControlFile create(final Path path, final long pid, final long startTimeNs) {
        try {
            boolean wasDamaged = false;
            if (Files.exists(path) && !isValid(path)) {
                wasDamaged = true;
                Files.move(path, path.resolveSibling("control.bad"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(path)) {
                final boolean isKilled = wasDamaged;
                MappedFile.create(
                        path, ControlPage.LENGTH, zeros -> begin(new ControlPage(zeros), pid, startTimeNs, isKilled));
            }
            final ControlFile control = new ControlFile(MappedFile.map(path, ControlPage.LENGTH), wasDamaged);
            control.page.format(pid, startTimeNs);
            control.page.set(Word.JOURNALED, control.previousJournaled);
            control.page.set(Word.OUTPUT_JOURNALED, control.previousOutputJournaled);
            return control;
        } catch (final IOException e) {
            throw new IllegalStateException("control page " + path + " cannot be created: " + e, e);
        }
    }

    /** Makes a page of zeros a valid one, before anybody can see it: a tool would take the zeros for damage. */
    private static void begin(final ControlPage page, final long pid, final long startTimeNs, final boolean isKilled) {
        page.format(pid, startTimeNs);
        if (isKilled) {
            page.raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.KILLED.value());
        }
    }

    private static boolean isValid(final Path path) throws IOException {
        if (Files.size(path) < ControlPage.LENGTH) {
            return false;
        }
        try (MappedFile file = MappedFile.map(path, ControlPage.LENGTH)) {
            return new ControlPage(file.buffer).isValid();
        }
    }

    /** Maps an existing page, for tools and senders. The page may be invalid: it then reads as KILLED. */
    public static ControlFile open(final Path path) {
        try {
            return new ControlFile(MappedFile.map(path, ControlPage.LENGTH), false);
        } catch (final IOException e) {
            throw new IllegalStateException(
                    "control page " + path + " cannot be opened: " + e + "; is this a run folder with an engine?", e);
        }
    }

    public ControlPage page() {
        return page;
    }

    /** Returns the input journaled word as this object found it, before any formatting; 0 in a new page. */
    public long previousJournaled() {
        return previousJournaled;
    }

    /** Returns the output journaled word as this object found it. */
    public long previousOutputJournaled() {
        return previousOutputJournaled;
    }

    /** Returns whether {@link #create} found a page that was not valid. */
    public boolean wasDamaged() {
        return wasDamaged;
    }

    @Override
    public void close() {
        file.close();
    }
}
