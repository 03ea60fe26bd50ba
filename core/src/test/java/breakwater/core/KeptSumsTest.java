package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.order.Intent;
import breakwater.core.order.WorkingOrders;
import breakwater.core.risk.Figure;
import breakwater.core.risk.SlowSums;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The gate keeps the sums over open books and corrects what has changed. After every event of the seeded world it is asked
 * about an entry, and each figure that it observes of the portfolio is that of {@link SlowSums}, which adds up anew: none of
 * the ways in which orders, brackets, positions and prices move is missed. Asking changes nothing: the course goes on as it
 * would without.
 */
class KeptSumsTest {
    private static final int RESTORE_EVERY = 7_001;
    private static final int DEFINE_EVERY = 2_503;

    private final Figures figures = new Figures();
    private final SnapshotBuffer now = new SnapshotBuffer();
    private final SnapshotBuffer before = new SnapshotBuffer();
    private final Intent intent = new Intent();
    private long random;
    private long asked;
    private long whole;

    @Test
    void areWhatAddingUpAnewGives() {
        prove(40_000, true, false, true);

        assertTrue(whole > 6_000, this::toString);
    }

    @Test
    void areWhatAddingUpAnewGivesWhereTheVenueCannotReplace() {
        prove(25_000, false, false, true);

        assertTrue(whole > 3_000, this::toString);
    }

    /** Stops that the engine watches for the venue move without any order. */
    @Test
    void areWhatAddingUpAnewGivesWhereTheEngineWatchesTheStops() {
        prove(25_000, true, false, false);

        assertTrue(whole > 3_000, this::toString);
    }

    /** Fills told wrong fill the suspense book, and soon hold everything: more worlds are asked instead of a longer one. */
    @Test
    void areWhatAddingUpAnewGivesWhereFillsAreToldWrong() {
        prove(25_000, true, true, true);
        prove(25_000, false, true, true);
        prove(25_000, true, true, false);

        assertTrue(asked > 1_000, this::toString);
    }

    @Tag("prove")
    @Test
    void areWhatAddingUpAnewGivesOverMillionsOfEvents() {
        final int size = Integer.getInteger("breakwater.prove.size", 5_000_000);
        prove(size / 4, true, false, true);
        prove(size / 4, false, false, true);
        prove(size / 4, true, true, true);
        prove(size / 4, true, false, false);
    }

    private void prove(final int events, final boolean isAtomic, final boolean isHarsh, final boolean hasStopLimit) {
        random = Course.SEED + events;
        final Course plain = new Course(isAtomic, isHarsh, event -> {});
        final Course course = new Course(isAtomic, isHarsh, event -> {}, figures);
        final SlowSums sums = new SlowSums(
                course.engine.instruments(),
                course.engine.market(),
                course.engine.orders(),
                course.engine.positions(),
                course.engine.limits());
        for (final Course each : List.of(plain, course)) {
            row(each, Figure.GROSS_EXPOSURE);
            row(each, Figure.NET_EXPOSURE);
            each.pen.limit(Figure.LEVERAGE, ScopeType.ACCOUNT, 0, Figure.LEVERAGE.largest());
            each.give(each.pen);
            each.pen.limit(Figure.LEVERAGE, ScopeType.INSTRUMENT, 1, Figure.LEVERAGE.largest());
            each.give(each.pen);
            each.pen.venue(0, isAtomic, hasStopLimit);
            each.give(each.pen);
        }
        for (int n = 0; n < events; n++) {
            plain.step();
            course.step();
            if (n % DEFINE_EVERY == 0) {
                final int times = n / DEFINE_EVERY;
                for (final Course each : List.of(plain, course)) {
                    each.pen.instrument(times % 2, 10, 900 + n % 200, times % 4 != 1);
                    each.give(each.pen);
                }
            }
            if (n % RESTORE_EVERY == 0) {
                restore(course, sums, n);
            }
            // now and then several events pass between two questions
            if (n % 64 < 48) {
                ask(course, sums, n);
            }
        }
        assertEquals(plain.engine.outputHash(), course.engine.outputHash());
        assertEquals(plain.engine.digest(), course.engine.digest());
    }

    /** Goes back to the state of the last time, asks there, and comes back: nothing kept may survive either way. */
    private void restore(final Course course, final SlowSums sums, final int n) {
        now.reset();
        course.engine.writeTo(now);
        if (n > 0) {
            course.engine.readFrom(before.reader());
            ask(course, sums, n);
        }
        course.engine.readFrom(now.reader());
        before.reset();
        course.engine.writeTo(before);
    }

    private static void row(final Course course, final Figure figure) {
        course.pen.limit(figure, ScopeType.ASSET_CLASS, 0, 900_000_000_000_000L);
        course.give(course.pen);
        course.pen.limit(figure, ScopeType.STRATEGY, 1, 900_000_000_000_000L);
        course.give(course.pen);
    }

    private void ask(final Course course, final SlowSums sums, final int n) {
        randomIntent(course);
        figures.of.clear();
        figures.isOn = true;
        final boolean isApproved =
                course.engine.gate.decide(intent, course.engine.nowNs()).isApproved();
        figures.isOn = false;
        if (figures.of.isEmpty()) {
            return;
        }
        final List<String> expected = sums.of(course.engine.gate, intent);

        final String where = "seed " + Course.SEED + " event " + n;
        assertEquals(expected.subList(0, Math.min(figures.of.size(), expected.size())), figures.of, where);
        asked++;
        if (isApproved) {
            assertEquals(expected, figures.of, where);
            whole++;
        }
    }

    private void randomIntent(final Course course) {
        final int instrument = upTo(2);
        final long reference = course.engine.market().referencePrice(instrument);
        intent.reset();
        intent.instrumentId = instrument;
        intent.strategyId = upTo(4);
        intent.side = upTo(2) == 0 ? Side.BUY : Side.SELL;
        intent.quantity = 1 + upTo(500);
        intent.price = Math.max(1, reference + upTo(41) - 20);
        if (upTo(3) == 0) {
            final long sign = intent.side == Side.BUY ? 1 : -1;
            intent.isBracketed = true;
            intent.score = 5;
            intent.quantity = upTo(2) == 0 ? 0 : intent.quantity;
            intent.protectiveStopPrice = intent.price - sign * (100 + upTo(1_000));
            intent.target1Price = intent.price + sign * 5_000;
        }
        if (upTo(4) == 0) {
            intent.replacesId =
                    ((WorkingOrders) course.engine.orders()).newestWorkingEntry(intent.strategyId, instrument);
        }
    }

    private int upTo(final int bound) {
        return (int) Long.remainderUnsigned(Frame.mix(++random), bound);
    }

    @Override
    public String toString() {
        return "asked=" + asked + " whole=" + whole;
    }

    /** Hears what the gate observed of the portfolio. */
    private static final class Figures implements Trace {
        private final List<String> of = new ArrayList<>();
        private boolean isOn;

        @Override
        public void control(
                final Control control,
                final ScopeType scopeType,
                final int scopeId,
                final long observed,
                final long bound,
                final boolean passes) {
            final boolean isOfPortfolio = control == Control.CONCURRENCY || isPortfolio(control.code());
            final boolean isDenied = (control == Control.ARITHMETIC && isPortfolio(bound))
                    || (control == Control.DEFAULT_DENY && isPortfolio(observed));
            if (isOn && (isOfPortfolio || isDenied)) {
                of.add(control + " " + scopeType + " " + scopeId + " " + observed);
            }
        }

        private static boolean isPortfolio(final long code) {
            return code == Control.EXPOSURE.code()
                    || code == Control.HEAT.code()
                    || code == Control.LEVERAGE.code()
                    || code == Control.BUYING_POWER.code()
                    || code == Control.ALLOCATION.code();
        }
    }
}
