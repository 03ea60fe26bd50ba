package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.journal.JournalAppender;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The demo over a wire: engine and paper venue in one process, but between them nothing but a FIX 4.4 session over a socket
 * of this machine. The market waits while a message is under way ({@link WirePace}).
 */
final class FixDemo {
    private FixDemo() {}

    static int run(final Feed feed, final long seed, final Pace pace, final String speed, final Path dir)
            throws IOException, ConfigException {
        final FeedDescription description = feed.description();
        final String paper = DemoConfig.text(description, seed);
        final AtomicReference<Session> engine = new AtomicReference<>();
        final Path folder = dir != null ? dir : nextFolder();
        if (RunFacts.read(folder) != null) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    folder + " is in use: the venue of a demo over a wire ends with it; choose another --dir");
        }
        try (FixVenue venue = PaperFixVenue.of(
                ConfigFile.parse("demo configuration", paper), 0, FrontFaults.NONE, null, () -> 0, text -> {})) {
            venue.start();
            final String text = DemoConfig.overFix(paper, venue.port());
            final Pace held = WirePace.between(pace, engine::get, venue);
            final Session session = Session.open(
                    ConfigFile.parse("demo configuration", text),
                    new Session.Options(folder, held, false, speed, JournalAppender.BLOCK_SIZE),
                    List.of(new TeeFeed(feed, venue)));
            engine.set(session);
            Files.writeString(session.folder().configurationFile(), text);
            System.out.println("feed " + description.name() + " (" + description.kind() + ")  FIX 4.4 on 127.0.0.1:"
                    + venue.port() + "  run folder " + folder);
            System.out.println(new Drive(session).run(false));
            System.out.println("over the wire: " + venue.received() + " messages to the venue, " + venue.sent()
                    + " answers; " + venue.ordersEntered() + " orders entered");
            if (!session.failures().isEmpty()) {
                throw new CommandFailure(ExitCode.PARTIAL, String.join("; ", session.failures()));
            }
        }
        System.out.println("replaying in a fresh JVM …");
        return FreshJvm.run("replay", folder.toString(), "--verify");
    }

    private static Path nextFolder() {
        int number = 1;
        Path folder = Path.of("runs", "demo-fix-" + number);
        while (Files.exists(folder)) {
            folder = Path.of("runs", "demo-fix-" + ++number);
        }
        return folder;
    }
}
