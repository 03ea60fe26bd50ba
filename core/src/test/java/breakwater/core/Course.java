package breakwater.core;

import breakwater.core.message.Frame;
import breakwater.core.message.Trace;
import java.util.function.Consumer;

/**
 * An engine under way: configured, three strategies admitted (two churn, one momentum breakout), in the seeded world of
 * {@link Traffic}. One event a step. Allocates nothing once it is under way.
 */
final class Course {
    static final long SEED = 20_260_105;
    /** Half a minute before midnight UTC, so that the day rolls under way. */
    private static final long START_NS = EngineFixture.START_NS + 86_370 * EngineFixture.SECOND;

    final EventPen pen = new EventPen(START_NS);
    final Tape tape = new Tape(1);
    final Engine engine;
    final Counters counters = new Counters();
    private final Consumer<EventPen> beside;
    private final Frame frame = new Frame();
    final Traffic traffic;

    /**
     * @param isAtomic whether the venue replaces orders atomically
     * @param isHarsh whether fills, too, are told wrong: see {@link Traffic}
     * @param beside sees each event after the engine, with its sequence; the tape holds the engine's answer
     */
    Course(final boolean isAtomic, final boolean isHarsh, final Consumer<EventPen> beside) {
        this(isAtomic, isHarsh, beside, Trace.NONE);
    }

    Course(final boolean isAtomic, final boolean isHarsh, final Consumer<EventPen> beside, final Trace trace) {
        this.beside = beside;
        engine = new Engine(EngineFixture.CAPACITY, tape, trace);
        EngineFixture.configure(pen, 1_000, isAtomic, this::give);
        EngineFixture.admit(pen, this::give, 0, 0, "churn", "quantity", 0.05, "seed", 3);
        EngineFixture.admit(pen, this::give, 1, 1, "churn", "every-quotes", 3, "bracket-percent", 20);
        EngineFixture.admit(
                pen,
                this::give,
                2,
                1,
                "momentum-breakout",
                EngineFixture.parameters("bar-seconds 1, trend-seconds 5, donchian 5, ema-fast 2, ema-slow 4, atr 3, "
                        + "rsi 3, volume-ma 3, atr-baseline 3, warm-up-residual 1, bollinger 2, "
                        + "volume-required 0, atr-ratio-min 0, rsi-long-max 100, rsi-short-min 0"));
        traffic = new Traffic(SEED, engine, pen, EngineFixture.CAPACITY, isHarsh);
    }

    /** Works the next event of the world. */
    void step() {
        traffic.next();
        counters.input(pen.frame.wrap(pen.buffer, 0));
        give(pen);
        for (int output = 0; output < tape.count(); output++) {
            traffic.onOutput(tape.frame(frame, output));
            counters.output(frame);
        }
    }

    /** Works the event that the pen holds, as the engine's next one. */
    void give(final EventPen written) {
        tape.rewind();
        written.frame.wrapForWrite(written.buffer, 0).sequence(engine.sequence() + 1);
        engine.onEvent(written.buffer, 0);
        beside.accept(written);
    }
}
