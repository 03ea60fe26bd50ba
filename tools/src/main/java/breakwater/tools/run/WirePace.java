package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.fix.simfront.FixVenue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Holds a recorded market still while a message is under way to the venue or back, so that a wire's milliseconds do not
 * become minutes of a market that is played fast. Not for longer than {@value #PATIENCE_NS} ns at a time: a venue that is
 * silent is an event too. Thread: the market's.
 */
final class WirePace implements Pace {
    private static final long PATIENCE_NS = 500_000_000L;
    /** Market events that engine and venue may be behind: waiting for each would cost four hand-overs between threads. */
    private static final long LAG = 16;

    private final Pace pace;
    private final BooleanSupplier isQuiet;
    private long heldSinceNs;

    WirePace(final Pace pace, final BooleanSupplier isQuiet) {
        this.pace = pace;
        this.isQuiet = isQuiet;
    }

    /** Returns the pace of a session whose venue runs in this process. {@code session} may give null at first. */
    static WirePace between(final Pace pace, final Supplier<Session> session, final FixVenue venue) {
        return new WirePace(pace, () -> {
            final Session engine = session.get();
            return engine == null
                    || (venue.backlog() <= LAG && engine.isWireQuiet(venue.received(), venue.sent(), LAG));
        });
    }

    @Override
    public long allowedUntilNs() {
        if (isQuiet.getAsBoolean()) {
            heldSinceNs = 0;
            return pace.allowedUntilNs();
        }
        final long nowNs = System.nanoTime();
        if (heldSinceNs == 0) {
            heldSinceNs = nowNs;
        }
        return nowNs - heldSinceNs > PATIENCE_NS ? pace.allowedUntilNs() : Long.MIN_VALUE;
    }
}
