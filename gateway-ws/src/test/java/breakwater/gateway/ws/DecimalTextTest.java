package breakwater.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
    @Test
    void readsPlainDecimalsInE8() {
        assertEquals(6183763000000L, parse("61837.63000000"));
        assertEquals(6183763000000L, parse("61837.63"));
        assertEquals(1L, parse("0.00000001"));
        assertEquals(500000000L, parse("5"));
        assertEquals(80001000000L, parse("800.010000000000"));
        assertEquals(Long.MAX_VALUE, parse("92233720368.54775807"));
    }

    @Test
    void refusesWhatIsNoPlainDecimalWithTheReason() {
        for (final String text : new String[] {
            "",
            ".",
            "1.",
            ".5",
            "1e5",
            "+1",
            " 1",
            "1,5",
            "0x1",
            "1.2.3",
            "1.2345678x",
            "1.0000000:",
            "1.000000000a",
            "NaN"
        }) {
            assertEquals(DecimalText.NOT_A_NUMBER, parse(text), text);
        }
        assertEquals(DecimalText.TOO_PRECISE, parse("0.000000001"));
        assertEquals(DecimalText.TOO_LARGE, parse("92233720368.54775808"));
        assertEquals(DecimalText.TOO_LARGE, parse("99999999999999999999999999"));
        assertEquals(DecimalText.NEGATIVE, parse("-1"));
    }

    @Test
    void agreesWithBigDecimalOnSeededText() {
        long seed = 20241121;
        for (int i = 0; i < 200_000; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            final long e8 = (seed >>> 1) >>> (int) ((seed >>> 3) & 31);
            final String text = BigDecimal.valueOf(e8, 8).toPlainString();
            assertEquals(e8, parse(text), text);
            assertEquals(
                    e8, parse(BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString()), text);
        }
    }

    @Test
    void bringsValuesToAnExponentExactlyOrNotAtAll() {
        assertEquals(6183763L, DecimalText.mantissa(6183763000000L, -2));
        assertEquals(DecimalText.DOES_NOT_FIT, DecimalText.mantissa(6183763000001L, -2));
        assertEquals(61837630000000000L, DecimalText.mantissa(6183763000000L, -12));
        assertEquals(DecimalText.DOES_NOT_FIT, DecimalText.mantissa(Long.MAX_VALUE, -12));
        assertEquals(2, DecimalText.decimalsOf(6183763000000L));
        assertEquals(0, DecimalText.decimalsOf(0));
        assertEquals(8, DecimalText.decimalsOf(1));
    }

    private static long parse(final String text) {
        final byte[] bytes = ("«" + text + "»").getBytes(StandardCharsets.ISO_8859_1);
        return DecimalText.parseE8(bytes, 1, bytes.length - 1);
    }
}
