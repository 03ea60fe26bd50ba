package breakwater.core.order;

import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/** Times of the order stage in ns, offsets in ppm; the defaults hold until the engine is configured. */
final class OrderSettings implements Stateful {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    /** How often an UNKNOWN order is asked for, and a wanted cancel that was refused is sent again. */
    static final long POLL_NS = SECOND;
    /** Cancels or queries of one unanswered change before the order counts as UNKNOWN (F3). */
    static final int CHANGE_TRIES = 3;
    /** After it a triggered stop that is not filled is closed aggressively. */
    static final long TRIGGERED_NS = 500 * MS;
    /** F14: a position without a live stop is an alarm. */
    static final long UNCOVERED_NS = 2 * SECOND;
    /** F14: and is reduced, where no stop of unknown fate may yet be alive. */
    static final long UNCOVERED_REDUCE_NS = 4 * SECOND;
    /** Pause before protection that was refused, rejected or blocked is tried again. */
    static final long RETRY_NS = 500 * MS;
    /** How many refusals in a row it stays so short; by then F14 closes the position. */
    static final int RETRIES_AT_ONCE = 4;
    /** How often that pause doubles: to 32 s. */
    static final int RETRY_DOUBLES_MAX = 6;
    /** A refusal so long after the last pause is the first of its row again (F4). */
    static final long RETRY_ROW_NS = 60 * SECOND;
    /** Pause between two aggressive exits. */
    static final long EXIT_RETRY_NS = 250 * MS;
    /** The same where even the widest collar finds nothing to trade with. */
    static final long EXIT_STUCK_NS = SECOND;
    /** Pause before an exit that is too small for the venue is looked at again, lest nothing else happen to its book. */
    static final long DUST_NS = 60 * SECOND;
    /** First collar of an aggressive exit beyond the touch; doubles with each try (P38). */
    static final long EXIT_COLLAR_PPM = 1_000;
    /** Widest collar of an aggressive exit: then it stays there and is flagged for a human. */
    static final long EXIT_COLLAR_PPM_MAX = 50_000;
    /** Smallest breakeven buffer, 0.05 %; the round trip's fees where they are more. */
    static final long BREAKEVEN_PPM_MIN = 500;

    long ackTimeoutNs = 2 * SECOND;
    long repriceAfterNs = 15 * SECOND;
    long cancelAfterNs = 30 * SECOND;
    long maxHoldNs = 24 * 3600 * SECOND;
    long receiveWindowNs = 5 * SECOND;
    long stopLimitOffsetPpm = 1_000;

    /** Takes the values that are positive; the rest keep what they have. */
    void configure(final EngineDefinitionDecoder d) {
        ackTimeoutNs = positiveOr(d.ackTimeoutNs(), ackTimeoutNs);
        repriceAfterNs = positiveOr(d.repriceAfterNs(), repriceAfterNs);
        cancelAfterNs = positiveOr(d.cancelAfterNs(), cancelAfterNs);
        maxHoldNs = positiveOr(d.maxHoldNs(), maxHoldNs);
        receiveWindowNs = positiveOr(d.receiveWindowNs(), receiveWindowNs);
        stopLimitOffsetPpm = positiveOr(d.stopLimitOffsetPpm(), stopLimitOffsetPpm);
    }

    /** Returns the pause after the n-th refusal in a row. */
    static long retryNs(final int refusals) {
        return RETRY_NS << Math.max(0, Math.min(RETRY_DOUBLES_MAX, refusals - RETRIES_AT_ONCE));
    }

    /** Returns whether a refusal now follows one whose pause ended then. */
    static boolean isInARow(final long pauseEndNs, final long nowNs) {
        return pauseEndNs != 0 && nowNs - pauseEndNs < RETRY_ROW_NS;
    }

    private static long positiveOr(final long value, final long other) {
        return value > 0 ? value : other;
    }

    /** Returns the collar of the n-th aggressive exit, ppm beyond the touch. */
    static long exitCollarPpm(final int step) {
        return Math.min(EXIT_COLLAR_PPM_MAX, EXIT_COLLAR_PPM << Math.min(step, 16));
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("orderSettings");
        writer.putLong(ackTimeoutNs);
        writer.putLong(repriceAfterNs);
        writer.putLong(cancelAfterNs);
        writer.putLong(maxHoldNs);
        writer.putLong(receiveWindowNs);
        writer.putLong(stopLimitOffsetPpm);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("orderSettings");
        ackTimeoutNs = reader.getLong();
        repriceAfterNs = reader.getLong();
        cancelAfterNs = reader.getLong();
        maxHoldNs = reader.getLong();
        receiveWindowNs = reader.getLong();
        stopLimitOffsetPpm = reader.getLong();
    }
}
