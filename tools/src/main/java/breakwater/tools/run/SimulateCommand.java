package breakwater.tools.run;

import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the paper venue as a process of its own, for FIX clients of any make on this machine. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Run a venue on this machine that FIX clients (4.2, 4.4, 5.0 SP2) can trade on. Any pair of CompIDs may log on.")
public final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--venue", paramLabel = "KIND", description = "fix (default)")
    private String venue = "fix";

    @Option(
            names = "--port",
            required = true,
            paramLabel = "P",
            description = "port on 127.0.0.1 to listen on; 0 = any that is free, which is printed")
    private int port;

    @Option(
            names = "--feed",
            paramLabel = "FILE",
            description = "bars, trades, a capture, bitstamp or generate:…; default ${DEFAULT-VALUE}")
    private String feed = "generate:rate=100,count=0";

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "play at N times the feed's own speed, from now on; default 1")
    private String speed = "1";

    @Option(names = "--seed", paramLabel = "N", description = "seed of chances (default ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(
            names = "--cash",
            paramLabel = "AMOUNT",
            description =
                    "what account main opened with, in USD, as the client's configuration says (default ${DEFAULT-VALUE})")
    private long cash = 1_000_000_000;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description =
                    "what the venue gets wrong, line by line: 'ack-lost: 10' (thousandths), 'disconnect-at: 3, 7', 'skip-at: 5'")
    private Path faults;

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        if (!"fix".equals(venue)) {
            throw new CommandFailure(ExitCode.USAGE, "--venue " + venue + ": this build simulates fix venues");
        }
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(ExitCode.USAGE, "--port " + port + ", from 0 to 65535");
        }
        final Feed opened = Feeds.open(feed);
        final Config config = ConfigFile.parse("simulated venue", DemoConfig.text(opened.description(), seed, cash));
        final FixVenue front = PaperFixVenue.playing(
                config,
                port,
                faults(),
                opened,
                WallPace.factor(speed, "not"),
                text -> System.err.println("session: " + text));
        final CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(asked::countDown, "simulate-stop"));
        try (front;
                opened) {
            front.start();
            System.out.println("FIX venue on 127.0.0.1:" + front.port() + ", feed "
                    + opened.description().name() + ", symbols "
                    + String.join(
                            ", ",
                            config.instruments().stream()
                                    .map(Config.InstrumentRow::symbol)
                                    .toList())
                    + "; stop it with ctrl-c");
            asked.await();
        } catch (final IOException failure) {
            throw new CommandFailure(ExitCode.PRECONDITION, failure.getMessage(), failure);
        }
        return ExitCode.OK;
    }

    private FrontFaults faults() {
        try {
            return faults == null ? FrontFaults.NONE : FrontFaults.read(faults);
        } catch (final IOException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--faults " + wrong.getMessage(), wrong);
        }
    }
}
