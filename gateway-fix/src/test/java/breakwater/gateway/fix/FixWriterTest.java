package breakwater.gateway.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Frame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import quickfix.InvalidMessage;
import quickfix.Message;

class FixWriterTest {
    private static final long SEED = 20_261_122;
    private final FixWriter writer = new FixWriter();

    @Test
    void writesFieldsOneAfterTheOther() {
        writer.text(35, "D")
                .number(34, 12)
                .character(54, '1')
                .decimal(44, 12_345, -2)
                .decimal(38, 5, -5)
                .decimal(6, -5, 0)
                .numbers(11, 7, "-c", 431)
                .time(60, 1_719_487_037_223_999_999L);
        assertEquals(
                "8=FIX.4.4|9=77|35=D|34=12|54=1|44=123.45|38=0.00005|6=-5|11=7-c431|60=20240627-11:17:17.223|",
                writer.message("FIX.4.4").replace('\1', '|').replaceAll("10=...\\|$", ""));
    }

    @Test
    void itsMessagesAreWholeForAnIndependentReader() throws InvalidMessage {
        for (int i = 0; i < 20_000; i++) {
            final long chance = Frame.mix(SEED + i);
            writer.clear()
                    .text(35, "0")
                    .text(112, "x".repeat((int) (chance >>> 40 & 1023)) + "\u00e9")
                    .number(34, chance >>> 33);
            final String text = writer.message("FIX.4.4");
            final Message read = new Message(text, false);
            assertEquals(text, read.toRawString(), "seed " + SEED + " " + i);
            new Message(text);
        }
    }

    @Test
    void writesTheNumbersAndTimesThatLibrariesWrite() {
        final DateTimeFormatter times = DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss.SSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        for (int i = 0; i < 100_000; i++) {
            final long chance = Frame.mix(SEED + i);
            final long mantissa = chance >> (chance & 63);
            final int exponent = -(int) (chance >>> 58) % 13;
            final long timeNs = (chance >>> 1) - (chance >>> 1) % 1_000_000;
            final String where = "seed " + SEED + " " + i;
            assertEquals("34=" + mantissa, body(writer.clear().number(34, mantissa)), where);
            assertEquals(
                    "44=" + Decimals.format(mantissa, exponent),
                    body(writer.clear().decimal(44, mantissa, exponent)),
                    where);
            assertEquals(
                    "60=" + times.format(Instant.ofEpochSecond(timeNs / 1_000_000_000L, timeNs % 1_000_000_000L)),
                    body(writer.clear().time(60, timeNs)),
                    where);
        }
        for (final long edge : new long[] {0, 9, 10, -1, Long.MAX_VALUE, Long.MIN_VALUE, 999_999_999_999_999_999L}) {
            assertEquals("34=" + edge, body(writer.clear().number(34, edge)));
        }
    }

    @Test
    void takesNoMantissaThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> writer.decimal(44, Decimals.OVERFLOW, -2));
    }

    @Test
    void whatIsNotLatinBecomesAQuestionMark() {
        assertEquals("58=a?b", body(writer.text(58, "a\u20acb")));
    }

    private static String body(final FixWriter written) {
        final String message = written.message("F");
        return message.substring(message.indexOf('\1', 4) + 1, message.length() - 8);
    }
}
