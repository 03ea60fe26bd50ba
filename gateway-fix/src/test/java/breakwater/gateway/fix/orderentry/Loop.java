package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AssetClass;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.SendResult;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueModel;
import breakwater.gateway.fix.FixConnection;
import breakwater.gateway.fix.simfront.FixVenue;
import breakwater.gateway.fix.simfront.FrontFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Our session and the paper venue on two ends of a real socket. What the engine would hear is kept as lines. */
final class Loop implements AutoCloseable, ReportSink, FixEvents {
    private static final long TIMEOUT_NS = 20_000_000_000L;
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    final FixVenue venue;
    FixOrderPort port;
    private final Path store;
    private final String sender = "ENGINE" + SESSIONS.incrementAndGet();
    private final List<String> heard = new ArrayList<>();
    private UnsafeBuffer claimed;
    private int logons;
    private long timeNs = Wire.NOW_NS;

    Loop(final Path store) throws Exception {
        this(store, FrontFaults.NONE);
    }

    Loop(final Path store, final FrontFaults faults) throws Exception {
        this.store = store;
        final VenueModel model = VenueModel.DEFAULT.withLatency(0, 0, 0).withFaults(faults.venue());
        venue = new FixVenue(
                Wire.TERMS,
                new SimulatedVenue(Wire.VENUE, Wire.SOURCE, instruments(), model, Capacity.SMALL),
                0,
                faults,
                null,
                () -> 0,
                this::onEvent);
        venue.start();
        quote(9_990, 10_010);
        connect();
    }

    private static Instruments instruments() {
        final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new InstrumentDefinitionEncoder()
                .wrap(buffer, 0)
                .instrumentId(Wire.INSTRUMENT)
                .venueId(Wire.VENUE)
                .assetClass(AssetClass.CRYPTO)
                .priceExponent((byte) -2)
                .quantityExponent((byte) -5)
                .isShortable((short) 1)
                .tickSize(1)
                .lotSize(1)
                .minQuantity(1)
                .maxQuantity(100_000_000)
                .contractMultiplier(1)
                .makerFeePpm(1000)
                .takerFeePpm(1000)
                .staleAfterNs(1)
                .symbol("BTC-USD")
                .quoteCurrency("USD");
        assertTrue(instruments.define(new InstrumentDefinitionDecoder()
                .wrap(
                        buffer,
                        0,
                        InstrumentDefinitionEncoder.BLOCK_LENGTH,
                        InstrumentDefinitionEncoder.SCHEMA_VERSION)));
        return instruments;
    }

    /** Opens our side, as a process that starts. */
    void connect() throws IOException, InterruptedException {
        port = new FixOrderPort(
                FixConnection.onLoopback(venue.port(), sender, "VENUE", store), Wire.TERMS, Wire.SOURCE, this, this);
        port.start();
        assertTrue(port.awaitReady(20_000), "no logon: " + heard());
    }

    /** Waits until our side is logged on for the {@code n}th time and the venue has told of what is open. */
    void awaitLogon(final int n) throws InterruptedException {
        await(() -> logons >= n, "logon " + n);
        assertTrue(port.awaitReady(20_000));
    }

    void quote(final long bid, final long ask) {
        timeNs += 1_000_000;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame().wrapForWrite(buffer, 0);
        frame.begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH, MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs);
        new QuoteEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .instrumentId(Wire.INSTRUMENT)
                .bidPrice(bid)
                .bidQuantity(1_000_000)
                .askPrice(ask)
                .askQuantity(1_000_000);
        venue.onMarketData(buffer, 0, frame.length());
    }

    SendResult send(final Frame order) {
        return port.send(order.buffer(), order.offset());
    }

    /** Sends, waiting while the session is not ready, as the engine would try again. */
    void sendWhenReady(final Frame order) throws InterruptedException {
        await(() -> send(order) == SendResult.SENT, "order sent");
    }

    /** Returns the first line from {@code from} on that the engine hears and that begins so; waits for it. */
    String await(final String beginning) throws InterruptedException {
        await(() -> find(line -> line.startsWith(beginning)) != null, beginning);
        return find(line -> line.startsWith(beginning));
    }

    int count(final String beginning) {
        return (int) heard().stream().filter(line -> line.startsWith(beginning)).count();
    }

    private synchronized String find(final Predicate<String> wanted) {
        return heard.stream().filter(wanted).findFirst().orElse(null);
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** Holds no lock while it asks, so that a condition may send. */
    void await(final BooleanSupplier condition, final String what) throws InterruptedException {
        final long untilNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, () -> "waited for " + what + "; heard " + heard());
            synchronized (this) {
                wait(10);
            }
        }
    }

    @Override
    public MutableDirectBuffer claim() {
        claimed = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        return claimed;
    }

    @Override
    public void publish() {
        tell(line(new Frame().wrap(claimed, 0)));
    }

    static String line(final Frame frame) {
        assertEquals(Wire.SOURCE, frame.sourceId());
        switch (frame.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID:
                final ExecutionReportDecoder report = new ExecutionReportDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return (report.clientOrderId() - Wire.ORDER) + " " + report.execType() + " " + report.orderState() + " "
                        + report.side() + " " + report.quantity() + "@" + report.price() + " cum "
                        + report.cumQuantity() + " leaves " + report.leavesQuantity() + " last "
                        + report.lastQuantity() + "@" + report.lastPrice() + " fee " + report.feeE8() + " code "
                        + report.rejectCode();
            case CancelRejectDecoder.TEMPLATE_ID:
                final CancelRejectDecoder reject = new CancelRejectDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return (reject.clientOrderId() - Wire.ORDER) + " CANCEL_REJECT " + reject.isReplace() + " code "
                        + reject.rejectCode();
            default:
                final UnknownOrderDecoder unknown = new UnknownOrderDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return (unknown.clientOrderId() - Wire.ORDER) + " UNKNOWN_ORDER";
        }
    }

    private synchronized void tell(final String line) {
        assertNotNull(line);
        heard.add(line);
        notifyAll();
    }

    @Override
    public long nowNs() {
        return Wire.NOW_NS;
    }

    @Override
    public synchronized void onLogon() {
        logons++;
        tell("logon");
    }

    @Override
    public void onReconciled(final String how) {
        tell("reconciled: " + how);
    }

    @Override
    public void onLogout() {
        tell("logout");
    }

    @Override
    public void onRefused(final String reason, final String message, final boolean isFill) {
        tell("refused" + (isFill ? " fill: " : ": ") + reason);
    }

    @Override
    public void onUnsendable(final String reason) {
        tell("unsendable: " + reason);
    }

    @Override
    public void onEvent(final String text) {}

    @Override
    public void close() {
        port.close();
        venue.close();
    }
}
