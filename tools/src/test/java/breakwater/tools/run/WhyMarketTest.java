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
    private static final String FEED = "generate:seed=1,instruments=3,rate=2000,count=2000,start=1767618000";

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
