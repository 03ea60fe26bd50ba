package breakwater.tools.inspect;

import breakwater.core.message.Frame;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalHeader;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.Verification;
import breakwater.journal.recovery.JournalEnd;
import breakwater.journal.recovery.JournalTail;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Json;
import breakwater.tools.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists, prints and verifies journals. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "List, print and verify journals.",
        subcommands = {JournalCommand.Ls.class, JournalCommand.Cat.class, JournalCommand.Verify.class})
public final class JournalCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(ExitCode.USAGE, "journal needs one of: ls, cat, verify");
    }

    @Command(name = "ls", mixinStandardHelpOptions = true, description = "The runs of both journals.")
    static final class Ls implements Callable<Integer> {
        @Mixin
        private JournalChoice journal;

        @Option(names = "--json", description = "one JSON document")
        private boolean isJson;

        @Override
        public Integer call() {
            final RunFolder folder = journal.open();
            final Table table = new Table("journal", "run", "first", "last", "records", "build", "schemaHash", "state");
            boolean isSound = true;
            long last = 0;
            for (final boolean isOutput : new boolean[] {false, true}) {
                for (final int run : folder.runs(isOutput)) {
                    try (JournalTailer tailer = JournalTailer.ofFolder(folder.journalFolder(isOutput, run))) {
                        final String state = readAll(tailer);
                        isSound &= "sound".equals(state);
                        final JournalHeader header = tailer.header();
                        last = isOutput ? tailer.sequence() : last;
                        table.add(
                                isOutput ? "output" : "input",
                                run,
                                tailer.records() == 0 ? "-" : Long.valueOf(tailer.sequence() - tailer.records() + 1),
                                tailer.records() == 0 ? "-" : Long.valueOf(tailer.sequence()),
                                tailer.records(),
                                header == null ? "-" : header.build(),
                                header == null ? "-" : String.format("%016x", header.schemaHash()),
                                state);
                    }
                }
            }
            if (isJson) {
                table.printJson(System.out, "journal", folder.path().toString(), last);
            } else if (Terminal.isPresent()) {
                table.printAligned(System.out);
            } else {
                table.printTabs(System.out);
            }
            return isSound ? ExitCode.OK : ExitCode.INTEGRITY;
        }

        private static String readAll(final JournalTailer tailer) {
            try {
                while (tailer.next()) {
                    // The tailer checks each record.
                }
                return tailer.header() == null ? "empty" : "sound";
            } catch (final JournalDamagedException damaged) {
                return damaged.damage().reason().toString();
            }
        }
    }

    @Command(name = "cat", mixinStandardHelpOptions = true, description = "The records, one a line.")
    static final class Cat implements Callable<Integer> {
        @Mixin
        private JournalChoice journal;

        @Option(names = "--from", paramLabel = "N", description = "first sequence")
        private long from = 1;

        @Option(names = "--to", paramLabel = "N", description = "last sequence")
        private long to = Long.MAX_VALUE;

        @Option(names = "--output", description = "the output journal, not the input journal")
        private boolean isOutput;

        @Option(names = "--template", paramLabel = "T", description = "only records of this message, such as Quote")
        private String template;

        @Option(names = "--jsonl", description = "a JSON object a line")
        private boolean isJsonLines;

        private final Messages messages = new Messages();

        @Override
        public Integer call() {
            if (template != null) {
                final List<String> names = new ArrayList<>();
                messages.names().forEach(names::add);
                if (names.stream().noneMatch(template::equalsIgnoreCase)) {
                    throw new CommandFailure(
                            ExitCode.USAGE, "no message '" + template + "'" + Nearest.hint(template, names));
                }
            }
            if (from > to) {
                throw new CommandFailure(ExitCode.USAGE, "--from " + from + " lies after --to " + to);
            }
            final RunFolder folder = journal.open();
            try (JournalTailer tailer = JournalTailer.ofRuns(folder, isOutput)) {
                while (tailer.next() && tailer.sequence() <= to) {
                    final Frame frame = tailer.frame();
                    final String name = messages.name(frame.templateId());
                    if (frame.sequence() >= from && (template == null || template.equalsIgnoreCase(name))) {
                        System.out.println(isJsonLines ? json(frame, name) : text(frame, name));
                    }
                }
            } catch (final JournalDamagedException damaged) {
                throw new CommandFailure(ExitCode.INTEGRITY, damaged.getMessage(), damaged);
            }
            return ExitCode.OK;
        }

        private String text(final Frame frame, final String name) {
            final StringBuilder line = new StringBuilder();
            line.append(frame.sequence())
                    .append('\t')
                    .append(Times.text(frame.ingressTimeNs()))
                    .append('\t');
            if (isOutput) {
                line.append("cause ").append(frame.causeSequence()).append('.').append(frame.ordinal());
            } else {
                line.append("source ").append(frame.sourceId()).append(" #").append(frame.sourceSequence());
            }
            line.append('\t').append(name);
            messages.fields(frame)
                    .forEach((field, value) -> line.append(line.charAt(line.length() - 1) == '\t' ? "" : "\t")
                            .append(field)
                            .append('=')
                            .append(value));
            return line.toString();
        }

        private String json(final Frame frame, final String name) {
            final Json json = new Json()
                    .beginObject()
                    .member("sequence", frame.sequence())
                    .member("ingressTimeNs", frame.ingressTimeNs())
                    .member("eventTimeNs", frame.eventTimeNs());
            if (isOutput) {
                json.member("causeSequence", frame.causeSequence()).member("ordinal", frame.ordinal());
            } else {
                json.member("sourceId", frame.sourceId()).member("sourceSequence", frame.sourceSequence());
            }
            json.member("flags", frame.flags())
                    .member("template", name)
                    .name("fields")
                    .beginObject();
            for (final Map.Entry<String, String> field : messages.fields(frame).entrySet()) {
                final boolean isWhole = field.getValue().matches("-?[0-9]{1,18}");
                json.member(field.getKey(), isWhole ? (Object) Long.valueOf(field.getValue()) : field.getValue());
            }
            return json.endObject().endObject().toString();
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Every record, chain and sequence, and whether all that was acknowledged is there. 8 = it is not.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private JournalChoice journal;

        @Override
        public Integer call() {
            final JournalEnd end = JournalTail.inspect(journal.open());
            print("input", end.input());
            print("output", end.output());
            return end.isLoss() ? ExitCode.INTEGRITY : ExitCode.OK;
        }

        private static void print(final String name, final Verification found) {
            System.out.println(name + "\t" + (found.isGood() ? "sound" : "DAMAGED") + "\t" + found.describe());
        }
    }
}
