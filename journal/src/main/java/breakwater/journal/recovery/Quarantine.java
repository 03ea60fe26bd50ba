package breakwater.journal.recovery;

import breakwater.journal.JournalAppender;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Moves a damaged journal folder, and those after it, out of the readers' way and keeps what was good of it.
 *
 * <pre>
 *   journal/input/000017            damaged at record 812
 *   1  good records → journal/input/000017.salvage
 *   2  journal/input/000017         → quarantine/input-000017, with REASON.txt
 *   3  journal/input/000017.salvage → journal/input/000017
 * </pre>
 *
 * <p>A process that dies between the steps leaves what {@link #finishInterrupted()} completes. Cold path; owner only.
 */
final class Quarantine {
    private static final String SALVAGE = ".salvage";
    private static final long BLOCK_SIZE = 1 << 20;

    private final RunFolder runFolder;

    Quarantine(final RunFolder runFolder) {
        this.runFolder = runFolder;
    }

    /** Returns the folders moved aside. */
    List<Path> isolate(final boolean isOutput, final Verification.Damaged damaged) {
        final List<Path> moved = new ArrayList<>();
        final Path damagedFolder = damaged.damage().file().getParent();
        try {
            if (damagedFolder.getFileName().toString().matches("\\d{6}")) {
                salvage(damagedFolder, damaged.lastSequence());
            }
            final List<Integer> runs = runFolder.runs(isOutput);
            for (int i = runs.size() - 1; i >= 0; i--) {
                final Path folder = runFolder.journalFolder(isOutput, runs.get(i));
                if (folder.compareTo(damagedFolder) >= 0) {
                    moved.add(move(folder, isOutput, damaged.describe()));
                }
            }
            finish(runFolder.journalFolder(isOutput, 1).getParent());
        } catch (final IOException e) {
            throw new IllegalStateException("cannot quarantine " + damagedFolder + ": " + e, e);
        }
        return moved;
    }

    private void salvage(final Path folder, final long lastGood) throws IOException {
        final Path target = folder.resolveSibling(folder.getFileName() + SALVAGE);
        delete(target);
        try (JournalTailer tailer = JournalTailer.ofFolder(folder)) {
            JournalAppender appender = null;
            try {
                while (tailer.next() && tailer.sequence() <= lastGood) {
                    appender = open(appender, target, tailer);
                    appender.append(tailer.buffer(), tailer.offset(), tailer.length());
                }
            } catch (final JournalDamagedException e) {
                // Everything up to the damage has been copied.
            } finally {
                if (appender != null) {
                    appender.close();
                }
            }
        }
    }

    private static JournalAppender open(final JournalAppender appender, final Path target, final JournalTailer tailer) {
        if (appender != null) {
            return appender;
        }
        return JournalAppender.open(target, tailer.header(), BLOCK_SIZE);
    }

    private Path move(final Path folder, final boolean isOutput, final String reason) throws IOException {
        Files.createDirectories(runFolder.quarantineFolder());
        final String name = (isOutput ? "output-" : "input-") + folder.getFileName();
        Path target = runFolder.quarantineFolder().resolve(name);
        for (int i = 2; Files.exists(target); i++) {
            target = runFolder.quarantineFolder().resolve(name + "-" + i);
        }
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(target.resolve("REASON.txt"), reason + System.lineSeparator());
        return target;
    }

    /** Completes a quarantine that a dying process left half done. */
    void finishInterrupted() {
        try {
            finish(runFolder.inputFolder(1).getParent());
            finish(runFolder.outputFolder(1).getParent());
        } catch (final IOException e) {
            throw new IllegalStateException("cannot finish a quarantine in " + runFolder.path() + ": " + e, e);
        }
    }

    private static void finish(final Path journals) throws IOException {
        final List<Path> left = new ArrayList<>();
        try (Stream<Path> entries = Files.list(journals)) {
            entries.filter(entry -> entry.getFileName().toString().endsWith(SALVAGE))
                    .forEach(left::add);
        }
        for (final Path salvage : left) {
            final String name = salvage.getFileName().toString();
            final Path folder = salvage.resolveSibling(name.substring(0, name.length() - SALVAGE.length()));
            if (Files.exists(folder)) {
                delete(salvage);
            } else {
                Files.move(salvage, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        final List<Path> entries = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(entries::add);
        }
        for (final Path entry : entries) {
            Files.delete(entry);
        }
    }
}
