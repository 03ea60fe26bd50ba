package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.ingest.Bar;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.TimeInForce;
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
 * <p>Where they lie {@link BracketPrices} says, and what an open flank leads to {@link Cover}. Thread: core. Allocates: never.
 */
final class Protection {
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final BracketPrices prices;
    private final Cover cover;
    private final Lifecycle lifecycle;
    private final Deadlines deadlines;
    private final Venues venues;
    private final OrderDesk desk;
    private final Intent intent = new Intent();

    Protection(
            final OrderPool pool,
            final Books books,
            final BracketPool brackets,
            final BracketPrices prices,
            final Cover cover,
            final Lifecycle lifecycle,
            final Deadlines deadlines,
            final Venues venues,
            final OrderDesk desk) {
        this.pool = pool;
        this.books = books;
        this.brackets = brackets;
        this.prices = prices;
        this.cover = cover;
        this.lifecycle = lifecycle;
        this.deadlines = deadlines;
        this.venues = venues;
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
            if (!venues.hasStopLimit(brackets.venueId[b]) && prices.isBreached(b, brackets.stopTrigger[b])) {
                brackets.set(b, BracketPool.EXITING);
                brackets.dirty.add(b);
            } else if (!isLinked(b) && brackets.firingLeg[b] == 0 && nowNs >= brackets.nextFireNs[b]) {
                final int leg = reachedLeg(b);
                if (leg != 0 && isConfirmed(b, leg)) {
                    brackets.firingLeg[b] = leg;
                    brackets.changed(b);
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
            brackets.bestClose[b] = best == 0
                    ? bar.closePrice
                    : brackets.isLong(b) ? Math.max(best, bar.closePrice) : Math.min(best, bar.closePrice);
            final long distance = Decimals.multiply(atr > 0 ? atr : brackets.atr[b], 2);
            if (brackets.is(b, BracketPool.TARGET1_DONE) && distance > 0) {
                prices.tighten(
                        b,
                        brackets.isLong(b)
                                ? Decimals.subtract(brackets.bestClose[b], distance)
                                : Decimals.add(brackets.bestClose[b], distance),
                        false);
                brackets.dirty.add(b);
            }
        }
    }

    /** Fires the bracket's timer: age, retry, F14. */
    void onDue(final int b, final long nowNs) {
        if (brackets.holdDueNs[b] != 0 && brackets.holdDueNs[b] <= nowNs) {
            brackets.holdDueNs[b] = 0;
            brackets.set(b, BracketPool.EXITING);
        } else if (isAgeAsked(b) && agedNs(b) <= nowNs) {
            cover.tellAge(b, prices.ageNs(b, nowNs), prices.ageNs(b, agedNs(b)));
        }
        brackets.dirty.add(b);
    }

    /** L7: whether a warning is still due before the bracket reaches its longest hold. */
    private boolean isAgeAsked(final int b) {
        return brackets.holdDueNs[b] != 0
                && brackets.remaining(b) != 0
                && !brackets.is(b, BracketPool.AGE_TOLD | BracketPool.EXITING);
    }

    private long agedNs(final int b) {
        return prices.agedNs(b, Math.min(1_000_000, desk.bound(Control.POSITION_AGE, 1, brackets.strategyId[b])));
    }

    /** Takes one step toward what the bracket should look like. Clears it from the dirty ones. */
    void reconcile(final int b, final long nowNs) {
        brackets.dirty.remove(b);
        brackets.clear(b, BracketPool.ATTENTION);
        if (brackets.remaining(b) == 0) {
            cover.forget(b);
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
            prices.tighten(b, prices.breakeven(b), true);
        }
        if (brackets.is(b, BracketPool.EXITING)) {
            brackets.firingLeg[b] = cover.fired(b) < 0 ? 0 : brackets.firingLeg[b];
            brackets.changed(b);
            books.dirty.add(brackets.bookOf[b]);
        }
        if (!brackets.is(b, BracketPool.ABANDONED)) {
            protect(b, nowNs);
        }
        cover.check(b, nowNs);
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
        if (leg != 0 && cover.fired(b) < 0) {
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
        if (quantity <= 0
                || brackets.stopTrigger[b] == 0
                || brackets.is(b, BracketPool.STOP_FAILED)
                || !prices.isStoppable(b, quantity)) {
            return;
        }
        if (prices.isBreached(b, brackets.stopTrigger[b])) {
            if (!brackets.is(b, BracketPool.EXITING)) {
                brackets.set(b, BracketPool.EXITING);
                books.dirty.add(brackets.bookOf[b]);
            }
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        if (!mayTryStop(b, quantity)) {
            return;
        }
        if (nowNs < brackets.nextTryNs[b] || nowNs < brackets.nextStopNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        describe(b, OrderRole.STOP, Effect.PROTECTS, quantity);
        intent.orderType = OrderType.STOP_LIMIT;
        intent.stopPrice = brackets.stopTrigger[b];
        intent.price = prices.limitOf(b, brackets.stopTrigger[b]);
        final long id = desk.propose(intent);
        if (id == 0) {
            brackets.putStopOff(b, nowNs);
            brackets.set(b, BracketPool.ATTENTION);
            mayTryStop(b, quantity);
        } else {
            if (leg == 1) {
                brackets.stopId1[b] = id;
            } else {
                brackets.stopId2[b] = id;
            }
            brackets.changed(b);
        }
    }

    /** F4: whether a stop may be tried again; where it was refused too often, that is told, and holds the instrument. */
    private boolean mayTryStop(final int b, final long uncovered) {
        final long most = desk.bound(Control.RETRY, 0, brackets.strategyId[b]);
        if (brackets.is(b, BracketPool.RETRIES_SPENT)) {
            return false;
        }
        if (brackets.stopTries[b] > most) {
            cover.giveUp(b, uncovered, most);
            return false;
        }
        return true;
    }

    private void moveStop(final int b, final int s, final long wanted, final long nowNs) {
        if (!isWorking(s) || pool.is(s, OrderPool.TRIGGERED)) {
            return;
        }
        if (wanted <= 0 || (!prices.isStoppable(b, pool.cumQuantity[s] + wanted) && !isLinked(b))) {
            cancel(b, s, nowNs);
            return;
        }
        final boolean isTighter =
                pool.stopPrice[s] != brackets.stopTrigger[b] && !prices.isBreached(b, brackets.stopTrigger[b]);
        if (pool.stopPrice[s] != brackets.stopTrigger[b] && !isTighter) {
            brackets.set(b, BracketPool.ATTENTION);
        }
        if (pool.leaves(s) == wanted && !isTighter) {
            return;
        }
        final long trigger = isTighter ? brackets.stopTrigger[b] : pool.stopPrice[s];
        change(b, s, OrderRole.STOP, Effect.PROTECTS, wanted, prices.limitOf(b, trigger), trigger, nowNs);
    }

    // ── targets ──

    /** Keeps the resting target of a linked leg; it stands only beside its stop. */
    private void target(final int b, final int leg, final long remaining, final long nowNs) {
        final long wanted = remaining > 0 && isConfirmed(b, leg) ? remaining : 0;
        final long price = leg == 1 ? brackets.target1Price[b] : brackets.target2Price[b];
        final long stopId = leg == 1 ? brackets.stopId1[b] : brackets.stopId2[b];
        final int s = pool.liveSlotOf(leg == 1 ? brackets.targetId1[b] : brackets.targetId2[b]);
        final int stop = pool.liveSlotOf(stopId);
        if (s >= 0) {
            if (!isWorking(s)) {
                return;
            }
            if (wanted <= 0 || (stop >= 0 && pool.linkId[s] != stopId)) {
                cancel(b, s, nowNs);
            } else if (pool.leaves(s) != wanted) {
                change(b, s, pool.role[s], Effect.REDUCES, wanted, pool.price[s], 0, nowNs);
            }
            return;
        }
        if (wanted <= 0
                || price == 0
                || stop < 0
                || pool.is(stop, OrderPool.TRIGGERED)
                || pool.state[stop] == OrderState.PENDING_CANCEL
                || pool.worstLeaves(stop) != wanted
                || brackets.is(b, BracketPool.EXITING)) {
            return;
        }
        if (nowNs < brackets.nextTryNs[b] || nowNs < brackets.nextTargetNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        describe(b, leg == 1 ? OrderRole.TARGET1 : OrderRole.TARGET2, Effect.REDUCES, wanted);
        intent.price = price;
        intent.linkId = stopId;
        final long id = desk.propose(intent);
        if (id == 0) {
            brackets.putTargetOff(b, nowNs);
            brackets.set(b, BracketPool.ATTENTION);
        } else {
            setTarget(b, leg, id);
        }
    }

    /** T6: whether both books vouch for what a target closes, while the venue's position differs; a stop is not asked. */
    private boolean isConfirmed(final int b, final int leg) {
        final long id = leg == 1 ? brackets.targetId1[b] : brackets.targetId2[b];
        final int s = pool.liveSlotOf(id);
        final long filled = s < 0 ? 0 : pool.cumQuantity[s];
        describe(
                b,
                leg == 1 ? OrderRole.TARGET1 : OrderRole.TARGET2,
                Effect.REDUCES,
                filled + (leg == 1 ? brackets.remaining1(b) : brackets.remaining2(b)));
        intent.replacesId = s < 0 ? 0 : id;
        return intent.quantity <= desk.confirmed(intent);
    }

    private void setTarget(final int b, final int leg, final long id) {
        if (leg == 1) {
            brackets.targetId1[b] = id;
        } else {
            brackets.targetId2[b] = id;
        }
        brackets.changed(b);
    }

    /** Returns the leg whose watched target the market has reached, 0 = none. */
    private int reachedLeg(final int b) {
        if (prices.isReached(b, brackets.target1Price[b], brackets.remaining1(b))) {
            return 1;
        }
        return prices.isReached(b, brackets.target2Price[b], brackets.remaining2(b)) ? 2 : 0;
    }

    /** Ends a firing that is over, or whose price is gone before it went out. */
    private void settleFired(final int b, final long nowNs) {
        final int leg = brackets.firingLeg[b];
        if (leg == 0 || cover.fired(b) >= 0) {
            return;
        }
        final boolean isSent = (leg == 1 ? brackets.targetId1[b] : brackets.targetId2[b]) != 0;
        final boolean isGone = !prices.isReached(b, leg == 1 ? brackets.target1Price[b] : brackets.target2Price[b]);
        final boolean isClosed = (leg == 1 ? brackets.remaining1(b) : brackets.remaining2(b)) == 0;
        if (isSent || isGone || isClosed || !isConfirmed(b, leg)) {
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
            brackets.changed(b);
            brackets.nextFireNs[b] = nowNs + OrderSettings.RETRY_NS;
            brackets.dirty.add(b);
        } else {
            setTarget(b, leg, id);
        }
    }

    // ── what both need ──

    /** Moves a working order: one replace, or cancel → confirmed → new where the venue cannot (Settled 6). */
    private void change(
            final int b,
            final int s,
            final OrderRole role,
            final Effect effect,
            final long wanted,
            final long price,
            final long stopPrice,
            final long nowNs) {
        if (!venues.replaceIsAtomic(brackets.venueId[b])) {
            cancel(b, s, nowNs);
            return;
        }
        if (nowNs < brackets.nextTryNs[b] || nowNs < brackets.nextChangeNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
            return;
        }
        describe(b, role, effect, pool.cumQuantity[s] + wanted);
        intent.orderType = pool.type[s];
        intent.price = price;
        intent.stopPrice = stopPrice;
        intent.linkId = pool.linkId[s];
        intent.replacesId = pool.clientOrderId[s];
        if (desk.propose(intent) == 0) {
            brackets.nextTryNs[b] = nowNs + OrderSettings.RETRY_NS;
            brackets.set(b, BracketPool.ATTENTION);
        }
    }

    private void cancel(final int b, final int s, final long nowNs) {
        if (nowNs < brackets.nextChangeNs[b]) {
            brackets.set(b, BracketPool.ATTENTION);
        } else {
            lifecycle.sendCancel(s, nowNs);
        }
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
        return isLiveAfterCancel(b, brackets.stopId1[b], nowNs)
                | isLiveAfterCancel(b, brackets.stopId2[b], nowNs)
                | isLiveAfterCancel(b, brackets.targetId1[b], nowNs)
                | isLiveAfterCancel(b, brackets.targetId2[b], nowNs);
    }

    private boolean isLiveAfterCancel(final int b, final long id, final long nowNs) {
        final int s = pool.liveSlotOf(id);
        if (s >= 0 && isWorking(s)) {
            cancel(b, s, nowNs);
        }
        return s >= 0;
    }

    private boolean isWorking(final int s) {
        return pool.state[s] == OrderState.NEW || pool.state[s] == OrderState.PARTIALLY_FILLED;
    }

    private boolean isLinked(final int b) {
        return venues.hasOco(brackets.venueId[b]) && venues.hasStopLimit(brackets.venueId[b]);
    }

    /** Returns when what waits may be tried again: the earliest pause that has not passed, or now. */
    private long againNs(final int b, final long nowNs) {
        final long untilNs = Math.min(
                Math.min(ahead(brackets.nextTryNs[b], nowNs), ahead(brackets.nextChangeNs[b], nowNs)),
                Math.min(ahead(brackets.nextStopNs[b], nowNs), ahead(brackets.nextTargetNs[b], nowNs)));
        return untilNs == Deadlines.NONE ? nowNs : untilNs;
    }

    private static long ahead(final long atNs, final long nowNs) {
        return atNs > nowNs ? atNs : Deadlines.NONE;
    }

    private void schedule(final int b, final long nowNs) {
        long due = brackets.holdDueNs[b] == 0 || brackets.is(b, BracketPool.EXITING)
                ? Deadlines.NONE
                : brackets.holdDueNs[b];
        if (isAgeAsked(b)) {
            due = Math.min(due, agedNs(b));
        }
        if (brackets.is(b, BracketPool.ATTENTION)) {
            due = Math.min(due, againNs(b, nowNs));
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
