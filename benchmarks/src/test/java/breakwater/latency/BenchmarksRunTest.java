package breakwater.latency;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every microbenchmark still does what it says it times: each is set up and called for a moment. Asserts no time. */
class BenchmarksRunTest {
    @Test
    void eachIsSetUpAndCalled() {
        final Options aMoment = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        final Collection<RunResult> results = assertDoesNotThrow(() -> new Runner(aMoment).run());

        assertTrue(results.size() >= 10, () -> "only " + results.size() + " benchmarks ran");
    }
}
