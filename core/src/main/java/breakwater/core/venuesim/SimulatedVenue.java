package breakwater.core.venuesim;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.TradeDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import org.agrona.MutableDirectBuffer;

/**
 * The paper venue: market data and our order messages in, execution reports out (FIX 4.4 volume D without the pending
 * states), each at a time that the model gives. Its answer depends on the order of its inputs alone, never on how often it is
 * asked:
 *
 * <pre>
 *   driver:  tFeed = feed.nextTimeNs()
 *            venue.advanceTo(tFeed)                 messages due by then arrive, until one is answered before the next
 *            venue.nextTimeNs() &lt;= tFeed ?          yes: encodeNext, publish it, run the engine, onOrder for its outputs
 *                                                   no: onMarketData(feed's event), publish it, run, onOrder
 * </pre>
 *
 * A message reaches the venue at its cause's ingress time + latency; of two with one time the earlier given comes first, and
 * both come before market data of that time. Reports carry the venue's own source and number; their event time is the time of
 * execution, their ingress time that plus the report latency.
 *
 * <p>After a restart: read the snapshot, then give market data, then outputs by (cause, ordinal), as the journals tell; for
 * each journaled input of this source call {@link #advanceTo} with its ingress time, then {@link #encodeNext} into a scratch
 * buffer: it makes the same bytes again. What is left is what the journal lacks.
 *
 * <p>Thread: one, the driver's. Allocates: never after construction. Throws {@link IllegalStateException} when reports are not
 * taken and their queue overflows.
 */
public final class SimulatedVenue implements EventSource, Stateful {
    private static final int ARRIVALS_PER_ORDER = 4;
    private static final int REPORTS_PER_ORDER = 8;

    private final int venueId;
    private final int sourceId;
    private final VenueModel model;
    private final TimedFrames arrivals;
    private final TimedFrames reports;
    private final VenueOrders orders;
    private final PriceTimeBook book;
    private final Touch touch;
    private final Matching matching;
    private final OrderEntry entry;
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final OrderMassCancelDecoder massCancel = new OrderMassCancelDecoder();
    private final Frame arrival = new Frame();
    private final Frame report = new Frame();
    private long nowNs;
    private long reportedNs;
    private long sourceSequence;

    /**
     * Makes a venue without orders.
     *
     * @param venueId dense id; messages and instruments of other venues are ignored or refused
     * @param sourceId dense id of the source that its reports name
     * @param instruments the engine's, for ticks, lots, fees; read only
     * @param model how it behaves
     * @param capacity orders that may work at a time; done ones are remembered for as many as {@code executionIds}
     */
    public SimulatedVenue(
            final int venueId,
            final int sourceId,
            final Instruments instruments,
            final VenueModel model,
            final Capacity capacity) {
        this.venueId = venueId;
        this.sourceId = sourceId;
        this.model = model;
        arrivals = new TimedFrames("venue-arrivals", ARRIVALS_PER_ORDER * capacity.orders());
        reports = new TimedFrames("venue-reports", REPORTS_PER_ORDER * capacity.orders());
        orders = new VenueOrders(capacity.orders(), capacity.executionIds());
        book = new PriceTimeBook(orders, instruments.capacity());
        touch = new Touch(venueId, instruments, model.slippagePpm());
        final Reports pen = new Reports(venueId, sourceId, instruments, model, orders, reports);
        matching = new Matching(instruments, orders, book, touch, pen);
        entry = new OrderEntry(venueId, instruments, model, orders, matching, pen);
    }

    /**
     * Takes market data as it enters the ingress ring: Trade and Quote move the touch and match; every other template, other
     * venues' instruments and data that makes no sense are ignored. Frames come in order of ingress time.
     */
    public void onMarketData(final Frame frame) {
        final long atNs = frame.ingressTimeNs();
        while (arrivals.size() > 0 && arrivals.nextTimeNs() <= atNs) {
            arrive();
        }
        nowNs = Math.max(nowNs, atNs);
        if (frame.templateId() == QuoteDecoder.TEMPLATE_ID) {
            quote.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            if (touch.onQuote(quote)) {
                matching.onQuote(quote.instrumentId(), nowNs);
            }
        } else if (frame.templateId() == TradeDecoder.TEMPLATE_ID) {
            trade.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            if (touch.onTrade(trade)) {
                final long price = trade.price();
                final boolean isRange = trade.mergedCount() > 1
                        && trade.lowPrice() > 0
                        && trade.lowPrice() <= price
                        && trade.highPrice() >= price;
                matching.onTrade(
                        trade.instrumentId(),
                        isRange ? trade.lowPrice() : price,
                        isRange ? trade.highPrice() : price,
                        trade.quantity(),
                        trade.aggressor(),
                        nowNs);
            }
        }
    }

    /**
     * Takes an order output that left the engine (OrderNew, OrderCancel, OrderReplace, OrderQuery, OrderMassCancel; others, and
     * other venues' orders, are ignored). Its ingress time is the engine's clock at its cause. When too many are on their way
     * it is refused at once as {@link VenueCodes#BUSY}.
     */
    public void onOrder(final Frame output) {
        final long clientOrderId = ownOrderId(output);
        if (clientOrderId == 0) {
            return;
        }
        final boolean isNew = output.templateId() == OrderNewDecoder.TEMPLATE_ID;
        if (isNew && model.strikes(VenueFault.ORDER_LOST, clientOrderId)) {
            return;
        }
        if (arrivals.room() == 0) {
            entry.onMessage(output, true, Math.max(nowNs, output.ingressTimeNs()));
            return;
        }
        arrivals.add(
                output.ingressTimeNs() + model.latencyNs(clientOrderId),
                output.buffer(),
                output.offset(),
                output.length());
    }

    private long ownOrderId(final Frame output) {
        switch (output.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                orderNew.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
                return orderNew.venueId() == venueId ? orderNew.clientOrderId() : 0;
            case OrderCancelDecoder.TEMPLATE_ID:
                orderCancel.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
                return orderCancel.venueId() == venueId ? orderCancel.clientOrderId() : 0;
            case OrderReplaceDecoder.TEMPLATE_ID:
                orderReplace.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
                return orderReplace.venueId() == venueId ? orderReplace.clientOrderId() : 0;
            case OrderQueryDecoder.TEMPLATE_ID:
                orderQuery.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
                return orderQuery.venueId() == venueId ? orderQuery.clientOrderId() : 0;
            case OrderMassCancelDecoder.TEMPLATE_ID:
                massCancel.wrap(output.buffer(), output.blockOffset(), output.blockLength(), output.version());
                return massCancel.venueId() == venueId ? massCancel.clientOrderId() : 0;
            default:
                return 0;
        }
    }

    /**
     * Lets messages arrive whose time is at most {@code nowNs}, and stops before one that comes later than a report which is
     * waiting to be taken, since what the engine does about that may come first. Give it the time of the next market data
     * ({@link EventSource#NONE} after the last) before asking {@link #nextTimeNs}.
     */
    public void advanceTo(final long nowNs) {
        while (arrivals.size() > 0 && arrivals.nextTimeNs() <= nowNs && arrivals.nextTimeNs() <= reports.nextTimeNs()) {
            arrive();
        }
    }

    private void arrive() {
        nowNs = Math.max(nowNs, arrivals.nextTimeNs());
        entry.onMessage(arrival.wrap(arrivals.buffer(), arrivals.nextOffset()), false, nowNs);
        arrivals.remove();
    }

    /** Returns the ingress time of the next report, or {@link EventSource#NONE}; see {@link #advanceTo}. */
    @Override
    public long nextTimeNs() {
        return Math.max(reportedNs, reports.nextTimeNs());
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        if (reports.size() == 0) {
            throw new IllegalStateException("simulated venue " + venueId + ": no report waits; ask nextTimeNs first");
        }
        reportedNs = nextTimeNs();
        final int from = reports.nextOffset();
        buffer.putBytes(
                offset,
                reports.buffer(),
                from,
                report.wrap(reports.buffer(), from).length());
        report.wrapForWrite(buffer, offset).ingressTimeNs(reportedNs).sourceSequence(++sourceSequence);
        reports.remove();
    }

    public int venueId() {
        return venueId;
    }

    /** Returns the dense id of the source that its reports name. */
    public int sourceId() {
        return sourceId;
    }

    /** Returns how many orders work at the venue. */
    public int workingOrders() {
        return orders.live();
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("venue");
        writer.putLong(nowNs);
        writer.putLong(reportedNs);
        writer.putLong(sourceSequence);
        writer.putLong(matching.nextPriority());
        touch.writeTo(writer);
        orders.writeTo(writer);
        arrivals.writeTo(writer);
        reports.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("venue");
        nowNs = reader.getLong();
        reportedNs = reader.getLong();
        sourceSequence = reader.getLong();
        matching.restore(reader.getLong());
        touch.readFrom(reader);
        orders.readFrom(reader);
        arrivals.readFrom(reader);
        reports.readFrom(reader);
        book.rebuild();
    }
}
