package breakwater.gateway.fix.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.MessageType;
import java.util.List;
import org.junit.jupiter.api.Test;
import quickfix.Message;
import quickfix.field.MsgType;

/** What the engine is told of what a venue says, message by message. */
class MarketSessionTest {
    private static final String BTC = "BTC-USD";
    private static final String EUR = "EUR/USD";
    private static final String BOTH = "268=2|269=0|270=99.90|271=1.5|269=1|270=100.10|271=2";
    private static final String EUROS = "268=2|269=0|270=1.37277|271=1000000|269=1|270=1.37291|271=500000";
    private static final String TOUCH = "BTC-USD 99.90x1.500 100.10x2.000";

    private final Told told = Told.asked(1);

    @Test
    void asksForEachInstrumentOnceItIsLoggedOn() {
        final Told fresh = new Told(5);
        fresh.session.begin();
        assertEquals(List.of("all DISCONNECTED"), fresh.heard());
        assertEquals(List.of(), fresh.ask(System.nanoTime()), "nobody is there to be asked");
        fresh.session.onLogon(Told.ID);
        assertEquals(List.of("all OPEN"), fresh.heard());
        assertEquals(
                List.of("BTC-USD 263=1 264=5 265=1 types 3", "EUR/USD 263=1 264=5 265=1 types 3"),
                fresh.ask(System.nanoTime()));
        assertEquals(List.of(), fresh.ask(System.nanoTime()));
    }

    @Test
    void takesASnapshotForTheWholeTouch() {
        assertEquals(List.of(TOUCH), told.snapshot(BTC, BOTH));
        assertEquals(
                List.of("EUR/USD 1.37277x1000000 1.37291x500000"),
                told.snapshot(EUR, "268=2|269=0|270=1.37277|271=1000000|299=1|269=1|270=1.37291|271=500000|299=2"));
        assertTrue(told.session.isSettled());
    }

    @Test
    void findsEntriesByTheirIds() {
        told.snapshot(BTC, "268=2|269=0|278=b1|270=99.90|271=1.5|269=1|278=o1|270=100.10|271=2");
        assertEquals(
                List.of("BTC-USD 99.95x1.000 100.10x2.000"),
                told.update(BTC, "268=1|279=0|269=0|278=b2|55=BTC-USD|270=99.95|271=1"));
        assertEquals(
                List.of("BTC-USD 99.95x1.000 100.10x0.500"),
                told.update(BTC, "268=1|279=1|278=o1|55=BTC-USD|271=0.5"),
                "only the size, and no type: the id tells");
        assertEquals(
                List.of("BTC-USD 99.97x3.000 100.10x0.500"),
                told.update(BTC, "268=1|279=1|269=0|278=b3|280=b2|55=BTC-USD|270=99.97|271=3"),
                "under a new id");
        assertEquals(List.of("BTC-USD 99.90x1.500 100.10x0.500"), told.update(BTC, "268=1|279=2|278=b3|55=BTC-USD"));
        assertEquals(
                List.of("BTC-USD GAP"),
                told.update(BTC, "268=1|279=2|278=b3|55=BTC-USD"),
                "it is not there any more: something was missed");
    }

    @Test
    void replacesTheOnlyEntryOfASideThatHasNoIds() {
        told.snapshot(BTC, BOTH);
        assertEquals(
                List.of("BTC-USD 99.80x1.000 100.10x2.000"),
                told.update(BTC, "268=2|279=0|269=0|55=BTC-USD|270=99.80|271=1|279=2|269=0|270=99.90"),
                "the new one before the old one goes");
        assertEquals(
                List.of("BTC-USD 99.80x1.000 100.05x7.000"),
                told.update(BTC, "268=1|279=1|269=1|55=BTC-USD|270=100.05|271=7"));
        assertEquals(List.of("BTC-USD GAP"), told.update(BTC, "268=1|279=2|269=1|55=BTC-USD"), "no offer, no market");
        assertEquals(List.of(), told.update(BTC, "268=1|279=1|269=0|55=BTC-USD|270=99.81|271=1"), "said once");
        assertEquals(
                List.of("BTC-USD 99.81x1.000 100.07x1.000"),
                told.update(BTC, "268=1|279=0|269=1|55=BTC-USD|270=100.07|271=1"));
        assertEquals(
                List.of("BTC-USD GAP"),
                told.update(BTC, "268=1|279=1|269=1|55=BTC-USD|271=0"),
                "a size of 0 is a deletion");
    }

    @Test
    void takesOneMessageForOneMove() {
        told.snapshot(BTC, BOTH);
        assertEquals(
                List.of("BTC-USD 100.20x1.000 100.30x1.000"),
                told.update(BTC, "268=2|279=0|269=0|55=BTC-USD|270=100.20|271=1|279=0|269=1|270=100.30|271=1"),
                "the bid alone would have crossed");
    }

    @Test
    void saysThatACrossedMarketIsNone() {
        told.snapshot(BTC, BOTH);
        assertEquals(
                List.of("BTC-USD 100.10x1.000 100.10x2.000", "BTC-USD GAP"),
                told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=100.10|271=1"));
        assertEquals(
                List.of("BTC-USD 100.09x1.000 100.10x2.000"),
                told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=100.09|271=1"));
    }

    @Test
    void keepsADeepBookByPosition() {
        final Told deep = Told.asked(3);
        assertEquals(
                List.of("BTC-USD book 0/1 b99.90x1.000 b99.80x2.000 b99.70x3.000 s100.10x1.000"),
                deep.snapshot(
                        BTC,
                        "268=4|269=0|290=1|270=99.90|271=1|269=0|290=2|270=99.80|271=2|269=0|290=3|270=99.70|271=3"
                                + "|269=1|290=1|270=100.10|271=1"));
        assertEquals(
                List.of("BTC-USD book 0/1 b99.95x5.000 b99.90x1.000 b99.80x2.000 s100.10x1.000"),
                deep.update(BTC, "268=1|279=0|269=0|290=1|55=BTC-USD|270=99.95|271=5"),
                "what falls off the end is not told");
        assertEquals(
                List.of("BTC-USD book 0/1 b99.95x5.000 b99.80x2.000 b99.60x9.000 s100.10x1.000"),
                deep.update(
                        BTC,
                        "268=2|279=2|269=0|290=2|55=BTC-USD|270=99.90|279=0|269=0|290=3|55=BTC-USD|270=99.60|271=9"));
        assertEquals(
                List.of("BTC-USD GAP"),
                deep.update(BTC, "268=1|279=0|269=0|290=2|55=BTC-USD|270=99.10|271=1"),
                "a position that does not fit its price");
        assertEquals(
                List.of(), deep.update(BTC, "268=1|279=1|269=1|290=1|55=BTC-USD|270=100.10|271=2"), "until a snapshot");
    }

    @Test
    void sendsADeepBookInParts() {
        final Told deep = Told.asked(20);
        final StringBuilder entries = new StringBuilder("268=50");
        for (int i = 0; i < 25; i++) {
            entries.append("|269=0|270=").append(90 - i).append("|271=1");
            entries.append("|269=1|270=").append(91 + i).append("|271=1");
        }
        final List<String> parts = deep.snapshot(BTC, entries.toString());
        assertEquals(2, parts.size());
        assertTrue(parts.get(0).startsWith("BTC-USD book 0/2 b90.00x1.000 b89.00x1.000"), parts.get(0));
        assertTrue(parts.get(0).endsWith("b71.00x1.000"), parts.get(0));
        assertTrue(parts.get(1).startsWith("BTC-USD book 1/2 s91.00x1.000"), parts.get(1));
        assertTrue(parts.get(1).endsWith("s110.00x1.000"), parts.get(1));
    }

    @Test
    void addsUpWhatStandsAtOnePrice() {
        final Told deep = Told.asked(2);
        assertEquals(
                List.of("BTC-USD book 0/1 b99.90x3.000 b99.80x1.000 s100.00x1.000"),
                deep.snapshot(
                        BTC,
                        "268=5|269=0|278=1|270=99.90|271=1|269=0|278=2|270=99.90|271=2|269=0|278=3|270=99.80|271=1"
                                + "|269=0|278=4|270=99.70|271=1|269=1|278=5|270=100|271=1"));
    }

    @Test
    void aHoleInRptSeqIsAGapUntilTheNextSnapshot() {
        told.snapshot(BTC, "83=17|" + BOTH);
        assertEquals(
                List.of(),
                told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.10|271=1|83=17"),
                "older than the snapshot");
        assertEquals(
                List.of("BTC-USD 99.95x1.000 100.10x2.000"),
                told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|83=18"));
        assertEquals(List.of("BTC-USD GAP"), told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.96|271=1|83=20"));
        assertEquals(List.of("gap: RptSeq (83) has a hole; a snapshot is asked for"), told.refused);
        assertEquals(List.of(), told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.97|271=1|83=21"));
        final String former = told.request(BTC);
        assertEquals(
                List.of("BTC-USD 263=2 264=1 265=1 types 3", "BTC-USD 263=1 264=1 265=1 types 3"),
                told.ask(System.nanoTime() + 2_000_000_000L));
        assertEquals(List.of(), told.say("W", "262=" + former + "|55=BTC-USD|" + BOTH), "an answer to the former");
        assertEquals(List.of(TOUCH), told.snapshot(BTC, "83=30|" + BOTH));
        assertEquals(
                List.of("BTC-USD 99.95x1.000 100.10x2.000"),
                told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|83=31"));
    }

    @Test
    void aHoleInTheSessionsNumbersIsAGapOfEverything() {
        told.snapshot(BTC, BOTH);
        told.session.toAdmin(admin(MessageType.RESEND_REQUEST), Told.ID);
        assertEquals(List.of("all GAP"), told.heard());
        told.session.fromAdmin(admin(MessageType.SEQUENCE_RESET), Told.ID);
        assertEquals(List.of(), told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1"), "it was kept back");
        assertEquals(4, told.ask(System.nanoTime() + 2_000_000_000L).size(), "two to end, two to begin");
        assertEquals(List.of(TOUCH), told.snapshot(BTC, BOTH));
        told.session.fromAdmin(admin(MessageType.SEQUENCE_RESET), Told.ID);
        assertEquals(List.of("all GAP"), told.heard(), "numbers that the venue skips by itself");
        assertEquals(2, told.session.gaps());
    }

    private static Message admin(final String type) {
        final Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, type);
        return message;
    }

    @Test
    void whatIsResentIsDropped() throws Exception {
        told.snapshot(BTC, BOTH);
        final Message resent = new Message();
        resent.getHeader().setString(MsgType.FIELD, "X");
        resent.getHeader().setString(43, "Y");
        told.session.fromApp(resent, Told.ID);
        assertEquals(List.of(), told.heard());
        assertEquals(1, told.session.dropped());
    }

    @Test
    void nothingIsSaidOfSymbolsThatAreNotOurs() {
        told.snapshot(BTC, BOTH);
        assertEquals(List.of(), told.say("W", "55=XAU/USD|" + BOTH));
        assertEquals(
                List.of("BTC-USD 99.91x1.000 100.10x2.000"),
                told.update(
                        BTC, "268=2|279=0|269=0|55=XAU/USD|270=1.123456|271=1|279=0|269=0|55=BTC-USD|270=99.91|271=1"));
        assertEquals(List.of(), told.refused);
    }

    @Test
    void anEntryWithoutASymbolIsOfTheOneBeforeIt() {
        told.snapshot(BTC, BOTH);
        told.snapshot(EUR, EUROS);
        assertEquals(
                List.of("EUR/USD 1.37280x7 1.37290x8", "BTC-USD 99.91x1.000 100.10x2.000"),
                told.say(
                        "X",
                        "268=3|279=1|269=0|55=EUR/USD|270=1.3728|271=7|279=1|269=1|270=1.3729|271=8"
                                + "|279=1|269=0|55=BTC-USD|270=99.91|271=1"));
    }

    @Test
    void tradesAreToldInTheirOrderBeforeWhatTheyLeft() {
        told.snapshot(BTC, "268=3|269=0|270=99.90|271=1.5|269=1|270=100.10|271=2|269=2|270=100|271=1");
        assertEquals(
                List.of(
                        "BTC-USD trade 100.10x0.500 #71 NULL_VAL",
                        "BTC-USD trade 100.10x1.500 #72 NULL_VAL",
                        "BTC-USD 99.90x1.500 100.20x4.000"),
                told.update(
                        BTC,
                        "268=3|279=0|269=2|278=71|55=BTC-USD|270=100.10|271=0.5|279=0|269=2|278=72|270=100.10|271=1.5"
                                + "|279=0|269=1|270=100.20|271=4"));
        assertEquals(
                List.of(),
                told.update(BTC, "268=1|279=2|269=2|278=72|55=BTC-USD|270=100.10|271=1.5"),
                "a trade that is taken back is not a trade");
    }

    @Test
    void aTradeInASnapshotIsNewsOnlyOnce() {
        assertEquals(
                List.of(),
                told.snapshot(BTC, "268=1|269=2|270=100|271=1|273=11:17:36"),
                "what was the last when we came is history");
        final String again = "268=1|269=2|270=100.05|271=1|273=11:17:36.5";
        assertEquals(List.of("BTC-USD trade 100.05x1.000 #0 NULL_VAL"), told.snapshot(BTC, again));
        assertEquals(List.of(), told.snapshot(BTC, again));
        assertEquals(List.of(TOUCH), told.snapshot(BTC, BOTH));
    }

    @Test
    void aVenueThatTakesNoIncrementsOrTradesIsAskedInAnotherWay() {
        told.refuse(BTC, '6');
        assertEquals(List.of("BTC-USD 263=1 264=1 265=0 types 3"), told.ask(System.nanoTime()));
        told.refuse(BTC, '8');
        assertEquals(List.of("BTC-USD 263=1 264=1 265=0 types 2"), told.ask(System.nanoTime()));
        told.refuse(BTC, '8');
        told.refuse(EUR, '0');
        assertEquals(List.of(), told.ask(Long.MAX_VALUE / 2), "refused for good");
        assertTrue(told.news.get(told.news.size() - 1).contains("EUR/USD (281=0)"), told.news.toString());
        assertTrue(told.session.isSettled());
    }

    @Test
    void whatIsNotAnsweredIsAskedAgainLaterAndLater() {
        final long startNs = System.nanoTime();
        final long second = 1_000_000_000L;
        assertEquals(List.of(), told.ask(startNs + second / 2));
        assertEquals(List.of(), told.ask(startNs + 2 * second), "noticed, and asked for a second later");
        assertEquals(4, told.ask(startNs + 4 * second).size());
        assertEquals(List.of(), told.ask(startNs + 8 * second));
        assertEquals(List.of(), told.ask(startNs + 10 * second), "noticed, and asked for two seconds later");
        assertEquals(List.of(), told.ask(startNs + 11 * second));
        assertEquals(4, told.ask(startNs + 13 * second).size());
    }

    @Test
    void aLostConnectionIsSaidAndEverythingAskedAnew() {
        told.snapshot(BTC, BOTH);
        final String former = told.request(BTC);
        told.session.onLogout(Told.ID);
        assertEquals(List.of("all DISCONNECTED"), told.heard());
        told.session.onLogout(Told.ID);
        assertEquals(List.of(), told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1"));
        told.session.onLogon(Told.ID);
        assertEquals(List.of("all OPEN"), told.heard());
        assertEquals(2, told.ask(System.nanoTime()).size(), "nothing is there to be ended");
        assertEquals(List.of(), told.say("X", "262=" + former + "|268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1"));
        assertEquals(List.of(), told.update(BTC, "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1"), "no snapshot yet");
        assertEquals(List.of(TOUCH), told.snapshot(BTC, BOTH));
    }

    @Test
    void whatIsMalformedMovesNothingAndIsAGap() {
        for (final String bad : new String[] {
            "268=2|279=0|269=0|55=BTC-USD|270=99.95|271=1",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|279=0|269=1|270=100|271=1",
            "268=x|279=0|269=0|55=BTC-USD|270=99.95|271=1",
            "268=1000000|279=0|269=0|55=BTC-USD|270=99.95|271=1",
            "279=0|269=0|55=BTC-USD|270=99.95|271=1",
            "268=1|269=0|279=0|55=BTC-USD|270=99.95|271=1",
            "268=1|279=7|269=0|55=BTC-USD|270=99.95|271=1",
            "268=1|279=0|269=00|55=BTC-USD|270=99.95|271=1",
            "268=1|279=0|269=0|55=BTC-USD|270=99.955|271=1",
            "268=1|279=0|269=0|55=BTC-USD|270=9e1|271=1",
            "268=1|279=0|269=0|55=BTC-USD|271=1",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=0.0001",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|270=99.96|271=1",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|290=0",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|273=25:00:00",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|272=20240631",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|60=now",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|83=x",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|=5",
            "268=1|279=0|269=0|55=BTC-USD|270=99.95|271=1|nothing",
        }) {
            final Told fresh = Told.asked(1);
            fresh.snapshot(BTC, BOTH);
            fresh.snapshot(EUR, EUROS);
            assertEquals(List.of("BTC-USD GAP", "EUR/USD GAP"), fresh.update(BTC, bad), bad);
            assertEquals(1, fresh.refused.size(), bad);
            assertEquals(1, fresh.session.refused(), bad);
            assertEquals(4, fresh.ask(System.nanoTime() + 2_000_000_000L).size(), bad);
        }
    }

    @Test
    void aMalformedSnapshotIsAGapOfItsInstrumentAlone() {
        told.snapshot(BTC, BOTH);
        told.snapshot(EUR, EUROS);
        assertEquals(List.of("EUR/USD GAP"), told.snapshot(EUR, "268=1|269=0|270=1.3|271=1|269=1|270=1.4|271=1"));
        assertEquals(List.of(TOUCH), told.snapshot(BTC, BOTH));
    }

    @Test
    void aChecksumThatNobodyHasComparedIsCompared() {
        final String text = "8=FIX.4.4|9=1|35=W|52=20240627-11:17:36.900|55=BTC-USD|" + BOTH + "|";
        int sum = 0;
        for (final char c : text.toCharArray()) {
            sum += c == '|' ? 1 : c;
        }
        final String whole = (text + "10=" + String.format("%03d", sum & 0xFF) + "|").replace('|', '\u0001');
        told.session.onData(whole.replace("271=2", "271=3"), 'W', false);
        assertEquals(List.of("its checksum (10) is not that of its bytes"), told.refused);
        final Told other = Told.asked(1);
        other.session.onData(whole, 'W', false);
        assertEquals(List.of(TOUCH), other.heard());
    }

    @Test
    void eventTimeIsTheEntrysElseTheMessagesElseTheSending() {
        assertTime("20240626-10:00:00.123456", "|272=20240626|273=10:00:00.123456", "");
        assertTime("20240627-11:17:35.000", "|273=11:17:35", "60=20240627-11:17:30|");
        assertTime("20240627-11:17:30.000", "", "60=20240627-11:17:30.000|");
        assertTime("20240627-11:17:36.900", "", "");
        assertTime("20240626-23:59:59.000", "|273=23:59:59", "");
        assertTime("20240627-23:17:36.900", "|273=23:17:36.900", "");
        told.session.onData(("8=FIX.4.4|35=W|55=BTC-USD|" + BOTH + "|10=000|").replace('|', '\u0001'), 'W', true);
        assertEquals(Told.NOW_NS, told.eventTimeNs());
        assertEquals(Frame.FLAG_NO_EVENT_TIME, told.flags());
    }

    /** @param ofEntry fields behind the size of each entry, {@code ofMessage} before them all */
    private void assertTime(final String wanted, final String ofEntry, final String ofMessage) {
        final String fields =
                "55=BTC-USD|" + ofMessage + "268=2|269=0|270=99.90|271=1" + ofEntry + "|269=1|270=100|271=1" + ofEntry;
        told.session.onData(
                ("8=FIX.4.4|35=W|52=20240627-11:17:36.900|" + fields + "|10=000|").replace('|', '\u0001'), 'W', true);
        assertEquals(FixTime.parse(wanted), told.eventTimeNs(), wanted);
        assertEquals(0, told.flags());
    }

    @Test
    void dataFieldsMayHoldTheSeparator() {
        assertEquals(
                List.of(TOUCH),
                told.snapshot(BTC, "268=2|269=0|270=99.90|271=1.5|354=5|355=a|268|269=1|270=100.10|271=2"));
    }
}
