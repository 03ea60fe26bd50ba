package breakwater.tools.drill;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.JvmFlags;
import breakwater.tools.config.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drills every way to stop an engine, and keeps the evidence. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Try every way to stop an engine on a paper engine of its own: each scope and level of a kill, pause, the KILL",
            "file, the watchdog, stop. Keeps evidence with the measured times; 'breakwater controls' shows the last drill."
        },
        footer = {
            "",
            "  breakwater drill",
            "  breakwater drill --config mine.yaml --dir drills/before-release",
            "",
            "Evidence: DIR/evidence.json, DIR/evidence.txt, and the engine's journals in DIR/run.",
            "",
            "Exit codes: 0 all passed, 5 the folder is not empty or the engine does not start, 6 a step failed."
        })
public final class DrillCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Option(names = "--dir", paramLabel = "DIR", description = "folder of the evidence; default drills/<UTC time>")
    private Path dir;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration; default the churn example")
    private Path config;

    @Option(
            names = "--feed",
            paramLabel = "FEED",
            description = "as 'run' takes it, of the configuration's instruments; default ${DEFAULT-VALUE}")
    private String feed = "generate:seed=1,instruments=3,rate=500,count=0";

    @Option(names = "--t1", paramLabel = "TIME", description = "T1 of the watchdog; default ${DEFAULT-VALUE}")
    private String t1 = "1s";

    @Override
    public Integer call() throws Exception {
        JvmFlags.check();
        final long t1Ns;
        try {
            t1Ns = Durations.parse(t1);
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--t1 " + wrong.getMessage());
        }
        final Instant begun = Instant.now();
        final Path folder = dir != null ? dir : Path.of("drills", STAMP.format(begun));
        final Path copy = begin(folder);
        final Evidence evidence = new Evidence(begun, folder);
        try (DrillEngine engine = new DrillEngine(folder.resolve("run"), copy, feed)) {
            new Drill(engine, evidence, t1, t1Ns).run();
        } finally {
            evidence.write();
        }
        System.out.print(evidence.text());
        return evidence.isPassed() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** Makes the folder and puts the configuration there. */
    private Path begin(final Path folder) throws IOException {
        if (Files.exists(folder.resolve("run"))) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    folder + " holds a drill already; evidence is not written over, name another --dir");
        }
        Files.createDirectories(folder);
        final Path copy = folder.resolve("config.yaml");
        if (config != null) {
            if (!Files.isReadable(config)) {
                throw new CommandFailure(ExitCode.NOT_FOUND, "no configuration " + config);
            }
            Files.copy(config, copy);
        } else {
            try (InputStream churn = DrillCommand.class.getResourceAsStream("/examples/churn.yaml")) {
                Files.copy(churn, copy);
            }
        }
        return copy;
    }
}
