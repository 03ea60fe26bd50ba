package breakwater.gateway.ws.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.ws.RecordedData;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceCaptureTest {
    private long sum;

    @ParameterizedTest
    @ValueSource(
            strings = {"binance-spot-btcusdt-20240808", "binance-spot-btcusdt-20240809", "binance-usdm-btcusdt-20240808"
            })
    void readsEveryLineOfACaptureAsJacksonDoes(final String name) throws IOException {
        final JacksonOracle oracle = new JacksonOracle();
        final Recorder recorder = new Recorder();
        final BinanceAdapter adapter = new BinanceAdapter((bytes, from, to) -> 0, recorder);
        final List<byte[]> lines = lines(RecordedData.require("depth/" + name + ".gz"));
        for (int i = 0; i < lines.size(); i++) {
            recorder.calls.clear();
            final byte[] line = lines.get(i);

            assertEquals(ScanResult.ACCEPTED, adapter.onMessage(line, 0, line.length), name + " line " + (i + 1));

            assertEquals(
                    List.of(oracle.call(oracle.read(line, 0, line.length))), recorder.calls, name + " line " + (i + 1));
        }
        assertTrue(lines.size() > 40_000);
    }

    @Test
    void allocatesNothing() {
        final byte[][] messages = new byte[6][];
        int n = 0;
        for (final String message : List.of(
                BinanceAdapterTest.TRADE,
                BinanceAdapterTest.TICKER,
                BinanceAdapterTest.DEPTH,
                BinanceAdapterTest.FUTURES_DEPTH,
                BinanceAdapterTest.SNAPSHOT,
                "{\"broken\":")) {
            messages[n++] = message.getBytes(StandardCharsets.US_ASCII);
        }
        final BinanceEncoder encoder = new BinanceEncoder(-2, -5);
        final BinanceAdapter adapter = new BinanceAdapter((bytes, from, to) -> 0, encoder);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[512]);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        run(adapter, encoder, frame, messages, 100_000);
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);

        run(adapter, encoder, frame, messages, 500_000);

        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 2_048, "500,000 messages allocated " + allocated + " bytes, checksum " + sum);
    }

    private void run(
            final BinanceAdapter adapter,
            final BinanceEncoder encoder,
            final UnsafeBuffer frame,
            final byte[][] messages,
            final int count) {
        for (int i = 0; i < count; i++) {
            final byte[] message = messages[i % messages.length];
            encoder.clear();
            if (adapter.onMessage(message, 0, message.length) == ScanResult.ACCEPTED) {
                for (int part = 0; part < encoder.parts(); part++) {
                    encoder.encode(part, frame, 0, 1, i, i, 0);
                    sum += frame.getLong(72);
                }
            }
        }
    }

    private static List<byte[]> lines(final Path file) throws IOException {
        final List<byte[]> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.substring(line.indexOf(' ') + 1).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return lines;
    }
}
