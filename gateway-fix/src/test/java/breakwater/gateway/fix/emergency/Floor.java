package breakwater.gateway.fix.emergency;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.orderentry.Paper;
import breakwater.gateway.fix.orderentry.RawClient;
import breakwater.gateway.fix.session.FixConnection;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A paper venue on a real socket, an engine's session of nobody's make beside it, and the emergency session. */
final class Floor implements AutoCloseable {
    static final String NOW = "60=20240627-11:17:17.223";
    static final long WAIT_NS = 20_000_000_000L;
    static final SliceTerms SLICES = new SliceTerms(
            new BigDecimal("0.01"), new BigDecimal("0.00001"), new BigDecimal("0.2"), new BigDecimal("0.01"));

    final List<String> told = new CopyOnWriteArrayList<>();
    private final Paper paper;
    final FixVenue venue;
    final RawClient engine;
    final EmergencySession session;

    Floor(final Path store, final FrontFaults faults) throws Exception {
        paper = new Paper(
                new FixTerms(
                        0,
                        List.of(new FixTerms.Instrument(0, "BTC-USD", -2, -5)),
                        List.of(new FixTerms.Account(0, "main", "USD"), new FixTerms.Account(1, "other", "USD"))),
                1,
                0,
                faults);
        venue = paper.venue();
        engine = new RawClient(venue.port(), "ENGINE");
        session = new EmergencySession(
                FixConnection.onLoopback(venue.port(), "GUARD", "VENUE", store), List.of("main"), told::add);
    }

    /** Lets the session log on and hear what is. */
    void open() {
        session.start();
        assertTrue(session.awaitReady(20_000), told::toString);
    }

    void quote(final long bid, final long ask) {
        paper.quote(bid, ask);
    }

    /** The engine's session sends an order and hears its first answer, which has to be of a kind (150). */
    void order(final String id, final String expected, final String... fields) throws Exception {
        final String[] all = new String[fields.length + 4];
        all[0] = "11=" + id;
        all[1] = "1=main";
        all[2] = "55=BTC-USD";
        all[3] = NOW;
        System.arraycopy(fields, 0, all, 4, fields.length);
        engine.say("D", all);
        String report = engine.expect("8");
        while (!expected.equals(RawClient.field(report, 150))) {
            report = engine.expect("8");
        }
    }

    /** The engine's session buys at the market price. */
    void buy(final String id, final String quantity) throws Exception {
        order(id, "F", "54=1", "38=" + quantity, "40=2", "44=100.10", "59=3", "77=O");
    }

    void stop(final String id, final String quantity) throws Exception {
        order(id, "0", "54=2", "38=" + quantity, "40=4", "44=94", "99=95", "59=1", "77=C");
    }

    /** Returns what rests of the account at the venue, as the engine's session is told: ClOrdID and leaves. */
    List<String> resting() throws Exception {
        final List<String> resting = new CopyOnWriteArrayList<>();
        engine.say("AF", "584=look-" + System.nanoTime(), "585=7");
        while (true) {
            final String report = engine.expect("8");
            if (!"I".equals(RawClient.field(report, 150))) {
                continue;
            }
            if (RawClient.field(report, 912) == null) {
                return resting;
            }
            resting.add(RawClient.field(report, 11) + " " + RawClient.field(report, 151));
            if ("Y".equals(RawClient.field(report, 912))) {
                return resting;
            }
        }
    }

    @Override
    public void close() throws Exception {
        session.close();
        engine.close();
        venue.close();
    }
}
