package breakwater.core.risk;

import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** P24: the list of what may be traded, a strategy's own instrument, short sales. */
class PermissionRuleTest {
    private final GateFixture fixture = new GateFixture().wide();

    @Test
    void aRowSaysHowMuchMayBeDone() {
        fixture.hold(1_000);
        for (final ScopeType row : new ScopeType[] {INSTRUMENT, STRATEGY}) {
            for (int leave = 2; leave >= 0; leave--) {
                fixture.limit(Figure.PERMITTED, row, 0, leave);

                assertEquals(
                        leave >= 2 ? Answer.APPROVED : Answer.refused(Control.PERMISSION, row, 0, 2, leave),
                        fixture.ask(fixture.entry(Side.BUY)));
                assertEquals(
                        leave >= 1 ? Answer.APPROVED : Answer.refused(Control.PERMISSION, row, 0, 1, leave),
                        fixture.ask(fixture.exit(Side.SELL, 1_000)));
            }
            fixture.limit(Figure.PERMITTED, row, 0, 2);
        }
    }

    @Test
    void anInstrumentWithoutARowIsOnNoListAndIsLeftAllTheSame() {
        final GateFixture bare = new GateFixture();
        for (final Figure figure : Figure.values()) {
            final boolean isOfInstrument =
                    figure.required() == INSTRUMENT || figure.required() == ScopeType.ASSET_CLASS;
            for (int id = 0; id < (isOfInstrument ? 4 : 1) && figure != Figure.PERMITTED; id++) {
                final boolean isFloor = figure.sense() == Sense.AT_LEAST;
                bare.limit(figure, figure.required(), id, isFloor ? 0 : Math.min(figure.largest(), GateFixture.WIDE));
            }
        }
        bare.hold(1_000);

        assertEquals(
                Answer.refused(Control.DEFAULT_DENY, INSTRUMENT, 0, Control.PERMISSION.code(), 0),
                bare.ask(bare.entry(Side.BUY)));
        assertEquals(Answer.APPROVED, bare.ask(bare.exit(Side.SELL, 1_000)));
    }

    @Test
    void aStrategyEntersItsOwnInstrumentAndOthersWhereItMay() {
        fixture.gate.onAdmitted(0, 1);
        for (final ScopeType row : new ScopeType[] {GLOBAL, STRATEGY}) {
            fixture.limit(Figure.OTHER_INSTRUMENTS, row, 0, 0);
            assertEquals(Answer.refused(Control.PERMISSION, STRATEGY, 0, 1, 0), fixture.ask(fixture.entry(Side.BUY)));
            fixture.gate.onAdmitted(0, 0);
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
            fixture.gate.onAdmitted(0, 1);
            fixture.limit(Figure.OTHER_INSTRUMENTS, row, 0, 1);
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
        }
    }

    @Test
    void aStrategyEntersWhatItsListNamesToo() {
        fixture.limit(Figure.OTHER_INSTRUMENTS, GLOBAL, 0, 0);
        fixture.gate.onAdmitted(0, 1);
        fixture.gate.onPermitted(1, 0);
        assertEquals(Answer.refused(Control.PERMISSION, STRATEGY, 0, 1, 0), fixture.ask(fixture.entry(Side.BUY)));

        fixture.gate.onPermitted(0, 0);

        assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
    }

    /** Beside a set of pairs, over more instruments than a word has bits, and a restore. */
    @Test
    void listsAreSetsOfInstruments() {
        final Capacity capacity = new Capacity(130, 5, 1, 1, 1, 1, 1);
        final Limits limits = new Limits(capacity);
        final Examiner examiner = new Examiner(limits, Trace.NONE, new Decision());
        final PermissionRule rule = new PermissionRule(fixture.world, capacity, examiner);
        final PermissionRule restored = new PermissionRule(fixture.world, capacity, examiner);
        final Set<Integer> pairs = new TreeSet<>();
        final SplittableRandom random = new SplittableRandom(24);
        for (int n = 0; n < 100; n++) {
            final int strategy = random.nextInt(5);
            final int instrument = random.nextInt(130);
            assertTrue(rule.onPermitted(strategy, instrument));
            pairs.add(strategy * 130 + instrument);
        }
        assertFalse(rule.onPermitted(5, 0));
        assertFalse(rule.onPermitted(-1, 0));
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        rule.writeTo(snapshot);
        restored.onPermitted(0, 7);
        restored.readFrom(snapshot.reader());
        for (int pair = 0; pair < 5 * 130; pair++) {
            assertEquals(pairs.contains(pair), rule.isListed(pair / 130, pair % 130), "seed 24 pair " + pair);
            assertEquals(pairs.contains(pair), restored.isListed(pair / 130, pair % 130), "seed 24 pair " + pair);
        }
    }

    @Test
    void aStrategyThatWasAdmittedForNothingOwnsNothing() {
        fixture.limit(Figure.OTHER_INSTRUMENTS, GLOBAL, 0, 0);

        assertFalse(fixture.gate.decide(fixture.entry(Side.BUY), fixture.nowNs).isApproved());
    }

    @Test
    void sellsNoMoreThanIsHeldWhereShortSalesAreNotPermitted() {
        fixture.world.positions.held[0][0] = 2_000;
        fixture.world.positions.entry[0][0] = 10_000;
        fixture.gate.onAdopted(0, 0, 0);
        fixture.world.sells[0][0] = 600;
        for (final ScopeType row : new ScopeType[] {GLOBAL, INSTRUMENT, STRATEGY}) {
            fixture.limit(Figure.SHORT_SALE, row, 0, 0);
            for (final long quantity : new long[] {1_390, 1_400, 1_410}) {
                final var intent = fixture.entry(Side.SELL);
                intent.quantity = quantity;
                intent.isBracketed = true;
                intent.score = 5;
                intent.protectiveStopPrice = 10_200;
                intent.target1Price = 9_000;
                assertEquals(
                        quantity <= 1_400
                                ? Answer.APPROVED
                                : Answer.refused(Control.PERMISSION, row == STRATEGY ? STRATEGY : INSTRUMENT, 0, 1, 0),
                        fixture.ask(intent),
                        row + " " + quantity);
            }
            assertEquals(Answer.APPROVED, fixture.ask(fixture.entry(Side.BUY)));
            fixture.limit(Figure.SHORT_SALE, row, 0, 1);
        }
    }

    @Test
    void isTightenedByOnePersonAndLoosenedByNone() {
        final int code = Control.PERMISSION.code();
        assertEquals(QuarantineReason.NONE, fixture.set(code, 0, INSTRUMENT, 0, 1, 0, false));
        assertEquals(QuarantineReason.BAD_COMMAND, fixture.set(code, 0, INSTRUMENT, 0, 2, 0, false));
        assertEquals(QuarantineReason.BAD_COMMAND, fixture.set(code, 0, INSTRUMENT, 0, 3, 0, true), "beyond its range");
        assertEquals(0, Figure.PERMITTED.shippedWarn(2), "a leave is given or not: nothing comes near to it");
    }

    /** Any rows and books: an entry passes exactly where each leave covers it. */
    @Test
    void approvesExactlyWhatEveryLeaveCovers() {
        final long seed = 24_024L;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 5_000; n++) {
            final int[] leaves = {
                random.nextInt(3), random.nextInt(3), random.nextInt(2), random.nextInt(2), random.nextInt(2)
            };
            fixture.limit(Figure.PERMITTED, INSTRUMENT, 0, leaves[0]);
            fixture.limit(Figure.PERMITTED, STRATEGY, 0, leaves[1]);
            fixture.limit(Figure.OTHER_INSTRUMENTS, GLOBAL, 0, leaves[2]);
            fixture.limit(Figure.SHORT_SALE, GLOBAL, 0, leaves[3]);
            fixture.limit(Figure.SHORT_SALE, INSTRUMENT, 0, leaves[4]);
            final int own = random.nextInt(2);
            fixture.gate.onAdmitted(0, own);
            final boolean isBuy = random.nextBoolean();
            fixture.world.sells[0][0] = 10L * random.nextInt(3);

            final boolean isExpected = leaves[0] == 2
                    && leaves[1] == 2
                    && (own == 0 || leaves[2] == 1)
                    && (isBuy || (leaves[3] == 1 && leaves[4] == 1));
            assertEquals(
                    isExpected,
                    fixture.gate
                            .decide(fixture.entry(isBuy ? Side.BUY : Side.SELL), fixture.nowNs)
                            .isApproved(),
                    "seed " + seed + " n " + n);
        }
    }

    @Test
    void remembersOverASnapshotWhatAStrategyWasAdmittedFor() {
        fixture.gate.onAdmitted(0, 0);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        fixture.gate.writeTo(snapshot);
        final GateFixture restored = new GateFixture().wide().limit(Figure.OTHER_INSTRUMENTS, GLOBAL, 0, 0);
        assertFalse(
                restored.gate.decide(restored.entry(Side.BUY), restored.nowNs).isApproved());

        restored.gate.readFrom(snapshot.reader());

        assertEquals(Answer.APPROVED, restored.ask(restored.entry(Side.BUY)));
    }
}
