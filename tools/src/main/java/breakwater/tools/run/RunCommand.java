package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalAppender;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs an engine from a configuration file on the paper venue, free-running on threads or in lockstep. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run an engine from a configuration file, on recorded or generated data and the paper venue, or on venues",
            "at the other end of FIX sessions ('wire: fix'), which may give the market too ('market-data: COMPID')."
        })
public final class RunCommand implements Callable<Integer> {
    private static final String DEFAULT_FEED = "generate";

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the configuration")
    private Path configFile;

    @Option(
            names = "--feed",
            paramLabel = "FILE",
            description = "bars, trades, a capture, bitstamp or generate:…; default generate; none beside market-data")
    private String feed;

    @Option(names = "--mode", paramLabel = "MODE", description = "paper (orders go to the paper venue)")
    private String mode = "paper";

    @Option(names = "--drive", paramLabel = "HOW", description = "free (threads, default) or lockstep")
    private String drive = "free";

    @Option(names = "--speed", paramLabel = "N|max", description = "play at N times the feed's own speed; default max")
    private String speed;

    @Option(
            names = "--snapshot-every",
            paramLabel = "N",
            description = "inputs between snapshots, lockstep; default ${DEFAULT-VALUE}")
    private long snapshotEvery = Session.SNAPSHOT_EVERY;

    @Option(
            names = "--take-over",
            paramLabel = "BUILD",
            description = "go on in a folder that this other version wrote; its schema has to be the same")
    private String takeOver;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default runs/<configuration's name>")
    private Path dir;

    @Override
    public Integer call() throws IOException, ConfigException {
        if (!"paper".equals(mode)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--mode " + mode
                            + ": venues are the paper venue or, by 'wire: fix', at the other end of a session; use --mode paper");
        }
        if (!List.of("free", "lockstep").contains(drive)) {
            throw new CommandFailure(ExitCode.USAGE, "--drive " + drive + " is neither free nor lockstep");
        }
        final Config config = ConfigFile.read(configFile);
        if ("lockstep".equals(drive) && config.venues().stream().anyMatch(row -> row.wire() != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--drive lockstep: a venue at the end of a wire keeps its own time; use --drive free");
        }
        requireNoFeedBesideALiveMarket(config);
        final List<Feed> feeds =
                config.hasMarketData() ? List.of() : List.of(Feeds.open(feed == null ? DEFAULT_FEED : feed));
        final String played = speed == null ? "max" : speed;
        final Pace pace = feeds.isEmpty()
                ? Pace.MAX
                : WallPace.of(played, feeds.get(0).description().firstTimeNs());
        final Path folder = dir != null
                ? dir
                : Path.of("runs", configFile.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
        final boolean isLockstep = "lockstep".equals(drive);
        final Session session = Session.open(
                config,
                new Session.Options(
                        folder,
                        pace,
                        isLockstep,
                        feeds.isEmpty() ? "live" : played,
                        JournalAppender.BLOCK_SIZE,
                        snapshotEvery,
                        takeOver),
                feeds);
        Files.copy(configFile, session.folder().configurationFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        System.out.println(
                "run folder " + folder + "  run " + session.page().get(breakwater.core.pipeline.ControlPage.Word.RUN)
                        + "  from sequence " + session.recovery().inputSequence());
        System.out.println(new Drive(session).run(isLockstep));
        if (!session.failures().isEmpty()) {
            throw new CommandFailure(ExitCode.PARTIAL, String.join("; ", session.failures()));
        }
        return ExitCode.OK;
    }

    private void requireNoFeedBesideALiveMarket(final Config config) {
        if (config.hasMarketData() && (feed != null || speed != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    (feed != null ? "--feed " + feed : "--speed " + speed) + ": " + configFile
                            + " takes its market over FIX, as it happens; leave the option out, or take 'market-data:'"
                            + " out of the venue's row");
        }
    }
}
