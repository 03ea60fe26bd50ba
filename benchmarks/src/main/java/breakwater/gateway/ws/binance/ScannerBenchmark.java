package breakwater.gateway.ws.binance;

import breakwater.core.message.Frame;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One line of Binance's stream, made up in the documented form, to a frame. The peer is Jackson's streaming parser, which
 * here only walks the tokens and reads the names: it makes no frame and checks nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScannerBenchmark {
    private static final String TRADE =
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1700000000001,\"s\":\"BTCUSDT\",\"t\":1234567890,"
                    + "\"p\":\"61000.12000000\",\"q\":\"0.02150000\",\"T\":1700000000000,\"m\":true,\"M\":true}}";
    private static final String TICKER =
            "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":400900217,\"s\":\"BTCUSDT\",\"b\":\"61000.11000000\","
                    + "\"B\":\"1.25000000\",\"a\":\"61000.12000000\",\"A\":\"0.75000000\"}}";

    @Param({"trade", "ticker"})
    private String line = "trade";

    private final BinanceEncoder encoder = new BinanceEncoder(-2, -5);
    private final BinanceAdapter adapter = new BinanceAdapter((bytes, from, to) -> 0, encoder);
    private final UnsafeBuffer slot = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final JsonFactory jackson = new JsonFactory();
    private byte[] bytes;

    @Setup
    public void prepare() {
        bytes = (line.equals("trade") ? TRADE : TICKER).getBytes(StandardCharsets.US_ASCII);
        if (adapter.onMessage(bytes, 0, bytes.length) != ScanResult.ACCEPTED || encoder.parts() != 1) {
            throw new IllegalStateException("the adapter refuses the line that it should be timed on: " + line);
        }
    }

    @Benchmark
    public long adapterToFrame() {
        encoder.clear();
        adapter.onMessage(bytes, 0, bytes.length);
        encoder.encode(0, slot, 0, 4, 1, 1_700_000_000_000_000_000L, 0);
        return slot.getLong(Frame.HEADER_LENGTH);
    }

    @Benchmark
    public long jacksonTokens() throws IOException {
        long sum = 0;
        try (JsonParser parser = jackson.createParser(bytes, 0, bytes.length)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    sum += parser.currentName().length() + parser.getTextLength();
                }
            }
        }
        return sum;
    }
}
