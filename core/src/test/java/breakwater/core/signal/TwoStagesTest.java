package breakwater.core.signal;

import static breakwater.core.ingest.IngestFixture.LOOSE;
import static breakwater.core.ingest.IngestFixture.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.message.Frame;
import org.junit.jupiter.api.Test;

/** Ingest and signal under a seeded random feed: restored anywhere they stay the same, and they allocate nothing. */
class TwoStagesTest {
    private static final Object[] BREAKOUT = {
        "bar-seconds",
        1,
        "trend-seconds",
        5,
        "donchian",
        5,
        "ema-fast",
        2,
        "ema-slow",
        3,
        "atr",
        3,
        "rsi",
        3,
        "volume-ma",
        5,
        "volume-factor",
        0.5,
        "atr-baseline",
        5,
        "atr-ratio-min",
        0,
        "atr-ratio-max",
        1,
        "warm-up-residual",
        0.5
    };
    private long chance;
    private long price;

    @Test
    void continueTheSameAfterARestoreAtAnyPoint() {
        final long seed = 20261121;
        final SignalFixture straight = engine();
        SignalFixture broken = engine();
        chance = seed;
        price = 100_000;
        for (int i = 0; i < 20_000; i++) {
            final long draw = next();
            step(straight, draw);
            step(broken, draw);
            if (Long.remainderUnsigned(draw >>> 7, 500) == 0) {
                broken = broken.restored();
            }
            if (i % 250 == 0) {
                assertEquals(straight.digest(), broken.digest(), "seed " + seed + " step " + i);
            }
        }

        assertEquals(straight.digest(), broken.digest(), "seed " + seed);
        assertEquals(straight.said, broken.said, "seed " + seed);
        assertTrue(straight.said.stream().anyMatch(said -> said.strategyId() == 0), "no breakout");
        assertTrue(straight.said.stream().anyMatch(said -> said.strategyId() == 1), "no churn");
    }

    @Test
    void allocateNothingAfterWarmUp() {
        final SignalFixture engine = engine();
        engine.isRecording = false;
        engine.feed.isRecording = false;
        chance = 7;
        price = 100_000;
        final AllocationCount count = new AllocationCount(TwoStagesTest.class);
        for (int i = 0; i < 50_000; i++) {
            step(engine, next());
        }

        assertEquals(0, count.count(100_000, () -> step(engine, next())), count::toString);
        assertTrue(engine.saidCount > 1_000, "said " + engine.saidCount);
    }

    private static SignalFixture engine() {
        final SignalFixture engine = new SignalFixture();
        engine.admit(0, 1, "momentum-breakout", BREAKOUT);
        engine.admit(1, 1, "churn", "every-quotes", 3, "seed", 5);
        return engine;
    }

    private long next() {
        chance = Frame.mix(chance);
        price = Math.max(1_000, price + Long.remainderUnsigned(chance, 201) - 100);
        return chance;
    }

    /** One quote, trade, bad quote, hole or bar, by the draw. */
    private void step(final SignalFixture engine, final long draw) {
        engine.feed.advanceTo(engine.feed.nowNs + 50_000_000L + (draw >>> 60) * 5_000_000L);
        final int what = (int) Long.remainderUnsigned(draw >>> 13, 100);
        if (what < 45) {
            engine.feed.quote(1, price - 1, price + 1);
            engine.signals.onQuote(1, engine.feed.nowNs);
        } else if (what < 90) {
            engine.feed.trade(LOOSE, 1, price, 1 + (draw >>> 58), draw >>> 8);
        } else if (what < 95) {
            engine.feed.quote(1, price, price);
        } else if (what < 97) {
            engine.feed.sequence++;
        } else {
            final long openTime = engine.feed.nowNs / SECOND * SECOND - SECOND;
            engine.feed.bar(2, SECOND, openTime, price, price, price, price, 3);
        }
    }
}
