package breakwater.journal.recovery;

import breakwater.core.message.Frame;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalScanner;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.Verification;
import breakwater.journal.control.ControlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the verified end of both journals. The input journal must reach the journaled word of the control page, the
 * highest cause in the outputs and the highest snapshot; the output journal its own journaled word (Settled 9).
 *
 * <p>Call before the control page is formatted, or it answers for words that {@link ControlFile#create} keeps anyway.
 * Cold path; reads every byte of both journals.
 */
public final class JournalTail {
    private JournalTail() {}

    /** Verifies both journals and changes nothing: {@code journal verify}. */
    public static JournalEnd inspect(final RunFolder folder) {
        long journaled = 0;
        long outputJournaled = 0;
        if (Files.exists(folder.controlFile())) {
            try (ControlFile control = ControlFile.open(folder.controlFile())) {
                journaled = control.previousJournaled();
                outputJournaled = control.previousOutputJournaled();
            }
        }
        final Verification output = JournalScanner.verify(folder, true, outputJournaled, "the output journaled word");
        final long cause = highestCause(folder);
        final long named = new SnapshotStore(folder.snapshotFolder(), 0).highestNamed();
        final long expected = Math.max(journaled, Math.max(cause, named));
        final String witness =
                expected == journaled ? "the journaled word" : expected == cause ? "an output" : "a snapshot";
        return new JournalEnd(JournalScanner.verify(folder, false, expected, witness), output, List.of());
    }

    /**
     * Verifies both journals for a start: a damaged folder is moved to quarantine with the reason, and its good records
     * are written into its place, so that readers meet sound files only. Only the folder's owner may call this.
     */
    public static JournalEnd locate(final RunFolder folder) {
        if (!folder.isOwned()) {
            throw new IllegalStateException("run folder " + folder.path() + " is not owned by this process");
        }
        final Quarantine quarantine = new Quarantine(folder);
        quarantine.finishInterrupted();
        final JournalEnd end = inspect(folder);
        final List<Path> moved = new ArrayList<>();
        if (end.input() instanceof Verification.Damaged) {
            moved.addAll(quarantine.isolate(false, (Verification.Damaged) end.input()));
        }
        if (end.output() instanceof Verification.Damaged) {
            moved.addAll(quarantine.isolate(true, (Verification.Damaged) end.output()));
        }
        return new JournalEnd(end.input(), end.output(), List.copyOf(moved));
    }

    private static long highestCause(final RunFolder folder) {
        long highest = 0;
        try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
            final Frame frame = outputs.frame();
            while (outputs.next()) {
                highest = Math.max(highest, frame.causeSequence());
            }
        } catch (final JournalDamagedException e) {
            // What lies before the damage still is a witness; the damage itself is reported by the scanner.
            return highest;
        }
        return highest;
    }
}
