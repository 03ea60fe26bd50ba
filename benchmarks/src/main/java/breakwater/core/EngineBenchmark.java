package breakwater.core;

import breakwater.core.message.Frame;
import breakwater.core.message.OutputSink;
import breakwater.core.message.Trace;
import breakwater.core.reference.Capacity;
import breakwater.latency.Recording;
import breakwater.latency.Workload;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The core over a recorded stretch of the mixed stream: event in, decision encoded; six stages, the whole gate, order
 * state, no journal (goal G1). One operation is one input. Its floor is {@link MinimalPipelineBenchmark}, over the same
 * inputs.
 *
 * <p>The engine is rewound to the same state before each pass over the stretch; the rewinding is not timed, but its
 * allocation is in B/op: about {@value #EVENTS} inputs share it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    static final int EVENTS = 100_000;

    private Recording recording;
    private Engine engine;

    @Setup
    public void record() {
        recording = Recording.of(Workload.MIXED, EVENTS);
        System.out.println(recording.mix());
        engine = new Engine(Capacity.DEFAULT, new OneSlot(), Trace.NONE);
    }

    @Setup(Level.Invocation)
    public void rewind() {
        recording.rewind(engine);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long onEvent() {
        final UnsafeBuffer buffer = recording.buffer();
        for (int i = 0; i < EVENTS; i++) {
            engine.onEvent(buffer, recording.offset(i));
        }
        return engine.outputHash();
    }

    /** What one digest of the whole state costs; every N-th input pays it. */
    @Benchmark
    public long digest() {
        return engine.digest();
    }

    /** Takes every output into the same slot. */
    static final class OneSlot implements OutputSink {
        private final UnsafeBuffer slot = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));

        @Override
        public MutableDirectBuffer claim() {
            return slot;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit() {}
    }
}
