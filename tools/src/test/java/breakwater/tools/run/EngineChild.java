package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main of an engine process that is there to be killed: {@code dir drive feed snapshotEvery speed place passes
 * [config]}. Says what it recovered, then drives to the end of the feed unless it dies before.
 */
final class EngineChild {
    static final long BLOCK_SIZE = 8L << 20;

    private EngineChild() {}

    /** The churn example as it ships. */
    static String churnText() throws IOException {
        try (InputStream yaml = Session.class.getResourceAsStream("/examples/churn.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Config churn() throws IOException, ConfigException {
        return ConfigFile.parse("churn.yaml", churnText());
    }

    public static void main(final String[] arguments) throws Exception {
        final Path dir = Path.of(arguments[0]);
        final boolean isLockstep = "lockstep".equals(arguments[1]);
        final breakwater.gateway.ws.feed.Feed feed = Feeds.open(arguments[2]);
        final Pace pace = "max".equals(arguments[4])
                ? Pace.MAX
                : new WallPace(
                        Double.parseDouble(arguments[4]), feed.description().firstTimeNs());
        Files.createDirectories(dir);
        final DeathAt death = new DeathAt(dir, DeathAt.Place.valueOf(arguments[5]), Long.parseLong(arguments[6]));
        final Session session = Session.open(
                arguments.length > 7 ? ConfigFile.read(Path.of(arguments[7])) : churn(),
                new Session.Options(dir, pace, isLockstep, arguments[4], BLOCK_SIZE, Long.parseLong(arguments[3])),
                List.of(feed),
                death);
        final Recovery recovery = session.recovery();
        System.out.println(new Opened(
                        recovery.inputSequence(),
                        recovery.outputSequence(),
                        recovery.isDamaged(),
                        recovery.snapshotSequence(),
                        recovery.missingOutputs(),
                        session.engine().sequence(),
                        session.engine().digest())
                .line());
        death.arm();
        System.out.println(new Drive(session).run(isLockstep));
    }

    /**
     * What a start says of itself.
     *
     * @param inputSequence last input recovered
     * @param outputSequence last output recovered
     * @param isDamaged whether something acknowledged was lost
     * @param snapshotSequence up to which a snapshot spared the replay
     * @param missingOutputs outputs appended that the dead process had not journaled
     * @param sequence of the engine after its start
     * @param digest of the engine's state at that sequence
     */
    record Opened(
            long inputSequence,
            long outputSequence,
            boolean isDamaged,
            long snapshotSequence,
            int missingOutputs,
            long sequence,
            long digest) {
        String line() {
            return "opened " + inputSequence + " " + outputSequence + " " + isDamaged + " " + snapshotSequence + " "
                    + missingOutputs + " " + sequence + " " + digest;
        }

        static Opened parse(final String line) {
            final String[] words = line.split(" ");
            return new Opened(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Boolean.parseBoolean(words[3]),
                    Long.parseLong(words[4]),
                    Integer.parseInt(words[5]),
                    Long.parseLong(words[6]),
                    Long.parseLong(words[7]));
        }
    }
}
