package breakwater.core;

import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.risk.Decision;
import breakwater.core.risk.Figure;
import breakwater.latency.Recording;
import breakwater.latency.Workload;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One question to the gate of an engine under way, over the real rooms, with a book open in each of 64 instruments; the
 * questions go round the instruments. Nothing happens between two of them: what prices and orders cost that have moved is in
 * {@link EngineBenchmark}. Its floor is the empty decision of {@code GateBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {
    private static final int EVENTS = 50_000;
    private static final int MASK = 63;

    private final Intent[] entries = new Intent[MASK + 1];
    private final Intent[] brackets = new Intent[MASK + 1];
    private final Intent[] exits = new Intent[MASK + 1];
    private Engine engine;
    private int next;

    @Setup
    public void run() {
        final Recording recording = Recording.of(Workload.MIXED, EVENTS);
        engine = new Engine(Capacity.DEFAULT, new EngineBenchmark.OneSlot(), Trace.NONE);
        recording.rewind(engine);
        for (int i = 0; i < EVENTS; i++) {
            engine.onEvent(recording.buffer(), recording.offset(i));
        }
        // the workload leaves these two open: the strategies repeat themselves, and the feed is young
        tighten(Figure.DUPLICATE_WINDOW, 1_000_000_000L);
        tighten(Figure.SPREAD_SAMPLE, 0);
        tighten(Figure.ORDERS_PER_TRADE_SAMPLE, 0);
        int exitCount = 0;
        for (int id = 0; id <= MASK; id++) {
            entries[id] = entry(id);
            entries[id].quantity = 10_000;
            requireApproved(entries[id]);
            brackets[id] = bracket(id);
            requireApproved(brackets[id]);
            final Intent exit = exit(id);
            if (exit.quantity != 0 && engine.gate.decide(exit, engine.nowNs()).isApproved()) {
                exits[exitCount++] = exit;
            }
        }
        if (exitCount == 0) {
            throw new IllegalStateException("no position may be closed, so no exit can be timed");
        }
        for (int i = exitCount; i <= MASK; i++) {
            exits[i] = exits[i - exitCount];
        }
    }

    private void tighten(final Figure figure, final long value) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SetLimitEncoder.BLOCK_LENGTH]);
        new SetLimitEncoder()
                .wrap(buffer, 0)
                .control(figure.control().code())
                .key((short) figure.key())
                .scopeType(ScopeType.GLOBAL)
                .value(value);
        final QuarantineReason reason = engine.limits()
                .set(new SetLimitDecoder()
                        .wrap(buffer, 0, SetLimitDecoder.BLOCK_LENGTH, SetLimitDecoder.SCHEMA_VERSION));
        if (reason != QuarantineReason.NONE) {
            throw new IllegalStateException(figure + " refused: " + reason);
        }
    }

    private Intent entry(final int id) {
        final Intent intent = new Intent().reset();
        intent.instrumentId = id;
        intent.strategyId = id;
        intent.side = Side.BUY;
        intent.atr = engine.market().askPrice(id) / 100;
        intent.price = engine.market().askPrice(id);
        return intent;
    }

    private Intent bracket(final int id) {
        final Intent intent = entry(id);
        intent.isBracketed = true;
        intent.score = 5;
        intent.protectiveStopPrice = intent.price - intent.price / 50;
        intent.target1Price = intent.price + intent.price / 10;
        intent.atrBaseline = intent.atr;
        return intent;
    }

    private Intent exit(final int id) {
        final Intent intent = entry(id);
        final long held = engine.positions().netQuantity(id, id);
        intent.side = held > 0 ? Side.SELL : Side.BUY;
        intent.role = OrderRole.EXIT;
        intent.effect = Effect.REDUCES;
        intent.quantity = Math.abs(held);
        return intent;
    }

    private void requireApproved(final Intent intent) {
        final Decision decision = engine.gate.decide(intent, engine.nowNs());
        if (!decision.isApproved()) {
            throw new IllegalStateException("the gate refuses what it should be timed on: " + decision.control() + ", "
                    + decision.observed() + " against " + decision.bound());
        }
    }

    @Benchmark
    public Decision entry() {
        return engine.gate.decide(entries[next++ & MASK], engine.nowNs());
    }

    @Benchmark
    public Decision sizedEntry() {
        final Intent bracket = brackets[next++ & MASK];
        bracket.quantity = 0;
        return engine.gate.decide(bracket, engine.nowNs());
    }

    @Benchmark
    public Decision exit() {
        return engine.gate.decide(exits[next++ & MASK], engine.nowNs());
    }
}
