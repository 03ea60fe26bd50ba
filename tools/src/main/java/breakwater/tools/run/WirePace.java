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
        final long[] settled = {-1};
        return new WirePace(pace, () -> {
            final Session engine = session.get();
            return engine == null || isQuiet(engine, venue, settled);
        });
    }

    /**
     * The order of the questions is that of the flow: what the engine has applied is in the egress ring, what the senders
     * have passed is counted as sent, what the venue has handled is answered. While nothing goes over the wire a small lag
     * is let be; after a message everything settles once, so that what follows from it is under way before time goes on.
     */
    private static boolean isQuiet(final Session engine, final FixVenue venue, final long[] settled) {
        final long behind = engine.inputsBehind();
        final boolean isUnsent = engine.hasUnsentOutputs();
        final long sent = engine.wireSent();
        final long handled = venue.received();
        final long backlog = venue.backlog();
        final long answered = venue.sent();
        final long received = engine.wireReceived();
        if (sent != handled || answered != received) {
            return false;
        }
        if (sent + received == settled[0]) {
            return behind <= LAG && backlog <= LAG;
        }
        if (behind > 0 || isUnsent || backlog > 0) {
            return false;
        }
        settled[0] = sent + received;
        return true;
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
