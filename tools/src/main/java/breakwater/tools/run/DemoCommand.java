package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.ManualOrderEncoder;
import breakwater.core.message.Side;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalAppender;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trades real history on a paper venue, shows a refusal, and proves at the end that the journal replays to the same bytes. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run the engine on recorded data against the paper venue, then verify its replay. "
                + "An unfinished run is continued.")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--feed",
            paramLabel = "FILE",
            description =
                    "bars or trades as CSV, a recorded Binance capture, or generate:…; default: the embedded Bitstamp trades")
    private String feed = Feeds.BITSTAMP;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the paper venue (default ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "wall time in which the feed is played, such as 60s; default 60s, with --headless as fast as it goes")
    private String duration;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            description = "play at N times the feed's own speed, or at full speed")
    private String speed;

    @Option(names = "--dir", paramLabel = "RUN", description = "run folder; default runs/demo-<n>")
    private Path dir;

    @Option(
            names = "--wire",
            paramLabel = "WIRE",
            description = "paper (the venue in the process, in lockstep; default) or fix (a FIX 4.4 session on"
                    + " 127.0.0.1, free-running)")
    private String wire = "paper";

    @Option(names = "--headless", description = "no pacing and no live line")
    private boolean isHeadless;

    @Override
    public Integer call() throws IOException, ConfigException {
        if (!List.of("paper", "fix").contains(wire)) {
            throw new CommandFailure(ExitCode.USAGE, "--wire " + wire + " is neither paper nor fix");
        }
        final Feed opened = Feeds.open(feed);
        final FeedDescription description = opened.description();
        if ("fix".equals(wire)) {
            return FixDemo.run(opened, seed, pace(description), String.valueOf(speed), dir);
        }
        final String text = DemoConfig.text(description, seed);
        final Config config = ConfigFile.parse("demo configuration", text);
        final Path folder = dir != null ? dir : nextFolder(description);
        final Pace pace = pace(description);
        final boolean isNew = RunFacts.read(folder) == null;
        final RunFacts recorded = RunFacts.read(folder);
        if (recorded != null && recorded.finished()) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    folder + " is finished; look at it with 'breakwater fills --dir " + folder
                            + "', or choose another --dir");
        }
        final Session session = Session.open(
                config,
                new Session.Options(folder, pace, true, String.valueOf(speed), JournalAppender.BLOCK_SIZE),
                List.of(opened));
        Files.writeString(session.folder().configurationFile(), text);
        System.out.println("feed " + description.name() + " (" + description.kind() + ", "
                + (description.events() == Long.MAX_VALUE ? "endless" : description.events() + " events")
                + ")  run folder " + folder);
        if (isNew) {
            refuseOne(session);
        } else {
            System.out.println("resumed at sequence " + session.recovery().inputSequence() + ": "
                    + session.recovery().describe() + "; " + session.recovery().replayed()
                    + " inputs replayed after snapshot "
                    + session.recovery().snapshotSequence() + ", "
                    + session.recovery().missingOutputs()
                    + " outputs restored");
        }
        final Drive drive = new Drive(session);
        System.out.println(drive.run(true));
        if (!session.failures().isEmpty()) {
            throw new CommandFailure(ExitCode.PARTIAL, String.join("; ", session.failures()));
        }
        System.out.println("replaying in a fresh JVM …");
        return FreshJvm.run("replay", folder.toString(), "--verify");
    }

    /** A fat finger at the start: a manual order a thousand times too large, which the gate must refuse. */
    private static void refuseOne(final Session session) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        session.afterFeedEvents(200, () -> {
            final long price = session.engine().market().bidPrice(0);
            final Frame frame =
                    session.command(buffer, ManualOrderEncoder.TEMPLATE_ID, ManualOrderEncoder.BLOCK_LENGTH);
            new ManualOrderEncoder()
                    .wrap(buffer, Frame.HEADER_LENGTH)
                    .strategyId(0)
                    .instrumentId(0)
                    .side(Side.BUY)
                    .price(price)
                    .quantity(session.engine().instruments().maxQuantity(0))
                    .user("demo")
                    .reason("a fat finger: the whole maximum quantity");
            session.publish(buffer, frame.length());
            System.out.println(Refusals.describeLast(session));
        });
    }

    private Pace pace(final FeedDescription description) {
        if (speed != null) {
            return WallPace.of(speed, description.firstTimeNs());
        }
        final long wallNs = wallNs();
        if (description.lastTimeNs() == Long.MAX_VALUE || (duration == null && isHeadless)) {
            return Pace.MAX;
        }
        final double factor = (double) (description.lastTimeNs() - description.firstTimeNs()) / wallNs;
        return new WallPace(factor, description.firstTimeNs());
    }

    private long wallNs() {
        try {
            return Durations.parse(duration == null ? "60s" : duration);
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--duration " + wrong.getMessage() + " such as 60s", wrong);
        }
    }

    /** The newest demo that is unfinished and was started on this feed, else a new one. */
    private Path nextFolder(final FeedDescription description) throws IOException {
        int number = 1;
        Path folder = Path.of("runs", "demo-" + number);
        Path unfinished = null;
        while (Files.exists(folder)) {
            final RunFacts facts = RunFacts.read(folder);
            if (facts != null
                    && !facts.finished()
                    && facts.feedDigests().equals(List.of(description.digest()))
                    && facts.seed() == seed) {
                unfinished = folder;
            }
            folder = Path.of("runs", "demo-" + ++number);
        }
        return unfinished != null ? unfinished : folder;
    }
}
