package breakwater.tools.check;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.message.TradeDecoder;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.gateway.ws.feed.GeneratorConfig;
import breakwater.gateway.ws.feed.InstrumentTerms;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes data to try things with. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Make data to try things with.",
        subcommands = DataCommand.Generate.class)
public final class DataCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(ExitCode.USAGE, "data needs: generate");
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description =
                    "Write generated trades as CSV, which demo --feed reads back; the same seed gives the same bytes. "
                            + "A trade file speaks of one instrument: several go to FILE-<symbol>.csv each.")
    static final class Generate implements Callable<Integer> {
        @Option(names = "--out", required = true, paramLabel = "FILE.csv")
        private Path out;

        @Option(names = "--instruments", paramLabel = "N", description = "default ${DEFAULT-VALUE}")
        private int instruments = 1;

        @Option(names = "--events", paramLabel = "N", description = "trades to write, default ${DEFAULT-VALUE}")
        private long events = 100_000;

        @Option(names = "--seed", paramLabel = "N", description = "default ${DEFAULT-VALUE}")
        private long seed = 1;

        @Override
        public Integer call() {
            if (events < 1 || instruments < 1) {
                throw new CommandFailure(ExitCode.USAGE, "--events and --instruments must be at least 1");
            }
            final GeneratorConfig config = new GeneratorConfig(
                    seed, instruments, GeneratorConfig.DEFAULT.rate(), 0, GeneratorConfig.DEFAULT.startS());
            final List<BufferedWriter> files = new ArrayList<>();
            try (Feed feed = Feeds.generate(config)) {
                final List<InstrumentTerms> terms = feed.description().instruments();
                for (final InstrumentTerms one : terms) {
                    files.add(create(file(one.symbol())));
                }
                write(feed, terms, files);
            } catch (final FileAlreadyExistsException exists) {
                throw new CommandFailure(
                        ExitCode.PRECONDITION,
                        exists.getFile() + " exists and is left as it is; choose another --out",
                        exists);
            } catch (final IOException failure) {
                throw new CommandFailure(ExitCode.PRECONDITION, "cannot write " + out + ": " + failure, failure);
            } finally {
                files.forEach(Generate::closeQuietly);
            }
            System.out.println("wrote " + events + " trades of " + instruments + " instruments, seed " + seed + ", to "
                    + (instruments == 1 ? out.toString() : file("<symbol>").toString()));
            return ExitCode.OK;
        }

        private Path file(final String symbol) {
            if (instruments == 1) {
                return out;
            }
            final String name = out.getFileName().toString();
            final int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
            return out.resolveSibling(name.substring(0, dot) + "-" + symbol + name.substring(dot));
        }

        private static BufferedWriter create(final Path file) throws IOException {
            final BufferedWriter writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
            writer.write("timestamp_us,price,amount,side,id\n");
            return writer;
        }

        private void write(final Feed feed, final List<InstrumentTerms> terms, final List<BufferedWriter> files)
                throws IOException {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
            final Frame frame = new Frame().wrap(buffer, 0);
            final TradeDecoder trade = new TradeDecoder();
            long written = 0;
            while (written < events && feed.nextTimeNs() != EventSource.NONE) {
                feed.encodeNext(buffer, 0);
                if (frame.templateId() != TradeDecoder.TEMPLATE_ID) {
                    continue;
                }
                trade.wrap(buffer, frame.blockOffset(), frame.blockLength(), frame.version());
                final InstrumentTerms term = terms.get(trade.instrumentId());
                files.get(trade.instrumentId())
                        .write(frame.eventTimeNs() / 1_000 + ","
                                + Decimals.format(trade.price(), term.priceExponent()) + ","
                                + Decimals.format(trade.quantity(), term.quantityExponent()) + ","
                                + (trade.aggressor() == Side.BUY ? "buy" : "sell") + "," + trade.tradeId() + "\n");
                written++;
            }
            for (final BufferedWriter file : files) {
                file.flush();
            }
        }

        private static void closeQuietly(final BufferedWriter file) {
            try {
                file.close();
            } catch (final IOException failure) {
                System.err.println("breakwater: data: a file did not close: " + failure);
            }
        }
    }
}
