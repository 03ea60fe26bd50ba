package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Trace;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * Decides whether an intent may become an order. Controls are asked in the order of {@link Control}; the first that
 * refuses names the reason. Worst case means: every working order on that side fills, none on the other.
 *
 * <p>What leads into the market passes everything. What leads out of it is never held back by a loss, by heat, by stale
 * data or by a count: only by the kill state, its form, the position, the wider collar, its own part of the throttle, and a ban.
 * What is asked, and in which order, is in {@link Rules}.
 *
 * <p>Thread: core. Allocates: never. Overflow is a refusal, not an exception. Deciding changes nothing but the intent;
 * {@link #onSent} does. Source: CONTROLS "Control catalogue", worst case and Semantics 1, 2, 3, 6, 8.
 */
public final class PreTradeGate implements Stateful {
    private static final long APPROVED = 1L << Control.ARITHMETIC.code() | 1L << Control.DEFAULT_DENY.code();

    private final Limits limits;
    private final Decision decision = new Decision();
    private final Clearances clearances;
    private final Candidate candidate;
    private final Rules rules;

    public PreTradeGate(
            final Instruments instruments,
            final Limits limits,
            final MarketView marketView,
            final OrderView orders,
            final PositionView positions,
            final MonitorView monitor,
            final Trace trace,
            final Capacity capacity) {
        this.limits = limits;
        clearances = new Clearances(instruments, limits, capacity);
        candidate = new Candidate(instruments, orders, positions, capacity, clearances);
        rules = new Rules(instruments, limits, marketView, orders, positions, monitor, trace, decision, capacity);
    }

    /** Returns the rules, for what stands beside them to look at each by itself. */
    Rules rules() {
        return rules;
    }

    /** Returns the intent that was asked last, with what the rules know of it. */
    Candidate candidate() {
        return candidate;
    }

    /**
     * Sizes an ENTRY whose quantity is 0, slices an exit that is too large, prices a MARKET order, and asks every control
     * in the order of {@link Control}. Mutates the intent's quantity, price, type and effect. Returns the decision, which
     * the next call reuses. {@code nowNs} is the engine's clock.
     */
    public Decision decide(final Intent intent, final long nowNs) {
        decision.begin(limits.version());
        candidate.wrap(intent, nowNs);
        rules.worst.begin();
        final boolean isApproved = candidate.isExit ? rules.mayLeave(candidate) : rules.mayEnter(candidate);
        if (isApproved) {
            decision.passed(APPROVED);
        }
        decision.order(intent.quantity, intent.price);
        return decision;
    }

    /**
     * Puts an entry that works, as a change of itself, to the price collar again (F6), for the market has moved. Returns the
     * decision, which the next call reuses; what leads out of the market meanwhile is not asked.
     */
    public Decision recheckPrice(final Intent working, final long nowNs) {
        if (isEntry(working, nowNs)) {
            rules.market.isInCollar(candidate);
        }
        return decision;
    }

    /** The same to the state of its market, which has changed. */
    public Decision recheckMarket(final Intent working, final long nowNs) {
        if (isEntry(working, nowNs)) {
            rules.market.isOpen(candidate);
        }
        return decision;
    }

    /**
     * The same to every limit on what an order is and what works, for one has changed. Its own part is in the sums already;
     * what it was when it was sent (its signal, its pace, the freshness and the spread of the market) is not asked again.
     */
    public Decision recheckLimits(final Intent working, final long nowNs) {
        if (isEntry(working, nowNs) && rules.isWithinLimits(candidate)) {
            decision.passed(Control.ARITHMETIC);
        }
        return decision;
    }

    private boolean isEntry(final Intent working, final long nowNs) {
        decision.begin(limits.version());
        candidate.wrap(working, nowNs);
        rules.worst.begin();
        return !candidate.isExit;
    }

    /**
     * Returns whether an exit that was approved would trade with own orders though P20 forbids it: then the entries among
     * them have to be canceled before it goes out. The exit itself is never refused for it.
     */
    public boolean needsItsWayCleared(final Intent approved) {
        return approved.effect != Effect.RAISES && rules.selfMatch.forbids(approved);
    }

    /** See {@link breakwater.core.order.OrderDesk#confirmed}: as the gate would see it now. */
    public long confirmed(final Intent intent) {
        return candidate.confirmed(intent);
    }

    /** Asks whether what a weight still wants is worth an order at all; nothing else is asked. The next call reuses the answer. */
    public Decision decideBand(final Intent intent, final long nowNs) {
        decision.begin(limits.version());
        candidate.wrap(intent, nowNs);
        rules.worst.begin();
        rules.band.isLeft(candidate);
        return decision;
    }

    /** Accounts an order that went out: its tokens, its book, which counts from here on, and what it looked like. */
    public void onSent(final Intent intent, final long nowNs) {
        onReserved(intent, nowNs);
        rules.cooldown.onSent(intent, nowNs);
    }

    /** Accounts an entry that counts as if it had gone out, until {@link #onWithdrawn}. */
    public void onReserved(final Intent intent, final long nowNs) {
        rules.throttle.take(intent.venueId, intent.strategyId, nowNs);
        rules.books.add(intent.strategyId, intent.instrumentId, intent.accountId);
        rules.duplicates.remember(intent, nowNs);
        rules.orderToTrade.onOrder(intent.instrumentId, nowNs);
        rules.velocity.onOrder(intent, nowNs);
        rules.fatFinger.onOrder(intent);
    }

    /** Takes back what {@link #onReserved} accounted at this very time; the last of several entries first. */
    public void onWithdrawn(final Intent intent, final long nowNs) {
        rules.fatFinger.takeBack(intent);
        rules.velocity.takeBack(intent, nowNs);
        rules.orderToTrade.takeBack(intent.instrumentId, nowNs);
        rules.duplicates.takeBack(intent);
        rules.throttle.giveBack(intent.venueId, intent.strategyId);
    }

    /** Returns what an order is worth at its worst, fee included, E8; what has no place is {@code Decimals.OVERFLOW}. */
    public long worstNotionalE8(final Intent intent) {
        return rules.worst.ofOrders(intent.instrumentId, intent.quantity, intent.price);
    }

    /**
     * Accounts a fill of a strategy's order that was booked. Returns whether the strategy has to be held at REDUCE_ONLY by
     * REPEATED_EXECUTION now.
     */
    public boolean onFill(final int strategyId, final int instrumentId, final OrderRole role, final long nowNs) {
        rules.orderToTrade.onTrade(instrumentId, nowNs);
        rules.cooldown.onFill(strategyId, instrumentId, role, nowNs);
        if (role != OrderRole.ENTRY) {
            return false;
        }
        rules.repeats.onExecution(strategyId);
        return rules.repeats.isSpent(strategyId);
    }

    /**
     * Accounts a fill of shares that was booked, of whichever strategy or of none: its quantity, a sale negative, and what the
     * account holds after it.
     */
    public void onShares(
            final int accountId, final int instrumentId, final long signed, final long heldAfter, final long nowNs) {
        rules.dayTrades.onFill(accountId, instrumentId, signed, heldAfter, nowNs);
    }

    /** Returns how many fills of its automatic entries a strategy has had since a person resumed it. */
    public long executions(final int strategyId) {
        return rules.repeats.executions(strategyId);
    }

    /** Says that a person has lifted the hold of a strategy by REPEATED_EXECUTION: its executions count from 0 again. */
    public void onLookedAt(final int strategyId) {
        rules.repeats.reset(strategyId);
    }

    /**
     * Says that a strategy holds something in an instrument which no order through this gate explains, such as a position
     * adopted from the venue, so that its exposure and heat count.
     */
    public void onAdopted(final int strategyId, final int instrumentId, final int accountId) {
        rules.books.add(strategyId, instrumentId, accountId);
    }

    /** Hears that a strategy was admitted for an instrument. */
    public void onAdmitted(final int strategyId, final int instrumentId) {
        rules.permission.onAdmitted(strategyId, instrumentId);
    }

    /** Hears that a strategy may enter an instrument beside its own. Returns false where there is no such strategy. */
    public boolean onPermitted(final int strategyId, final int instrumentId) {
        return rules.permission.onPermitted(strategyId, instrumentId);
    }

    /** Hears that an instrument or a venue was defined, perhaps anew with other fees or another kind of orders. */
    public void onDefined() {
        rules.values.forget();
        rules.regime.forget();
        clearances.forget();
    }

    /**
     * Accounts a cancel or a question to its venue and strategy. It always goes, because it only takes risk away; what it
     * overdraws, later orders wait for.
     */
    public void onUnthrottled(final int venueId, final int strategyId, final long nowNs) {
        rules.throttle.take(venueId, strategyId, nowNs);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("gate");
        rules.books.writeTo(writer);
        rules.throttle.writeTo(writer);
        rules.velocity.writeTo(writer);
        rules.repeats.writeTo(writer);
        rules.orderToTrade.writeTo(writer);
        rules.duplicates.writeTo(writer);
        rules.permission.writeTo(writer);
        rules.fatFinger.writeTo(writer);
        rules.cooldown.writeTo(writer);
        rules.dayTrades.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("gate");
        rules.books.readFrom(reader);
        rules.throttle.readFrom(reader);
        rules.values.forget();
        rules.velocity.readFrom(reader);
        rules.repeats.readFrom(reader);
        rules.orderToTrade.readFrom(reader);
        rules.duplicates.readFrom(reader);
        rules.permission.readFrom(reader);
        rules.fatFinger.readFrom(reader);
        rules.cooldown.readFrom(reader);
        rules.dayTrades.readFrom(reader);
        rules.regime.forget();
        rules.correlation.forget();
        clearances.forget();
    }
}
