package breakwater.core.model;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.LongHashSet;

/**
 * Walks through every course of events, depth first, from every state once. Where a state has been seen with the same
 * orders and as much still to come, what follows from it has been seen too.
 */
final class Courses {
    private static final int DEPTH = 256;
    private static final Move[] MOVES = Move.values();

    private final Rig rig;
    private final Fault fault;
    private final List<Key> keys = new ArrayList<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final String[] course = new String[DEPTH];
    private final LongHashSet seen = new LongHashSet(1 << 20, 0.6f);
    private final OrderReplaceDecoder replace = new OrderReplaceDecoder();
    private final OrderCancelDecoder cancel = new OrderCancelDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final Frame frame = new Frame();
    private final int[] budgets;
    /** How often each move was made, how often each state was entered. */
    final long[] made = new long[MOVES.length];

    long transitions;
    int deepest;
    /** How often a side was beyond its limit by what protects and closes alone. */
    long beyond;
    /** The first thing that was wrong, with what led to it; null = nothing. */
    String wrong;

    /** @param budgets by {@link Act} */
    Courses(final Fault fault, final int... budgets) {
        this.fault = fault;
        this.budgets = budgets;
        rig = new Rig(fault == Fault.ONE_LOT_MORE ? 1 : 0);
    }

    int states() {
        return seen.size();
    }

    void walk() {
        keys.add(new Key());
        ledgers.add(new Ledger(budgets));
        keep(0);
        follow(0);
    }

    /** Keeps the state at a depth. Returns whether it is new. */
    private boolean keep(final int depth) {
        final Key key = keys.get(depth);
        key.reset(ledgers.get(depth).isPastOpen());
        rig.engine.writeTo(key);
        return seen.add(ledgers.get(depth).mix(key.hash() ^ rig.engine.nowNs()));
    }

    private void follow(final int depth) {
        deepest = Math.max(deepest, depth);
        if (keys.size() == depth + 1) {
            keys.add(new Key());
            ledgers.add(new Ledger(budgets));
        }
        final Ledger here = ledgers.get(depth);
        for (final Move move : MOVES) {
            if (!move.isOfAnOrder() && move.isPossible(here)) {
                step(depth, move, -1);
            }
            for (int i = 0; move.isOfAnOrder() && i < here.count && wrong == null; i++) {
                if (move.isPossible(here, here.orders[i])) {
                    step(depth, move, i);
                }
            }
            if (wrong != null) {
                return;
            }
        }
    }

    private void step(final int depth, final Move move, final int index) {
        final Ledger before = ledgers.get(depth);
        final Ledger after = ledgers.get(depth + 1);
        rig.engine.readFrom(keys.get(depth).reader());
        rig.tape.rewind();
        after.copy(before);
        course[depth] = index < 0 ? move.toString() : move + " " + (before.orders[index].id & 0xFFFF);
        if (move.isPaidAtOnce()) {
            after.left[move.cost.ordinal()]--;
        }
        if (index < 0) {
            rig.make(move);
            after.passed(rig.engine.nowNs());
        } else {
            after.happens(move, after.orders[index], rig.engine.nowNs());
            rig.make(move, after.orders[index]);
            after.orders[index].lastFill = move == Move.FILL_BUSTED ? 0 : after.orders[index].lastFill;
        }
        transitions++;
        made[move.ordinal()]++;
        wrong = plant(move, index, after);
        wrong = wrong == null ? Laws.broken(before, after, move) : wrong;
        if (wrong != null) {
            wrong += "\n  after " + String.join(", ", Arrays.asList(course).subList(0, depth + 1));
            return;
        }
        beyond += Laws.isBeyondByClosing(before, after) ? 1 : 0;
        if (keep(depth + 1)) {
            follow(depth + 1);
        }
    }

    /** Lets the ledger see what the event put out, or what a fault leaves of it. */
    private String plant(final Move move, final int index, final Ledger after) {
        String found = null;
        final int count = rig.tape.count();
        for (int i = 0; i < count && found == null; i++) {
            rig.tape.frame(frame, i);
            found = isHidden() ? null : after.take(frame);
        }
        if (fault == Fault.CANCEL_FREES_AT_ONCE) {
            for (int i = 0; i < after.count; i++) {
                if (after.orders[i].state == OrderState.PENDING_CANCEL && after.orders[i].role == OrderRole.ENTRY) {
                    rig.giveCanceled(after.orders[i]);
                }
            }
        }
        if (fault == Fault.FILL_COUNTS_TWICE && move == Move.FILLED_IN_PART) {
            rig.giveTwice(after.orders[index]);
            for (int i = count; i < rig.tape.count() && found == null; i++) {
                found = after.take(rig.tape.frame(frame, i));
            }
        }
        return found;
    }

    /** Returns whether a fault keeps an output from the ledger. */
    private boolean isHidden() {
        if (frame.templateId() != OrderChangedDecoder.TEMPLATE_ID) {
            return fault == Fault.STOPS_STAY && changesProtection();
        }
        changed.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        final boolean isPending =
                changed.state() == OrderState.PENDING_CANCEL || changed.state() == OrderState.PENDING_REPLACE;
        return (fault == Fault.CANCEL_FREES_AT_ONCE && changed.fromState() == OrderState.CANCELED)
                || (fault == Fault.STOPS_STAY && changed.role() == OrderRole.STOP && isPending);
    }

    private boolean changesProtection() {
        if (frame.templateId() == OrderReplaceDecoder.TEMPLATE_ID) {
            replace.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            return replace.effect() == Effect.PROTECTS;
        }
        if (frame.templateId() == OrderCancelDecoder.TEMPLATE_ID) {
            cancel.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            return cancel.effect() == Effect.CANCELS_PROTECTION;
        }
        return false;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("states " + states() + ", transitions " + transitions
                + ", longest course " + deepest + ", beyond a limit by closing orders alone " + beyond);
        for (final Move move : MOVES) {
            text.append("\n  ").append(move).append(' ').append(made[move.ordinal()]);
        }
        return text.toString();
    }
}
