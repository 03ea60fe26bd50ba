package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.DropCopyFillDecoder;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SendResult;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.core.pipeline.Pace;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole engine, free-running, with its venue at the other end of a FIX session over a real socket. */
class FixWireTest {
    private static final String FEED = "generate:seed=1,instruments=3,rate=50,count=6000";

    @TempDir
    private Path temp;

    /** What a run in a dialect says beside orders, and by which dictionaries it is judged. */
    private enum Spoken {
        FIX44("FIX.4.4", true, true, "FIX44.xml"),
        FIX50SP2("FIXT.1.1", true, false, "FIXT11.xml", "FIX50SP2.xml"),
        FIX42("FIX.4.2", false, false, "FIX42.xml");

        private final String begin;
        private final boolean asksForBooks;
        private final boolean linksOrders;
        private final String[] dictionaries;

        Spoken(
                final String begin,
                final boolean asksForBooks,
                final boolean linksOrders,
                final String... dictionaries) {
            this.begin = begin;
            this.asksForBooks = asksForBooks;
            this.linksOrders = linksOrders;
            this.dictionaries = dictionaries;
        }

        String row() {
            return "dialect: " + name().toLowerCase(Locale.ROOT) + ", oco: " + linksOrders
                    + (asksForBooks
                            ? ", positions: true, cash: true, reconcile-every: 1s, drop-copy: ENGINE-COPY"
                            : "");
        }

        List<String> types() {
            return asksForBooks
                    ? List.of("A", "D", "F", "G", "8", "AF", "AN", "AO", "AP", "BB", "BA")
                    : List.of("A", "D", "F", "G", "8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEngineTradesOverTheWireAndItsBooksAreTheVenues(final Spoken spoken) throws Exception {
        final String paper = EngineChild.churnText().replace("reject-rate: 1%", "reject-rate: 0%");
        final AtomicReference<Session> engine = new AtomicReference<>();
        final Path folder = temp.resolve("run");
        try (FixVenue venue = PaperFixVenue.of(
                ConfigFile.parse("churn.yaml", paper), 0, FrontFaults.NONE, null, () -> 0, text -> {})) {
            venue.start();
            try (WireTap tap = new WireTap(venue.port())) {
                final Session session = Session.open(
                        overFix(paper, tap.port(), spoken),
                        new Session.Options(
                                folder, WirePace.between(Pace.MAX, engine::get, venue), false, "max", 1 << 20, 500),
                        List.of(new TeeFeed(Feeds.open(FEED), venue)));
                engine.set(session);
                final String summary = new Drive(session).run(false);
                assertEquals(List.of(), session.failures(), summary);
                assertTrue(venue.ordersEntered() > 20, "orders " + venue.ordersEntered() + "\n" + summary);
                assertEquals(venue.ordersEntered(), sent(folder), "orders that left and orders that arrived");
                assertWellFormed(spoken, tap.said());
                assertEquals(spoken.linksOrders, tap.said().stream().anyMatch(frame -> frame.contains("\u0001583=")));
            }
        }
        assertTrue(count(folder, true, FillBookedDecoder.TEMPLATE_ID) > 20);
        assertTrue(Files.exists(folder.resolve("fix-paper.log")));
        if (!spoken.asksForBooks) {
            return;
        }
        assertTrue(count(folder, false, VenuePositionDecoder.TEMPLATE_ID) >= 3, "each instrument after the logon");
        assertTrue(count(folder, false, BalanceDecoder.TEMPLATE_ID) >= 1);
        assertEquals(
                count(folder, true, FillBookedDecoder.TEMPLATE_ID),
                count(folder, false, DropCopyFillDecoder.TEMPLATE_ID),
                "each fill is heard twice");
        assertEquals(0, count(folder, true, BreakChangedDecoder.TEMPLATE_ID), "the venue's books are ours");
    }

    /** Every frame of both sides, by the standard's dictionary and a reader that shares no code with either. */
    private static void assertWellFormed(final Spoken spoken, final List<String> said) {
        final FrameCheck check = new FrameCheck(spoken.begin, spoken.dictionaries);
        for (int i = 0; i < said.size(); i++) {
            check.judge(i % 2 == 0 ? "engine" : "venue", said.get(i));
        }
        System.out.println("frames judged, by type: " + check.judged());
        assertEquals(List.of(), check.faults());
        for (final String type : spoken.types()) {
            assertTrue(check.judged().getOrDefault(type, 0) > 0, "no frame of type " + type + ": " + check.judged());
        }
    }

    /** The first door closes for good while orders work; the session goes on at the second, with what was under way asked for. */
    @Test
    void whereADoorOfTheVenueClosesTheSessionGoesOnAtAnother() throws Exception {
        final String paper = EngineChild.churnText().replace("reject-rate: 1%", "reject-rate: 0%");
        final AtomicReference<Session> engine = new AtomicReference<>();
        final Path folder = temp.resolve("run");
        try (FixVenue venue = PaperFixVenue.of(
                ConfigFile.parse("churn.yaml", paper), 0, FrontFaults.NONE, null, () -> 0, text -> {})) {
            venue.start();
            try (WireTap first = new WireTap(venue.port());
                    WireTap second = new WireTap(venue.port())) {
                final Config config = ConfigFile.parse(
                        "churn.yaml",
                        paper.replaceFirst(
                                "\\{name: paper, [^}]*}",
                                "{name: paper, wire: fix, host: 127.0.0.1, port: " + first.port()
                                        + ", backups: [\"127.0.0.1:" + second.port()
                                        + "\"], sender: ENGINE, target: PAPER}"));
                final Pace wire = WirePace.between(Pace.MAX, engine::get, venue);
                final Session session = Session.open(
                        config,
                        new Session.Options(
                                folder,
                                closing(wire, venue, first, folder.resolve("fix-paper.log")),
                                false,
                                "max",
                                1 << 20,
                                500),
                        List.of(new TeeFeed(Feeds.open(FEED), venue)));
                engine.set(session);
                final String summary = new Drive(session).run(false);
                assertEquals(List.of(), session.failures(), summary);
                assertTrue(
                        second.said().stream().anyMatch(frames -> frames.contains("\u000135=D\u0001")),
                        "orders went on at the second door");
                final String log = Files.readString(folder.resolve("fix-paper.log"));
                assertTrue(log.contains("trying 127.0.0.1:" + second.port() + " (health 100)"), log);
            }
        }
        final RunRecord record = RunRecord.of(folder);
        assertEquals(Map.of(), record.breaks, "the venue holds no order that we do not");
        assertEquals(
                record.told.stream().map(RunRecord.Told::execution).distinct().count(),
                record.booked.size(),
                "what the venue told again is booked once");
        assertTrue(record.sent.stream().map(RunRecord.Sent::order).distinct().count() == record.sent.size());
    }

    /** The market waits until orders pass again, so that there is something left to trade. */
    private static Pace closing(final Pace pace, final FixVenue venue, final WireTap first, final Path log) {
        return () -> {
            if (venue.ordersEntered() < 20) {
                return pace.allowedUntilNs();
            }
            try {
                first.close();
                final boolean isReady = Files.readString(log).split("orders pass", -1).length > 2;
                return isReady ? pace.allowedUntilNs() : Long.MIN_VALUE;
            } catch (final IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    private static Config overFix(final String paper, final int port, final Spoken spoken) throws ConfigException {
        return ConfigFile.parse(
                "churn.yaml",
                paper.replaceFirst(
                        "\\{name: paper, [^}]*}",
                        "{name: paper, wire: fix, host: 127.0.0.1, port: " + port + ", sender: ENGINE, target: PAPER, "
                                + spoken.row() + "}"));
    }

    private static long sent(final Path folder) throws Exception {
        final SendOutcomeDecoder outcome = new SendOutcomeDecoder();
        long sent = 0;
        try (RunFolder owned = RunFolder.own(folder);
                JournalTailer tailer = JournalTailer.after(owned, false, 0)) {
            while (tailer.next()) {
                final Frame frame = tailer.frame();
                if (frame.templateId() == SendOutcomeDecoder.TEMPLATE_ID) {
                    outcome.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                    if (outcome.templateId() == OrderNewDecoder.TEMPLATE_ID && outcome.result() == SendResult.SENT) {
                        sent++;
                    }
                }
            }
        }
        return sent;
    }

    private static long count(final Path folder, final boolean isOutput, final int templateId) throws Exception {
        long count = 0;
        try (RunFolder owned = RunFolder.own(folder);
                JournalTailer tailer = JournalTailer.after(owned, isOutput, 0)) {
            while (tailer.next()) {
                count += tailer.frame().templateId() == templateId ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theConfigurationRefusesPlainTextToAnotherMachineAndWhatTheDialectLacks() {
        refused("host: 192.0.2.1, port: 9880, sender: A, target: B", "plain text");
        refused("host: 127.0.0.1, sender: A, target: B", "lacks 'port'");
        refused("host: 127.0.0.1, port: 9880, target: B", "lacks 'sender'");
        refused("host: 127.0.0.1, port: 99880, sender: A, target: B", "port");
        refused("dialect: fix42, host: 127.0.0.1, port: 9880, sender: A, target: B, oco: true", "one-cancels-other");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, passwrod: x", "passwrod");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, faults: {ack-lost: 1%}", "simulate --faults FILE");
        refused("dialect: fix42, host: 127.0.0.1, port: 9880, sender: A, target: B, mass-cancel: true", "at once");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, backups: [paper]", "'paper' is not host:port");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, backups: [a:0]", "from 1 to 65535");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, backups: [127.0.0.1:9880]", "named twice");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, backups: [192.0.2.1:1]", "plain text");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, backups: 127.0.0.1:1", "must be a list");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, reconcile-every: 999ms", "once a second at most");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, drop-copy: A", "cannot share CompIDs");
        refused("dialect: fix43, host: 127.0.0.1, port: 9880, sender: A, target: B", "'fix43' is unknown");
        refused(
                "dialect: fix42, host: 127.0.0.1, port: 9880, sender: A, target: B, positions: true",
                "dialect fix42 has no");
        refused(
                "dialect: fix42, host: 127.0.0.1, port: 9880, sender: A, target: B, watchdog: W",
                "dialect fix42 has no");
        refused("dialect: binance, host: 127.0.0.1, port: 9880, sender: TOOLONGBYONE, target: SPOT", "one to eight");
        refused("dialect: binance, host: 127.0.0.1, port: 9880, sender: A, target: SPOT", "private-key=");
        refused(
                "dialect: binance, host: 127.0.0.1, port: 9880, sender: A, target: SPOT, credentials: x, atomic-replace: true",
                "dialect binance has no replace");
        refused(
                "host: 127.0.0.1, port: 9880, sender: A, target: B, session-hours: 25:00 - 26:00 Mars",
                "session-hours");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, cancel-on-disconnect: yes", "tag=value");
        refused("host: 127.0.0.1, port: 9880, sender: A, target: B, cancel-on-disconnect: 8013=Y", "protective stops");
    }

    private static void refused(final String wire, final String why) {
        final ConfigException refusal = assertThrows(
                ConfigException.class,
                () -> ConfigFile.parse(
                        "churn.yaml",
                        EngineChild.churnText()
                                .replaceFirst("\\{name: paper, [^}]*}", "{name: paper, wire: fix, " + wire + "}")));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }
}
