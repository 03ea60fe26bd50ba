package breakwater.gateway.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FixTimeTest {
    @Test
    void readsSecondsAndFractionsOfAnyLength() {
        final long second = 1_719_487_037_000_000_000L;
        assertEquals(second, FixTime.parse("20240627-11:17:17"));
        assertEquals(second + 223_000_000, FixTime.parse("20240627-11:17:17.223"));
        assertEquals(second + 223_456_000, FixTime.parse("20240627-11:17:17.223456"));
        assertEquals(second + 223_456_789, FixTime.parse("20240627-11:17:17.223456789"));
        assertEquals(FixTime.parse("20170101-00:00:00"), FixTime.parse("20161231-23:59:60"));
    }

    @Test
    void writesWhatItReads() {
        assertEquals("20240627-11:17:17.223", FixTime.format(FixTime.parse("20240627-11:17:17.223999999")));
        assertEquals("19700101-00:00:00.000", FixTime.format(0));
    }

    @Test
    void refusesWhatIsNoTime() {
        for (final String text : new String[] {
            "",
            "20240627",
            "20240230-11:17:17",
            "20241327-11:17:17",
            "20240627-24:00:00",
            "20240627-11:60:17",
            "20240627 11:17:17",
            "20240627-11:17:17.",
            "20240627-11:17:17.1234567890",
            "2024a627-11:17:17",
            "20240627-11:17:61",
            "00000000-00:00:00",
            "20240627-11:17:17.x"
        }) {
            assertEquals(FixTime.NOT_A_TIME, FixTime.parse(text), text);
        }
    }
}
