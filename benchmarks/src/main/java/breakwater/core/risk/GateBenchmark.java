package breakwater.core.risk;

import breakwater.core.message.Control;
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

/** One question to the gate over rooms that are plain arrays, one book open: an entry that passes every control, one that the gate sizes, an exit; floor: an empty decision. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GateBenchmark {
    private final GateFixture fixture = new GateFixture(Trace.NONE, new FakeWorld().telling()).wide();
    private final Decision empty = new Decision();
    private Intent entry;
    private Intent bracket;
    private Intent exit;

    @Setup
    public void prepare() {
        entry = fixture.entry(Side.BUY);
        bracket = fixture.bracket();
        fixture.hold(5_000);
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
