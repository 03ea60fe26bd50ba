package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the market forbids is told by {@code why} in words: control, scope, what was seen, and against what. */
class WhyMarketTest {
    /** 2026-01-05, a Monday, 08:00 in New York. */
    private static final String FEED = "generate:seed=1,instruments=1,rate=2000,count=2000,start=1767618000";

    @TempDir
    private Path temp;

    @Test
    void aClosedMarketSaysWhenItOpens() throws Exception {
        final String said = why("class: crypto, calendar: always", "class: crypto, calendar: us-equities");

        assertTrue(said.contains("P25 TRADING_HOURS"), said);
        assertTrue(
                said.matches("(?s).*  1 against 0\\n.*"), "before the regular hours, which is not permitted: " + said);
        assertTrue(said.contains("outside the trading hours of its calendar"), said);
    }

    @Test
    void aVenueWithoutHoursTodaySaysHowLongItIsClosed() throws Exception {
        final String said = why(
                "- {name: paper,", "- {name: paper, calendar: us-equities,", FEED.replace("1767618000", "1767600000"));

        assertTrue(said.contains("P25 TRADING_HOURS"), said);
        assertTrue(said.matches("(?s).*closed for 3,59[0-9]\\.[0-9]{3} s against 0.*"), said);
    }

    @Test
    void whatIsRestrictedToExitsSaysSo() throws Exception {
        final String said = why("permitted, instrument: SIM1-USD, value: 2", "permitted, instrument: SIM1-USD, value: 1");

        assertTrue(said.contains("P24 PERMISSION  SIM1-USD  2 against 1"), said);
        assertTrue(said.contains("not permitted: the instrument"), said);
    }

    @Test
    void aVolumeThatNobodyKnowsIsNamed() throws Exception {
        final String said = why(
                "assumed-volume, instrument: SIM1-USD, value: 1000000000", "assumed-volume, instrument: SIM1-USD, value: 0");

        assertTrue(said.contains("P32 DEFAULT_DENY  SIM1-USD  P4 against no volume") || said.contains("P4 SHARE_OF_VOLUME"), said);
    }

    @Test
    void aShareOfVolumeIsAPercentage() throws Exception {
        final String said = why("limit: order-of-volume, value: 100%", "limit: order-of-volume, value: 0%");

        assertTrue(said.matches("(?s).*P4 SHARE_OF_VOLUME  SIM1-USD  0\\.[0-9]{4} % against 0\\.0000 %.*"), said);
    }

    @Test
    void aPriceThatMovedIsAPercentage() throws Exception {
        final String said = why("limit: price-move, value: 100%", "limit: price-move, value: 0%");

        assertTrue(said.matches("(?s).*P6 PRICE_MOVE  SIM1-USD  [0-9.]+ % against 0\\.0000 %.*"), said);
    }

    @Test
    void anEntryOutOfTheUsualIsToldInPercentOfIt() throws Exception {
        final String said = why("limit: fat-finger-multiple, value: 1000000%", "limit: fat-finger-multiple, value: 50%");

        assertTrue(said.matches("(?s).*P7 FAT_FINGER  churn-1  [0-9.]+ % against 50\\.0000 %.*"), said);
    }

    private String why(final String from, final String to) throws Exception {
        return why(from, to, FEED);
    }

    private String why(final String from, final String to, final String feed) throws Exception {
        final String text = EngineChild.churnText();
        assertTrue(text.contains(from), "the example has no " + from);
        final Path config = Files.writeString(temp.resolve("churn.yaml"), text.replace(from, to));
        final Path dir = temp.resolve("run");
        final Said run = Said.by("run", "--config", config, "--feed", feed, "--drive", "lockstep", "--dir", dir);
        assertEquals(0, run.exitCode(), run::toString);
        final Said said = Said.by("why", "last-refusal", "--dir", dir);
        assertEquals(0, said.exitCode(), said::toString);
        return said.out();
    }
}
