package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Frame;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills of an engine with orders in flight over FIX, at random moments: after each restart every order has ended or works at the
 * venue too, and both sides hold the same.
 */
class WireCrashTest {
    private static final long SEED = 4_711;
    private static final int EVERY_MS = 5;
    private static final int ORDERS_MOST = 40;

    @TempDir
    private Path temp;

    private int inDoubt;

    @Test
    void afterAFewKillsTheBooksAreTheVenues() throws Exception {
        trials(3);
    }

    @Test
    @Tag("prove")
    void afterAHundredKillsTheBooksAreTheVenues() throws Exception {
        trials(Integer.getInteger("breakwater.prove.size", 100));
    }

    private void trials(final int trials) throws Exception {
        try (WiredRun wired = new WiredRun(temp.resolve("wired"), EVERY_MS)) {
            wired.run.start();
            for (int i = 0; i < trials; i++) {
                trial(wired, i);
            }
            assertEquals(0, wired.ear.refusedAsDuplicates(), "orders that came twice");
            System.out.printf(
                    "%d kills: %d orders were in doubt after a restart; %d fills, %s held on both sides%n",
                    trials, inDoubt, wired.ear.fills(), wired.ear.held().toPlainString());
        }
    }

    private void trial(final WiredRun wired, final int number) throws Exception {
        final String what = "seed " + SEED + ", kill " + number;
        final long chance = Frame.mix(SEED + number);
        final long before = wired.run.record.count();
        final int orders = 1 + (int) ((chance >>> 1) % ORDERS_MOST);
        WatchedRun.await(what + ": orders leave", () -> wired.run.record.count() >= before + orders);
        LockSupport.parkNanos((chance >>> 32) % 20_000_000);

        wired.run.engine().kill();
        wired.run.start();

        inDoubt += states(wired, "UNKNOWN").size();
        assertEquals(
                ExitCode.OK,
                Said.by(
                                "kill",
                                "--all",
                                "--level",
                                "entries",
                                "--reason",
                                what,
                                "--wait",
                                "60s",
                                "--dir",
                                wired.run.dir)
                        .exitCode(),
                what);
        WatchedRun.await(
                () -> what + ": the books are the venue's; ours " + states(wired, null) + ", in doubt "
                        + states(wired, "UNKNOWN") + ", held " + held(wired) + "; the venue's " + wired.ear.orders()
                        + ", held " + wired.ear.held() + "; latched at "
                        + wired.run.page().latchedLevel(WatchedRun.ALL) + "; folder " + wired.run.dir,
                () -> isAgreed(wired));
        wired.run.resume();
    }

    /** Returns whether nothing is in doubt, the same orders work on both sides, and both hold the same. */
    private static boolean isAgreed(final WiredRun wired) {
        final Set<Long> working = states(wired, null);
        return wired.run.page().latchedLevel(WatchedRun.ALL) >= 1
                && states(wired, "UNKNOWN").isEmpty()
                && working.equals(wired.ear.orders())
                && held(wired).compareTo(wired.ear.held()) == 0;
    }

    /** Returns the ids of the orders that work by our books, or of those in one state. */
    private static Set<Long> states(final WiredRun wired, final String state) {
        final Set<Long> orders = new TreeSet<>();
        for (final JsonNode row : rows(wired, "orders", "--open")) {
            if (state == null || state.equals(row.get("state").asText())) {
                final String[] id = row.get("order").asText().split("-", 2);
                orders.add((Long.parseLong(id[0]) << 40) + Long.parseLong(id[1]));
            }
        }
        return orders;
    }

    private static BigDecimal held(final WiredRun wired) {
        BigDecimal held = BigDecimal.ZERO;
        for (final JsonNode row : rows(wired, "positions")) {
            held = held.add(new BigDecimal(row.get("quantity").asText()));
        }
        return held;
    }

    private static JsonNode rows(final WiredRun wired, final Object... command) {
        final List<Object> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--json", "--dir", wired.run.dir));
        final Said said = Said.by(arguments.toArray());
        assertEquals(ExitCode.OK, said.exitCode(), said.err());
        try {
            return new ObjectMapper().readTree(said.out()).get("rows");
        } catch (final IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
