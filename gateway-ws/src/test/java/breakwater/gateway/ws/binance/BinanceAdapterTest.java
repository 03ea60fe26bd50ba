package breakwater.gateway.ws.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinanceAdapterTest {
    static final String TRADE =
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161255343,\"s\":\"BTCUSDT\","
                    + "\"t\":3735683259,\"p\":\"61837.63000000\",\"q\":\"0.02000000\",\"T\":1723161255342,\"m\":true,\"M\":true}}";
    static final String TICKER = "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":50093239212,\"s\":\"BTCUSDT\","
            + "\"b\":\"61837.63000000\",\"B\":\"3.78826000\",\"a\":\"61837.64000000\",\"A\":\"1.54698000\"}}";
    static final String DEPTH =
            "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1723161255308,"
                    + "\"s\":\"BTCUSDT\",\"U\":50093239203,\"u\":50093239207,\"b\":[[\"55653.87000000\",\"0.00000000\"]],"
                    + "\"a\":[[\"61838.04000000\",\"0.32332000\"],[\"61844.30000000\",\"0.40163000\"]]}}";
    static final String FUTURES_DEPTH = "{\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\","
            + "\"E\":1723161600760,\"T\":1723161600709,\"s\":\"BTCUSDT\",\"U\":90,\"u\":95,\"pu\":80,\"b\":[],"
            + "\"a\":[[\"61659.80\",\"0.981\"]]}}";
    static final String SNAPSHOT =
            "{\"lastUpdateId\":50093239218,\"bids\":[[\"61837.63000000\",\"3.7\"]],\"asks\":[[\"61837.64\",\"1\"]]}";

    private final Recorder recorder = new Recorder();
    private final BinanceAdapter adapter = new BinanceAdapter(
            (bytes, from, to) ->
                    new String(bytes, from, to - from, StandardCharsets.US_ASCII).equals("BTCUSDT") ? 0 : -1,
            recorder);

    @Test
    void makesOneTypedCallOfEachMessage() {
        for (final String message : List.of(TRADE, TICKER, DEPTH, FUTURES_DEPTH, SNAPSHOT)) {
            assertEquals(ScanResult.ACCEPTED, scan(message), message);
        }

        assertEquals(
                List.of(
                        "trade 0 1723161255342000000 3735683259 6183763000000 2000000 true",
                        "ticker 0 0 50093239212 6183763000000 378826000 6183764000000 154698000",
                        "depth 0 1723161255308000000 50093239203 50093239207 b 5565387000000x0"
                                + " a 6183804000000x32332000 6184430000000x40163000",
                        "depth 0 1723161600760000000 81 95 b a 6165980000000x98100000",
                        "snapshot 0 50093239218 b 6183763000000x370000000 a 6183764000000x100000000"),
                recorder.calls);
    }

    @Test
    void readsKeysInAnyOrderWithWhitespaceAndPassesOverUnknownOnes() {
        final String message =
                " { \"data\" : {\"M\":true,\"q\":\"0.02\" , \"p\":\"61837.63\",\"new\":{\"p\":[1,{\"q\":null}]},"
                        + "\"m\":false,\"t\":7,\"T\":1,\"n\":-1.5e+9,\"E\":2,\"\u00e9\u20ac\":\"\\u0070\\n\",\"s\":\"BTCUSDT\",\"e\":\"trade\"},"
                        + "\"stream\":\"x\"}\r\n";

        assertEquals(ScanResult.ACCEPTED, scan(message));

        assertEquals(List.of("trade 0 1000000 7 6183763000000 2000000 false"), recorder.calls);
    }

    @Test
    void readsAMessageWithoutItsEnvelope() {
        assertEquals(ScanResult.ACCEPTED, scan(TICKER.substring(TICKER.indexOf("{\"u\""), TICKER.length() - 1)));
    }

    @Test
    void passesOverWellFormedMessagesThatAreNotForUs() {
        for (final String message : List.of(
                "{\"result\":null,\"id\":1}",
                "{}",
                "[]",
                "1",
                "null",
                "\"text\"",
                "{\"stream\":\"x\",\"data\":[1,2]}",
                "{\"e\":\"kline\",\"b\":5,\"a\":{},\"p\":7}")) {
            assertEquals(ScanResult.IGNORED, scan(message), message);
        }
        assertEquals(List.of(), recorder.calls);
    }

    @Test
    void refusesWithTheReasonAndTheByteOffset() {
        refuses(ScanResult.DUPLICATE_KEY, TRADE, "\"q\"", "\"p\"", "\"p\":\"0.02000000\"");
        refuses(ScanResult.DUPLICATE_KEY, TRADE, ",\"data\"", ",\"e\":\"trade\",\"data\"", "\"data\"");
        refuses(ScanResult.BAD_FIELD, TRADE, "61837.63000000", "6.1e4", "6.1e4");
        refuses(ScanResult.BAD_FIELD, TRADE, "0.02000000", "-0.02", "-0.02");
        refuses(ScanResult.BAD_FIELD, TRADE, "0.02000000", "0.020000001", "0.020000001");
        refuses(ScanResult.BAD_FIELD, TRADE, "\"m\":true", "\"m\":1", "1,\"M\"");
        refuses(ScanResult.BAD_FIELD, TRADE, "\"t\":3735683259", "\"t\":3.5", "3.5");
        refuses(ScanResult.BAD_FIELD, TRADE, "\"T\":1723161255342", "\"T\":9999999999999999", "9999999999999999");
        refuses(ScanResult.BAD_FIELD, DEPTH, "\"0.32332000\"", "0.32332", "0.32332");
        refuses(ScanResult.BAD_FIELD, DEPTH, "\"0.32332000\"", "\"1\",\"2\"", ",\"2\"");
        refuses(ScanResult.MISSING_FIELD, TRADE, "\"q\"", "\"Q\"", null);
        refuses(ScanResult.MISSING_FIELD, SNAPSHOT, "asks", "asps", null);
        refuses(ScanResult.UNKNOWN_SYMBOL, TRADE, "BTCUSDT", "ETHUSDT", "ETHUSDT");
        refuses(ScanResult.MALFORMED, TRADE, "\"m\":true", "\"m\":tru", ",\"M\"");
        refuses(ScanResult.MALFORMED, TRADE, "\"t\":", "\"t\":0", "3735683259");
        refuses(ScanResult.MALFORMED, TRADE, "\"t\"", "\"\\u0074\"", "\"\\u0074\"");
        refuses(ScanResult.MALFORMED, TRADE, "true}}", "true}}x", "x");
        refuses(ScanResult.MALFORMED, TRADE, "true}}", "true}", null);
        refuses(ScanResult.MALFORMED, "", "", "", null);
    }

    private void refuses(
            final ScanResult reason, final String message, final String part, final String with, final String at) {
        final String broken = message.replace(part, with);

        assertEquals(reason, scan(broken), broken);

        assertEquals(at == null ? broken.length() : broken.indexOf(at), adapter.errorOffset(), broken);
        assertEquals(List.of(), recorder.calls);
    }

    @Test
    void refusesNestingLevelsAndNumbersBeyondItsRoom() {
        assertEquals(ScanResult.IGNORED, scan("[".repeat(48) + "]".repeat(48)));
        assertEquals(ScanResult.MALFORMED, scan("[".repeat(49) + "]".repeat(49)));
        assertEquals(ScanResult.MALFORMED, scan("{\"x\":".repeat(1_000_000)));
        assertEquals(ScanResult.MALFORMED, scan("{\"x\":" + "1".repeat(65) + "}"));
        final String level = "[\"1\",\"1\"],";
        assertEquals(
                ScanResult.TOO_MANY_LEVELS,
                scan("{\"lastUpdateId\":1,\"bids\":[" + level.repeat(5_000) + "[\"1\",\"1\"]],\"asks\":[]}"));
        assertTrue(recorder.calls.isEmpty());
    }

    @Test
    void acceptsNothingBrokenThatJacksonRefusesOrReadsOtherwise() {
        final JacksonOracle oracle = new JacksonOracle();
        final String[] messages = {TRADE, TICKER, DEPTH, FUTURES_DEPTH, SNAPSHOT};
        final long start = 7310;
        int accepted = 0;
        long seed = start;
        for (int i = 0; i < 150_000; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            final byte[] bytes = messages[(int) ((seed >>> 33) % messages.length)].getBytes(StandardCharsets.US_ASCII);
            int length = bytes.length;
            for (int flips = (int) (seed >>> 61); flips >= 0; flips--) {
                seed = seed * 6364136223846793005L + 1442695040888963407L;
                final int at = (int) ((seed >>> 33) % bytes.length);
                switch ((int) (seed >>> 30 & 3)) {
                    case 0:
                        length = at;
                        break;
                    case 1:
                        bytes[at] = (byte) "{}[]\",:0.9eE-+tfn \\u\u0001".charAt((int) (seed >>> 20 & 15));
                        break;
                    case 2:
                        bytes[at] = bytes[(int) ((seed >>> 12 & 0xFFFFF) % bytes.length)];
                        break;
                    default:
                        bytes[at] ^= (byte) (1 << (seed >>> 27 & 7));
                }
            }
            accepted += agrees(oracle, bytes, 0, length, "seed " + start + ", step " + i) ? 1 : 0;
        }
        assertTrue(accepted > 1_000, "too few mutants were accepted to prove anything: " + accepted);
    }

    private boolean agrees(
            final JacksonOracle oracle, final byte[] bytes, final int from, final int length, final String step) {
        recorder.calls.clear();
        final ScanResult result = adapter.onMessage(bytes, from, length);
        final String text =
                step + ": " + result + " of " + new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        assertTrue(adapter.errorOffset() >= 0 && adapter.errorOffset() <= length, text);
        if (result != ScanResult.ACCEPTED) {
            assertEquals(List.of(), recorder.calls, text);
            if (result != ScanResult.IGNORED) {
                return false;
            }
        }
        final JsonNode document;
        try {
            document = oracle.read(bytes, from, length);
        } catch (final IOException e) {
            throw new AssertionError(text + ", but Jackson says " + e.getMessage(), e);
        }
        if (result == ScanResult.ACCEPTED) {
            assertEquals(List.of(oracle.call(document)), recorder.calls, text);
            return true;
        }
        return false;
    }

    private ScanResult scan(final String message) {
        final byte[] bytes = ("<" + message + ">").getBytes(StandardCharsets.UTF_8);
        return adapter.onMessage(bytes, 1, bytes.length - 2);
    }
}
