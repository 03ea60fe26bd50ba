package breakwater.core.venuesim;

import breakwater.core.message.AssetClass;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.EventSource;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderCancelEncoder;
import breakwater.core.message.OrderMassCancelEncoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderQueryEncoder;
import breakwater.core.message.OrderReplaceEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.QuoteEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.TradeEncoder;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import breakwater.core.snapshot.SnapshotReader;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue with one instrument (tick 1, lot 1, at most 1,000,000), a feed and a client. Time moves by {@link #at}; what the
 * client heard since it last listened is {@link #heard}.
 */
final class VenueFixture {
    static final int VENUE = 2;
    static final int SOURCE = 7;
    static final int ACCOUNT = 3;
    static final int INSTRUMENT = 1;
    static final VenueModel PLAIN = VenueModel.DEFAULT.withLatency(0, 0, 0).withSlippagePpm(1000);

    final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
    final SimulatedVenue venue;
    private final VenueModel model;
    private final Capacity capacity;
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final UnsafeBuffer in = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final OrderNewEncoder orderNew = new OrderNewEncoder();
    private final OrderMassCancelEncoder massCancel = new OrderMassCancelEncoder();
    private final OrderCancelEncoder orderCancel = new OrderCancelEncoder();
    private final OrderReplaceEncoder orderReplace = new OrderReplaceEncoder();
    private final OrderQueryEncoder orderQuery = new OrderQueryEncoder();
    private long outputs;
    long nowNs = 1_000_000_000L;

    VenueFixture() {
        this(PLAIN);
    }

    VenueFixture(final VenueModel model) {
        this(model, Capacity.SMALL);
    }

    VenueFixture(final VenueModel model, final Capacity capacity) {
        this.model = model;
        this.capacity = capacity;
        define(instruments);
        venue = new SimulatedVenue(VENUE, SOURCE, instruments, model, capacity);
    }

    private static void define(final Instruments instruments) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new InstrumentDefinitionEncoder()
                .wrap(buffer, 0)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .assetClass(AssetClass.CRYPTO)
                .priceExponent((byte) -2)
                .quantityExponent((byte) -5)
                .isShortable((short) 1)
                .tickSize(1)
                .lotSize(1)
                .minQuantity(1)
                .maxQuantity(1_000_000)
                .minNotionalE8(0)
                .contractMultiplier(1)
                .makerFeePpm(1000)
                .takerFeePpm(1000)
                .staleAfterNs(1)
                .symbol("BTC-USDT")
                .quoteCurrency("USDT");
        final boolean isDefined = instruments.define(new InstrumentDefinitionDecoder()
                .wrap(buffer, 0, InstrumentDefinitionEncoder.BLOCK_LENGTH, InstrumentDefinitionEncoder.SCHEMA_VERSION));
        if (!isDefined) {
            throw new IllegalStateException("the fixture's instrument was refused");
        }
    }

    /** Returns another venue with this one's model that took over this one's state. */
    VenueFixture restored() {
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        venue.writeTo(snapshot);
        final VenueFixture other = new VenueFixture(model, capacity);
        other.quote(50, 1, 60, 1).trade(Side.BUY, 55, 1).limit(999_999, Side.BUY, 1, 50);
        final SnapshotReader reader = snapshot.reader();
        other.venue.readFrom(reader);
        if (reader.remaining() != 0) {
            throw new IllegalStateException("the venue left " + reader.remaining() + " bytes of its snapshot unread");
        }
        other.nowNs = nowNs;
        other.outputs = outputs;
        return other;
    }

    long digest() {
        final Digest digest = new Digest();
        venue.writeTo(digest);
        return digest.value();
    }

    VenueFixture at(final long timeNs) {
        nowNs = timeNs;
        return this;
    }

    private UnsafeBuffer begin(final int templateId, final int blockLength) {
        frame.wrapForWrite(out, 0)
                .begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .sequence(++outputs)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs);
        return out;
    }

    VenueFixture quote(final long bid, final long bidQuantity, final long ask, final long askQuantity) {
        quote.wrap(begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH), Frame.HEADER_LENGTH)
                .instrumentId(INSTRUMENT)
                .bidPrice(bid)
                .bidQuantity(bidQuantity)
                .askPrice(ask)
                .askQuantity(askQuantity);
        venue.onMarketData(frame);
        return this;
    }

    VenueFixture trade(final Side aggressor, final long price, final long quantity) {
        trade.wrap(begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH), Frame.HEADER_LENGTH)
                .instrumentId(INSTRUMENT)
                .aggressor(aggressor)
                .price(price)
                .quantity(quantity)
                .tradeId(outputs)
                .mergedCount(1)
                .highPrice(price)
                .lowPrice(price);
        venue.onMarketData(frame);
        return this;
    }

    VenueFixture limit(final long id, final Side side, final long quantity, final long price) {
        return order(id, side, OrderType.LIMIT, TimeInForce.GTC, quantity, price, 0, 0);
    }

    VenueFixture stop(final long id, final Side side, final long quantity, final long stopPrice, final long price) {
        return order(id, side, OrderType.STOP_LIMIT, TimeInForce.GTC, quantity, price, stopPrice, 0);
    }

    VenueFixture order(
            final long id,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long quantity,
            final long price,
            final long stopPrice,
            final long linkId) {
        orderNew.wrap(begin(OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH), Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .accountId(ACCOUNT)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .price(price)
                .stopPrice(stopPrice)
                .quantity(quantity)
                .linkId(linkId);
        venue.onOrder(frame);
        return this;
    }

    VenueFixture cancel(final long id) {
        orderCancel
                .wrap(begin(OrderCancelEncoder.TEMPLATE_ID, OrderCancelEncoder.BLOCK_LENGTH), Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE);
        venue.onOrder(frame);
        return this;
    }

    VenueFixture cancelAll() {
        massCancel
                .wrap(
                        begin(OrderMassCancelEncoder.TEMPLATE_ID, OrderMassCancelEncoder.BLOCK_LENGTH),
                        Frame.HEADER_LENGTH)
                .clientOrderId(1)
                .venueId(VENUE);
        venue.onOrder(frame);
        return this;
    }

    VenueFixture replace(final long id, final long quantity, final long price, final long stopPrice) {
        orderReplace
                .wrap(begin(OrderReplaceEncoder.TEMPLATE_ID, OrderReplaceEncoder.BLOCK_LENGTH), Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .price(price)
                .stopPrice(stopPrice)
                .quantity(quantity);
        venue.onOrder(frame);
        return this;
    }

    VenueFixture query(final long id) {
        orderQuery
                .wrap(begin(OrderQueryEncoder.TEMPLATE_ID, OrderQueryEncoder.BLOCK_LENGTH), Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE);
        venue.onOrder(frame);
        return this;
    }

    /** Writes the next report into {@link #in}. Returns false if there is none up to {@code untilNs}. Allocates nothing. */
    boolean take(final long untilNs) {
        venue.advanceTo(untilNs);
        final long dueNs = venue.nextTimeNs();
        if (dueNs == EventSource.NONE || dueNs > untilNs) {
            return false;
        }
        venue.encodeNext(in, 0);
        return true;
    }

    /** Returns all reports up to the end of time, as bytes in hex with their header. */
    List<String> heardBytes(final long untilNs) {
        final List<String> heard = new ArrayList<>();
        while (take(untilNs)) {
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < frame.wrap(in, 0).length(); i++) {
                text.append(Character.forDigit(in.getByte(i) >> 4 & 0xF, 16));
                text.append(Character.forDigit(in.getByte(i) & 0xF, 16));
            }
            heard.add(text.toString());
        }
        return heard;
    }

    /** Returns all reports due so far as records. */
    List<Heard> heard() {
        return heard(nowNs);
    }

    List<Heard> heard(final long untilNs) {
        final List<Heard> heard = new ArrayList<>();
        while (take(untilNs)) {
            heard.add(decode());
        }
        return heard;
    }

    Frame lastFrame() {
        return frame.wrap(in, 0);
    }

    ExecutionReportDecoder lastReport() {
        frame.wrap(in, 0);
        return new ExecutionReportDecoder().wrap(in, frame.blockOffset(), frame.blockLength(), frame.version());
    }

    private Heard decode() {
        frame.wrap(in, 0);
        if (frame.templateId() == CancelRejectDecoder.TEMPLATE_ID) {
            final CancelRejectDecoder d =
                    new CancelRejectDecoder().wrap(in, frame.blockOffset(), frame.blockLength(), frame.version());
            return new Refused(d.clientOrderId(), d.isReplace() != 0, d.rejectCode());
        }
        if (frame.templateId() == UnknownOrderDecoder.TEMPLATE_ID) {
            return new Unknown(new UnknownOrderDecoder()
                    .wrap(in, frame.blockOffset(), frame.blockLength(), frame.version())
                    .clientOrderId());
        }
        final ExecutionReportDecoder d = lastReport();
        if (d.execType() == ExecType.TRADE) {
            return new Filled(
                    d.clientOrderId(),
                    d.orderState(),
                    d.lastQuantity(),
                    d.lastPrice(),
                    d.cumQuantity(),
                    d.leavesQuantity());
        }
        if (d.execType() == ExecType.REJECTED) {
            return new Rejected(d.clientOrderId(), d.rejectCode());
        }
        return new Changed(
                d.clientOrderId(), d.execType(), d.orderState(), d.quantity(), d.cumQuantity(), d.leavesQuantity());
    }

    static Changed accepted(final long id, final long quantity) {
        return new Changed(id, ExecType.NEW, OrderState.NEW, quantity, 0, quantity);
    }

    static Changed triggered(final long id, final long quantity) {
        return new Changed(id, ExecType.TRIGGERED, OrderState.NEW, quantity, 0, quantity);
    }

    static Changed canceled(final long id, final long quantity, final long cum) {
        return new Changed(id, ExecType.CANCELED, OrderState.CANCELED, quantity, cum, 0);
    }

    static Changed expired(final long id, final long quantity, final long cum) {
        return new Changed(id, ExecType.EXPIRED, OrderState.EXPIRED, quantity, cum, 0);
    }

    static Filled part(final long id, final long quantity, final long price, final long cum, final long leaves) {
        return new Filled(id, OrderState.PARTIALLY_FILLED, quantity, price, cum, leaves);
    }

    static Filled filled(final long id, final long quantity, final long price, final long cum) {
        return new Filled(id, OrderState.FILLED, quantity, price, cum, 0);
    }

    sealed interface Heard {}

    record Changed(long id, ExecType what, OrderState state, long quantity, long cum, long leaves) implements Heard {}

    record Filled(long id, OrderState state, long quantity, long price, long cum, long leaves) implements Heard {}

    record Rejected(long id, int code) implements Heard {}

    record Refused(long id, boolean isReplace, int code) implements Heard {}

    record Unknown(long id) implements Heard {}
}
