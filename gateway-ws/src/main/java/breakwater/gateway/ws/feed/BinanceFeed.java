package breakwater.gateway.ws.feed;

import breakwater.gateway.ws.DecimalText;
import breakwater.gateway.ws.binance.BinanceAdapter;
import breakwater.gateway.ws.binance.BinanceEncoder;
import breakwater.gateway.ws.binance.ScanResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/**
 * A recorded Binance stream, lines of {@code <receive time in ns> <json>}, of one symbol: trade → Trade, bookTicker →
 * Quote, depth and snapshot → Depth. Ingress time is the recorder's receive time, never going back; event time is the
 * venue's (T of trades, E of depth), and spot's bookTicker, which has none, is flagged.
 *
 * <p>The recorder's clock is not the venue's: in the captures at hand event times lead receive times by 1.27 s. So the
 * source tolerates a lead of 2 s; a live connection, with its clock disciplined, keeps to the default.
 *
 * <p>Thread: one. Allocates: at opening, and for refusals that are kept.
 */
final class BinanceFeed extends RecordedFeed {
    static final long LEAD_MAX_NS = 2_000_000_000L;

    private final FeedFile file;
    private final FeedDescription description;
    private final OneSymbol symbol;
    private final BinanceEncoder encoder;
    private final BinanceAdapter adapter;
    private final LineReader lines;
    private long ingressTimeNs;
    private int part;
    private boolean isEnded;

    BinanceFeed(final FeedFile file, final Optional<InstrumentTerms> wanted) throws IOException {
        super(file);
        this.file = file;
        final CaptureSurvey survey = new CaptureSurvey(file);
        symbol = survey.symbol();
        final InstrumentTerms terms = wanted.orElseGet(survey::terms);
        description = new FeedDescription(
                Ascii.name(file.stem()),
                "capture",
                true,
                true,
                LEAD_MAX_NS,
                0,
                List.of(terms),
                file.digest(),
                survey.firstTimeNs(),
                survey.lastTimeNs(),
                survey.events());
        encoder = new BinanceEncoder(terms.priceExponent(), terms.quantityExponent());
        adapter = new BinanceAdapter(symbol, encoder);
        lines = file.lines();
        readMessage();
    }

    @Override
    public FeedDescription description() {
        return description;
    }

    @Override
    public long nextTimeNs() {
        return isEnded ? NONE : ingressTimeNs;
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        encoder.encode(part, buffer, offset, sourceId, ++sequence, ingressTimeNs, instrumentId);
        advance();
    }

    private void advance() {
        if (++part >= encoder.parts()) {
            readMessage();
        }
    }

    /** Goes on to the next message that makes events: one that waited, or a line; what is refused on the way is counted. */
    private void readMessage() {
        part = 0;
        try {
            do {
                isEnded = !encoder.nextHeld() && !readLine();
            } while (!isEnded && encoder.parts() == 0);
        } catch (final IOException e) {
            throw new FeedException(file.where() + ": cannot be read on after line " + lines.line() + ": " + e, e);
        }
    }

    /** Reads a line; returns false at the end, when nothing waits any more. */
    private boolean readLine() throws IOException {
        encoder.clear();
        if (!lines.next()) {
            return encoder.releaseHeld();
        }
        final int json = CaptureLine.jsonFrom(lines);
        final ScanResult result =
                json < 0 ? ScanResult.MALFORMED : adapter.onMessage(lines.bytes(), json, lines.to() - json);
        if (result == ScanResult.ACCEPTED && (encoder.parts() > 0 || encoder.isHeld())) {
            ingressTimeNs = Math.max(ingressTimeNs, CaptureLine.timeNs(lines));
        } else if (result != ScanResult.IGNORED) {
            refuse(json, result);
        }
        return true;
    }

    private void refuse(final int json, final ScanResult result) {
        if (json < 0) {
            refusals.add(
                    lines.line(),
                    "byte 0",
                    lines.bytes(),
                    lines.from(),
                    lines.to(),
                    lines.isTooLong()
                            ? "is longer than " + LineReader.LINE_MAX + " bytes"
                            : "does not begin with a receive time in ns and a space");
        } else if (result == ScanResult.ACCEPTED) {
            refusals.add(
                    lines.line(),
                    "byte " + (json - lines.from()),
                    lines.bytes(),
                    json,
                    lines.to(),
                    DecimalText.reason(DecimalText.DOES_NOT_FIT));
        } else {
            final int at = json + adapter.errorOffset();
            refusals.add(
                    lines.line(),
                    "byte " + (at - lines.from()),
                    lines.bytes(),
                    Math.min(at, lines.to()),
                    lines.to(),
                    "is refused: " + result);
        }
    }

    @Override
    void passOver(final long lastSourceSequence) {
        while (!isEnded && sequence < lastSourceSequence) {
            sequence++;
            advance();
        }
    }

    @Override
    public void close() {
        isEnded = true;
        try {
            lines.close();
        } catch (final IOException e) {
            throw new FeedException(file.where() + ": cannot be closed: " + e, e);
        }
    }
}
