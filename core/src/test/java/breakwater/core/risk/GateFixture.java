package breakwater.core.risk;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Effect;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderType;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;

/**
 * A gate with four instruments (0, 1 crypto, 2 FX, 3 an equity that is not shortable) and wide limits. Prices have two
 * decimals, quantities three; the market of each stands at 99.99 to 100.01, so the reference is 100.00.
 */
final class GateFixture {
    static final long WIDE = 1_000_000_000_000_000L;
    static final AssetClass[] CLASSES = {AssetClass.CRYPTO, AssetClass.CRYPTO, AssetClass.FX, AssetClass.EQUITY};
    static final Capacity CAPACITY = new Capacity(FakeWorld.INSTRUMENTS, FakeWorld.STRATEGIES, 2, 2, 2, 64, 64);

    final FakeWorld world;
    final Instruments instruments = new Instruments(CAPACITY.instruments());
    final Limits limits = new Limits(CAPACITY);
    final PreTradeGate gate;
    long nowNs = 1_000_000_000_000L;

    GateFixture() {
        this(Trace.NONE);
    }

    GateFixture(final Trace trace) {
        this(trace, new FakeWorld());
    }

    GateFixture(final Trace trace, final FakeWorld world) {
        this(trace, world, definition -> {});
    }

    /** The same with instruments of which something is otherwise. */
    GateFixture(final Trace trace, final FakeWorld world, final Consumer<InstrumentDefinitionEncoder> otherwise) {
        this.world = world;
        for (int id = 0; id < CLASSES.length; id++) {
            define(id, 1_000, otherwise);
            world.positions.classOf[id] = CLASSES[id];
            world.market.quote(id, 9_999, 10_001);
        }
        gate = new PreTradeGate(instruments, limits, world.market, world, world.positions, world, trace, CAPACITY);
    }

    /** Sets every required row so wide that it binds nowhere. */
    GateFixture wide() {
        return wide(null);
    }

    /** The same but for one figure, which has no row. */
    GateFixture wide(final Figure absent) {
        for (final Figure figure : Figure.values()) {
            if (figure == absent) {
                continue;
            }
            final ScopeType scope = figure.required();
            final int scopes =
                    scope == ScopeType.INSTRUMENT || scope == ScopeType.ASSET_CLASS || scope == ScopeType.STRATEGY
                            ? CLASSES.length
                            : 1;
            final boolean isFloor = figure.sense() == Sense.AT_LEAST;
            for (int id = 0; id < scopes; id++) {
                limit(figure, scope, id, isFloor ? 0 : Math.min(figure.largest(), WIDE));
            }
        }
        return this;
    }

    GateFixture limit(final Figure figure, final ScopeType scopeType, final int scopeId, final long value) {
        final QuarantineReason reason = set(figure.control().code(), figure.key(), scopeType, scopeId, value, 0, true);
        if (reason != QuarantineReason.NONE) {
            throw new IllegalStateException(figure + " at " + scopeType + " refused: value=" + value);
        }
        return this;
    }

    QuarantineReason set(
            final int control,
            final int key,
            final ScopeType scopeType,
            final int scopeId,
            final long value,
            final long warn,
            final boolean isLoosening) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        new SetLimitEncoder()
                .wrap(buffer, 0)
                .control(control)
                .scopeType(scopeType)
                .scopeId(scopeId)
                .key((short) key)
                .value(value)
                .warn(warn)
                .isLoosening((short) (isLoosening ? 1 : 0))
                .user("test")
                .reason("test");
        return limits.set(
                new SetLimitDecoder().wrap(buffer, 0, SetLimitDecoder.BLOCK_LENGTH, SetLimitDecoder.SCHEMA_VERSION));
    }

    /** Returns an entry of strategy 0 in instrument 0 at 100.00, 1.000, without a bracket. */
    Intent entry(final Side side) {
        final Intent intent = new Intent().reset();
        intent.side = side;
        intent.price = 10_000;
        intent.quantity = 1_000;
        return intent;
    }

    /** Returns an entry that the gate sizes: stop at 98.00, first target at 104.00, score 4. */
    Intent bracket() {
        final Intent intent = entry(Side.BUY);
        intent.quantity = 0;
        intent.isBracketed = true;
        intent.score = 4;
        intent.protectiveStopPrice = 9_800;
        intent.target1Price = 10_400;
        intent.target2Price = 10_800;
        intent.atr = 100;
        intent.atrBaseline = 100;
        return intent;
    }

    /** Returns an exit of strategy 0 in instrument 0 at 100.00. */
    Intent exit(final Side side, final long quantity) {
        final Intent intent = entry(side);
        intent.role = OrderRole.EXIT;
        intent.effect = Effect.REDUCES;
        intent.quantity = quantity;
        return intent;
    }

    /** Returns a protective stop, trigger and limit given. */
    Intent stop(final Side side, final long quantity, final long stopPrice, final long price) {
        final Intent intent = exit(side, quantity);
        intent.role = OrderRole.STOP;
        intent.effect = Effect.PROTECTS;
        intent.orderType = OrderType.STOP_LIMIT;
        intent.timeInForce = TimeInForce.GTC;
        intent.stopPrice = stopPrice;
        intent.price = price;
        return intent;
    }

    /** Lets the world hold a position of strategy 0 in instrument 0, entered at 100.00. */
    GateFixture hold(final long quantity) {
        world.positions.held[0][0] = quantity;
        world.positions.entry[0][0] = 10_000;
        gate.onAdopted(0, 0, 0);
        return this;
    }

    /** Returns the gate's answer, an approval only where nothing was left unasked. */
    Answer ask(final Intent intent) {
        final Decision decision = gate.decide(intent, nowNs);
        final Answer answer = Answer.of(decision);
        if (decision.isApproved() && (decision.controlsPassed() & Answer.WHOLE) != Answer.WHOLE) {
            throw new AssertionError("approved without being asked to the end: " + decision.controlsPassed());
        }
        return answer;
    }

    /** Defines an instrument, perhaps anew, with these fees. */
    void define(final int id, final long feePpm) {
        define(id, feePpm, definition -> {});
    }

    /** The same with what a test wants otherwise. */
    void define(final int id, final long feePpm, final Consumer<InstrumentDefinitionEncoder> otherwise) {
        define(instruments, id, feePpm, otherwise);
    }

    /** The same among other instruments. */
    static void define(
            final Instruments instruments,
            final int id,
            final long feePpm,
            final Consumer<InstrumentDefinitionEncoder> otherwise) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        definition
                .wrap(buffer, 0)
                .instrumentId(id)
                .venueId(id == 2 ? 1 : 0)
                .assetClass(CLASSES[id])
                .priceExponent((byte) -2)
                .quantityExponent((byte) -3)
                .isShortable((short) (id == 3 ? 0 : 1))
                .tickSize(1)
                .lotSize(10)
                .minQuantity(10)
                .maxQuantity(1_000_000_000)
                .minNotionalE8(100_000_000L)
                .contractMultiplier(1)
                .makerFeePpm(feePpm)
                .takerFeePpm(feePpm)
                .staleAfterNs(1_000)
                .jumpMaxPpm(0)
                .symbol("I-" + id)
                .quoteCurrency("USD");
        otherwise.accept(definition);
        if (!instruments.define(new InstrumentDefinitionDecoder()
                .wrap(
                        buffer,
                        0,
                        InstrumentDefinitionDecoder.BLOCK_LENGTH,
                        InstrumentDefinitionDecoder.SCHEMA_VERSION))) {
            throw new IllegalStateException("instrument " + id + " refused");
        }
    }
}
