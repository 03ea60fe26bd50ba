package breakwater.core.order;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;

/**
 * What time does to an order. No answer: query, then cancel and UNKNOWN, then a poll a second (F1, F2); unanswered changes
 * are tried three times and then leave it UNKNOWN and its venue CANCEL_ONLY (F3). Age: an entry is repriced once and then canceled (F5), an exit
 * goes out aggressively, and so does a triggered stop that is not filled. Thread: core. Allocates: never.
 */
final class OrderClock {
    private final OrderPool pool;
    private final BracketPool brackets;
    private final Lifecycle lifecycle;
    private final OrderWriter writer;
    private final OrderSettings settings;
    private final MarketView market;
    private final OrderDesk desk;
    private final Intent intent = new Intent();
    private VenueAnswers answers = VenueAnswers.NONE;

    OrderClock(
            final OrderPool pool,
            final BracketPool brackets,
            final Lifecycle lifecycle,
            final OrderWriter writer,
            final OrderSettings settings,
            final MarketView market,
            final OrderDesk desk) {
        this.pool = pool;
        this.brackets = brackets;
        this.lifecycle = lifecycle;
        this.writer = writer;
        this.settings = settings;
        this.market = market;
        this.desk = desk;
    }

    void venueAnswers(final VenueAnswers hears) {
        answers = hears;
    }

    void onDue(final int slot, final long nowNs) {
        if (pool.ackDueNs[slot] != 0 && pool.ackDueNs[slot] <= nowNs) {
            pool.ackDueNs[slot] = 0;
            onAnswerDue(slot, nowNs);
        }
        if (pool.live.contains(slot) && pool.ageDueNs[slot] != 0 && pool.ageDueNs[slot] <= nowNs) {
            pool.ageDueNs[slot] = 0;
            onAged(slot, nowNs);
        }
        if (pool.live.contains(slot)) {
            lifecycle.schedule(slot);
        }
    }

    private void onAnswerDue(final int slot, final long nowNs) {
        if (isAwaited(slot)) {
            answers.onSilence(pool.venueId[slot], pool.tries[slot] == 0, nowNs - pool.sentNs[slot], nowNs);
        }
        switch (pool.state[slot]) {
            case PENDING_NEW:
                if (pool.tries[slot]++ == 0) {
                    lifecycle.query(slot, nowNs + settings.ackTimeoutNs);
                } else {
                    lifecycle.move(slot, OrderStep.UNSURE, nowNs);
                    lifecycle.sendCancel(slot, nowNs);
                }
                return;
            case PENDING_CANCEL:
            case PENDING_REPLACE:
                if (++pool.tries[slot] > OrderSettings.CHANGE_TRIES) {
                    lifecycle.move(slot, OrderStep.UNSURE, nowNs);
                    writer.riskEvent(
                            RiskEventKind.WARNING,
                            Control.UNKNOWN_OUTCOME,
                            ScopeType.VENUE,
                            pool.venueId[slot],
                            OrderSettings.CHANGE_TRIES,
                            OrderSettings.CHANGE_TRIES);
                    desk.hold(
                            ScopeType.VENUE,
                            pool.venueId[slot],
                            Level.CANCEL_ONLY,
                            Control.UNKNOWN_OUTCOME,
                            OrderSettings.CHANGE_TRIES);
                    lifecycle.query(slot, nowNs + OrderSettings.POLL_NS);
                } else if (pool.state[slot] == OrderState.PENDING_CANCEL) {
                    lifecycle.sendCancel(slot, nowNs);
                    lifecycle.query(slot, nowNs + settings.ackTimeoutNs);
                } else {
                    lifecycle.query(slot, nowNs + settings.ackTimeoutNs);
                }
                return;
            case UNKNOWN:
                lifecycle.query(slot, nowNs + OrderSettings.POLL_NS);
                return;
            case NEW:
            case PARTIALLY_FILLED:
                if (pool.is(slot, OrderPool.CANCEL_WANTED)) {
                    lifecycle.cancels.add(slot);
                } else if (pool.is(slot, OrderPool.HAS_NEW)) {
                    lifecycle.query(slot, nowNs + OrderSettings.POLL_NS);
                }
                return;
            case FILLED:
            case CANCELED:
            case REJECTED:
            case EXPIRED:
            case NOT_SENT:
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                throw new IllegalStateException(
                        "timer of order " + pool.clientOrderId[slot] + " in " + pool.state[slot]);
        }
    }

    private void onAged(final int slot, final long nowNs) {
        switch (pool.role[slot]) {
            case ENTRY:
                onEntryAged(slot, nowNs);
                return;
            case STOP:
                onTriggeredAged(slot, nowNs);
                return;
            case EXIT:
                pool.ageDueNs[slot] = nowNs + OrderSettings.POLL_NS;
                if (isWorking(slot)) {
                    pool.set(slot, OrderPool.ESCALATES);
                    lifecycle.sendCancel(slot, nowNs);
                }
                return;
            default:
                return;
        }
    }

    private void onEntryAged(final int slot, final long nowNs) {
        if (pool.ageStage[slot]++ > 0) {
            lifecycle.wantCancel(slot);
            return;
        }
        pool.ageDueNs[slot] = nowNs + Math.max(1, settings.cancelAfterNs - settings.repriceAfterNs);
        final int instrument = pool.instrumentId[slot];
        final long touch = pool.side[slot] == Side.BUY ? market.bidPrice(instrument) : market.askPrice(instrument);
        if (isWorking(slot) && !pool.is(slot, OrderPool.CANCEL_WANTED) && touch > 0 && touch != pool.price[slot]) {
            describe(slot, touch);
            intent.quantity = pool.quantity[slot];
            intent.replacesId = pool.clientOrderId[slot];
            desk.propose(intent);
        }
    }

    /** A triggered stop that does not fill is canceled first; once that is confirmed the bracket exits aggressively. */
    private void onTriggeredAged(final int slot, final long nowNs) {
        pool.ageDueNs[slot] = nowNs + OrderSettings.POLL_NS;
        final int b = brackets.find(pool.instrumentId[slot], pool.parentId[slot]);
        if (b >= 0) {
            brackets.set(b, BracketPool.EXITING | BracketPool.STOP_FAILED);
            brackets.dirty.add(b);
        }
        if (isWorking(slot)) {
            lifecycle.sendCancel(slot, nowNs);
        }
    }

    /** Proposes a new entry for what a canceled one left, where the venue cannot replace. It keeps the age. */
    void succeed(final int slot) {
        final long left = pool.quantity[slot] - pool.cumQuantity[slot];
        describe(slot, pool.newPrice[slot]);
        intent.quantity = Math.min(left, Math.max(0, pool.newQuantity[slot] - pool.cumQuantity[slot]));
        if (intent.quantity <= 0) {
            return;
        }
        final long id = desk.propose(intent);
        final int successor = pool.liveSlotOf(id);
        if (successor >= 0 && pool.role[slot] == OrderRole.ENTRY) {
            pool.ageStage[successor] = pool.ageStage[slot];
            if (pool.ageDueNs[slot] != 0) {
                pool.ageDueNs[successor] = pool.ageDueNs[slot];
            }
            lifecycle.schedule(successor);
        }
    }

    private void describe(final int slot, final long price) {
        intent.reset();
        pool.describe(slot, intent);
        intent.effect = pool.role[slot] == OrderRole.ENTRY ? Effect.RAISES : pool.effect[slot];
        intent.price = price;
        intent.stopPrice = 0;
    }

    private boolean isAwaited(final int slot) {
        return pool.state[slot] == OrderState.PENDING_NEW
                || pool.state[slot] == OrderState.PENDING_CANCEL
                || pool.state[slot] == OrderState.PENDING_REPLACE;
    }

    private boolean isWorking(final int slot) {
        return pool.state[slot] == OrderState.NEW || pool.state[slot] == OrderState.PARTIALLY_FILLED;
    }
}
