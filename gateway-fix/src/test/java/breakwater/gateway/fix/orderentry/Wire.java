package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Effect;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderCancelEncoder;
import breakwater.core.message.OrderMassCancelEncoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderQueryEncoder;
import breakwater.core.message.OrderReplaceEncoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.session.Dialect;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.UtcTimestampPrecision;

/** Order outputs as the engine writes them, and the frames that come back. */
public final class Wire implements ReportSink {
    public static final int VENUE = 2;
    public static final int SOURCE = 9;
    public static final int INSTRUMENT = 4;
    static final int ACCOUNT = 3;
    public static final long ORDER = 1_099_511_627_777L;
    public static final long NOW_NS = 1_719_487_037_223_000_000L;

    public static final FixTerms TERMS = new FixTerms(
            VENUE,
            List.of(
                    new FixTerms.Instrument(INSTRUMENT, "BTC-USD", -2, -5),
                    new FixTerms.Instrument(5, "ETH-USD", 0, 0)),
            List.of(new FixTerms.Account(ACCOUNT, "main", "USD"), new FixTerms.Account(7, "other", "USD")));

    final KnownOrders orders = new KnownOrders(1000);
    final SentMessages sent = new SentMessages();
    final OrderEncoder encoder = new OrderEncoder(Dialect.FIX44, TERMS, orders);
    final ReportDecoder decoder = new ReportDecoder(Dialect.FIX44, TERMS, SOURCE, orders, sent, this);
    final List<Frame> frames = new ArrayList<>();
    private UnsafeBuffer claimed;

    public static Frame orderNew(
            final long id,
            final int instrumentId,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long price,
            final long stopPrice,
            final long quantity) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new OrderNewEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .parentId(id)
                .instrumentId(instrumentId)
                .venueId(VENUE)
                .accountId(ACCOUNT)
                .effect(Effect.RAISES)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .price(price)
                .stopPrice(stopPrice)
                .quantity(quantity);
        return frame(buffer, OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, 430);
    }

    public static Frame limit(final long id, final Side side, final long price, final long quantity) {
        return orderNew(id, INSTRUMENT, side, OrderType.LIMIT, TimeInForce.GTC, price, 0, quantity);
    }

    public static Frame cancel(final long id, final long sequence) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new OrderCancelEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .venueOrderId(77)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .accountId(ACCOUNT)
                .effect(Effect.CANCELS_ENTRY)
                .side(Side.BUY);
        return frame(buffer, OrderCancelEncoder.TEMPLATE_ID, OrderCancelEncoder.BLOCK_LENGTH, sequence);
    }

    public static Frame massCancel(final long first, final long sequence) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new OrderMassCancelEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(first)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .accountId(ACCOUNT)
                .effect(Effect.CANCELS_ENTRY)
                .orders(2);
        return frame(buffer, OrderMassCancelEncoder.TEMPLATE_ID, OrderMassCancelEncoder.BLOCK_LENGTH, sequence);
    }

    public static Frame replace(
            final long id, final long sequence, final long price, final long stop, final long quantity) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new OrderReplaceEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .venueOrderId(77)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .accountId(ACCOUNT)
                .effect(Effect.RAISES)
                .side(Side.BUY)
                .price(price)
                .stopPrice(stop)
                .quantity(quantity);
        return frame(buffer, OrderReplaceEncoder.TEMPLATE_ID, OrderReplaceEncoder.BLOCK_LENGTH, sequence);
    }

    public static Frame query(final long id) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new OrderQueryEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(id)
                .venueOrderId(77)
                .instrumentId(INSTRUMENT)
                .venueId(VENUE)
                .accountId(ACCOUNT)
                .effect(Effect.ASKS)
                .side(Side.BUY);
        return frame(buffer, OrderQueryEncoder.TEMPLATE_ID, OrderQueryEncoder.BLOCK_LENGTH, 433);
    }

    private static Frame frame(
            final UnsafeBuffer buffer, final int templateId, final int blockLength, final long sequence) {
        final byte[] block = new byte[blockLength];
        buffer.getBytes(Frame.HEADER_LENGTH, block);
        final Frame frame = new Frame().wrapForWrite(buffer, 0);
        frame.begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .sequence(sequence)
                .ingressTimeNs(NOW_NS);
        buffer.putBytes(Frame.HEADER_LENGTH, block);
        return frame;
    }

    /** Returns a message of {@code tag=value} pairs, as the session hands it over. */
    static Message message(final String type, final String... fields) {
        final Message message = new Message();
        message.getHeader().setString(8, "FIX.4.4");
        message.getHeader().setString(35, type);
        message.getHeader().setInt(34, 12);
        for (final String field : fields) {
            final int equals = field.indexOf('=');
            message.setString(Integer.parseInt(field.substring(0, equals)), field.substring(equals + 1));
        }
        return message;
    }

    /** Returns an execution report of an order with these fields more or instead; an empty value takes one away. */
    static Message report(final String execType, final String ordStatus, final String... fields) {
        final Message message = message(
                "8",
                "11=" + ORDER,
                "37=V-1",
                "17=E-1",
                "150=" + execType,
                "39=" + ordStatus,
                "1=main",
                "55=BTC-USD",
                "54=1",
                "38=1.00000",
                "44=100.00",
                "14=0",
                "151=1",
                "6=0",
                "60=20240627-11:17:17.223");
        for (final String field : fields) {
            final int equals = field.indexOf('=');
            final int tag = Integer.parseInt(field.substring(0, equals));
            if (equals + 1 == field.length()) {
                message.removeField(tag);
            } else {
                message.setString(tag, field.substring(equals + 1));
            }
        }
        return message;
    }

    /** Returns an encoded message as the other side reads it, after a session has given it its header. */
    static Message received(final Message encoded) {
        encoded.getHeader().setString(8, "FIX.4.4");
        encoded.getHeader().setString(49, "BREAKWATER");
        encoded.getHeader().setString(56, "PAPER");
        encoded.getHeader().setInt(34, 12);
        encoded.getHeader()
                .setUtcTimeStamp(52, LocalDateTime.of(2024, 6, 27, 11, 17, 18), UtcTimestampPrecision.MILLIS);
        try {
            return new Message(encoded.toString());
        } catch (final InvalidMessage broken) {
            throw new AssertionError(broken);
        }
    }

    /** Returns an encoded message's body and type as {@code tag=value} pairs in order of tags. */
    static String text(final Message encoded) {
        final Message message = received(encoded);
        final StringBuilder out = new StringBuilder("35=").append(FixFields.text(message.getHeader(), 35));
        message.iterator()
                .forEachRemaining(field ->
                        out.append(' ').append(field.getTag()).append('=').append(field.getObject()));
        return out.toString();
    }

    ExecutionReportDecoder execution(final int index) {
        final Frame frame = frames.get(index);
        return new ExecutionReportDecoder()
                .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
    }

    @Override
    public MutableDirectBuffer claim() {
        claimed = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        return claimed;
    }

    @Override
    public void publish() {
        frames.add(new Frame().wrap(claimed, 0));
        claimed = null;
    }

    @Override
    public long nowNs() {
        return NOW_NS + 1;
    }
}
