package breakwater.core.order;

import breakwater.core.fake.FakeMarket;
import breakwater.core.ingest.Bar;
import breakwater.core.message.*;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;
import breakwater.core.snapshot.Digest;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The order stage between a venue and a market that do as the test says, and a gate that approves what P31 allows. Time
 * passes in milliseconds; outputs are lines such as {@code NEW 1 STOP SELL 10@98.90/99.00 PROTECTS}.
 */
final class OrderFixture implements OutputSink, OrderDesk, Holdings {
    static final long MS = 1_000_000L;
    static final long RUN = 1L << 40;
    static final int INSTRUMENTS = 4;

    final Instruments instruments = new Instruments(Capacity.SMALL.instruments());
    final Venues venues = new Venues(Capacity.SMALL.venues());
    final Outputs outputs = new Outputs(this);
    final FakeMarket market = new FakeMarket();
    Orders orders = fresh();
    boolean refuses;
    boolean isKilled;
    /** What both books vouch for of any position; Long.MAX_VALUE = they do not differ. */
    long confirmed = Long.MAX_VALUE;

    boolean hasOnlyOurOrders = true;
    /** Rows by control, one for each of its keys; a control that is absent has none. */
    final TreeMap<Control, long[]> bounds = new TreeMap<>();

    boolean keepsLines = true;
    boolean checksReduceOnly = true;
    long now = 1_000 * MS;
    /** Signed position by strategy x 100 + instrument. */
    final TreeMap<Integer, Long> position = new TreeMap<>();

    final List<String> lines = new ArrayList<>();
    OrderReport report;
    int proposals;
    int refusals;
    int proposedScore;
    boolean isProposedBracketed;
    int unthrottled;
    int mostOutputs;

    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final UnsafeBuffer input = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final ExecutionReportEncoder reportEncoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder reportDecoder = new ExecutionReportDecoder();
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderMassCancelDecoder orderMassCancel = new OrderMassCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
    private final RiskEventDecoder riskEvent = new RiskEventDecoder();
    private long executions;
    private long sequence;

    OrderFixture(final boolean replaceIsAtomic, final boolean hasStopLimit, final boolean hasOco) {
        this(replaceIsAtomic, hasStopLimit, hasOco, false);
    }

    OrderFixture(
            final boolean replaceIsAtomic,
            final boolean hasStopLimit,
            final boolean hasOco,
            final boolean hasMassCancel) {
        final VenueDefinitionEncoder v = new VenueDefinitionEncoder().wrap(input, 0);
        v.venueId(0)
                .name("SIM")
                .replaceIsAtomic((short) (replaceIsAtomic ? 1 : 0))
                .hasStopLimit((short) (hasStopLimit ? 1 : 0))
                .hasOco((short) (hasOco ? 1 : 0))
                .hasMassCancel((short) (hasMassCancel ? 1 : 0));
        venues.define(new VenueDefinitionDecoder()
                .wrap(input, 0, VenueDefinitionDecoder.BLOCK_LENGTH, VenueDefinitionDecoder.SCHEMA_VERSION));
        for (int i = 0; i < INSTRUMENTS; i++) {
            input.setMemory(0, Frame.SLOT_LENGTH, (byte) 0);
            new InstrumentDefinitionEncoder()
                    .wrap(input, 0)
                    .instrumentId(i)
                    .venueId(0)
                    .assetClass(AssetClass.CRYPTO)
                    .priceExponent((byte) -2)
                    .quantityExponent((byte) 0)
                    .isShortable((short) 1)
                    .tickSize(1)
                    .lotSize(1)
                    .minQuantity(2)
                    .maxQuantity(1_000_000)
                    .minNotionalE8(0)
                    .contractMultiplier(1)
                    .makerFeePpm(100)
                    .takerFeePpm(100)
                    .staleAfterNs(30_000 * MS)
                    .symbol("I" + i)
                    .quoteCurrency("USD");
            if (!instruments.define(new InstrumentDefinitionDecoder()
                    .wrap(
                            input,
                            0,
                            InstrumentDefinitionDecoder.BLOCK_LENGTH,
                            InstrumentDefinitionDecoder.SCHEMA_VERSION))) {
                throw new IllegalStateException("instrument " + i);
            }
        }
        orders.onRunStarted(1, false, 0);
    }

    /** A venue with everything. */
    static OrderFixture linking() {
        return new OrderFixture(true, true, true);
    }

    /** Replaces in place, has stop-limits, links nothing. */
    static OrderFixture plain() {
        return new OrderFixture(true, true, false);
    }

    Orders fresh() {
        return new Orders(instruments, venues, market, outputs, Capacity.SMALL, this, this);
    }

    // ── what the test does ──

    long enter(final Side side, final long quantity, final long price) {
        return submit(entry(side, quantity, price));
    }

    /** Buys 10 at 100.00 with stop 98.00 and targets 104.00 and 108.00. Returns the id. */
    long bracketedBuy(final long quantity) {
        final Intent i = entry(Side.BUY, quantity, 100_00);
        i.isBracketed = true;
        i.protectiveStopPrice = 98_00;
        i.target1Price = 104_00;
        i.target2Price = 108_00;
        i.atr = 1_00;
        return submit(i);
    }

    Intent entry(final Side side, final long quantity, final long price) {
        final Intent i = new Intent().reset();
        i.side = side;
        i.quantity = quantity;
        i.price = price;
        return i;
    }

    long submit(final Intent intent) {
        begin();
        final long id = orders.submit(intent, now);
        orders.work(now);
        return id;
    }

    long exit(final Side side, final long quantity, final long price) {
        final Intent i = entry(side, quantity, price);
        i.role = OrderRole.EXIT;
        i.effect = Effect.REDUCES;
        return submit(i);
    }

    void quote(final int instrument, final long newBid, final long newAsk) {
        begin();
        market.quote(instrument, newBid, newAsk);
        orders.onMark(instrument, now);
        orders.work(now);
    }

    void bar(final long close, final long atr) {
        begin();
        final Bar bar = new Bar();
        bar.closePrice = close;
        orders.onBar(0, bar, atr, now);
        orders.work(now);
    }

    /** Lets time pass; due timers fire in order, each at its own time. */
    void pass(final long ms) {
        final long until = now + ms * MS;
        while (orders.nextDeadlineNs() <= until) {
            now = Math.max(now, orders.nextDeadlineNs());
            begin();
            orders.onDeadline(orders.nextDeadlineNs());
        }
        now = until;
    }

    void work() {
        begin();
        orders.work(now);
    }

    void accept(final long id) {
        execution(id, ExecType.NEW, OrderState.NEW, 0, 0, 0);
    }

    void fill(final long id, final long quantity, final long price) {
        executions++;
        execution(id, ExecType.TRADE, OrderState.PARTIALLY_FILLED, quantity, price, 0);
    }

    void canceled(final long id) {
        execution(id, ExecType.CANCELED, OrderState.CANCELED, 0, 0, 0);
    }

    void expired(final long id) {
        execution(id, ExecType.EXPIRED, OrderState.EXPIRED, 0, 0, 0);
    }

    void rejected(final long id) {
        execution(id, ExecType.REJECTED, OrderState.REJECTED, 0, 0, 0);
    }

    void replaced(final long id) {
        execution(id, ExecType.REPLACED, OrderState.NEW, 0, 0, 0);
    }

    void triggered(final long id) {
        execution(id, ExecType.TRIGGERED, OrderState.NEW, 0, 0, 0);
    }

    void status(final long id, final OrderState state, final long cum) {
        execution(id, ExecType.STATUS, state, 0, 0, cum);
    }

    void execution(
            final long id,
            final ExecType type,
            final OrderState state,
            final long lastQuantity,
            final long lastPrice,
            final long cum) {
        final Told told = told(id);
        execution(id, type, state, told.side, told.instrument, lastQuantity, lastPrice, cum);
    }

    void execution(
            final long id,
            final ExecType type,
            final OrderState state,
            final Side side,
            final int instrument,
            final long lastQuantity,
            final long lastPrice,
            final long cum) {
        begin();
        reportEncoder
                .wrap(input, 0)
                .clientOrderId(id)
                .venueOrderId(id + 7)
                .executionId(executions)
                .referenceExecutionId(0)
                .instrumentId(instrument)
                .venueId(0)
                .accountId(0)
                .execType(type)
                .orderState(state)
                .side(side)
                .isMaker((short) 1)
                .rejectCode(0)
                .price(0)
                .quantity(0)
                .cumQuantity(cum)
                .leavesQuantity(0)
                .lastPrice(lastPrice)
                .lastQuantity(lastQuantity)
                .feeE8(0);
        reportDecoder.wrap(input, 0, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION);
        report = orders.onExecutionReport(reportDecoder, now);
        if (report.hasFill && report.fill.strategyId != Frame.NO_ID) {
            final long signed = (report.fill.side == Side.BUY) == !report.fill.isBust
                    ? report.fill.quantity
                    : -report.fill.quantity;
            position.merge(report.fill.strategyId * 100 + report.fill.instrumentId, signed, Long::sum);
        }
        orders.work(now);
    }

    QuarantineReason cancelRejected(final long id, final boolean isReplace, final int code) {
        begin();
        new CancelRejectEncoder()
                .wrap(input, 0)
                .clientOrderId(id)
                .venueId(0)
                .isReplace((short) (isReplace ? 1 : 0))
                .rejectCode(code);
        final QuarantineReason reason = orders.onCancelReject(
                new CancelRejectDecoder()
                        .wrap(input, 0, CancelRejectDecoder.BLOCK_LENGTH, CancelRejectDecoder.SCHEMA_VERSION),
                now);
        orders.work(now);
        return reason;
    }

    QuarantineReason notKnown(final long id) {
        begin();
        new UnknownOrderEncoder().wrap(input, 0).clientOrderId(id).venueId(0);
        final QuarantineReason reason = orders.onUnknownOrder(
                new UnknownOrderDecoder()
                        .wrap(input, 0, UnknownOrderDecoder.BLOCK_LENGTH, UnknownOrderDecoder.SCHEMA_VERSION),
                now);
        orders.work(now);
        return reason;
    }

    QuarantineReason outcome(final long id, final int template, final SendResult result) {
        begin();
        new SendOutcomeEncoder()
                .wrap(input, 0)
                .clientOrderId(id)
                .outputSequence(1)
                .venueId(0)
                .templateId(template)
                .result(result);
        final QuarantineReason reason = orders.onSendOutcome(
                new SendOutcomeDecoder()
                        .wrap(input, 0, SendOutcomeDecoder.BLOCK_LENGTH, SendOutcomeDecoder.SCHEMA_VERSION),
                now);
        orders.work(now);
        return reason;
    }

    /** Latches a kill that flattens; the gate lets no entry through until {@code isKilled} is cleared. */
    void kill(final ScopeType type, final int scopeId) {
        isKilled = true;
        orders.flatten(type, scopeId);
        work();
    }

    /** The venue told another position of instrument 0 than the books. */
    void differs() {
        begin();
        orders.onDiffers(0, 0);
        orders.work(now);
    }

    /** It does not any more. */
    void known() {
        begin();
        orders.onKnown(0, 0);
        orders.work(now);
    }

    /** Names the next event as the cause. */
    void begin() {
        outputs.onCause(++sequence, now, now);
    }

    /** Returns the lines since the last call. */
    List<String> outputs() {
        final List<String> copy = List.copyOf(lines);
        lines.clear();
        return copy;
    }

    long digest() {
        final Digest digest = new Digest().reset();
        orders.writeTo(digest);
        return digest.value();
    }

    SnapshotBuffer snapshot() {
        final SnapshotBuffer buffer = new SnapshotBuffer();
        orders.writeTo(buffer);
        return buffer;
    }

    // ── what the stage asks ──

    @Override
    public void onUnthrottled(final int venueId, final int strategyId) {
        unthrottled++;
    }

    @Override
    public void hold(
            final ScopeType type, final int scopeId, final Level level, final Control why, final long observed) {
        if (!keepsLines) {
            return;
        }
        lines.add("HOLD " + type + " " + scopeId + " " + level + " " + why.id() + " " + observed);
    }

    @Override
    public long bound(final Control control, final int key, final int strategyId) {
        return bounds.containsKey(control) ? bounds.get(control)[key] : Long.MAX_VALUE;
    }

    @Override
    public boolean hasOnlyOurOrders() {
        return hasOnlyOurOrders;
    }

    @Override
    public long confirmed(final Intent intent) {
        return confirmed == Long.MAX_VALUE
                ? confirmed
                : Math.max(
                        0,
                        confirmed
                                - orders.working().closingLeavesBeside(intent)
                                + orders.working().filledQuantity(intent.replacesId));
    }

    @Override
    public boolean isPositionKnown(final int accountId, final int instrumentId) {
        return true;
    }

    @Override
    public boolean isKilled(final int strategyId, final int accountId, final int instrumentId) {
        return isKilled;
    }

    @Override
    public long propose(final Intent intent) {
        proposals++;
        proposedScore = intent.score;
        isProposedBracketed = intent.isBracketed;
        if (refuses) {
            return 0;
        }
        if (checksReduceOnly && intent.effect != Effect.RAISES) {
            final long held = Math.abs(netQuantity(intent.strategyId, intent.instrumentId));
            final long beside = orders.working().reducingLeavesBeside(intent);
            final boolean isFree = intent.role == OrderRole.STOP || intent.role == OrderRole.MANUAL;
            if (intent.quantity > held - beside || (!isFree && intent.quantity > confirmed(intent))) {
                refusals++;
                lines.add("REFUSED " + intent.role + " " + intent.quantity + " of " + held + " beside " + beside);
                return 0;
            }
        }
        return orders.submit(intent, now);
    }

    @Override
    public long netQuantity(final int strategyId, final int instrumentId) {
        return position.getOrDefault(strategyId * 100 + instrumentId, 0L);
    }

    /** What the venue was told of an order. */
    static final class Told {
        Side side;
        int instrument;
        OrderRole role;
        TimeInForce timeInForce;
        long price;
        long stopPrice;
        long quantity;
        long filled;
    }

    final TreeMap<Long, Told> told = new TreeMap<>();
    private final Told nothing = new Told();

    Told told(final long id) {
        nothing.side = Side.BUY;
        return told.getOrDefault(id, nothing);
    }

    @Override
    public MutableDirectBuffer claim() {
        slot.setMemory(0, Frame.SLOT_LENGTH, (byte) 0);
        return slot;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit() {
        mostOutputs = Math.max(mostOutputs, Outputs.MAX_PER_EVENT - outputs.room());
        if (!keepsLines) {
            return;
        }
        frame.wrap(slot, 0);
        final int at = Frame.HEADER_LENGTH;
        final int length = frame.blockLength();
        switch (frame.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                orderNew.wrap(slot, at, length, 0);
                final Told order = new Told();
                order.side = orderNew.side();
                order.instrument = orderNew.instrumentId();
                order.role = orderNew.role();
                order.timeInForce = orderNew.timeInForce();
                order.price = orderNew.price();
                order.stopPrice = orderNew.stopPrice();
                order.quantity = orderNew.quantity();
                if (told.put(orderNew.clientOrderId(), order) != null) {
                    throw new IllegalStateException("client order id " + orderNew.clientOrderId() + " used twice");
                }
                lines.add("NEW " + name(orderNew.clientOrderId()) + " " + order.role + " " + order.side + " "
                        + order.quantity + "@" + price(order.price, order.stopPrice)
                        + (order.timeInForce == TimeInForce.IOC ? " IOC" : "") + " " + orderNew.effect()
                        + (orderNew.linkId() == 0 ? "" : " linked " + name(orderNew.linkId())));
                break;
            case OrderCancelDecoder.TEMPLATE_ID:
                orderCancel.wrap(slot, at, length, 0);
                lines.add("CANCEL " + name(orderCancel.clientOrderId()) + " " + orderCancel.effect());
                break;
            case OrderMassCancelDecoder.TEMPLATE_ID:
                orderMassCancel.wrap(slot, at, length, 0);
                lines.add("CANCEL ALL " + orderMassCancel.orders() + " from " + name(orderMassCancel.clientOrderId()));
                break;
            case OrderReplaceDecoder.TEMPLATE_ID:
                orderReplace.wrap(slot, at, length, 0);
                lines.add("REPLACE " + name(orderReplace.clientOrderId()) + " " + orderReplace.quantity() + "@"
                        + price(orderReplace.price(), orderReplace.stopPrice()) + " " + orderReplace.effect());
                break;
            case OrderQueryDecoder.TEMPLATE_ID:
                orderQuery.wrap(slot, at, length, 0);
                lines.add("QUERY " + name(orderQuery.clientOrderId()));
                break;
            case OrderChangedDecoder.TEMPLATE_ID:
                orderChanged.wrap(slot, at, length, 0);
                if (told.containsKey(orderChanged.clientOrderId())) {
                    told.get(orderChanged.clientOrderId()).filled = orderChanged.cumQuantity();
                }
                lines.add("CHANGED " + name(orderChanged.clientOrderId()) + " " + orderChanged.fromState() + " "
                        + orderChanged.state() + " " + orderChanged.cumQuantity() + "+"
                        + orderChanged.leavesQuantity());
                break;
            case RiskEventDecoder.TEMPLATE_ID:
                riskEvent.wrap(slot, at, length, 0);
                lines.add("RISK " + riskEvent.kind() + " "
                        + Control.of(riskEvent.control()).id() + " " + riskEvent.observed());
                break;
            default:
                throw new IllegalStateException("template " + frame.templateId());
        }
    }

    private static long name(final long id) {
        return id & (RUN - 1);
    }

    private static String price(final long price, final long stopPrice) {
        return breakwater.core.decimal.Decimals.format(price, -2)
                + (stopPrice == 0 ? "" : "/" + breakwater.core.decimal.Decimals.format(stopPrice, -2));
    }
}
