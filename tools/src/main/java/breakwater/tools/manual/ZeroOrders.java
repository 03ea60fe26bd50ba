package breakwater.tools.manual;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.ExitCode;
import breakwater.tools.inspect.OrderIds;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.ScopeNames;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether anything works that a kill forbids (K2): from the outputs, where an order ends only by what the venue says of it, so
 * that one whose fate is not known still works. Thread: one.
 */
public final class ZeroOrders {
    private static final int FLATTEN = 3;
    private static final int SHOWN = 5;

    private final ControlPage page;
    private final Act act;
    private final int index;
    private final int level;
    private long appliedAt = Long.MAX_VALUE;

    private ZeroOrders(final EnginePage engine, final Act act, final int index, final int level) {
        page = engine.page();
        this.act = act;
        this.index = index;
        this.level = level;
    }

    /** As {@link breakwater.tools.operate.KillProof} says. */
    public static int await(final EnginePage engine, final int index, final int level, final long waitNs) {
        final long startNs = System.nanoTime();
        try (Act act = new Act(engine, waitNs, true)) {
            final ZeroOrders zero = new ZeroOrders(engine, act, index, level);
            final boolean isZero = act.await(zero::isReached);
            System.out.println("  " + zero.told(isZero, (System.nanoTime() - startNs) / 1_000_000));
            return isZero ? ExitCode.OK : ExitCode.PARTIAL;
        }
    }

    /** The engine has to have heard of the kill, and all that it said until then has to have been read. */
    private boolean isReached() {
        if (appliedAt == Long.MAX_VALUE && page.latchedLevel(index) >= level) {
            appliedAt = page.get(Word.OUTPUT);
        }
        return act.lastRead() >= appliedAt && left().isEmpty() && holders() == 0;
    }

    private List<LiveBooks.Working> left() {
        return act.books().all().stream()
                .filter(order -> covers(order) && isForbidden(order.role()))
                .toList();
    }

    /** A kill that flattens is over when nothing is held: one strategy's position each. */
    private long holders() {
        return level < FLATTEN ? 0 : act.books().holders(this::covers).size();
    }

    private boolean isForbidden(final OrderRole role) {
        switch (role) {
            case ENTRY:
            case MANUAL:
                return true;
            case EXIT:
                return level >= 2;
            default:
                return level >= FLATTEN;
        }
    }

    private boolean covers(final LiveBooks.Working order) {
        final int id = ControlPage.idOf(index);
        switch (ControlPage.typeOf(index)) {
            case STRATEGY:
                return order.strategyId() == id;
            case INSTRUMENT:
                return order.instrumentId() == id;
            case ACCOUNT:
                return order.accountId() == id || order.accountId() == Frame.NO_ID;
            case VENUE:
                return order.venueId() == id || order.venueId() == Frame.NO_ID;
            default:
                return true;
        }
    }

    /** What is held of accounts and venues the outputs do not say apart: all of it counts. */
    private boolean covers(final LiveBooks.Held held) {
        final ScopeType type = ControlPage.typeOf(index);
        final int id = ControlPage.idOf(index);
        return (type != ScopeType.STRATEGY || held.strategyId() == id)
                && (type != ScopeType.INSTRUMENT || held.instrumentId() == id);
    }

    private String told(final boolean isZero, final long tookMs) {
        final String scope = ScopeNames.text(page, index);
        final String what = level == 1 ? "entry" : level == 2 ? "entry or exit" : "order";
        if (isZero) {
            return "zero: no " + what + " of " + scope + " works" + (level < FLATTEN ? "" : " and nothing is held")
                    + ", as the venue says; " + tookMs + " ms";
        }
        if (appliedAt == Long.MAX_VALUE) {
            return "NOT PROVEN: the engine has not taken the kill up within --until-zero; the latch stands";
        }
        final List<LiveBooks.Working> left = left();
        return "NOT ZERO after " + tookMs + " ms: " + left.size() + " still work"
                + left.stream()
                        .limit(SHOWN)
                        .map(order -> " " + OrderIds.text(order.id()) + " " + order.state())
                        .collect(Collectors.joining(",", left.isEmpty() ? "" : ":", left.size() > SHOWN ? " …" : ""))
                + (holders() == 0 ? "" : "; " + holders() + " positions are open")
                + "; see 'orders --open', 'positions' and 'why'";
    }
}
