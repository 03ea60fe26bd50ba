package breakwater.gateway.fix.orderentry;

import breakwater.core.message.Effect;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.session.Dialect;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.FieldNotFound;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageUtils;
import quickfix.UtcTimestampPrecision;
import quickfix.field.Account;
import quickfix.field.BeginString;
import quickfix.field.ClOrdID;
import quickfix.field.HandlInst;
import quickfix.field.MsgSeqNum;
import quickfix.field.OrdType;
import quickfix.field.OrderQty;
import quickfix.field.PositionEffect;
import quickfix.field.Price;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.Symbol;
import quickfix.field.TargetCompID;
import quickfix.field.TransactTime;
import quickfix.fix44.ExecutionReport;
import quickfix.fix44.NewOrderSingle;

/**
 * An order frame to the text that goes out, and the text of a fill to a frame: ours, beside QuickFIX/J used as its examples
 * use it, with typed messages and fields. In both, the header is set as a session sets it, and a message is parsed by QuickFIX/J
 * with its dictionary; what a session itself does (its store, its locks, its queue, the socket) is in neither.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FixBenchmark implements ReportSink {
    private static final long TIME_NS = 1_719_487_037_223_000_000L;
    private static final LocalDateTime TIME = LocalDateTime.of(2024, 6, 27, 11, 17, 17, 223_000_000);
    private static final long FIRST = 1_099_511_627_777L;
    private static final int ORDERS = 1 << 12;

    private final FixTerms terms = new FixTerms(
            0, List.of(new FixTerms.Instrument(0, "BTC-USD", -2, -5)), List.of(new FixTerms.Account(0, "main", "USD")));
    private final KnownOrders orders = new KnownOrders(ORDERS);
    private final OrderEncoder encoder = new OrderEncoder(Dialect.FIX44, terms, orders);
    private final ReportDecoder decoder = new ReportDecoder(Dialect.FIX44, terms, 1, orders, new SentMessages(), this);
    private final MessageFactory factory = new AnswerFactory();
    private final MessageFactory plainFactory = new quickfix.fix44.MessageFactory();
    private final DataDictionary dictionary = dictionary();
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final UnsafeBuffer orderSlot = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame order = new Frame();
    private final OrderNewEncoder orderNew = new OrderNewEncoder();
    private final OrderNewDecoder orderRead = new OrderNewDecoder();
    private final ExecutionReportEncoder execution = new ExecutionReportEncoder();
    private final Frame frame = new Frame();
    private String fill;
    private int next;

    private static DataDictionary dictionary() {
        try {
            return new DataDictionary("FIX44.xml");
        } catch (final ConfigError missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Setup
    public void prepare() throws Exception {
        order.wrapForWrite(orderSlot, 0)
                .begin(OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, MessageHeaderEncoder.SCHEMA_VERSION)
                .sequence(430)
                .ingressTimeNs(TIME_NS);
        orderNew.wrap(orderSlot, Frame.HEADER_LENGTH)
                .clientOrderId(FIRST)
                .parentId(FIRST)
                .effect(Effect.RAISES)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .price(6_100_012)
                .quantity(2_150);
        final Message report = new Message(order());
        report.getHeader().setString(quickfix.field.MsgType.FIELD, MessageType.EXECUTION_REPORT);
        report.setString(37, "V-20240627-000017");
        report.setString(17, "E-20240627-000042");
        report.setString(150, "F");
        report.setString(39, "1");
        report.setString(14, "0.01000");
        report.setString(151, "0.01150");
        report.setString(31, "61000.12");
        report.setString(32, "0.01000");
        report.setString(6, "61000.12");
        report.setString(12, "0.61000012");
        report.setString(13, "3");
        fill = report.toString();
        requireAlike();
    }

    /** Refuses to time what does not say the same: each order as plainly read, each fill as plainly written. */
    private void requireAlike() throws FieldNotFound, InvalidMessage, FixRefusal {
        if (!body(new Message(order())).equals(body(new Message(plainOrder())))) {
            throw new IllegalStateException("not the same order: " + order() + " and " + plainOrder());
        }
        report();
        final byte[] ours = slot.byteArray().clone();
        plainReport();
        for (int i = Frame.HEADER_LENGTH; i < Frame.HEADER_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH; i++) {
            if (ours[i] != slot.getByte(i)) {
                throw new IllegalStateException("not the same fill, from byte " + i + " on");
            }
        }
    }

    private static String body(final Message message) {
        message.removeField(11);
        final StringBuilder text = new StringBuilder();
        message.iterator().forEachRemaining(field -> text.append(field).append(' '));
        return text.toString();
    }

    /** An order output to the text that a session hands to its socket. */
    @Benchmark
    public String order() throws FixRefusal {
        final long id = FIRST + (next++ & (ORDERS - 1));
        orderNew.clientOrderId(id);
        final WireMessage message = encoder.encode(order);
        header(message);
        final String text = message.toString();
        orders.remove(id);
        return text;
    }

    /** The same with a typed message. */
    @Benchmark
    public String plainOrder() {
        final long id = FIRST + (next++ & (ORDERS - 1));
        orderNew.clientOrderId(id);
        orderRead.wrap(orderSlot, order.blockOffset(), order.blockLength(), order.version());
        final NewOrderSingle message = new NewOrderSingle(
                new ClOrdID(Long.toString(orderRead.clientOrderId())),
                new quickfix.field.Side(
                        orderRead.side() == Side.BUY ? quickfix.field.Side.BUY : quickfix.field.Side.SELL),
                new TransactTime(LocalDateTime.ofInstant(
                        Instant.ofEpochSecond(
                                order.ingressTimeNs() / 1_000_000_000L, order.ingressTimeNs() % 1_000_000_000L),
                        ZoneOffset.UTC)),
                new OrdType(OrdType.LIMIT));
        message.set(new Account(terms.account(orderRead.accountId()).name()));
        message.set(new HandlInst(HandlInst.AUTOMATED_EXECUTION_ORDER_PRIVATE_NO_BROKER_INTERVENTION));
        message.set(new Symbol(terms.instrument(orderRead.instrumentId()).symbol()));
        message.setDecimal(OrderQty.FIELD, BigDecimal.valueOf(orderRead.quantity(), 5), 5);
        message.setDecimal(Price.FIELD, BigDecimal.valueOf(orderRead.price(), 2), 2);
        message.set(new quickfix.field.TimeInForce(quickfix.field.TimeInForce.GOOD_TILL_CANCEL));
        message.set(new PositionEffect(PositionEffect.OPEN));
        header(message);
        return message.toString();
    }

    private static void header(final Message message) {
        final Message.Header header = message.getHeader();
        header.setString(BeginString.FIELD, "FIX.4.4");
        header.setString(SenderCompID.FIELD, "BREAKWATER");
        header.setString(TargetCompID.FIELD, "PAPER");
        header.setInt(MsgSeqNum.FIELD, 1_234);
        header.setUtcTimeStamp(SendingTime.FIELD, TIME, UtcTimestampPrecision.MILLIS);
    }

    /** The text of a fill to a frame. */
    @Benchmark
    public long report() throws InvalidMessage, FixRefusal {
        decoder.decode(parsed(), MessageType.EXECUTION_REPORT);
        return slot.getLong(Frame.HEADER_LENGTH);
    }

    /** QuickFIX/J's own part of that. */
    @Benchmark
    public Message parsed() throws InvalidMessage {
        return MessageUtils.parse(factory, dictionary, fill);
    }

    /** The same with a typed message; nothing is checked, and nothing remembered of the order. */
    @Benchmark
    public long plainReport() throws InvalidMessage, FieldNotFound {
        final ExecutionReport report = (ExecutionReport) MessageUtils.parse(plainFactory, dictionary, fill);
        final MutableDirectBuffer buffer = claim();
        frame.wrapForWrite(buffer, 0)
                .begin(
                        ExecutionReportEncoder.TEMPLATE_ID,
                        ExecutionReportEncoder.BLOCK_LENGTH,
                        MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs())
                .eventTimeNs(report.getTransactTime().getValue().toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L)
                .sourceSequence(report.getHeader().getInt(MsgSeqNum.FIELD))
                .sourceId(1);
        execution
                .wrap(buffer, Frame.HEADER_LENGTH)
                .clientOrderId(Long.parseLong(report.getClOrdID().getValue()))
                .venueOrderId(VenueIds.of(report.getOrderID().getValue()))
                .executionId(VenueIds.of(report.getExecID().getValue()))
                .referenceExecutionId(0)
                .instrumentId(terms.instrument(report.getSymbol().getValue()).id())
                .venueId(0)
                .accountId(terms.account(report.getAccount().getValue()).id())
                .execType(report.getExecType().getValue() == 'F' ? ExecType.TRADE : ExecType.STATUS)
                .orderState(report.getOrdStatus().getValue() == '1' ? OrderState.PARTIALLY_FILLED : OrderState.FILLED)
                .side(report.getSide().getValue() == '1' ? Side.BUY : Side.SELL)
                .isMaker((short) 0)
                .rejectCode(0)
                .price(Math.round(report.getPrice().getValue() * 1e2))
                .quantity(Math.round(report.getOrderQty().getValue() * 1e5))
                .cumQuantity(Math.round(report.getCumQty().getValue() * 1e5))
                .leavesQuantity(Math.round(report.getLeavesQty().getValue() * 1e5))
                .lastPrice(Math.round(report.getLastPx().getValue() * 1e2))
                .lastQuantity(Math.round(report.getLastQty().getValue() * 1e5))
                .feeE8(Math.round(report.getCommission().getValue() * 1e8));
        return slot.getLong(Frame.HEADER_LENGTH);
    }

    @Override
    public MutableDirectBuffer claim() {
        return slot;
    }

    @Override
    public void publish() {}

    @Override
    public long nowNs() {
        return TIME_NS;
    }
}
