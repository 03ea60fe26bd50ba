package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Journals that an earlier build recorded, as resources {@code golden/*.zip}. To record one: run {@link #main} with the
 * file to write, from the tests' class path. From its release on a recorded one is never replaced: builds to come must read it too.
 */
final class GoldenJournal {
    private static final String FEED = "generate:seed=3,instruments=3,rate=500,count=900";
    private static final long BLOCK_SIZE = 1 << 20;

    private GoldenJournal() {}

    /** Records two runs of the churn example, the second a continuation of the first, and packs their journals. */
    public static void main(final String[] arguments) throws Exception {
        final Path folder = Files.createTempDirectory("breakwater-golden");
        record(folder, 450);
        record(folder, Long.MAX_VALUE);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[0])));
                var files = Files.walk(folder.resolve("journal"))) {
            for (final Path file :
                    (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static void record(final Path folder, final long feedEvents) throws Exception {
        try (InputStream text = GoldenJournal.class.getResourceAsStream("/examples/churn.yaml")) {
            final Config config =
                    ConfigFile.parse("churn.yaml", new String(text.readAllBytes(), StandardCharsets.UTF_8));
            try (Session session = Session.open(
                    config,
                    new Session.Options(folder, Pace.MAX, true, "max", BLOCK_SIZE),
                    List.of(Feeds.open(FEED)))) {
                while (session.feedEvents() < feedEvents && !session.isFinished()) {
                    session.step();
                }
            }
        }
    }

    /** Unpacks a recorded journal into a folder. */
    static Path unpack(final String name, final Path folder) {
        try (ZipInputStream zip = new ZipInputStream(GoldenJournal.class.getResourceAsStream("/golden/" + name))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
