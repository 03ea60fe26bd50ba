package breakwater.tools.inspect;

import breakwater.core.message.Frame;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.shared.SharedState;
import breakwater.journal.shared.StatePublisher;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A table made from the output journal, read from its first record to its present end, or from the shared state. */
abstract class TableCommand implements Callable<Integer> {
    @Mixin
    private JournalChoice journal;

    @Option(names = "--json", description = "one JSON document")
    private boolean isJson;

    @Option(
            names = "--since",
            paramLabel = "TIME|SEQUENCE",
            description = "only what is of this UTC time (2026-03-02T14:15) or output sequence, or later")
    private String since;

    private final String schema;
    private long sinceNs = Long.MIN_VALUE;
    private long sinceSequence;
    private long lastSequence;

    TableCommand(final String schema) {
        this.schema = schema;
    }

    /** Returns an empty table with the command's columns. */
    abstract Table newTable();

    /** Takes one output; {@code isRecent} is false before {@code --since}, where it counts for the state alone. */
    abstract void onOutput(Frame output, boolean isRecent, Catalogue names, Table table);

    /** Adds the rows that are known at the end. */
    void finish(final Catalogue names, final Table table) {}

    @Override
    public Integer call() {
        parseSince();
        final RunFolder folder = journal.open();
        try {
            final Catalogue names = Catalogue.of(folder);
            final Table table = newTable();
            if (isShared()) {
                readShared(folder, names, table);
                finish(names, table);
                print(table, folder);
                return ExitCode.OK;
            }
            try (JournalTailer outputs = JournalTailer.ofRuns(folder, true)) {
                read(outputs, names, table);
                finish(names, table);
                print(table, folder);
                follow(outputs, names, table);
            }
        } catch (final JournalDamagedException damaged) {
            throw new CommandFailure(ExitCode.INTEGRITY, damaged.getMessage(), damaged);
        }
        return ExitCode.OK;
    }

    /** Returns whether to read the shared state, which a running engine's publisher keeps, instead of the journal. */
    boolean isShared() {
        return false;
    }

    private void readShared(final RunFolder folder, final Catalogue names, final Table table) {
        final Frame frame = new Frame();
        for (final byte[] row :
                SharedState.read(folder.path(), StatePublisher.ENTRIES).values()) {
            frame.wrap(new UnsafeBuffer(row), 0);
            lastSequence = Math.max(lastSequence, frame.sequence());
            onOutput(frame, frame.sequence() >= sinceSequence && frame.ingressTimeNs() >= sinceNs, names, table);
        }
    }

    /** Goes on with what is written from here on; does nothing by default. */
    void follow(final JournalTailer outputs, final Catalogue names, final Table table) {}

    /** Reads up to the present end. */
    final void read(final JournalTailer outputs, final Catalogue names, final Table table) {
        while (outputs.next()) {
            final Frame output = outputs.frame();
            lastSequence = output.sequence();
            onOutput(output, output.sequence() >= sinceSequence && output.ingressTimeNs() >= sinceNs, names, table);
        }
    }

    private void parseSince() {
        if (since == null) {
            return;
        }
        try {
            if (since.chars().allMatch(Character::isDigit)) {
                sinceSequence = Long.parseLong(since);
            } else {
                sinceNs = Times.parse(since);
            }
        } catch (final DateTimeParseException | NumberFormatException wrong) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--since '" + since + "' is neither a sequence nor a UTC time such as 2026-03-02T14:15",
                    wrong);
        }
    }

    final boolean isJson() {
        return isJson;
    }

    private void print(final Table table, final RunFolder folder) {
        if (isJson) {
            table.printJson(System.out, schema, folder.path().toString(), lastSequence);
        } else if (Terminal.isPresent()) {
            table.printAligned(System.out);
            System.err.println(table.size() + " rows as of output " + lastSequence);
        } else {
            table.printTabs(System.out);
        }
    }
}
