package breakwater.gateway.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.emergency.AccountTarget;
import breakwater.gateway.fix.marketdata.MarketTarget;
import breakwater.gateway.fix.orderentry.AnswerTarget;
import breakwater.gateway.fix.orderentry.BookTarget;
import breakwater.gateway.fix.orderentry.CopyTarget;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of message that a venue may send, by a fuzzer that follows coverage (Jazzer), from text on the wire to the event. */
class CoverageFuzzTest {
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

    @TempDir
    private Path temp;

    private enum Target {
        ANSWERS(AnswerTarget.class, AnswerTarget.seeds()),
        BOOKS(BookTarget.class, BookTarget.seeds()),
        COPIES(CopyTarget.class, CopyTarget.seeds()),
        MARKET(MarketTarget.class, MarketTarget.seeds()),
        ACCOUNT(AccountTarget.class, AccountTarget.seeds());

        private final Class<?> target;
        private final List<String> seeds;

        Target(final Class<?> target, final List<String> seeds) {
            this.target = target;
            this.seeds = seeds;
        }
    }

    @Test
    void whateverComesIsAnEventOrARefusal() throws Exception {
        for (final Target target : Target.values()) {
            fuzz(target, "-runs=2000");
        }
    }

    /** {@code breakwater.prove.size} is seconds for each kind. */
    @Test
    @Tag("prove")
    void whateverComesForAMinuteEach() throws Exception {
        for (final Target target : Target.values()) {
            fuzz(target, "-max_total_time=" + Integer.getInteger("breakwater.prove.size", 60));
        }
    }

    private void fuzz(final Target target, final String how) throws Exception {
        final Path corpus = Files.createDirectories(temp.resolve(target.name()));
        for (int i = 0; i < target.seeds.size(); i++) {
            Files.writeString(corpus.resolve("seed-" + i), target.seeds.get(i), StandardCharsets.ISO_8859_1);
        }
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.target.getName(),
                "--instrumentation_includes=breakwater.gateway.fix.**:quickfix.*",
                "--custom_hook_includes=breakwater.none.**",
                // Linux counts the peak of the process that forked it as its own; the heap is bounded above.
                "-rss_limit_mb=0",
                "-seed=1",
                "-max_len=2048",
                how,
                corpus.toString()));
        final Process process = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        final Matcher done = DONE.matcher(said);
        assertEquals(0, process.waitFor(), said);
        assertTrue(done.find(), said);
        System.out.println("fuzzed " + target + ": " + done.group(1) + " inputs in " + done.group(2) + " s, "
                + Files.list(corpus).count() + " kept for their coverage");
    }
}
