package breakwater.core;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;
import breakwater.core.reference.Capacity;
import breakwater.core.risk.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A configured engine that tests speak to in events and that answers in lines: write an event with {@link #pen}, give it,
 * read {@link #outputs}. One venue, one account with 10,000,000 in cash, two instruments, limits so wide that none binds.
 */
public final class EngineFixture {
    /** 2026-01-05 00:00 UTC, a Monday. */
    public static final long START_NS = 1_767_571_200_000_000_000L;

    public static final long MS = 1_000_000L;
    public static final long SECOND = 1_000_000_000L;
    /** Tables of a size at which capacity is met only on purpose. */
    public static final Capacity CAPACITY = new Capacity(16, 8, 4, 4, 16, 1024, 1 << 12);

    /** 2200-01-01 00:00 UTC: until then the venue is open. */
    private static final long END_NS = 7_258_118_400_000_000_000L;

    private static final long WIDE = 100_000_000_000_000_000L;

    public final EventPen pen = new EventPen(START_NS);
    public final Tape tape = new Tape(64);
    public final Engine engine;

    public EngineFixture(final Capacity capacity) {
        engine = new Engine(capacity, tape, Trace.NONE);
    }

    /** Returns an engine configured by {@link #configure} without strategies, its answers to that forgotten. */
    public static EngineFixture configured() {
        final EngineFixture fixture = new EngineFixture(CAPACITY);
        configure(fixture.pen, 1_000_000, true, fixture::give);
        fixture.tape.rewind();
        return fixture;
    }

    /** Writes the whole configuration but strategies; {@code give} takes each event from the pen. */
    public static void configure(
            final EventPen pen, final int digestInterval, final boolean isAtomic, final Consumer<EventPen> give) {
        pen.engine(digestInterval);
        give.accept(pen);
        pen.venue(0, isAtomic);
        give.accept(pen);
        pen.account(1_000_000_000_000_000L);
        give.accept(pen);
        for (int id = 0; id < 2; id++) {
            pen.instrument(id, 10);
            give.accept(pen);
        }
        pen.session(ScopeType.VENUE, 0, 1, END_NS);
        give.accept(pen);
        for (int id = 0; id <= EventPen.FEED; id++) {
            pen.source(id, id == EventPen.FEED);
            give.accept(pen);
        }
        for (final Figure figure : Figure.values()) {
            final ScopeType scope = figure.required();
            final int scopes =
                    scope == ScopeType.INSTRUMENT ? 2 : scope == ScopeType.STRATEGY ? CAPACITY.strategies() : 1;
            for (int id = 0; id < scopes; id++) {
                pen.limit(figure, scope, id, widest(figure));
                give.accept(pen);
            }
        }
        pen.runStarted(1, false, Level.ACTIVE);
        give.accept(pen);
    }

    /** Returns a value that binds in the traffic of churn at 50 lots an order and a price of about 1,000. */
    static long tight(final Figure figure) {
        switch (figure.control()) {
            case SIGNAL_CONTRACT:
                return figure == Figure.SCORE ? 5 : 3_000_000;
            case PRICE_COLLAR:
                return 20;
            case ORDER_QUANTITY:
                return 40;
            case ORDER_NOTIONAL:
                return 3_000_000_000L;
            case POSITION_LIMIT:
                return 100;
            case EXPOSURE:
                return 10_000_000_000L;
            case HEAT:
                return 1;
            case OPEN_ORDERS:
                return 4;
            case THROTTLE:
                return 8;
            case DUPLICATE_ORDER:
                return SECOND;
            case VOLATILITY:
                return 100_000;
            case SELF_MATCH:
                return 0;
            default:
                return 1;
        }
    }

    /** Returns a value that never binds. */
    static long widest(final Figure figure) {
        if (!figure.isTighter(0, 1)) {
            return 0;
        }
        return Math.min(figure.largest(), WIDE);
    }

    /** Admits a strategy with parameters given as name, value, name, value … */
    public EngineFixture admit(
            final int strategy, final int instrument, final String kind, final Object... parameters) {
        admit(pen, this::give, strategy, instrument, kind, parameters);
        return this;
    }

    /** Writes the events that admit a strategy. */
    public static void admit(
            final EventPen pen,
            final Consumer<EventPen> give,
            final int strategy,
            final int instrument,
            final String kind,
            final Object... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            pen.parameter(strategy, i / 2, (String) parameters[i], ((Number) parameters[i + 1]).doubleValue());
            give.accept(pen);
        }
        pen.admit(strategy, instrument, kind, parameters.length / 2);
        give.accept(pen);
    }

    /** Returns names and values in turn of a text such as {@code "donchian 5, volume-required 0"}. */
    public static Object[] parameters(final String text) {
        final List<Object> list = new ArrayList<>();
        for (final String parameter : text.split(",\\s*")) {
            final int space = parameter.indexOf(' ');
            list.add(parameter.substring(0, space));
            list.add(Double.valueOf(parameter.substring(space + 1)));
        }
        return list.toArray();
    }

    /** Gives the engine what the pen wrote. */
    public void give(final EventPen written) {
        written.frame.wrapForWrite(written.buffer, 0).sequence(engine.sequence() + 1);
        engine.onEvent(written.buffer, 0);
    }

    /** Gives the engine what the pen wrote and returns all outputs since the last time. */
    public List<String> give() {
        give(pen);
        return outputs();
    }

    /** Returns all outputs since the last time. */
    public List<String> outputs() {
        final List<String> lines = tape.lines();
        tape.rewind();
        return lines;
    }

    /** Lets time pass without an event. */
    public EngineFixture after(final long durationNs) {
        pen.nowNs += durationNs;
        return this;
    }

    /** Gives a quote of instrument 0 with plenty of size on both sides. */
    public List<String> quote(final long bid, final long ask) {
        pen.quote(0, bid, 100_000, ask, 100_000);
        return give();
    }

    /** Gives time events until nothing is due any more; returns their outputs. */
    public List<String> time() {
        final List<String> lines = new ArrayList<>();
        int turns = 0;
        do {
            pen.time();
            lines.addAll(give());
        } while (engine.nextDeadlineNs() <= pen.nowNs && ++turns < 10_000);
        return lines;
    }

    /** Returns the id of the n-th order of run 1. */
    public static long order(final int counter) {
        return (1L << 40) + counter;
    }

    /** Returns the newest frame of the tape, for what a line does not show. */
    public Frame newest() {
        return tape.frame(new Frame(), tape.count() - 1);
    }
}
