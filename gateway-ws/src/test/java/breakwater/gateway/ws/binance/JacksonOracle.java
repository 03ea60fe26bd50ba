package breakwater.gateway.ws.binance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;

/** What a general JSON library makes of a message: the same line that {@link Recorder} writes. */
final class JacksonOracle {
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Returns the document; throws where it is no JSON. */
    JsonNode read(final byte[] bytes, final int from, final int length) throws IOException {
        return mapper.readTree(bytes, from, length);
    }

    /** Returns the line of a message that was accepted. */
    String call(final JsonNode document) {
        final JsonNode m = document.has("data") ? document.get("data") : document;
        final String type = m.has("e") ? m.get("e").textValue() : m.has("lastUpdateId") ? "snapshot" : "bookTicker";
        switch (type) {
            case "trade":
                return "trade 0 " + ns(m, "T") + ' ' + m.get("t").longValue() + ' ' + e8(m.get("p")) + ' '
                        + e8(m.get("q")) + ' ' + m.get("m").booleanValue();
            case "bookTicker":
                return "ticker 0 " + ns(m, "E") + ' ' + m.get("u").longValue() + ' ' + e8(m.get("b")) + ' '
                        + e8(m.get("B")) + ' ' + e8(m.get("a")) + ' ' + e8(m.get("A"));
            case "depthUpdate":
                return "depth 0 " + ns(m, "E") + ' '
                        + (m.has("pu")
                                ? m.get("pu").longValue() + 1
                                : m.get("U").longValue()) + ' '
                        + m.get("u").longValue() + " b" + levels(m.get("b")) + " a" + levels(m.get("a"));
            case "snapshot":
                return "snapshot " + ns(m, "E") + ' ' + m.get("lastUpdateId").longValue() + " b" + levels(m.get("bids"))
                        + " a" + levels(m.get("asks"));
            default:
                return "ignored";
        }
    }

    private static long ns(final JsonNode message, final String field) {
        return message.has(field) ? message.get(field).longValue() * 1_000_000 : 0;
    }

    private static long e8(final JsonNode text) {
        return new BigDecimal(text.textValue()).movePointRight(8).longValueExact();
    }

    private static String levels(final JsonNode rows) {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : rows) {
            text.append(' ').append(e8(row.get(0))).append('x').append(e8(row.get(1)));
        }
        return text.toString();
    }
}
