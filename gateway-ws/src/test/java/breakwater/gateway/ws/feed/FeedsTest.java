package breakwater.gateway.ws.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.SourceDefinitionEncoder;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedsTest {
    @TempDir
    private Path folder;

    @Test
    void saysOfAFileThatItCannotPlayWhatIsWrongAndWhatIsSupported() throws IOException {
        refuses("no such file", folder.resolve("none.csv").toString());
        refuses("is a directory", folder.toString());
        refuses("is empty", file("empty.csv", ""));
        refuses("is no feed", file("letter.txt", "Dear reader,\nall is well.\n"));
        refuses("is no feed", file("zip.zip", "PK\u0003\u0004"));
        refuses("has no row that can be used", file("head.csv", "timestamp,price,amount\n"));
        refuses(
                "2 refused, the first: bad.csv:2: price: '-1' is negative",
                file("bad.csv", "timestamp,price,amount\n1,-1,1\n2,-1,1\n"));
        refuses("at least 2 bars", file("one.csv", "timestamp,open,high,low,close,volume\n60,1,1,1,1,1\n"));
        refuses("no line of it is a market-data message", file("cap.txt", "1 {}\n"));
        refuses("unknown key 'sed'", "generate:sed=4");
        refuses("instruments=0 is outside 1 to 256", "generate:instruments=0");
        refuses("'rate=x' is not key=whole number", "generate:rate=x");
    }

    private static void refuses(final String expected, final String spec) {
        final FeedException refusal = assertThrows(FeedException.class, () -> Feeds.open(spec));
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    @Test
    void givesDefinitionsThatTheEngineTakes() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        for (final String spec : List.of("bitstamp", "generate")) {
            final FeedDescription description = Feeds.open(spec).description();
            final Instruments instruments = new Instruments(8);
            for (int i = 0; i < description.instruments().size(); i++) {
                description.instruments().get(i).encode(new InstrumentDefinitionEncoder().wrap(buffer, 0), i, 0);
                assertTrue(instruments.define(new InstrumentDefinitionDecoder()
                        .wrap(buffer, 0, InstrumentDefinitionDecoder.BLOCK_LENGTH, 0)));
            }
            final Sources sources = new Sources(8);
            description.encode(new SourceDefinitionEncoder().wrap(buffer, 0), 3);
            assertTrue(sources.define(
                    new SourceDefinitionDecoder().wrap(buffer, 0, SourceDefinitionDecoder.BLOCK_LENGTH, 0)));
            assertEquals(description.name(), sources.name(3));
            assertTrue(sources.isSequenced(3) && sources.hasEventTime(3));
        }
    }

    @Test
    void mergesSourcesByTimeThenPlace() throws IOException {
        final Feed first = Feeds.open(file("a.csv", "10,1,1\n12,1,1\n"));
        final Feed second = Feeds.open(file("b.csv", "9,2,1\n10,2,1\n12,2,1\n13,2,1\n"));
        first.assign(1, 0);
        second.assign(2, 1);

        final Stream<String> trades =
                Tape.text(new MergedSource(first, second), 99).stream().filter(line -> line.contains("trade"));

        assertEquals(
                List.of("9 trade 1", "10 trade 0", "10 trade 1", "12 trade 0", "12 trade 1", "13 trade 1"),
                trades.map(line -> line.replaceAll("^\\d+ (\\d+)0{9} \\d+ (trade \\d).*", "$1 $2"))
                        .toList());
    }

    private String file(final String name, final String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
