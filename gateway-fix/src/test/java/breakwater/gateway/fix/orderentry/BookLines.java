package breakwater.gateway.fix.orderentry;

import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.VenuePositionDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the engine would hear of a venue's books, as lines. */
final class BookLines implements ReportSink {
    private final List<String> lines = new ArrayList<>();
    private UnsafeBuffer claimed;
    private volatile long nowNs = Wire.NOW_NS;

    void nowNs(final long timeNs) {
        nowNs = timeNs;
    }

    /** Returns the lines since the last call. */
    synchronized List<String> take() {
        final List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public MutableDirectBuffer claim() {
        claimed = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        return claimed;
    }

    @Override
    public synchronized void publish() {
        lines.add(line(new Frame().wrap(claimed, 0)));
    }

    private static String line(final Frame frame) {
        switch (frame.templateId()) {
            case VenuePositionDecoder.TEMPLATE_ID:
                final VenuePositionDecoder position = new VenuePositionDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return "account " + position.accountId() + " holds " + position.netQuantity() + " of "
                        + position.instrumentId();
            case BalanceDecoder.TEMPLATE_ID:
                final BalanceDecoder balance = new BalanceDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return "account " + balance.accountId() + " has " + balance.cashE8();
            default:
                final ReconcileDecoder outcome = new ReconcileDecoder()
                        .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                return "account " + outcome.accountId() + (outcome.isClean() == 1 ? " clean: " : " unclean: ")
                        + outcome.reason();
        }
    }

    @Override
    public long nowNs() {
        return nowNs;
    }
}
