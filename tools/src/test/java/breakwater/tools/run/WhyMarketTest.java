package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
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
        final String said =
                why(Control.TRADING_HOURS, "class: crypto, calendar: always", "class: crypto, calendar: us-equities");

        assertTrue(said.contains("P25 TRADING_HOURS"), said);
        assertTrue(
                said.matches("(?s).*  1 against 0\\n.*"), "before the regular hours, which is not permitted: " + said);
        assertTrue(said.contains("outside the trading hours of its calendar"), said);
    }

    @Test
    void aVenueWithoutHoursTodaySaysHowLongItIsClosed() throws Exception {
        final String said = why(
                Control.TRADING_HOURS,
                "- {name: paper,",
                "- {name: paper, calendar: us-equities,",
                FEED.replace("1767618000", "1767600000"));

        assertTrue(said.contains("P25 TRADING_HOURS"), said);
        assertTrue(said.matches("(?s).*closed for 3,600\\.000 s against 0.*"), said);
    }

    @Test
    void whatIsRestrictedToExitsSaysSo() throws Exception {
        final String said = why(
                Control.PERMISSION,
                "permitted, instrument: SIM1-USD, value: 2",
                "permitted, instrument: SIM1-USD, value: 1");

        assertTrue(said.contains("P24 PERMISSION  SIM1-USD  2 against 1"), said);
        assertTrue(said.contains("not permitted: the instrument"), said);
    }

    @Test
    void aShareOfVolumeIsAPercentage() throws Exception {
        final String said = why(
                Control.SHARE_OF_VOLUME, "limit: order-of-volume, value: 100%", "limit: order-of-volume, value: 0%");

        assertTrue(said.matches("(?s).*P4 SHARE_OF_VOLUME  SIM1-USD  0\\.[0-9]{4} % against 0\\.0000 %.*"), said);
    }

    @Test
    void aPriceThatMovedIsAPercentage() throws Exception {
        final String said = why(Control.PRICE_MOVE, "limit: price-move, value: 100%", "limit: price-move, value: 0%");

        assertTrue(said.matches("(?s).*P6 PRICE_MOVE  SIM1-USD  [0-9.]+ % against 0\\.0000 %.*"), said);
    }

    @Test
    void anEntryOutOfTheUsualIsToldInPercentOfIt() throws Exception {
        final String said = why(
                Control.FAT_FINGER,
                "limit: fat-finger-multiple, value: 1000000%",
                "limit: fat-finger-multiple, value: 50%");

        assertTrue(said.matches("(?s).*P7 FAT_FINGER  churn-1  [0-9.]+ % against 50\\.0000 %.*"), said);
    }

    @Test
    void aMarketWithoutTheWantedTrendIsTold() throws Exception {
        final String said = why(Control.REGIME, "limit: trend-min, value: 0%", "limit: trend-min, value: 10%");

        assertTrue(said.contains("P29 REGIME  churn-1  0.0000 % against 10.0000 %"), said);
    }

    @Test
    void aSpentShareOfTheCapitalIsToldWithWhatTiesItUp() throws Exception {
        final String said = why(
                Control.ALLOCATION,
                "limit: allocation, strategy: churn-1, value: 30%",
                "limit: allocation, strategy: churn-1, value: 0%");

        assertTrue(said.matches("(?s).*P39 ALLOCATION  churn-1  [0-9.]+ % against 0\\.0000 %.*"), said);
    }

    @Test
    void whatIsTakenForTheSameIsToldInPercent() throws Exception {
        final String rows = "{limit: correlation, value: %d%%}\n  - {limit: correlation-sample, value: 24}\n"
                + "  - {limit: correlation-window, value: 2592000s}\n  - {limit: assumed-correlation, value: %d%%}";
        final String said = why(
                Control.CORRELATION,
                String.format(rows, 100, 0),
                String.format(rows, 80, 90),
                FEED.replace("instruments=1", "instruments=3"));

        assertTrue(said.matches("(?s).*P15 CORRELATION  SIM[0-9]-USD  90\\.0000 % against 80\\.0000 %.*"), said);
        assertTrue(said.contains("it goes together with what is open in the same direction"), said);
        assertTrue(said.contains("the other side, or when what it goes together with is closed"), said);
    }

    private String why(final Control control, final String from, final String to) throws Exception {
        return why(control, from, to, FEED);
    }

    /** Runs with another line in the configuration, and asks for the first refusal by a control. */
    private String why(final Control control, final String from, final String to, final String feed) throws Exception {
        final String text = EngineChild.churnText();
        assertTrue(text.contains(from), "the example has no " + from);
        final Path config = Files.writeString(temp.resolve("churn.yaml"), text.replace(from, to));
        final Path dir = temp.resolve("run");
        final Said run = Said.by("run", "--config", config, "--feed", feed, "--drive", "lockstep", "--dir", dir);
        assertEquals(0, run.exitCode(), run::toString);
        final Said said = Said.by("why", "--refusal", firstBy(control, dir), "--dir", dir);
        assertEquals(0, said.exitCode(), said::toString);
        return said.out();
    }

    private static int firstBy(final Control control, final Path dir) {
        final RiskRejectedDecoder refusal = new RiskRejectedDecoder();
        int number = 0;
        try (JournalTailer outputs = JournalTailer.ofRuns(RunFolder.view(dir), true)) {
            while (outputs.next()) {
                final Frame frame = outputs.frame();
                if (frame.templateId() == RiskRejectedDecoder.TEMPLATE_ID) {
                    number++;
                    refusal.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                    if (refusal.control() == control.code()) {
                        return number;
                    }
                }
            }
        }
        throw new AssertionError(control + " refused nothing");
    }
}
