package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.Bar;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.TimeInForce;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;

/**
 * Makes the orders around each bracket what they should be, one step at a time: {@link #reconcile} compares wanted with
 * working and proposes the difference; it runs again whenever one of them changes, so it needs no memory of its own.
 *
 * <ul>
 *   <li>Venue links orders: a stop and a target for each leg, as pairs; the stop first, its target once it stands.
 *   <li>Venue does not link: one stop for everything that is held; targets are watched. When one is reached: the stop
 *       shrinks by the leg (replace, or cancel and new) → confirmed → the leg goes out as IOC limit at the target → what
 *       it left comes back under the stop. At no moment may stop and exit together close more than is held.
 *   <li>Venue has no stop-limit: stops are watched too, and close aggressively.
 *   <li>An exit (age, a breached stop, F14) leaves the stop in place and shrinks it as the exit fills; a triggered stop is
 *       canceled first.
 * </ul>
 *
 * <p>A stop only tightens. Triggers are rounded away from the market, but breakeven, which covers its fees, toward it.
 * Thread: core. Allocates: never.
 */
final class Protection {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final Lifecycle lifecycle;
    private final Deadlines deadlines;
    private final OrderWriter writer;
    private final OrderSettings settings;
    private final Instruments instruments;
    private final Venues venues;
    private final MarketView market;
    private final OrderDesk desk;
    private final Intent intent = new Intent();

    Protection(final OrderPool pool, final Books books, final BracketPool brackets, final Lifecycle lifecycle,
            final Deadlines deadlines, final OrderWriter writer, final OrderSettings settings,
            final Instruments instruments, final Venues venues, final MarketView market, final OrderDesk desk) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.lifecycle = lifecycle;
        this.deadlines = deadlines;
        this.writer = writer;
        this.settings = settings;
        this.instruments = instruments;
        this.venues = venues;
        this.market = market;
        this.desk = desk;
    }

    /** Looks at the brackets of an instrument whose price moved. */
    void onMark(final int instrument, final long nowNs) {
        for (int b = brackets.first(instrument); b >= 0; b = brackets.next[b]) {
            if (brackets.remaining(b) <= 0) {
                continue;
            }
            if (brackets.is(b, BracketPool.ATTENTION) && nowNs >= brackets.nextTryNs[b]) {
                brackets.dirty.add(b);
            }
            if (brackets.is(b, BracketPool.EXITING | BracketPool.ABANDONED)) {
                continue;
            }
            if (!venues.hasStopLimit(brackets.venueId[b]) && isBreached(b, brackets.stopTrigger[b])) {
                brackets.set(b, BracketPool.EXITING);
                brackets.dirty.add(b);
            } else if (!isLinked(b) && brackets.firingLeg[b] == 0 && nowNs >= brackets.nextFireNs[b]) {
                final int leg = reachedLeg(b);
                if (leg != 0) {
                    brackets.firingLeg[b] = leg;
                    brackets.dirty.add(b);
                }
            }
        }
    }

    /** Trails the stops of a strategy after the first target: best close less two ATR, never looser. */
    void onBar(final int strategyId, final Bar bar, final long atr) {
        for (int b = brackets.first(bar.instrumentId); b >= 0; b = brackets.next[b]) {
            if (brackets.strategyId[b] != strategyId || brackets.filled[b] == 0) {
                continue;
            }
            final long best = brackets.bestClose[b];
            brackets.bestClose[b] = best == 0 ? bar.closePrice
                    : brackets.isLong(b) ? Math.max(best, bar.closePrice) : Math.min(best, bar.closePrice);
            final long distance = Decimals.multiply(atr > 0 ? atr : brackets.atr[b], 2);
            if (brackets.is(b, BracketPool.TARGET1_DONE) && distance > 0) {
                tighten(b, brackets.isLong(b)
                        ? Decimals.subtract(brackets.bestClose[b], distance)
                        : Decimals.add(brackets.bestClose[b], distance), false);
                brackets.dirty.add(b);
            }
        }
    }

    /** Fires the bracket's timer: age, retry, F14. */
    void onDue(final int b, final long nowNs) {
        if (brackets.holdDueNs[b] != 0 && brackets.holdDueNs[b] <= nowNs) {
            brackets.holdDueNs[b] = 0;
            brackets.set(b, BracketPool.EXITING);
        }
        brackets.dirty.add(b);
    }

    /** Takes one step toward what the bracket should look like. Clears it from the dirty ones. */
    void reconcile(final int b, final long nowNs) {
        brackets.dirty.remove(b);
        brackets.clear(b, BracketPool.ATTENTION);
        if (brackets.remaining(b) == 0) {
            forgetUncovered(b);
            if (!hasLiveLegs(b, nowNs) && pool.liveSlotOf(brackets.entryId[b]) < 0) {
                final int book = brackets.bookOf[b];
                brackets.close(b);
                deadlines.set(pool.capacity() + b, Deadlines.NONE);
                books.closeIfIdle(book);
            } else {
                schedule(b, nowNs);
            }
            return;
        }
        if (brackets.is(b, BracketPool.TARGET1_DONE)) {
            tighten(b, breakeven(b), true);
        }
        if (brackets.is(b, BracketPool.EXITING)) {
            brackets.firingLeg[b] = fired(b) < 0 ? 0 : brackets.firingLeg[b];
            books.dirty.add(brackets.bookOf[b]);
        }
        if (!brackets.is(b, BracketPool.ABANDONED)) {
            protect(b, nowNs);
        }
        checkCover(b, nowNs);
        schedule(b, nowNs);
    }

    private void protect(final int b, final long nowNs) {
        final int venue = brackets.venueId[b];
        if (isLinked(b)) {
            stop(b, 1, brackets.remaining1(b), nowNs);
            stop(b, 2, brackets.remaining2(b), nowNs);
            target(b, 1, brackets.remaining1(b), nowNs);
            target(b, 2, brackets.remaining2(b), nowNs);
            return;
        }
        settleFired(b, nowNs);
        final int leg = brackets.firingLeg[b];
        final long freed = leg == 0 ? 0 : leg == 1 ? brackets.remaining1(b) : brackets.remaining2(b);
        if (venues.hasStopLimit(venue)) {
            stop(b, 1, brackets.remaining(b) - freed, nowNs);
        }
        if (leg != 0 && fired(b) < 0) {
            final int stop = pool.liveSlotOf(brackets.stopId1[b]);
            if (stop < 0 || pool.worstLeaves(stop) + freed <= brackets.remaining(b)) {
                fire(b, leg, freed, nowNs);
            }
        }
    }

    // ── stops ──

    private void stop(final int b, final int leg, final long wanted, final long nowNs) {
        final int s = pool.liveSlotOf(leg == 1 ? brackets.stopId1[b] : brackets.stopId2[b]);
        final int other = pool.liveSlotOf(leg == 1 ? brackets.stopId2[b] : brackets.stopId1[b]);
        final long allowed = brackets.remaining(b) - (other < 0 ? 0 : pool.worstLeaves(other));
        if (s >= 0) {
            moveStop(b, s, Math.min(wanted, Math.max(allowed, pool.leaves(s))), nowNs);
            return;
        }
        final long quantity = Math.min(wanted, allowed);
        if (quantity <= 0 || brackets.stopTrigger[b] == 0 || brackets.is(b, BracketPool.STOP_FAILED)
                || !isStoppable(b, quantity)) {
            return;
        }
        if (isBreached(b, brackets.stopTrigger[b])) {
            if (!brackets.is(b, BracketPool.EXITING)) {
                brackets.set(b, BracketPool.EXITING);
                books.dirty.add(brackets.bookOf[b]);
            }
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        if (nowNs < brackets.nextTryNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        describe(b, OrderRole.STOP, Effect.PROTECTS, quantity);
        intent.orderType = OrderType.STOP_LIMIT;
        intent.stopPrice = brackets.stopTrigger[b];
        intent.price = limitOf(b, brackets.stopTrigger[b]);
        final long id = propose(b, nowNs);
        if (id != 0) {
            if (leg == 1) {
                brackets.stopId1[b] = id;
            } else {
                brackets.stopId2[b] = id;
            }
        }
    }

    private void moveStop(final int b, final int s, final long wanted, final long nowNs) {
        if (!isWorking(s) || pool.is(s, OrderPool.TRIGGERED)) {
            return;
        }
        if (wanted <= 0 || (!isStoppable(b, pool.cumQuantity[s] + wanted) && !isLinked(b))) {
            lifecycle.sendCancel(s, nowNs);
            return;
        }
        final boolean isTighter = pool.stopPrice[s] != brackets.stopTrigger[b]
                && !isBreached(b, brackets.stopTrigger[b]);
        if (pool.stopPrice[s] != brackets.stopTrigger[b] && !isTighter) {
            brackets.set(b, BracketPool.ATTENTION);
        }
        if (pool.leaves(s) == wanted && !isTighter) {
            return;
        }
        final long trigger = isTighter ? brackets.stopTrigger[b] : pool.stopPrice[s];
        change(b, s, OrderRole.STOP, Effect.PROTECTS, wanted, limitOf(b, trigger), trigger, nowNs);
    }

    // ── targets ──

    /** Keeps the resting target of a linked leg; it stands only beside its stop. */
    private void target(final int b, final int leg, final long wanted, final long nowNs) {
        final long price = leg == 1 ? brackets.target1Price[b] : brackets.target2Price[b];
        final long stopId = leg == 1 ? brackets.stopId1[b] : brackets.stopId2[b];
        final int s = pool.liveSlotOf(leg == 1 ? brackets.targetId1[b] : brackets.targetId2[b]);
        final int stop = pool.liveSlotOf(stopId);
        if (s >= 0) {
            if (!isWorking(s)) {
                return;
            }
            if (wanted <= 0 || (stop >= 0 && pool.linkId[s] != stopId)) {
                lifecycle.sendCancel(s, nowNs);
            } else if (pool.leaves(s) != wanted) {
                change(b, s, pool.role[s], Effect.REDUCES, wanted, pool.price[s], 0, nowNs);
            }
            return;
        }
        if (wanted <= 0 || price == 0 || stop < 0 || pool.is(stop, OrderPool.TRIGGERED)
                || pool.state[stop] == OrderState.PENDING_CANCEL || pool.worstLeaves(stop) != wanted
                || brackets.is(b, BracketPool.EXITING)) {
            return;
        }
        if (nowNs < brackets.nextTryNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        describe(b, leg == 1 ? OrderRole.TARGET1 : OrderRole.TARGET2, Effect.REDUCES, wanted);
        intent.price = price;
        intent.linkId = stopId;
        final long id = propose(b, nowNs);
        if (id != 0) {
            setTarget(b, leg, id);
        }
    }

    private void setTarget(final int b, final int leg, final long id) {
        if (leg == 1) {
            brackets.targetId1[b] = id;
        } else {
            brackets.targetId2[b] = id;
        }
    }

    /** Returns the leg whose watched target the market has reached, 0 = none. */
    private int reachedLeg(final int b) {
        if (isReached(b, brackets.target1Price[b], brackets.remaining1(b))) {
            return 1;
        }
        return isReached(b, brackets.target2Price[b], brackets.remaining2(b)) ? 2 : 0;
    }

    private boolean isReached(final int b, final long price, final long quantity) {
        return quantity > 0 && isReached(b, price) && instruments.isOrderable(brackets.instrumentId[b], price, quantity);
    }

    private boolean isReached(final int b, final long price) {
        final int instrument = brackets.instrumentId[b];
        final long touch = brackets.isLong(b) ? market.bidPrice(instrument) : market.askPrice(instrument);
        return price > 0 && touch > 0 && (brackets.isLong(b) ? touch >= price : touch <= price);
    }

    /** Returns the slot of the watched target's order that is on its way, or -1. */
    private int fired(final int b) {
        return brackets.firingLeg[b] == 0 ? OrderPool.NONE
                : pool.liveSlotOf(brackets.firingLeg[b] == 1 ? brackets.targetId1[b] : brackets.targetId2[b]);
    }

    /** Ends a firing that is over, or whose price is gone before it went out. */
    private void settleFired(final int b, final long nowNs) {
        final int leg = brackets.firingLeg[b];
        if (leg == 0 || fired(b) >= 0) {
            return;
        }
        final boolean isSent = (leg == 1 ? brackets.targetId1[b] : brackets.targetId2[b]) != 0;
        final boolean isGone = !isReached(b, leg == 1 ? brackets.target1Price[b] : brackets.target2Price[b]);
        final boolean isClosed = (leg == 1 ? brackets.remaining1(b) : brackets.remaining2(b)) == 0;
        if (isSent || isGone || isClosed) {
            setTarget(b, leg, 0);
            brackets.firingLeg[b] = 0;
            brackets.nextFireNs[b] = isSent ? nowNs + OrderSettings.RETRY_NS : brackets.nextFireNs[b];
        }
    }

    private void fire(final int b, final int leg, final long quantity, final long nowNs) {
        describe(b, leg == 1 ? OrderRole.TARGET1 : OrderRole.TARGET2, Effect.REDUCES, quantity);
        intent.timeInForce = TimeInForce.IOC;
        intent.price = leg == 1 ? brackets.target1Price[b] : brackets.target2Price[b];
        final long id = desk.propose(intent);
        if (id == 0) {
            brackets.firingLeg[b] = 0;
            brackets.nextFireNs[b] = nowNs + OrderSettings.RETRY_NS;
            brackets.dirty.add(b);
        } else {
            setTarget(b, leg, id);
        }
    }

    // ── what both need ──

    /** Moves a working order: one replace, or cancel → confirmed → new where the venue cannot (Settled 6). */
    private void change(final int b, final int s, final OrderRole role, final Effect effect, final long wanted,
            final long price, final long stopPrice, final long nowNs) {
        if (!venues.replaceIsAtomic(brackets.venueId[b])) {
            lifecycle.sendCancel(s, nowNs);
            return;
        }
        if (nowNs < brackets.nextTryNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        describe(b, role, effect, pool.cumQuantity[s] + wanted);
        intent.orderType = pool.type[s];
        intent.price = price;
        intent.stopPrice = stopPrice;
        intent.linkId = pool.linkId[s];
        intent.replacesId = pool.clientOrderId[s];
        propose(b, nowNs);
    }

    private long propose(final int b, final long nowNs) {
        final long id = desk.propose(intent);
        if (id == 0) {
            brackets.nextTryNs[b] = nowNs + OrderSettings.RETRY_NS;
            brackets.set(b, BracketPool.ATTENTION);
        }
        return id;
    }

    private void describe(final int b, final OrderRole role, final Effect effect, final long quantity) {
        intent.reset();
        intent.signalId = brackets.signalId[b];
        intent.strategyId = brackets.strategyId[b];
        intent.accountId = brackets.accountId[b];
        intent.venueId = brackets.venueId[b];
        intent.instrumentId = brackets.instrumentId[b];
        intent.side = brackets.exitSide(b);
        intent.role = role;
        intent.effect = effect;
        intent.quantity = quantity;
        intent.parentId = brackets.entryId[b];
    }

    /** Cancels legs that protect nothing any more. Returns whether any is still alive. */
    private boolean hasLiveLegs(final int b, final long nowNs) {
        return isLiveAfterCancel(brackets.stopId1[b], nowNs) | isLiveAfterCancel(brackets.stopId2[b], nowNs)
                | isLiveAfterCancel(brackets.targetId1[b], nowNs) | isLiveAfterCancel(brackets.targetId2[b], nowNs);
    }

    private boolean isLiveAfterCancel(final long id, final long nowNs) {
        final int s = pool.liveSlotOf(id);
        if (s >= 0 && isWorking(s)) {
            lifecycle.sendCancel(s, nowNs);
        }
        return s >= 0;
    }

    private boolean isWorking(final int s) {
        return pool.state[s] == OrderState.NEW || pool.state[s] == OrderState.PARTIALLY_FILLED;
    }

    private boolean isLinked(final int b) {
        return venues.hasOco(brackets.venueId[b]) && venues.hasStopLimit(brackets.venueId[b]);
    }

    /** Returns whether the executable price has passed a trigger. */
    private boolean isBreached(final int b, final long trigger) {
        final int instrument = brackets.instrumentId[b];
        final long touch = brackets.isLong(b) ? market.bidPrice(instrument) : market.askPrice(instrument);
        return trigger > 0 && touch > 0 && (brackets.isLong(b) ? touch <= trigger : touch >= trigger);
    }

    private long limitOf(final int b, final long trigger) {
        final long tick = instruments.tickSize(brackets.instrumentId[b]);
        final long offset = Decimals.ppm(trigger, settings.stopLimitOffsetPpm, Rounding.CEILING);
        return brackets.isLong(b)
                ? Math.max(tick, Decimals.floorTo(trigger - offset, tick))
                : Decimals.ceilTo(trigger + offset, tick);
    }

    private long breakeven(final int b) {
        final int instrument = brackets.instrumentId[b];
        final long fees = 2 * Math.max(instruments.takerFeePpm(instrument), instruments.makerFeePpm(instrument));
        final long buffer = Decimals.ppm(
                brackets.entryPrice[b], Math.max(OrderSettings.BREAKEVEN_PPM_MIN, fees), Rounding.CEILING);
        return brackets.isLong(b)
                ? Decimals.add(brackets.entryPrice[b], buffer)
                : Decimals.subtract(brackets.entryPrice[b], buffer);
    }

    /** Moves the wanted trigger, on the tick, if that is tighter. */
    private void tighten(final int b, final long trigger, final boolean towardMarket) {
        if (trigger <= 0) {
            return;
        }
        final long tick = instruments.tickSize(brackets.instrumentId[b]);
        final boolean isLong = brackets.isLong(b);
        final long rounded = isLong == towardMarket ? Decimals.ceilTo(trigger, tick) : Decimals.floorTo(trigger, tick);
        final long current = brackets.stopTrigger[b];
        if (rounded > 0 && (current == 0 || (isLong ? rounded > current : rounded < current))) {
            brackets.stopTrigger[b] = rounded;
        }
    }

    /** Returns the farthest trigger of a strategy's brackets that hold something, 0 if one is uncovered or none holds. */
    long stopPrice(final int strategyId, final int instrumentId) {
        long farthest = 0;
        for (int b = brackets.first(instrumentId); b >= 0; b = brackets.next[b]) {
            if (brackets.strategyId[b] != strategyId || brackets.remaining(b) == 0) {
                continue;
            }
            final long price = livePrice(b);
            if (price == 0) {
                return 0;
            }
            farthest = farthest == 0 ? price
                    : brackets.isLong(b) ? Math.min(farthest, price) : Math.max(farthest, price);
        }
        return farthest;
    }

    private long livePrice(final int b) {
        if (!venues.hasStopLimit(brackets.venueId[b])) {
            return brackets.is(b, BracketPool.ABANDONED) ? 0 : brackets.stopTrigger[b];
        }
        final int first = pool.liveSlotOf(brackets.stopId1[b]);
        final int second = pool.liveSlotOf(brackets.stopId2[b]);
        final long stopped = (first < 0 ? 0 : pool.leaves(first)) + (second < 0 ? 0 : pool.leaves(second));
        final int fired = fired(b);
        if (stopped == 0 || stopped + (fired < 0 ? 0 : pool.leaves(fired)) < brackets.remaining(b)) {
            return 0;
        }
        if (first < 0 || second < 0) {
            return pool.stopPrice[first < 0 ? second : first];
        }
        return brackets.isLong(b)
                ? Math.min(pool.stopPrice[first], pool.stopPrice[second])
                : Math.max(pool.stopPrice[first], pool.stopPrice[second]);
    }

    // ── F14 ──

    private void checkCover(final int b, final long nowNs) {
        final long uncovered = uncovered(b);
        if (uncovered <= 0) {
            forgetUncovered(b);
            return;
        }
        if (brackets.uncoveredSinceNs[b] == 0) {
            brackets.uncoveredSinceNs[b] = nowNs;
        }
        final long age = nowNs - brackets.uncoveredSinceNs[b];
        if (age >= OrderSettings.UNCOVERED_NS && !brackets.is(b, BracketPool.REPORTED)) {
            brackets.set(b, BracketPool.REPORTED);
            writer.riskEvent(RiskEventKind.STOP_UNCOVERED, Control.UNCOVERED, ScopeType.INSTRUMENT,
                    brackets.instrumentId[b], uncovered, brackets.remaining(b));
            if (!brackets.is(b, BracketPool.EXITING) && !isDust(b)) {
                // An exit under way is already what F14 asks for; where none is, a person has to look. Dust is only told of:
                // nobody could place an order for it, so that such a hold could never be lifted.
                desk.hold(
                        ScopeType.INSTRUMENT, brackets.instrumentId[b], Level.REDUCE_ONLY, Control.UNCOVERED, uncovered);
            }
        }
        if (age >= OrderSettings.UNCOVERED_REDUCE_NS && !brackets.is(b, BracketPool.EXITING | BracketPool.ABANDONED)
                && !isDust(b) && !mayLive(brackets.stopId1[b]) && !mayLive(brackets.stopId2[b])) {
            brackets.set(b, BracketPool.EXITING);
            books.dirty.add(brackets.bookOf[b]);
        }
    }

    /** Forgets since when something was uncovered: what is filled later has its own two seconds. */
    private void forgetUncovered(final int b) {
        brackets.uncoveredSinceNs[b] = 0;
        brackets.clear(b, BracketPool.REPORTED);
    }

    private boolean mayLive(final long id) {
        return pool.liveSlotOf(id) >= 0;
    }

    /** Returns whether a bracket lacks cover that an order could give it. */
    boolean isOpen(final int b) {
        return uncovered(b) > 0 && !isDust(b);
    }

    /** Returns whether the venue takes no order for what a bracket holds: it can be neither stopped nor closed alone. */
    private boolean isDust(final int b) {
        return !isStoppable(b, brackets.remaining(b));
    }

    private boolean isStoppable(final int b, final long quantity) {
        return instruments.isOrderable(brackets.instrumentId[b], limitOf(b, brackets.stopTrigger[b]), quantity);
    }

    /** Returns what neither a live stop nor an exit on its way covers. Watched stops cover. */
    private long uncovered(final int b) {
        if (brackets.stopTrigger[b] == 0 || !venues.hasStopLimit(brackets.venueId[b])) {
            return 0;
        }
        final int fired = fired(b);
        return brackets.remaining(b) - covered(brackets.stopId1[b]) - covered(brackets.stopId2[b])
                - (fired < 0 ? 0 : pool.leaves(fired));
    }

    private long covered(final long id) {
        final int s = pool.liveSlotOf(id);
        if (s < 0 || pool.is(s, OrderPool.TRIGGERED) || pool.state[s] == OrderState.PENDING_NEW
                || pool.state[s] == OrderState.UNKNOWN) {
            return 0;
        }
        return pool.leaves(s);
    }

    private void schedule(final int b, final long nowNs) {
        long due = brackets.holdDueNs[b] == 0 || brackets.is(b, BracketPool.EXITING)
                ? Deadlines.NONE : brackets.holdDueNs[b];
        if (brackets.is(b, BracketPool.ATTENTION)) {
            due = Math.min(due, brackets.nextTryNs[b]);
        }
        final long since = brackets.uncoveredSinceNs[b];
        if (since != 0 && !brackets.is(b, BracketPool.REPORTED)) {
            due = Math.min(due, since + OrderSettings.UNCOVERED_NS);
        } else if (since != 0 && !brackets.is(b, BracketPool.EXITING | BracketPool.ABANDONED)) {
            due = Math.min(due, since + OrderSettings.UNCOVERED_REDUCE_NS);
        }
        deadlines.set(pool.capacity() + b, due > nowNs ? due : nowNs + OrderSettings.RETRY_NS);
    }
}
