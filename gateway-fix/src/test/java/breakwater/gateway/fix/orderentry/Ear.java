package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.UnknownOrderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the engine would hear of a session: each frame and each event as a line, in order; and what its books would say. */
public class Ear implements ReportSink, FixEvents {
    private static final long TIMEOUT_NS = 20_000_000_000L;

    private final List<String> heard = new ArrayList<>();
    private final List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final Books books = new Books();
    private UnsafeBuffer claimed;

    /** Returns the first line that begins so; waits for it. */
    public String await(final String beginning) throws InterruptedException {
        await(() -> count(beginning) > 0, beginning);
        return heard().stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** Returns line number {@code index}, from 0; waits for it. */
    public String line(final int index) throws InterruptedException {
        await(() -> heard().size() > index, "line " + index);
        return heard().get(index);
    }

    public int count(final String beginning) {
        return (int) heard().stream().filter(line -> line.startsWith(beginning)).count();
    }

    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** Lets go of the lines that were heard. */
    synchronized void forget() {
        heard.clear();
    }

    /** Waits for a condition, and holds no lock while it asks, so that it may send. */
    public void await(final BooleanSupplier condition, final String what) throws InterruptedException {
        final long untilNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, () -> "waited for " + what + "; heard " + heard());
            synchronized (this) {
                wait(10);
            }
        }
    }

    /** Returns the state of an order and what is filled of it, as the reports tell. */
    public synchronized String order(final long clientOrderId) {
        return books.order(clientOrderId);
    }

    /** Returns the net quantity that the fills make, each counted once. */
    public synchronized long position() {
        return books.position();
    }

    @Override
    public MutableDirectBuffer claim() {
        claimed = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        return claimed;
    }

    @Override
    public synchronized void publish() {
        final Frame frame = new Frame().wrap(claimed, 0);
        books.apply(frame);
        tell(line(frame));
    }

    private static String line(final Frame frame) {
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
            case UnknownOrderDecoder.TEMPLATE_ID:
                final UnknownOrderDecoder unknown = new UnknownOrderDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return (unknown.clientOrderId() - Wire.ORDER) + " UNKNOWN_ORDER";
            default:
                throw new AssertionError("a frame of template " + frame.templateId());
        }
    }

    private synchronized void tell(final String line) {
        heard.add(line);
        notifyAll();
    }

    @Override
    public long nowNs() {
        return Wire.NOW_NS;
    }

    @Override
    public void onLogon() {
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
    public void onEvent(final String text) {
        told.add(text);
    }

    /** Returns whether the session's log has a line with these words. */
    public boolean isTold(final String words) {
        return told.stream().anyMatch(line -> line.contains(words));
    }
}
