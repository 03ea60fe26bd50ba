package breakwater.tools.approve;

import breakwater.journal.JournalHeader;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Who may approve in a run folder, and what the folder is called in what they sign. The first start writes it down from the
 * configuration; a later start must say the same.
 *
 * @param folder 128 random bits in hexadecimal: no other folder has them
 */
public record People(String folder, List<Config.ApproverRow> approvers) {
    private static final String FILE = "people";
    private static final String FIRST_LINE = "breakwater-people 1";

    /** Returns the people of a run folder; throws with exit code 5 where no engine of this build has ever begun there. */
    public static People read(final Path runFolder) {
        return readIfThere(runFolder)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.PRECONDITION,
                        runFolder + " has no file '" + FILE + "': start its engine once with this version"));
    }

    private static Optional<People> readIfThere(final Path runFolder) {
        final Path file = runFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(file, Files.readAllLines(file, StandardCharsets.US_ASCII)));
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PRECONDITION, file + " cannot be read: " + failure, failure);
        }
    }

    private static People parse(final Path file, final List<String> lines) {
        if (lines.size() < 2
                || !FIRST_LINE.equals(lines.get(0))
                || !lines.get(1).matches("folder [0-9a-f]{32}")) {
            throw damaged(file);
        }
        final List<Config.ApproverRow> approvers = new ArrayList<>();
        for (final String line : lines.subList(2, lines.size())) {
            final String[] words = line.split(" ", -1);
            if (words.length != 3 || !"approver".equals(words[0])) {
                throw damaged(file);
            }
            approvers.add(new Config.ApproverRow(words[1], words[2]));
        }
        return new People(lines.get(1).substring("folder ".length()), List.copyOf(approvers));
    }

    private static CommandFailure damaged(final Path file) {
        return new CommandFailure(
                ExitCode.PRECONDITION, file + " is not what an engine wrote: nothing is approved; restore it");
    }

    /**
     * Writes down the configuration's approvers in a new folder, or holds them against what is written. Ends with exit code
     * 4 where they differ: who may approve is not changed by a start. Only the owner of the folder may call it.
     *
     * @param isContinued whether the folder has a journal already
     */
    public static void establish(
            final Path runFolder, final List<Config.ApproverRow> configured, final boolean isContinued) {
        final Optional<People> recorded = readIfThere(runFolder);
        final List<Config.ApproverRow> known = recorded.isPresent() || isContinued
                ? recorded.map(People::approvers).orElse(List.of())
                : configured;
        if (!known.equals(configured)) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    "the configuration's approvers are " + names(configured) + ", those of " + runFolder + " are "
                            + names(known) + ": who may approve is not changed by a start; take them back or"
                            + " start a new run folder");
        }
        if (recorded.isEmpty()) {
            new People(random128(), known).write(runFolder);
        }
    }

    private static String names(final List<Config.ApproverRow> rows) {
        return rows.isEmpty()
                ? "none"
                : String.join(", ", rows.stream().map(Config.ApproverRow::name).toList());
    }

    private void write(final Path runFolder) {
        final StringBuilder text = new StringBuilder(FIRST_LINE + "\nfolder " + folder + "\n");
        approvers.forEach(row -> text.append("approver ")
                .append(row.name())
                .append(' ')
                .append(row.key())
                .append('\n'));
        final Path fresh = runFolder.resolve(FILE + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(fresh, runFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException failure) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "cannot write " + runFolder.resolve(FILE) + ": " + failure, failure);
        }
    }

    /** Returns the approver of a name. */
    Optional<Config.ApproverRow> approver(final String name) {
        return approvers.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Returns what a signature is good for: this folder, under the configuration with which its newest run began. */
    public String target(final RunFolder run) {
        final List<Integer> runs = run.runs(false);
        JournalHeader header = null;
        if (!runs.isEmpty()) {
            try (JournalTailer inputs = JournalTailer.ofFolder(run.inputFolder(runs.get(runs.size() - 1)))) {
                inputs.next();
                header = inputs.header();
            }
        }
        if (header == null) {
            throw new CommandFailure(ExitCode.NOT_FOUND, run.path() + " has journaled nothing yet");
        }
        return folder + "/" + HexFormat.of().toHexDigits(header.configurationHash());
    }

    static String random128() {
        final byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
