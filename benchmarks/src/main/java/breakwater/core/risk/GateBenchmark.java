package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One question to the gate over rooms that are plain arrays and sums, one book open: an entry that passes every control, one that the
 * gate sizes, an exit; floor: an empty decision. Every control is on and has something to do: what is bought is paid for (P12),
 * the strategy has sent four entries within the window of duplicates (P18, F19), orders are held against trades (P22) and the
 * spread against its average (P28), the signals carry their range (P29).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GateBenchmark {
    /** An equity that is not shortable. */
    private static final int PAID_FOR = 3;

    private final GateFixture fixture = new GateFixture(Trace.NONE, new FakeWorld().telling()).wide();
    private final Decision empty = new Decision();
    private Intent entry;
    private Intent bracket;
    private Intent exit;

    @Setup
    public void prepare() {
        fixture.limit(Figure.TRADE_RISK, ScopeType.GLOBAL, 0, 10_000);
        fixture.limit(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL, 0, 1_000_000_000L);
        fixture.limit(Figure.ORDERS_PER_TRADE_SAMPLE, ScopeType.GLOBAL, 0, 0);
        fixture.limit(Figure.SPREAD_SAMPLE, ScopeType.GLOBAL, 0, 0);
        fixture.world.market.spreadSamples[PAID_FOR] = 100;
        fixture.world.market.averageSpread[PAID_FOR] = 2;
        entry = fixture.entry(Side.BUY);
        entry.instrumentId = PAID_FOR;
        entry.atr = 100;
        bracket = fixture.bracket();
        bracket.instrumentId = PAID_FOR;
        for (int i = 1; i <= 4; i++) {
            entry.quantity = 1_000L + 10L * i;
            fixture.gate.onSent(entry, fixture.nowNs - 100_000_000L);
        }
        entry.quantity = 1_000;
        fixture.hold(5_000);
        fixture.world.settle();
        exit = fixture.exit(Side.SELL, 1_000);
        requireApproved(entry);
        requireApproved(bracket);
        requireApproved(exit);
    }

    private void requireApproved(final Intent intent) {
        final Control control = fixture.gate.decide(intent, fixture.nowNs).control();
        if (control != Control.NONE) {
            throw new IllegalStateException("the gate refuses what it should be timed on: " + control);
        }
    }

    /** The floor: a decision begun, all controls marked, nothing asked. */
    @Benchmark
    public Decision emptyDecision() {
        empty.begin(1);
        empty.passed(Control.ARITHMETIC);
        empty.order(entry.quantity, entry.price);
        return empty;
    }

    @Benchmark
    public Decision entry() {
        return fixture.gate.decide(entry, fixture.nowNs);
    }

    @Benchmark
    public Decision sizedEntry() {
        bracket.quantity = 0;
        return fixture.gate.decide(bracket, fixture.nowNs);
    }

    @Benchmark
    public Decision exit() {
        return fixture.gate.decide(exit, fixture.nowNs);
    }
}
