package breakwater.core.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.EventPen;
import breakwater.core.Tape;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskApprovedEncoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.RiskRejectedEncoder;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every decision of the gate in seeded runs, with churn, a venue that misbehaves, kills, restarts, and limits that are set
 * to what an order comes to, a step below and a step above it, is what the oracle makes of the journal.
 */
class GateOracleTest {
    private static final long SEED = 7_310;
    private static final long OF_ONE_WORLD = 500_000;
    /** The controls that the gate asks of an order. */
    private static final List<Control> ASKED = List.of(
            Control.KILL_STATE,
            Control.ARITHMETIC,
            Control.DEFAULT_DENY,
            Control.WELL_FORMED,
            Control.MARKET_STATE,
            Control.STALE_DATA,
            Control.REDUCE_ONLY,
            Control.SIGNAL_CONTRACT,
            Control.PRICE_COLLAR,
            Control.ORDER_QUANTITY,
            Control.ORDER_NOTIONAL,
            Control.POSITION_LIMIT,
            Control.EXPOSURE,
            Control.CONCURRENCY,
            Control.HEAT,
            Control.OPEN_ORDERS,
            Control.THROTTLE);

    private static final BiConsumer<EventPen, Tape> UNTOUCHED = (input, outputs) -> {};

    @Test
    void everyDecisionIsWhatTheOracleMakesOfTheJournal() {
        final Tally tally = run(SEED, true, 85_000).tally;

        assertTrue(tally.fully > tally.decisions * 8 / 10, tally::toString);
        for (final Control control : ASKED) {
            assertTrue(tally.refusals(control) > 0, () -> control + " never refused\n" + tally);
            assertTrue(tally.fullyOf(control) > 0, () -> control + " never compared fully\n" + tally);
        }
    }

    @Test
    void everyDecisionIsWhatTheOracleMakesOfItWhereTheVenueCannotReplace() {
        final Tally tally = run(SEED + 1, false, 16_000).tally;

        assertTrue(tally.approvals > 1_000, tally::toString);
    }

    /** {@code breakwater.prove.size} is the number of decisions. Every half million a new world begins, from its own seed. */
    @Tag("prove")
    @Test
    void twentyMillionDecisionsAreWhatTheOracleMakesOfThem() {
        final long size = Long.getLong("breakwater.prove.size", 20_000_000);
        long decisions = 0;
        for (long world = 0; decisions < size; world++) {
            final long rest = Math.min(OF_ONE_WORLD, size - decisions);
            decisions += run(SEED + 100 + world, world % 4 != 3, rest).tally.decisions;
        }
        System.out.println("decisions " + decisions);
    }

    private static JournalOracle run(final long seed, final boolean isAtomic, final long decisions) {
        final OracleCourse course = new OracleCourse(seed, isAtomic, UNTOUCHED);
        final Tally tally = course.oracle.tally;
        while (tally.decisions < decisions && tally.differenceCount == 0) {
            course.step();
        }
        System.out.println("seed " + seed + ", events " + course.engine.sequence() + ", " + tally);
        assertEquals(List.of(), tally.differences, () -> "seed " + seed);
        return course.oracle;
    }

    // ───────────── planted ─────────────

    @Test
    void aRefusalUnderAnotherControlIsSeen() {
        assertSeen(
                RiskRejectedDecoder.TEMPLATE_ID,
                (tape, at) -> new RiskRejectedEncoder()
                        .wrap(tape.buffer(), at)
                        .control(
                                Control.PRICE_COLLAR.code() + 1
                                                == new RiskRejectedDecoder()
                                                        .wrap(tape.buffer(), at, RiskRejectedDecoder.BLOCK_LENGTH, 0)
                                                        .control()
                                        ? Control.PRICE_COLLAR.code()
                                        : Control.ORDER_QUANTITY.code()));
    }

    @Test
    void aRefusalWithAnotherFigureIsSeen() {
        assertSeen(RiskRejectedDecoder.TEMPLATE_ID, (tape, at) -> {
            final RiskRejectedDecoder told =
                    new RiskRejectedDecoder().wrap(tape.buffer(), at, RiskRejectedDecoder.BLOCK_LENGTH, 0);
            new RiskRejectedEncoder().wrap(tape.buffer(), at).observed(told.observed() + 1);
        });
    }

    @Test
    void anApprovalOfOneLotMoreIsSeen() {
        assertSeen(RiskApprovedDecoder.TEMPLATE_ID, (tape, at) -> {
            final RiskApprovedDecoder told =
                    new RiskApprovedDecoder().wrap(tape.buffer(), at, RiskApprovedDecoder.BLOCK_LENGTH, 0);
            new RiskApprovedEncoder().wrap(tape.buffer(), at).quantity(told.quantity() + 1);
        });
    }

    @Test
    void anApprovalThatHidesAControlIsSeen() {
        assertSeen(RiskApprovedDecoder.TEMPLATE_ID, (tape, at) -> {
            final RiskApprovedDecoder told =
                    new RiskApprovedDecoder().wrap(tape.buffer(), at, RiskApprovedDecoder.BLOCK_LENGTH, 0);
            new RiskApprovedEncoder().wrap(tape.buffer(), at).controlsPassed(told.controlsPassed() & ~(1L << 9));
        });
    }

    /** Falsifies the 50th record of a kind, and expects the oracle to see it at once. */
    private static void assertSeen(final int template, final ObjIntConsumer<Tape> falsify) {
        final int[] left = {50};
        final OracleCourse[] course = new OracleCourse[1];
        final Frame frame = new Frame();
        course[0] = new OracleCourse(SEED, true, (input, tape) -> {
            for (int i = 0; i < tape.count(); i++) {
                if (tape.frame(frame, i).templateId() == template && --left[0] == 0) {
                    falsify.accept(tape, frame.blockOffset());
                }
            }
        });
        while (left[0] > 0) {
            assertFalse(
                    course[0].oracle.tally.differenceCount > 0, () -> course[0].oracle.tally.differences.toString());
            course[0].step();
        }

        assertTrue(course[0].oracle.tally.differenceCount > 0);
    }
}
