package breakwater.gateway.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixTermsTest {
    private static final int ROUNDS = 20_000;

    private final FixTerms terms = new FixTerms(
            0,
            List.of(
                    new FixTerms.Instrument(7, "B", 0, 0),
                    new FixTerms.Instrument(3, "A", 0, 0),
                    new FixTerms.Instrument(5, "C", 0, 0)),
            List.of(new FixTerms.Account(2, "second", "USD"), new FixTerms.Account(1, "first", "USD")));

    @Test
    void areListedLowestIdFirst() {
        assertEquals(
                List.of(3, 5, 7),
                terms.instruments().stream().map(FixTerms.Instrument::id).toList());
        assertEquals(
                List.of("first", "second"),
                terms.accounts().stream().map(FixTerms.Account::name).toList());
        assertEquals(FixTerms.UNKNOWN, terms.onlyAccount());
    }

    @Test
    void areTheSameForEveryThread() throws Exception {
        final ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            final Callable<Long> sum = () -> IntStream.range(0, ROUNDS)
                    .mapToLong(round -> terms.instruments().stream()
                                    .mapToInt(FixTerms.Instrument::id)
                                    .sum()
                            + terms.accounts().stream()
                                    .mapToInt(FixTerms.Account::id)
                                    .sum())
                    .sum();
            for (final Future<Long> each : threads.invokeAll(List.of(sum, sum, sum, sum))) {
                assertEquals(18L * ROUNDS, each.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
