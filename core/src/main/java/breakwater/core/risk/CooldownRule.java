package breakwater.core.risk;

import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * P30: a strategy waits before it enters an instrument again which it has just left, by an exit or by a stop, and weights wait
 * after the last order of a weight. Observed is the time since then, Long.MAX_VALUE where there was none. What leads out of the
 * market never waits, nor does a replacement; an order that succeeds one which its venue could not replace waits like an entry,
 * but for the last order of a weight.
 *
 * <p>Thread: core. Allocates: never after construction. Time that steps back stands still.
 */
final class CooldownRule implements Stateful {
    private static final int KINDS = 3;
    private static final int EXIT = 0;
    private static final int STOP = 1;
    private static final int REBALANCE = 2;
    private static final long NEVER = Long.MIN_VALUE;
    private static final Figure[] FIGURES = {
        Figure.COOLDOWN_AFTER_EXIT, Figure.COOLDOWN_AFTER_STOP, Figure.COOLDOWN_AFTER_REBALANCE
    };

    private final Examiner examiner;
    private final Rows[] rows = new Rows[KINDS];
    /** Asked by the monitor; here they only have to stand. */
    private final Rows pauseAfterStop;

    private final Rows pauseAfterTarget;
    private final int instruments;
    /** By strategy and instrument, a place plus one, 0 = never touched; places in the order in which they were touched. */
    private final int[] placeOf;

    private final int[] pairAt;
    private final long[] lastNs;
    private int places;

    CooldownRule(final Capacity capacity, final Examiner examiner) {
        this.examiner = examiner;
        for (int kind = 0; kind < KINDS; kind++) {
            rows[kind] = examiner.rows(FIGURES[kind], ScopeType.STRATEGY);
        }
        pauseAfterStop = examiner.rows(Figure.PAUSE_AFTER_STOP, ScopeType.GLOBAL);
        pauseAfterTarget = examiner.rows(Figure.PAUSE_AFTER_TARGET, ScopeType.GLOBAL);
        instruments = capacity.instruments();
        placeOf = new int[capacity.strategies() * instruments];
        pairAt = new int[placeOf.length];
        lastNs = new long[KINDS * placeOf.length];
    }

    /** Answers where no row has anything to say; else {@link #isOver} has to be asked. */
    boolean isClear(final Candidate c) {
        if (c.isReplacement()) {
            return true;
        }
        final int place = placeOf[c.strategyId() * instruments + c.instrumentId()] - 1;
        return c.intent.basketE8 == 0
                && ageNs(place, EXIT, c.nowNs) >= c.clear.afterExit
                && ageNs(place, STOP, c.nowNs) >= c.clear.afterStop;
    }

    boolean isOver(final Candidate c) {
        if (c.isReplacement()) {
            return true;
        }
        final int strategyId = c.strategyId();
        final int place = placeOf[strategyId * instruments + c.instrumentId()] - 1;
        return examiner.hasRow(pauseAfterStop)
                && examiner.hasRow(pauseAfterTarget)
                && examiner.asksBoth(rows[EXIT], strategyId, ageNs(place, EXIT, c.nowNs))
                && examiner.asksBoth(rows[STOP], strategyId, ageNs(place, STOP, c.nowNs))
                && (c.intent.basketE8 == 0
                        || examiner.asksBoth(rows[REBALANCE], strategyId, ageNs(place, REBALANCE, c.nowNs)));
    }

    private long ageNs(final int place, final int kind, final long nowNs) {
        final long last = place < 0 ? NEVER : lastNs[KINDS * place + kind];
        return last == NEVER ? Long.MAX_VALUE : Math.max(0, nowNs - last);
    }

    /** A fill was booked. */
    void onFill(final int strategyId, final int instrumentId, final OrderRole role, final long nowNs) {
        if (role != OrderRole.ENTRY) {
            touch(strategyId, instrumentId, role == OrderRole.STOP ? STOP : EXIT, nowNs);
        }
    }

    /** An order went out. */
    void onSent(final Intent intent, final long nowNs) {
        if (intent.basketE8 != 0) {
            touch(intent.strategyId, intent.instrumentId, REBALANCE, nowNs);
        }
    }

    private void touch(final int strategyId, final int instrumentId, final int kind, final long nowNs) {
        final int pair = strategyId * instruments + instrumentId;
        if (placeOf[pair] == 0) {
            enter(pair);
        }
        final int at = KINDS * (placeOf[pair] - 1) + kind;
        lastNs[at] = Math.max(lastNs[at], nowNs);
    }

    private void enter(final int pair) {
        pairAt[places] = pair;
        for (int kind = 0; kind < KINDS; kind++) {
            lastNs[KINDS * places + kind] = NEVER;
        }
        placeOf[pair] = ++places;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("cooldowns");
        writer.putInt(places);
        for (int place = 0; place < places; place++) {
            writer.putInt(pairAt[place]);
            for (int kind = 0; kind < KINDS; kind++) {
                writer.putLong(lastNs[KINDS * place + kind]);
            }
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("cooldowns");
        Arrays.fill(placeOf, 0);
        places = 0;
        for (int left = reader.getInt(); left > 0; left--) {
            enter(reader.getInt());
            for (int kind = 0; kind < KINDS; kind++) {
                lastNs[KINDS * (places - 1) + kind] = reader.getLong();
            }
        }
    }
}
