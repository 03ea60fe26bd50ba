package breakwater.core.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.EventPen;
import breakwater.core.Tape;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskApprovedEncoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.RiskRejectedEncoder;
import java.util.ArrayList;
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
    /** A million decisions between them: the slice that every build asks for. */
    private static final long SLICE = 850_000;

    private static final long SLICE_WITHOUT_REPLACE = 150_000;
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
            Control.THROTTLE,
            Control.LEVERAGE,
            Control.BUYING_POWER,
            Control.DUPLICATE_ORDER,
            Control.SELF_MATCH,
            Control.ORDER_TO_TRADE,
            Control.REPEATED_EXECUTION,
            Control.VELOCITY,
            Control.SPREAD,
            Control.VOLATILITY,
            Control.TRADING_HOURS,
            Control.PERMISSION,
            Control.DATA_QUALITY,
            Control.SHARE_OF_VOLUME,
            Control.PRICE_MOVE,
            Control.FAT_FINGER,
            Control.REGIME,
            Control.CORRELATION,
            Control.BASKET,
            Control.BASKET_WHOLE,
            Control.NO_TRADE_BAND,
            Control.COOLDOWN,
            Control.DAY_TRADES,
            Control.ALLOCATION,
            Control.ADMISSION);

    private static final List<Control> AFTER_THE_THROTTLE =
            ASKED.subList(ASKED.indexOf(Control.LEVERAGE), ASKED.size());

    private static final BiConsumer<EventPen, Tape> UNTOUCHED = (input, outputs) -> {};

    @Test
    void everyDecisionIsWhatTheOracleMakesOfTheJournal() {
        final JournalOracle oracle = run(SEED, true, SLICE);
        final Tally tally = oracle.tally;

        assertTrue(oracle.adjustments > 0, "no figure was adopted");
        assertTrue(tally.fully > tally.decisions * 8 / 10, tally::toString);
        for (final Control control : ASKED) {
            assertTrue(tally.refusals(control) > 0, () -> control + " never refused\n" + tally);
            assertTrue(tally.fullyOf(control) > 0, () -> control + " never compared fully\n" + tally);
        }
    }

    @Test
    void everyDecisionIsWhatTheOracleMakesOfItWhereTheVenueCannotReplace() {
        final Tally tally = run(SEED + 1, false, SLICE_WITHOUT_REPLACE).tally;

        assertTrue(tally.approvals > 10_000, tally::toString);
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

    @Test
    void aRefusalWithAnotherFigureIsSeenWhateverControlRefused() {
        final RiskRejectedDecoder told = new RiskRejectedDecoder();
        assertEachSeen(RiskRejectedDecoder.TEMPLATE_ID, AFTER_THE_THROTTLE, (control, tape, at) -> {
            told.wrap(tape.buffer(), at, RiskRejectedDecoder.BLOCK_LENGTH, 0);
            final boolean isBy = told.control() == control.code();
            if (isBy) {
                new RiskRejectedEncoder().wrap(tape.buffer(), at).observed(told.observed() - 1);
            }
            return isBy;
        });
    }

    @Test
    void anApprovalThatHidesAControlIsSeenWhicheverItIs() {
        final RiskApprovedDecoder told = new RiskApprovedDecoder();
        final Falsifier hide = (control, tape, at) -> {
            told.wrap(tape.buffer(), at, RiskApprovedDecoder.BLOCK_LENGTH, 0);
            final long bit = 1L << control.code();
            final boolean isPassed = (told.controlsPassed() & bit) != 0;
            if (isPassed) {
                new RiskApprovedEncoder().wrap(tape.buffer(), at).controlsPassed(told.controlsPassed() & ~bit);
            }
            return isPassed;
        };
        // Of what went out nothing is known after that, so each has a world of its own.
        for (final Control control : AFTER_THE_THROTTLE) {
            // That the rest of a basket was refused is no question that an approval could have passed.
            if (control != Control.BASKET_WHOLE) {
                assertEachSeen(RiskApprovedDecoder.TEMPLATE_ID, List.of(control), hide);
            }
        }
    }

    /** An order that is turned into one which its strategy has open: somebody let it pass. */
    @Test
    void anApprovalOfADuplicateIsSeen() {
        final Frame frame = new Frame();
        final OrderNewDecoder sent = new OrderNewDecoder();
        final boolean[] isPlanted = {false};
        final OracleCourse[] course = new OracleCourse[1];
        course[0] = new OracleCourse(SEED, true, (input, tape) -> {
            for (int i = 0; i < tape.count() && !isPlanted[0]; i++) {
                if (tape.frame(frame, i).templateId() == OrderNewDecoder.TEMPLATE_ID) {
                    sent.wrap(tape.buffer(), frame.blockOffset(), OrderNewDecoder.BLOCK_LENGTH, 0);
                    final Order open = course[0] == null ? null : openLike(sent, course[0].oracle.orders);
                    isPlanted[0] = open != null;
                    if (open != null) {
                        new OrderNewEncoder()
                                .wrap(tape.buffer(), frame.blockOffset())
                                .price(open.price)
                                .quantity(open.quantity);
                        tape.frame(frame, i + 1);
                        new RiskApprovedEncoder()
                                .wrap(tape.buffer(), frame.blockOffset())
                                .quantity(open.quantity);
                    }
                }
            }
        });
        final Tally tally = course[0].oracle.tally;
        while (!isPlanted[0]) {
            assertEquals(0, tally.differenceCount, tally.differences::toString);
            course[0].step();
        }

        assertTrue(
                tally.differences.get(0).contains("expected [DUPLICATE_ORDER STRATEGY"), tally.differences::toString);
    }

    private static Order openLike(final OrderNewDecoder sent, final Orders orders) {
        return sent.effect() != Effect.RAISES
                ? null
                : orders.inBook(sent.strategyId(), sent.instrumentId()).stream()
                        .filter(order -> order.raises() && order.side == sent.side())
                        .findFirst()
                        .orElse(null);
    }

    /** Falsifies a record of a control's. Returns whether it was one. */
    private interface Falsifier {
        boolean falsify(Control control, Tape tape, int at);
    }

    /**
     * Falsifies a record of each control in turn, and expects the oracle to see exactly these, each before the next event: what
     * the last one hid may make more of the same step.
     */
    private static void assertEachSeen(final int template, final List<Control> controls, final Falsifier falsifier) {
        final List<Control> left = new ArrayList<>(controls);
        final int[] planted = {0};
        final Frame frame = new Frame();
        final OracleCourse[] of = new OracleCourse[1];
        final boolean[] isOver = {false};
        final Runnable check = () -> {
            if (of[0] != null && !isOver[0]) {
                assertEquals(planted[0], of[0].oracle.tally.differenceCount, of[0].oracle.tally.differences::toString);
                isOver[0] = left.isEmpty();
            }
        };
        of[0] = new OracleCourse(SEED, true, (input, tape) -> {
            check.run();
            for (int i = 0; i < tape.count(); i++) {
                if (tape.frame(frame, i).templateId() == template) {
                    final int at = frame.blockOffset();
                    final var one = left.stream()
                            .filter(control -> falsifier.falsify(control, tape, at))
                            .findFirst();
                    one.ifPresent(left::remove);
                    planted[0] += one.isPresent() ? 1 : 0;
                }
            }
        });
        for (int steps = 0; !left.isEmpty(); steps++) {
            assertTrue(steps < 500_000, () -> "nothing to falsify was met of " + left);
            of[0].step();
            check.run();
        }
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
