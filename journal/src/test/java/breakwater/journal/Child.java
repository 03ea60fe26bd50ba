package breakwater.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with this one's flags and class path, to be killed by SIGKILL. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Child(final Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    public static Child start(final Class<?> main, final Object... arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agentlib")) {
                command.add(flag);
            }
        }
        command.add("-Xmx128m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (final Object argument : arguments) {
            command.add(argument.toString());
        }
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the next line that it prints, null at its end. */
    public String line() throws IOException {
        return output.readLine();
    }

    /** Kills it as the kernel would, and waits. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Owns a run folder until killed. */
    static final class OwnRunFolder {
        private OwnRunFolder() {}

        public static void main(final String[] arguments) throws Exception {
            final RunFolder folder = RunFolder.own(Path.of(arguments[0]));
            System.out.println("owned");
            Thread.sleep(Long.MAX_VALUE);
            folder.close();
        }
    }

    /** Appends at full rate from where the journal ends; prints each acknowledged sequence now and then. */
    static final class Append {
        private Append() {}

        public static void main(final String[] arguments) {
            final RunFolder folder = RunFolder.own(Path.of(arguments[0]));
            final long last = Long.parseLong(arguments[1]);
            final long chain = Long.parseLong(arguments[2]);
            final int run = folder.nextRun();
            final Records records = new Records();
            final JournalAppender appender = JournalAppender.open(
                    folder.inputFolder(run), Records.header(run, last, chain), 8L << 20, 0, 32L << 20);
            final breakwater.journal.control.ControlFile control = breakwater.journal.control.ControlFile.create(
                    folder.controlFile(), ProcessHandle.current().pid(), 1);
            System.out.println("appending");
            for (long sequence = last + 1; ; sequence++) {
                appender.append(records.buffer(), 0, records.encode(sequence));
                if (sequence % 11 == 0) {
                    appender.endBatch();
                    control.page().set(breakwater.core.pipeline.ControlPage.Word.JOURNALED, sequence);
                }
            }
        }
    }

    /** Fills a disk; prints the last acknowledged sequence and the error. */
    static final class FillDisk {
        private FillDisk() {}

        public static void main(final String[] arguments) {
            final Path folder = Path.of(arguments[0]);
            final long reserve = Long.parseLong(arguments[1]);
            final Records records = new Records();
            long acknowledged = 0;
            try (JournalAppender appender =
                    JournalAppender.open(folder, Records.header(1, 0, 0), 1 << 20, reserve, 1L << 30)) {
                for (long sequence = 1; sequence < 10_000_000; sequence++) {
                    appender.append(records.buffer(), 0, records.encode(sequence));
                    if (sequence % 16 == 0) {
                        appender.endBatch();
                        acknowledged = sequence;
                    }
                }
            } catch (final IllegalStateException e) {
                System.out.println(acknowledged);
                System.out.println(e.getMessage().replace('\n', ' '));
                return;
            }
            System.out.println("no failure");
        }
    }
}
