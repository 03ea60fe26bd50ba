package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.order.VenueAnswers;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F9 errors, F10 refusals and F11 slow answers of venues: each holds entries until a person resumes. */
class VenueWatchTest {
    private static final long SECOND = Watchtower.SECOND;

    private final Watchtower tower = new Watchtower();
    private final VenueAnswers venues = tower.monitor.venueAnswers();

    // ───────────── F10 ─────────────

    @Test
    void fourRefusalsInARowPassAndTheFifthHoldsTheVenueAndTheStrategy() {
        refuse(0, 1, 4);
        assertEquals(Level.ACTIVE, venue(0));

        refuse(0, 1, 1);

        assertEquals(
                List.of(
                        "LEVEL_RAISED REJECT_STORM VENUE 0 REDUCE_ONLY 5/5",
                        "LEVEL_RAISED REJECT_STORM STRATEGY 1 REDUCE_ONLY 5/5"),
                tower.tape.take());
        refuse(0, 1, 1);
        assertEquals(List.of(), tower.tape.take(), "held as high already");
    }

    @Test
    void aRowEndsWithAnOrderThatIsTakenNotWithACancel() {
        refuse(0, 1, 4);
        answer(0, 1, false, false);
        refuse(0, 1, 4);
        assertEquals(Level.ACTIVE, venue(0));
        answer(0, 1, true, false);

        refuse(0, 1, 1);

        assertEquals(Level.REDUCE_ONLY, venue(0));
    }

    @Test
    void twentyRefusalsWithinAMinuteHoldHoweverManyAreTakenBetween() {
        limit(Control.VENUE_ERRORS, 0, 1_000_000);
        for (int i = 0; i < 19; i++) {
            refuse(0, 1, 1);
            answer(0, 1, false, false);
            tower.pass(3 * SECOND);
        }
        assertEquals(Level.ACTIVE, venue(0));

        refuse(0, 1, 1);

        assertEquals(Level.REDUCE_ONLY, venue(0));
        assertTrue(tower.tape.take().contains("LEVEL_RAISED REJECT_STORM STRATEGY 1 REDUCE_ONLY 20/20"));
    }

    @Test
    void refusalsOfStrategiesAddUpAtTheVenueAlone() {
        for (int strategy = 0; strategy < 5; strategy++) {
            refuse(0, strategy % 3, 1);
        }

        assertEquals(Level.REDUCE_ONLY, venue(0));
        assertEquals(Level.ACTIVE, venue(1));
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.STRATEGY, 0));
    }

    @Test
    void aResumeBeginsTheCountsAnew() {
        refuse(0, 1, 5);

        tower.resumeAsShown(ScopeType.VENUE, 0);
        tower.resumeAsShown(ScopeType.STRATEGY, 1);

        assertEquals(Level.ACTIVE, venue(0));
        refuse(0, 1, 4);
        assertEquals(Level.ACTIVE, venue(0));
        refuse(0, 1, 1);
        assertEquals(Level.REDUCE_ONLY, venue(0));
    }

    // ───────────── F9 ─────────────

    @Test
    void holdsAVenueAboveTenPercentOfFiveMinutesMessagesNotAtThem() {
        send(0, 19, 0);
        send(0, 1, 1);
        assertFalse(isHeld(Control.VENUE_ERRORS));
        send(0, 1, 1);
        assertEquals(List.of("WARNING VENUE_ERRORS VENUE 0 ACTIVE 95239/50000"), tower.tape.take());
        send(0, 9, 0);
        send(0, 1, 1);
        assertFalse(isHeld(Control.VENUE_ERRORS), "3 of 31");

        send(0, 1, 1);

        assertEquals(List.of("LEVEL_RAISED VENUE_ERRORS VENUE 0 REDUCE_ONLY 125000/100000"), tower.tape.take());
    }

    @Test
    void exactlyTenPercentPassAndAMessageFewerDoesNot() {
        send(0, 18, 0);
        send(0, 2, 2);
        assertFalse(isHeld(Control.VENUE_ERRORS), "2 of 20");

        send(1, 17, 0);
        send(1, 3, 3);

        assertEquals(Level.REDUCE_ONLY, venue(1), "3 of 20");
    }

    @Test
    void saysNothingBelowTheLeastSample() {
        send(0, 19, 19);
        assertFalse(isHeld(Control.VENUE_ERRORS));

        send(0, 1, 0);

        assertTrue(isHeld(Control.VENUE_ERRORS));
    }

    @Test
    void forgetsErrorsThatAreFiveMinutesOldAndRefusesAResumeBefore() {
        send(0, 20, 3);
        tower.resumeAsShown(ScopeType.VENUE, 0);
        assertEquals(Level.REDUCE_ONLY, venue(0));
        assertTrue(tower.tape.take().contains("RESET_REFUSED VENUE_ERRORS VENUE 0 REDUCE_ONLY 1/0"));

        tower.pass(300 * SECOND - 1);
        tower.resumeAsShown(ScopeType.VENUE, 0);
        assertEquals(Level.REDUCE_ONLY, venue(0));
        tower.pass(40 * SECOND);
        assertEquals(Level.REDUCE_ONLY, venue(0), "time alone lifts nothing");
        tower.resumeAsShown(ScopeType.VENUE, 0);

        assertEquals(Level.ACTIVE, venue(0));
    }

    @Test
    void countsTheFirstSilenceAfterAMessageAndEveryRefusal() {
        limit(Control.VENUE_ERRORS, 1, 2);
        limit(Control.VENUE_ERRORS, 0, 600_000);
        send(0, 2, 0);
        venues.onSilence(0, true, SECOND, tower.nowNs);
        venues.onSilence(0, false, SECOND, tower.nowNs);
        assertFalse(isHeld(Control.VENUE_ERRORS), "one of two");

        refuse(0, 1, 1);

        assertTrue(isHeld(Control.VENUE_ERRORS), "two of two");
    }

    // ───────────── F11 ─────────────

    @Test
    void anAnswerAtTheLimitPassesAndOneNanosecondLaterHolds() {
        venues.onAnswer(0, 1, false, false, 2 * SECOND - 1, tower.nowNs);
        venues.onAnswer(0, 1, false, false, 2 * SECOND, tower.nowNs);
        assertEquals(Level.ACTIVE, venue(0));

        venues.onAnswer(0, 1, true, false, 2 * SECOND + 1, tower.nowNs);

        assertEquals(List.of("LEVEL_RAISED LATENCY VENUE 0 REDUCE_ONLY 2000000001/2000000000"), tower.tape.take());
        tower.resumeAsShown(ScopeType.VENUE, 0);
        assertEquals(Level.ACTIVE, venue(0));
    }

    @Test
    void silenceBeyondTheLimitHoldsToo() {
        venues.onSilence(0, true, 2 * SECOND, tower.nowNs);
        assertEquals(Level.ACTIVE, venue(0));

        venues.onSilence(0, false, 4 * SECOND, tower.nowNs);

        assertEquals(Level.REDUCE_ONLY, venue(0));
    }

    // ───────────── rows, state ─────────────

    @Test
    void aScopeStandsUnderTheLowerOfItsRowAndTheEngines() {
        final Monitor monitor = tower.monitor;
        assertTrue(monitor.onLimit(Control.REJECT_STORM, 1, ScopeType.GLOBAL, 0, 4, 0));
        assertTrue(monitor.onLimit(Control.REJECT_STORM, 1, ScopeType.VENUE, 0, 2, 0));
        assertTrue(monitor.onLimit(Control.REJECT_STORM, 1, ScopeType.STRATEGY, 1, 9, 0));
        refuse(0, 1, 2);

        assertEquals(Level.REDUCE_ONLY, venue(0));
        assertEquals(Level.ACTIVE, monitor.level(ScopeType.STRATEGY, 1));
        refuse(1, 1, 2);
        assertEquals(Level.REDUCE_ONLY, monitor.level(ScopeType.STRATEGY, 1));
        assertEquals(Level.ACTIVE, venue(1));
        assertFalse(monitor.onLimit(Control.LATENCY, 0, ScopeType.STRATEGY, 0, 1, 0));
        assertFalse(monitor.onLimit(Control.LATENCY, 1, ScopeType.GLOBAL, 0, 1, 0));
        assertFalse(monitor.onLimit(Control.VENUE_ERRORS, 0, ScopeType.VENUE, 99, 1, 0));
    }

    /** Against a plain list of what happened: held by F9, F10, F11 exactly when a sum over the list says so, until a resume. */
    @Test
    void holdsExactlyWhatAPlainCountHolds() {
        int holds = 0;
        for (long seed = 1; seed <= 30; seed++) {
            final Watchtower random = new Watchtower();
            final VenueAnswers heard = random.monitor.venueAnswers();
            random.monitor.onLimit(Control.VENUE_ERRORS, 1, ScopeType.GLOBAL, 0, 1_000_000, 0);
            int row = 0;
            boolean isHeld = false;
            final List<Long> refusals = new ArrayList<>();
            long draw = seed;
            for (int step = 0; step < 600; step++) {
                draw = Frame.mix(draw);
                final String where = "seed " + seed + " step " + step;
                random.pass(draw >>> 20 & 0x3FFF_FFFFL);
                final int what = (int) (draw & 7);
                if (what < 3) {
                    row++;
                    refusals.add(random.nowNs);
                    heard.onAnswer(0, 1, false, true, 0, random.nowNs);
                    isHeld |= row >= 5
                            || refusals.stream()
                                            .filter(at -> at > random.nowNs - 60 * SECOND)
                                            .count()
                                    >= 20;
                } else if (what < 6) {
                    row = 0;
                    heard.onAnswer(0, 1, false, false, 0, random.nowNs);
                } else if (what == 6) {
                    heard.onAnswer(0, 1, true, false, 0, random.nowNs);
                } else if (isHeld && (draw >>> 8 & 3) == 0) {
                    random.resumeAsShown(ScopeType.STRATEGY, 1);
                    isHeld = false;
                    row = 0;
                    refusals.clear();
                    holds++;
                }
                final boolean held = random.monitor.isHeldBy(ScopeType.STRATEGY, 1, Control.REJECT_STORM);
                assertTrue(held || !isHeld, where);
                assertTrue(
                        !held
                                || isHeld
                                || refusals.stream()
                                                .filter(at -> at > random.nowNs - 68 * SECOND)
                                                .count()
                                        >= 20,
                        where);
                isHeld = held;
                if ((draw >>> 50 & 31) == 0) {
                    final long digest = random.digest();
                    final SnapshotBuffer snapshot = new SnapshotBuffer();
                    random.monitor.writeTo(snapshot);
                    random.monitor.readFrom(snapshot.reader());
                    assertEquals(digest, random.digest(), where);
                }
            }
        }
        assertTrue(holds > 30, "holds " + holds);
    }

    private void refuse(final int venue, final int strategy, final int times) {
        for (int i = 0; i < times; i++) {
            answer(venue, strategy, false, true);
        }
    }

    private void answer(final int venue, final int strategy, final boolean isCancel, final boolean isRefusal) {
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
        venues.onAnswer(venue, strategy, isCancel, isRefusal, 0, tower.nowNs);
    }

    /** Sends so many messages, the first of them failures. */
    private void send(final int venue, final int messages, final int failures) {
        for (int i = 0; i < messages; i++) {
            tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
            venues.onSent(venue, i < failures, tower.nowNs);
        }
    }

    private void limit(final Control control, final int key, final long value) {
        assertTrue(tower.monitor.onLimit(control, key, ScopeType.GLOBAL, 0, value, 0));
    }

    private Level venue(final int id) {
        return tower.monitor.level(ScopeType.VENUE, id);
    }

    private boolean isHeld(final Control cause) {
        return tower.monitor.isHeldBy(ScopeType.VENUE, 0, cause);
    }

    /** 2 of 20 are at the warn level, 2 of 22 under 95 % of it. */
    @Test
    void warnsOnceUntilTheShareFellUnderNinetyFivePercentOfTheLevel() {
        assertTrue(tower.monitor.onLimit(Control.VENUE_ERRORS, 0, ScopeType.GLOBAL, 0, 900_000, 100_000));
        send(0, 20, 2);
        tower.tape.take();
        send(0, 2, 0);
        assertEquals(List.of(), tower.tape.take());
        send(0, 1, 1);
        assertEquals(List.of("WARNING VENUE_ERRORS VENUE 0 ACTIVE 130435/100000"), tower.tape.take());
        send(0, 7, 0);
        send(0, 1, 1);
        assertEquals(List.of(), tower.tape.take(), "3 of 31 were over 95,000");
        send(0, 15, 0);

        send(0, 1, 1);

        assertEquals(
                List.of("WARNING VENUE_ERRORS VENUE 0 ACTIVE 106383/100000"), tower.tape.take(), "4 of 46 were not");
    }

    @Test
    void withoutAWarnLevelNothingIsToldBeforeTheHold() {
        assertTrue(tower.monitor.onLimit(Control.VENUE_ERRORS, 0, ScopeType.VENUE, 0, 500_000, 0));
        send(0, 20, 8);

        assertEquals(List.of(), tower.tape.take());
    }

    @Test
    void aVenueThatThereIsNotHoldsNothingAndTheLastOneDoes() {
        for (final int nowhere : new int[] {-1, 4}) {
            send(nowhere, 30, 30);
            venues.onAnswer(nowhere, -1, false, true, 9 * SECOND, tower.nowNs);
            venues.onAnswer(nowhere, 8, false, false, 9 * SECOND, tower.nowNs);
            venues.onSilence(nowhere, true, 9 * SECOND, tower.nowNs);
        }
        assertEquals(List.of(), tower.tape.take());

        send(3, 20, 20);
        refuse(3, 7, 5);

        assertEquals(Level.REDUCE_ONLY, venue(3));
        assertTrue(tower.monitor.isHeldBy(ScopeType.VENUE, 3, Control.VENUE_ERRORS));
        assertTrue(tower.monitor.isHeldBy(ScopeType.VENUE, 3, Control.REJECT_STORM));
        assertTrue(tower.monitor.isHeldBy(ScopeType.STRATEGY, 7, Control.REJECT_STORM));
    }

    @Test
    void aHoldElsewhereByTheSameControlIsLiftedToo() {
        for (final int instrument : new int[] {0, 15}) {
            tower.monitor.raise(ScopeType.INSTRUMENT, instrument, Level.REDUCE_ONLY, Control.REJECT_STORM, 1, 0);
            tower.resumeAsShown(ScopeType.INSTRUMENT, instrument);
            assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.INSTRUMENT, instrument));
        }
    }

    @Test
    void aLimitOfNoughtHoldsAtTheFirstRefusal() {
        limit(Control.REJECT_STORM, 1, 0);
        refuse(0, 1, 1);
        assertTrue(tower.tape.take().contains("LEVEL_RAISED REJECT_STORM VENUE 0 REDUCE_ONLY 1/1"));
        limit(Control.REJECT_STORM, 1, 100);
        limit(Control.REJECT_STORM, 0, 0);
        refuse(1, 2, 1);
        assertTrue(tower.tape.take().contains("LEVEL_RAISED REJECT_STORM VENUE 1 REDUCE_ONLY 1/1"));
    }

    @Test
    void aRestoreKeepsRowsOfRefusalsErrorsAndWarnings() {
        refuse(0, 1, 4);
        send(1, 20, 2);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        tower.monitor.writeTo(snapshot);
        answer(0, 1, false, false);
        send(1, 100, 0);
        tower.monitor.readFrom(snapshot.reader());
        tower.tape.take();

        send(1, 1, 0);
        assertEquals(List.of(), tower.tape.take(), "it has warned already");
        send(1, 1, 1);
        assertTrue(tower.monitor.isHeldBy(ScopeType.VENUE, 1, Control.VENUE_ERRORS), "3 of 22");
        refuse(0, 1, 1);
        assertEquals(Level.REDUCE_ONLY, venue(0), "the fifth in a row");
    }
}
