package breakwater.core;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.Ingest;
import breakwater.core.message.CloseBasketDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.monitor.Monitor;
import breakwater.core.order.Intent;
import breakwater.core.order.Orders;
import breakwater.core.order.Reservations;
import breakwater.core.position.Positions;
import breakwater.core.reference.Instruments;
import breakwater.core.risk.Decision;
import breakwater.core.risk.PreTradeGate;
import breakwater.core.signal.Signals;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * P8: the weights of one decision of an allocator, staged until it closes them, and then worked as a whole. Each weight is a
 * wish for a position: what is held and what is under way counts, the rest becomes one order.
 *
 * <pre>
 *   TargetWeight 0 … TargetWeight n-1 · CloseBasket ──▶ what lowers exposure goes out, part by part, as exits do
 *                                                  └──▶ what raises it is decided upon together, each part beside those
 *                                                       before it: all of it goes out, or nothing
 * </pre>
 *
 * <p>A part that lowers is never held back by one that raises (Semantics 1). One that is not worth an order is left (P30). A weight without a batch id is a basket of one.
 * Batch ids rise, so that a basket which comes twice is worked once. What a refused basket was decided upon leaves nothing
 * behind: no token, no duplicate, no count.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class Baskets implements Stateful {
    /** Most parts of a basket. */
    static final int PARTS_MAX = Orders.RESERVED_MAX;

    /** Outputs that the raising parts need, an order and its approval each, beside what the order stage wants left. */
    private static final int ROOM_TO_RAISE = 2 * PARTS_MAX + Orders.RESERVE;

    /** Ten times equity: beyond it a weight is an error of units (Citi 2022). */
    private static final long WEIGHT_PPM_MAX = 10_000_000L;

    private final Instruments instruments;
    private final Ingest ingest;
    private final Signals signals;
    private final PreTradeGate gate;
    private final Orders orders;
    private final Reservations reservations;
    private final Positions positions;
    private final Monitor monitor;
    private final Outputs outputs;
    private final Refusals refusals;
    private final Intents intents;
    private final Engine engine;

    private final int[] strategyId = new int[PARTS_MAX];
    private final int[] instrumentId = new int[PARTS_MAX];
    private final long[] weightPpm = new long[PARTS_MAX];
    private final Intent[] raising = new Intent[PARTS_MAX];
    private long batchId;
    private long closedBatchId;
    private int count;
    /** How many parts each part says that there are. */
    private int declared;

    /** Whether the staged parts are being worked; the next one that may lower. */
    private boolean isClosed;

    private int next;

    Baskets(final Stages stages, final Intents intents, final Engine engine) {
        instruments = stages.instruments;
        ingest = stages.ingest;
        signals = stages.signals;
        gate = stages.gate;
        orders = stages.orders;
        reservations = orders.reservations();
        positions = stages.positions;
        monitor = stages.monitor;
        outputs = stages.outputs;
        refusals = stages.refusals;
        this.intents = intents;
        this.engine = engine;
        for (int i = 0; i < PARTS_MAX; i++) {
            raising[i] = new Intent();
        }
    }

    /** Stages a part; one without a batch id closes itself. Quarantines what does not follow, and forgets what was staged. */
    void onWeight(final TargetWeightDecoder d) {
        if (isClosed) {
            refusals.quarantine(QuarantineReason.CAPACITY, d.instrumentId(), count, PARTS_MAX);
            return;
        }
        if (!isSane(d)) {
            forget();
            refusals.quarantine(QuarantineReason.BAD_COMMAND, d.instrumentId(), d.strategyId(), d.weightPpm());
            return;
        }
        if (d.batchId() == 0 || d.index() == 0) {
            forget();
            batchId = d.batchId();
            declared = d.count();
        }
        if (d.batchId() != 0
                && (d.batchId() != batchId
                        || d.index() != count
                        || d.count() != declared
                        || declared > PARTS_MAX
                        || declared <= count)) {
            forget();
            refusals.quarantine(QuarantineReason.BAD_COMMAND, d.instrumentId(), d.index(), d.count());
            return;
        }
        strategyId[count] = d.strategyId();
        instrumentId[count] = d.instrumentId();
        weightPpm[count] = d.weightPpm();
        count++;
        isClosed = batchId == 0;
    }

    /** Lets the staged parts be worked, if they are all there and their batch is a new one. */
    void onClose(final CloseBasketDecoder d) {
        final boolean isWhole =
                !isClosed && d.batchId() == batchId && d.count() == count && count == declared && count > 0;
        if (!isWhole || d.batchId() <= closedBatchId || d.user(0) <= ' ') {
            refusals.quarantine(QuarantineReason.BAD_COMMAND, Frame.NO_ID, d.batchId(), closedBatchId);
            if (!isClosed) {
                forget();
            }
            return;
        }
        closedBatchId = batchId;
        isClosed = true;
    }

    private boolean isSane(final TargetWeightDecoder d) {
        if (!signals.isAdmitted(d.strategyId())
                || !instruments.isDefined(d.instrumentId())
                || d.weightPpm() > WEIGHT_PPM_MAX
                || d.weightPpm() < -WEIGHT_PPM_MAX) {
            return false;
        }
        for (int i = 0; i < count && d.batchId() != 0 && d.index() != 0; i++) {
            if (strategyId[i] == d.strategyId() && instrumentId[i] == d.instrumentId()) {
                return false;
            }
        }
        return true;
    }

    private void forget() {
        count = 0;
        declared = 0;
        batchId = 0;
        next = 0;
        isClosed = false;
    }

    /** Works a closed basket while outputs have room; the rest waits for the next event. */
    void work() {
        if (!isClosed) {
            return;
        }
        for (; next < count; next++) {
            if (outputs.room() < Engine.ROOM_FOR_A_STEP) {
                return;
            }
            lower(next);
        }
        if (outputs.room() >= ROOM_TO_RAISE) {
            raise();
            forget();
        }
    }

    // ───────────── what lowers ─────────────

    private void lower(final int part) {
        final int strategy = strategyId[part];
        final int instrument = instrumentId[part];
        final long wanted = wanted(part);
        final long held = positions.netQuantity(strategy, instrument);
        final long working = orders.working().workingToward(strategy, instrument);
        long difference = difference(wanted, held, working);
        if (difference == Decimals.OVERFLOW) {
            return;
        }
        if (difference == 0) {
            mean(strategy, instrument, wanted);
            return;
        }
        if (isOpposed(difference, working) || isOpposed(difference, held)) {
            mean(strategy, instrument, isOpposed(wanted, held) ? 0 : wanted);
        }
        if (isOpposed(difference, working)) {
            // More is under way than is wanted. What of it is canceled may still fill, so only what is held is reduced
            // now; a later weight asks for the rest.
            orders.cancelStrategyEntries(strategy, instrument);
            difference = Decimals.subtract(wanted, held);
        }
        if (isOpposed(difference, held)) {
            intents.exit(strategy, instrument, 0, Side.NULL_VAL, 0, OrderRole.EXIT, Math.abs(difference));
        }
    }

    // ───────────── what raises ─────────────

    private void raise() {
        int parts = 0;
        long sumE8 = 0;
        Control refusedBy = Control.NONE;
        int refused = 0;
        for (int part = 0; part < count; part++) {
            final long held = positions.netQuantity(strategyId[part], instrumentId[part]);
            final long working = orders.working().workingToward(strategyId[part], instrumentId[part]);
            final long difference = difference(wanted(part), held, working);
            if (difference == Decimals.OVERFLOW) {
                refusals.quarantine(
                        QuarantineReason.BAD_COMMAND,
                        instrumentId[part],
                        ingest.referencePrice(instrumentId[part]),
                        weightPpm[part]);
                refusedBy = Control.DEFAULT_DENY;
                refused = part;
            } else if (difference != 0 && !isOpposed(difference, working) && !isOpposed(difference, held)) {
                final Intent intent = raising[parts];
                word(intent, part, difference);
                final Decision band = gate.decideBand(intent, outputs.nowNs());
                if (band.control() == Control.NO_TRADE_BAND) {
                    // Too small to matter, so the rest goes on without it; a missing row is the gate's to refuse.
                    engine.onRefused(intent, band);
                    mean(strategyId[part], instrumentId[part], Decimals.add(held, working));
                } else {
                    sumE8 = Decimals.add(sumE8, gate.worstNotionalE8(intent));
                    parts++;
                }
            }
        }
        for (int i = 0; i < parts; i++) {
            raising[i].basketE8 = sumE8;
        }
        if (refusedBy != Control.NONE) {
            refuse(parts, -1, refusedBy, instrumentId[refused]);
        } else if (parts == 1 || (parts > 1 && isApproved(parts))) {
            send(parts);
        }
    }

    private void word(final Intent intent, final int part, final long difference) {
        final int instrument = instrumentId[part];
        intents.begin(intent, strategyId[part], instrument, 0);
        intent.side = difference > 0 ? Side.BUY : Side.SELL;
        intent.price = difference > 0 ? ingest.bidPrice(instrument) : ingest.askPrice(instrument);
        intent.quantity = Math.abs(difference);
    }

    /** Asks for each part beside those before it, which count as if they worked; where one is refused, all are. */
    private boolean isApproved(final int parts) {
        final long nowNs = outputs.nowNs();
        for (int i = 0; i < parts; i++) {
            final Decision decision = gate.decide(raising[i], nowNs);
            final boolean isPassed = decision.isApproved();
            if (isPassed && reservations.reserve(raising[i], nowNs)) {
                gate.onReserved(raising[i], nowNs);
                continue;
            }
            final Control by = isPassed ? Control.OPEN_ORDERS : decision.control();
            refuseBefore(i, by, raising[i].instrumentId, decision.limitsVersion());
            if (isPassed) {
                engine.onFull(raising[i], decision.limitsVersion());
            } else {
                engine.onRefused(raising[i], decision);
            }
            withdraw(i);
            refuse(parts, i, by, raising[i].instrumentId);
            return false;
        }
        withdraw(parts);
        return true;
    }

    private void withdraw(final int parts) {
        reservations.withdraw();
        for (int i = parts - 1; i >= 0; i--) {
            gate.onWithdrawn(raising[i], outputs.nowNs());
        }
    }

    private void send(final int parts) {
        for (int i = 0; i < parts; i++) {
            final int strategy = raising[i].strategyId;
            final int instrument = raising[i].instrumentId;
            final long quantity = raising[i].quantity;
            final long before = Decimals.add(
                    positions.netQuantity(strategy, instrument),
                    orders.working().workingToward(strategy, instrument));
            final boolean isOut = engine.propose(raising[i]) != 0;
            if (isOut) {
                mean(strategy, instrument, Decimals.add(before, raising[i].side == Side.BUY ? quantity : -quantity));
            } else if (parts > 1) {
                throw new IllegalStateException(
                        "part " + i + " of basket " + batchId + " was approved and then refused");
            }
        }
    }

    /** Says what position a weight means (L11). */
    private void mean(final int strategy, final int instrument, final long quantity) {
        if (quantity != Decimals.OVERFLOW) {
            monitor.intentions()
                    .onMeant(
                            strategy,
                            instrument,
                            signals.accountId(strategy),
                            quantity,
                            ingest.referencePrice(instrument));
        }
    }

    private void refuseBefore(final int end, final Control by, final int instrument, final long limitsVersion) {
        for (int i = 0; i < end; i++) {
            refuseAsPart(i, by, instrument, limitsVersion);
        }
    }

    /** Refuses the parts after one that was refused. */
    private void refuse(final int parts, final int after, final Control by, final int instrument) {
        for (int i = after + 1; i < parts; i++) {
            refuseAsPart(i, by, instrument, engine.limits().version());
        }
    }

    private void refuseAsPart(final int part, final Control by, final int instrument, final long limitsVersion) {
        refusals.reject(
                raising[part], Control.BASKET_WHOLE, ScopeType.INSTRUMENT, instrument, by.code(), 0, limitsVersion);
    }

    // ───────────── what is wanted ─────────────

    /** Returns the position that a part wants, {@link Decimals#OVERFLOW} where equity or price do not tell. */
    private long wanted(final int part) {
        final int instrument = instrumentId[part];
        if (weightPpm[part] == 0) {
            return 0;
        }
        final long reference = ingest.referencePrice(instrument);
        final long equityE8 = positions.equityE8(signals.accountId(strategyId[part]));
        final long valueE8 = Decimals.ppm(equityE8, weightPpm[part], Rounding.DOWN);
        final long lotE8 = instruments.notionalE8(instrument, reference, instruments.lotSize(instrument), Rounding.UP);
        return reference == 0 || valueE8 == Decimals.OVERFLOW || lotE8 <= 0
                ? Decimals.OVERFLOW
                : Decimals.multiply(valueE8 / lotE8, instruments.lotSize(instrument));
    }

    private static long difference(final long wanted, final long held, final long working) {
        return wanted == Decimals.OVERFLOW ? wanted : Decimals.subtract(wanted, Decimals.add(held, working));
    }

    private static boolean isOpposed(final long difference, final long to) {
        return difference != 0 && to != 0 && Long.signum(difference) != Long.signum(to);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("baskets");
        writer.putLong(batchId);
        writer.putLong(closedBatchId);
        writer.putBoolean(isClosed);
        writer.putInt(next);
        writer.putInt(declared);
        writer.putInt(count);
        for (int i = 0; i < count; i++) {
            writer.putInt(strategyId[i]);
            writer.putInt(instrumentId[i]);
            writer.putLong(weightPpm[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("baskets");
        batchId = reader.getLong();
        closedBatchId = reader.getLong();
        isClosed = reader.getBoolean();
        next = reader.getInt();
        declared = reader.getInt();
        count = reader.getInt();
        for (int i = 0; i < count; i++) {
            strategyId[i] = reader.getInt();
            instrumentId[i] = reader.getInt();
            weightPpm[i] = reader.getLong();
        }
    }
}
