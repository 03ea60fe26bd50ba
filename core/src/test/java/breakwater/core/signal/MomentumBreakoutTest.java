package breakwater.core.signal;

import static breakwater.core.ingest.IngestFixture.MINUTE;
import static breakwater.core.ingest.IngestFixture.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.MarketState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;
import breakwater.core.signal.SignalFixture.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars of one minute, a trend of five, small windows; prices near 10,000 with a range of 60, so ATR is about 0.6 %. */
class MomentumBreakoutTest {
    private static final Object[] SMALL = {
        "bar-seconds",
        60,
        "trend-seconds",
        300,
        "donchian",
        3,
        "ema-fast",
        2,
        "ema-slow",
        3,
        "atr",
        2,
        "rsi",
        2,
        "volume-ma",
        3,
        "atr-baseline",
        2,
        "warm-up-residual",
        1,
        "bollinger",
        2
    };
    private final SignalFixture engine = new SignalFixture();
    private final long midnight = engine.feed.nowNs;
    private int minute;
    private int instrument = 1;
    private long last = 10_000;

    @Test
    void entersLongAtTheBidWithStopAndTargetsAwayFromEntry() {
        admit();
        climb(12, 1);
        bar(last + 200, 201);

        // Highs stood 30 above closes that rose by 5: the breakout's range is close + 30 less the close before.
        final long entry = last - 1;
        final double atr = 2.0 / 3 * 230 + 1.0 / 3 * 60;
        final double risk = Math.max(1.5 * atr, 0.005 * entry);
        final long stop = (long) Math.floor(entry - risk);
        final long target1 = (long) Math.ceil(entry + Math.max(3 * atr, 2.0 * (entry - stop)));
        final long target2 = (long) Math.ceil(entry + Math.max(6 * atr, 4.0 * (entry - stop)));
        assertEquals(
                List.of(new Said(
                        1,
                        0,
                        SignalKind.ENTER,
                        Side.BUY,
                        4,
                        entry,
                        stop,
                        target1,
                        target2,
                        (long) Math.ceil(atr),
                        (long) Math.floor((atr + 60) / 2),
                        0,
                        true)),
                engine.said);
        assertEquals((long) Math.ceil(atr), engine.signals.atr(0, 1));
        assertEquals(0, engine.signals.atr(0, 2));
        assertTrue(target1 - entry >= 2 * (entry - stop));
    }

    @Test
    void entersShortAtTheAskWhereShortable() {
        admit();
        climb(12, -1);
        bar(last - 200, 201);

        assertEquals(1, engine.said.size());
        final Said said = engine.said.get(0);
        assertEquals(Side.SELL, said.side());
        assertEquals(last + 1, said.entry());
        assertTrue(said.stop() > said.entry() && said.target1() < said.entry() && said.target2() < said.target1());
        assertTrue(said.entry() - said.target1() >= 2 * (said.stop() - said.entry()));
    }

    @Test
    void neverShortsWhatIsNotShortable() {
        instrument = 2;
        admit();
        climb(12, -1);
        bar(last - 200, 201);

        assertEquals(List.of(), engine.said);
        assertFalse(engine.figures.get("side.allowed").holds());
    }

    @Test
    void takesNoCloseAtTheChannelForABreakout() {
        admit();
        climb(12, 1);
        bar(last + 30, 500);
        assertFalse(engine.figures.get("donchian.upper").holds());
        assertEquals(
                engine.figures.get("donchian.upper").bound(),
                engine.figures.get("donchian.upper").observed());
        assertEquals(List.of(), engine.said);
    }

    @Test
    void takesOneMoreThanTheChannelForABreakout() {
        admit();
        climb(12, 1);
        bar(last + 31, 500);

        assertTrue(engine.figures.get("donchian.upper").holds());
    }

    @Test
    void wantsMoreThanTheFactorOfTheAverageThatTheBarIsPartOf() {
        // v > 1.5 (100 + 100 + v) / 3 means v > 200.
        admit();
        climb(12, 1);
        bar(last + 200, 200);
        assertFalse(engine.figures.get("volume").holds());
        assertEquals(List.of(), engine.said);
    }

    @Test
    void scoresVolumeWhereItIsNotRequired() {
        admit("volume-required", 0, "rsi-long-max", 100);
        climb(12, 1);
        bar(last + 200, 200);

        assertEquals(4, engine.said.get(0).score());
    }

    @Test
    void wantsFourPointsInAnyCase() {
        admit("volume-required", 0, "rsi-long-max", 50);
        climb(12, 1);
        bar(last + 200, 200);

        assertFalse(engine.figures.get("score").holds());
        assertEquals(3, engine.figures.get("score").observed());
        assertEquals(List.of(), engine.said);
    }

    @Test
    void neverTradesAgainstTheTrend() {
        admit();
        climb(12, -1);
        bar(last + 400, 500);

        assertTrue(engine.figures.get("donchian.upper").holds());
        assertFalse(engine.figures.get("trend.ema").holds());
        assertEquals(List.of(), engine.said);
    }

    @Test
    void staysOutOfQuietAndOfWildMarkets() {
        admit("atr-ratio-min", 0.02);
        climb(12, 1);
        bar(last + 200, 201);
        assertFalse(engine.figures.get("atr.ratio-min").holds());
        assertEquals(List.of(), engine.said);

        final MomentumBreakoutTest wild = new MomentumBreakoutTest();
        wild.admit("atr-ratio-max", 0.01);
        wild.climb(12, 1);
        wild.bar(wild.last + 200, 201);
        assertFalse(wild.engine.figures.get("atr.ratio-max").holds());
        assertEquals(List.of(), wild.engine.said);
    }

    @Test
    void isSilentWithoutAFreshQuoteOrAnOpenFeed() {
        admit();
        climb(12, 1);
        engine.feed.status(0, 1, MarketState.HALTED);
        bar(last + 200, 201);
        assertFalse(engine.figures.get("feed.fresh").holds());
        assertEquals(List.of(), engine.said);
    }

    @Test
    void isSilentWhileStoppedAndWarmWhenResumed() {
        admit();
        engine.signals.stop(0);
        climb(12, 1);
        bar(last + 200, 201);
        assertEquals(List.of(), engine.said);

        engine.signals.resume(0);
        bar(last + 200, 1000);
        assertEquals(1, engine.said.size());
    }

    @Test
    void isSilentBeforeItsWarmUp() {
        admit("donchian", 11);
        climb(11, 1);
        bar(last + 200, 201);
        assertTrue(engine.said.size() == 1, "12 bars: a full channel and the breakout");

        final MomentumBreakoutTest early = new MomentumBreakoutTest();
        early.admit("donchian", 12);
        early.climb(11, 1);
        early.bar(early.last + 200, 201);
        assertEquals(List.of(), early.engine.said);
    }

    @Test
    void computesItsWarmUpFromTheSeedsWeight() {
        assertEquals(75, Ema.of(50).warmUp(0.05));
        assertEquals(14, Ema.wilder(14).warmUp(1));
    }

    @Test
    void hearsTheTrendBarOfTheSameEndFirst() {
        admit();
        climb(14, 1);
        assertEquals(2, (int) engine.figures.get("warm-up.trend").observed());
        bar(last + 200, 201);

        assertEquals(3, (int) engine.figures.get("warm-up.trend").observed());
    }

    @Test
    void refusesParametersThatItDoesNotKnowOrThatContradict() {
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(0, 1, "momentum-breakout", "donchain", 20));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(0, 1, "momentum-breakout", "donchian", 1));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(0, 1, "momentum-breakout", "donchian", 20.5));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(0, 1, "momentum-breakout", "bar-seconds", 7));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(0, 1, "momentum-breakout", "trend-seconds", 900));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(0, 1, "momentum-breakout", "ema-fast", 50));
        assertEquals(QuarantineReason.NONE, engine.admit(0, 1, "momentum-breakout"));
    }

    private void admit(final Object... more) {
        engine.isTracing = true;
        final Object[] parameters = new Object[SMALL.length + more.length];
        System.arraycopy(SMALL, 0, parameters, 0, SMALL.length);
        int count = SMALL.length;
        for (int i = 0; i < more.length; i += 2) {
            int at = 0;
            while (at < count && !parameters[at].equals(more[i])) {
                at += 2;
            }
            parameters[at] = more[i];
            parameters[at + 1] = more[i + 1];
            count = Math.max(count, at + 2);
        }
        assertEquals(
                QuarantineReason.NONE,
                engine.admit(0, instrument, "momentum-breakout", java.util.Arrays.copyOf(parameters, count)));
    }

    /** Bars of range 60 whose close moves by 5 each. */
    private void climb(final int bars, final int direction) {
        for (int i = 0; i < bars; i++) {
            bar(last + 5L * direction, 100);
        }
        assertEquals(List.of(), engine.said);
    }

    /** One bar that closes there, 30 within its range, with a quote one tick around the close. */
    private void bar(final long close, final long volume) {
        final long openTime = midnight + minute * MINUTE;
        minute++;
        engine.feed.advanceTo(openTime + MINUTE - SECOND);
        assertEquals(QuarantineReason.NONE, engine.feed.quote(instrument, close - 1, close + 1));
        engine.feed.advanceTo(openTime + MINUTE);
        assertEquals(
                QuarantineReason.NONE,
                engine.feed.bar(instrument, MINUTE, openTime, close, close + 30, close - 30, close, volume));
        last = close;
    }
}
