package breakwater.gateway.ws.feed;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens feeds by what is in them, not by what they are called. A feed that cannot be opened is refused with the file, what
 * is wrong with it, and what is supported. Cold path.
 */
public final class Feeds {
    /** The embedded feed: 100,000 real trades. */
    public static final String BITSTAMP = "bitstamp";

    private static final String BITSTAMP_RESOURCE = "bitstamp_trades_from_20131125_usd.csv";
    private static final String SUPPORTED =
            "supported, each also as .gz: a CSV with a header of timestamp_ms|timestamp_s|"
                    + "timestamp,open,high,low,close,volume in any order (bars); one of timestamp…,price,amount (trades; the header"
                    + " may be missing); a Binance capture with lines '<receive ns> <json>'; or 'bitstamp', or"
                    + " 'generate:seed=1,instruments=3,rate=1000,count=1000000'";

    private Feeds() {}

    /** Opens {@code bitstamp}, {@code generate[:key=value,…]} or a file, with the instrument terms that it suggests. */
    public static Feed open(final String spec) {
        return open(spec, Optional.empty());
    }

    /**
     * Opens a feed whose prices and quantities shall be in the exponents of {@code terms}; rows that do not fit them are
     * refused. A generated feed has terms of its own and takes none.
     */
    public static Feed open(final String spec, final Optional<InstrumentTerms> terms) {
        try {
            if (spec.equals(BITSTAMP)) {
                return new TradeFeed(
                        FeedFile.ofResource(BITSTAMP_RESOURCE), true, "bitstamp-btcusd-2013", "BTC-USD", terms);
            }
            if (spec.equals(GeneratorConfig.PREFIX) || spec.startsWith(GeneratorConfig.PREFIX + ":")) {
                if (terms.isPresent()) {
                    throw new FeedException(spec + ": a generated feed has instrument terms of its own");
                }
                return new GeneratorFeed(GeneratorConfig.parse(spec));
            }
            return openFile(Path.of(spec), terms);
        } catch (final EOFException e) {
            throw new FeedException(
                    spec
                            + ": ends in the middle of its compressed data; fetch it again, or pack it again from its source",
                    e);
        } catch (final IOException e) {
            throw new FeedException(spec + ": cannot be read: " + e + "; " + SUPPORTED, e);
        }
    }

    /** Opens a generated feed. */
    public static Feed generate(final GeneratorConfig config) {
        return new GeneratorFeed(config);
    }

    private static Feed openFile(final Path path, final Optional<InstrumentTerms> terms) throws IOException {
        if (!Files.exists(path)) {
            throw new FeedException(path + ": no such file; " + SUPPORTED);
        }
        if (Files.isDirectory(path)) {
            throw new FeedException(path + ": is a directory; " + SUPPORTED);
        }
        final FeedFile file = FeedFile.of(path);
        final String name = Ascii.name(file.stem());
        switch (kindOf(file)) {
            case BARS:
                return new BarFeed(file, terms);
            case TRADES:
                return new TradeFeed(file, true, name, Symbols.inFileName(file.stem()), terms);
            case TRADES_WITHOUT_HEADER:
                return new TradeFeed(file, false, name, Symbols.inFileName(file.stem()), terms);
            case CAPTURE:
                return new BinanceFeed(file, terms);
            default:
                throw new FeedException(path + ": is no feed: its first line is none of what is " + SUPPORTED);
        }
    }

    private enum Kind {
        BARS,
        TRADES,
        TRADES_WITHOUT_HEADER,
        CAPTURE,
        UNKNOWN
    }

    private static Kind kindOf(final FeedFile file) throws IOException {
        try (LineReader lines = file.lines()) {
            if (!lines.next()) {
                throw new FeedException(file.where() + ": is empty; " + SUPPORTED);
            }
            final int json = CaptureLine.jsonFrom(lines);
            if (json >= 0 && json < lines.to() && lines.bytes()[json] == '{') {
                return Kind.CAPTURE;
            }
            final List<String> names = Csv.names(lines.bytes(), lines.from(), lines.to());
            final boolean hasTime = names.stream().anyMatch(name -> Timestamps.unitOf(name) != null);
            if (hasTime && names.containsAll(List.of("open", "high", "low", "close", "volume"))) {
                return Kind.BARS;
            }
            if (hasTime
                    && names.contains("price")
                    && (names.contains("amount") || names.contains("quantity") || names.contains("size"))) {
                return Kind.TRADES;
            }
            return names.size() == 3 && names.stream().allMatch(name -> name.matches("[0-9]+(\\.[0-9]+)?"))
                    ? Kind.TRADES_WITHOUT_HEADER
                    : Kind.UNKNOWN;
        }
    }

    static void requireForward(final long lastSourceSequence, final long sequence) {
        if (lastSourceSequence < sequence) {
            throw new IllegalArgumentException(
                    "cannot go back to event " + lastSourceSequence + ": " + sequence + " were given");
        }
    }

    static void requireRows(final FeedFile file, final int rows, final Refusals refusals) {
        if (rows == 0) {
            throw new FeedException(file.where() + ": has no row that can be used"
                    + (refusals.count() == 0
                            ? ""
                            : "; " + refusals.count() + " refused, the first: "
                                    + refusals.kept().get(0)));
        }
    }
}
