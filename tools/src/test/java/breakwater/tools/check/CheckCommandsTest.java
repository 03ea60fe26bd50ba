package breakwater.tools.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.Breakwater;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void generatedTradesAreAFeedAndTheSameForASeed() throws IOException {
        final Path first = folder.resolve("a.csv");
        final Path second = folder.resolve("b.csv");

        assertEquals(0, generate(first));
        assertEquals(0, generate(second));

        assertEquals(-1, Files.mismatch(first, second));
        try (Feed feed = Feeds.open(first.toString())) {
            assertEquals(2_000, feed.description().events());
            assertEquals(0, feed.refusedCount());
        }
        assertEquals(5, generate(first));
    }

    private static int generate(final Path out) {
        return Breakwater.run("data", "generate", "--out", out.toString(), "--events", "1000", "--seed", "7");
    }

    @Test
    void explainsControlsLimitsReasonsAndExitCodes() {
        for (final String code : new String[] {"P9", "position_limit", "trade-risk", "CROSSED", "8", "L1"}) {
            assertEquals(0, Breakwater.run("explain", code), code);
        }
        assertEquals(3, Breakwater.run("explain", "P999"));
        assertEquals(2, Breakwater.run("explain"));
    }

    @Test
    void configCheckNamesWhatIsWrong() throws IOException {
        final Path file = Files.writeString(folder.resolve("bad.yaml"), "engin: {}\n");

        assertEquals(6, Breakwater.run("config", "check", file.toString()));
        assertEquals(2, Breakwater.run("config"));
    }
}
