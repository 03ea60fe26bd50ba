package breakwater.gateway.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import breakwater.core.message.Frame;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FixDecimalTest {
    @Test
    void readsWhatFixWritesAsTheExactMantissa() {
        assertEquals(12345, FixDecimal.parse("123.45", -2));
        assertEquals(12300, FixDecimal.parse("00123", -2));
        assertEquals(12340, FixDecimal.parse("123.4", -2));
        assertEquals(12345, FixDecimal.parse("123.4500000", -2));
        assertEquals(50, FixDecimal.parse(".50", -2));
        assertEquals(500, FixDecimal.parse("5.", -2));
        assertEquals(-150, FixDecimal.parse("-1.5", -2));
        assertEquals(Long.MAX_VALUE, FixDecimal.parse("92233720368547758.07", -2));
    }

    @Test
    void refusesWhatHasNoExactMantissa() {
        for (final String text : new String[] {
            "",
            ".",
            "-",
            "1.2.3",
            "1e5",
            "+1",
            " 1",
            "1 ",
            "1,5",
            "0x10",
            "NaN",
            "123.456",
            "92233720368547758.08",
            "1_0"
        }) {
            assertEquals(FixDecimal.NOT_EXACT, FixDecimal.parse(text, -2), text);
        }
        assertEquals(FixDecimal.NOT_EXACT, FixDecimal.parse(null, -2));
    }

    @Test
    void aPlainDecimalHasNoExponentAndAnEnd() {
        assertEquals(new BigDecimal("-12.50"), FixDecimal.plain("-12.50"));
        for (final String text : new String[] {"", "x", "1E+999999999", "1e5", "0".repeat(41)}) {
            assertThrows(NumberFormatException.class, () -> FixDecimal.plain(text), text);
        }
    }

    @Test
    void readsBackWhatItWrites() {
        final long seed = 7_310;
        for (int i = 0; i < 100_000; i++) {
            final long chance = Frame.mix(seed + i);
            final long mantissa = chance >>> (1 + (chance & 31));
            final int exponent = -(int) ((chance >>> 8) % 13 & 0xF) % 13;
            assertEquals(
                    mantissa,
                    FixDecimal.parse(FixDecimal.format(mantissa, exponent), exponent),
                    "seed " + seed + " " + i);
        }
    }
}
