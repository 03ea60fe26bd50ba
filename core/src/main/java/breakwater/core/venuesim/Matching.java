package breakwater.core.venuesim;

import static breakwater.core.venuesim.PriceTimeBook.BUY;
import static breakwater.core.venuesim.PriceTimeBook.BUY_STOP;
import static breakwater.core.venuesim.PriceTimeBook.SELL;
import static breakwater.core.venuesim.PriceTimeBook.SELL_STOP;
import static breakwater.core.venuesim.Touch.ASK;
import static breakwater.core.venuesim.Touch.BID;
import static breakwater.core.venuesim.VenueOrders.NONE;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.reference.Instruments;

/**
 * Meets our orders with the market, where in doubt against us.
 *
 * <ul>
 *   <li>A taker eats the touch, then up to {@link Touch#STEPS} steps as deep as the touch, each worse by the slippage, never
 *       beyond its limit. What it eats is gone for the next one, until that side of the touch changes.
 *   <li>A resting order fills at its own price: when the opposite touch reaches it, by what that shows; when a trade prints
 *       through it, by the trade; when a trade prints at it against its side, by what is left of the trade after the
 *       quantity that stood there before it. Partial fills come from these bounds.
 *   <li>A stop triggers at the first trade at or beyond its price (by the touch where the instrument never trades), and goes
 *       on as a limit order: a market that jumps over the limit leaves it resting.
 *   <li>A fill of one of two linked orders takes as much from the other; the last fill cancels the other.
 * </ul>
 *
 * <p>Thread: the driver's. Allocates: never. An overflow of notional is no fill.
 */
final class Matching {
    private final Instruments instruments;
    private final VenueOrders orders;
    private final PriceTimeBook book;
    private final Touch touch;
    private final Reports reports;
    private long nextPriority;

    Matching(
            final Instruments instruments,
            final VenueOrders orders,
            final PriceTimeBook book,
            final Touch touch,
            final Reports reports) {
        this.instruments = instruments;
        this.orders = orders;
        this.book = book;
        this.touch = touch;
        this.reports = reports;
    }

    long nextPriority() {
        return nextPriority;
    }

    void restore(final long priority) {
        nextPriority = priority;
    }

    /** Lets an accepted or replaced order into the market. */
    void enter(final int slot, final long nowNs) {
        if (orders.isStop[slot]) {
            if (isTriggered(slot)) {
                trigger(slot, nowNs);
            } else {
                place(slot);
            }
            return;
        }
        final boolean isWhole = orders.timeInForce[slot] == TimeInForce.FOK.value();
        if (!isWhole || takes(slot, true, nowNs) == orders.leaves[slot]) {
            takes(slot, false, nowNs);
        }
        if (!orders.isLive(slot)) {
            return;
        }
        if (isWhole
                || orders.timeInForce[slot] == TimeInForce.IOC.value()
                || orders.orderType[slot] == OrderType.MARKET.value()) {
            orders.finish(slot, OrderState.EXPIRED);
            reports.changed(slot, ExecType.EXPIRED, nowNs);
            return;
        }
        orders.queueAhead[slot] = queueAhead(slot);
        place(slot);
        if (reports.strikes(VenueFault.UNSOLICITED_CANCEL, orders.id[slot])) {
            cancel(slot, nowNs);
        }
    }

    /** Takes an order out of the book without ending it, before it enters anew. */
    void withdraw(final int slot) {
        book.remove(slot);
    }

    /** Ends a working order as canceled, by the venue's own will. */
    void cancel(final int slot, final long nowNs) {
        end(slot, OrderState.CANCELED);
        reports.changed(slot, ExecType.CANCELED, nowNs);
    }

    /** Ends a working order; its report is the caller's. */
    void end(final int slot, final OrderState terminal) {
        book.remove(slot);
        orders.finish(slot, terminal);
    }

    private void place(final int slot) {
        orders.priority[slot] = nextPriority++;
        book.place(slot);
    }

    private boolean isBuy(final int slot) {
        return orders.side[slot] == Side.BUY.value();
    }

    private long queueAhead(final int slot) {
        final int id = orders.instrumentId[slot];
        final int side = isBuy(slot) ? BID : ASK;
        final long best = touch.price(id, side);
        if (best == 0) {
            return -1;
        }
        if (best == orders.price[slot]) {
            return touch.quantity(id, side);
        }
        return isBuy(slot) == orders.price[slot] > best ? 0 : -1;
    }

    /** Takes what the market offers within the limit, or only tells how much that is. Returns the quantity. */
    private long takes(final int slot, final boolean isDry, final long nowNs) {
        final int id = orders.instrumentId[slot];
        final int side = isBuy(slot) ? ASK : BID;
        final long shown = touch.quantity(id, side);
        final boolean isLimited = orders.orderType[slot] != OrderType.MARKET.value();
        final long limit = orders.price[slot];
        final long wanted = orders.leaves[slot];
        final long lot = instruments.lotSize(id);
        long eaten = touch.taken(id, side);
        long total = 0;
        while (total < wanted && shown > 0) {
            final long step = eaten / shown;
            final long price = step > Touch.STEPS ? 0 : touch.priceAt(id, side, step);
            if (price == 0 || (isLimited && (side == ASK ? price > limit : price < limit))) {
                break;
            }
            final long left = shown - eaten % shown;
            final long quantity = Math.min(wanted - total, Decimals.floorTo(left, lot));
            final long used = quantity == 0 ? left : quantity;
            if (!isDry) {
                if (quantity > 0 && !fill(slot, price, quantity, false, nowNs)) {
                    break;
                }
                touch.take(id, side, used);
            }
            eaten += used;
            total += quantity;
        }
        return total;
    }

    /** Books a fill, reports it, and shrinks the linked order. Returns false, and does nothing, if money overflows. */
    private boolean fill(
            final int slot, final long price, final long quantity, final boolean isMaker, final long nowNs) {
        final int id = orders.instrumentId[slot];
        final long feePpm = isMaker ? instruments.makerFeePpm(id) : instruments.takerFeePpm(id);
        final long notionalE8 = instruments.notionalE8(id, price, quantity, feePpm < 0 ? Rounding.DOWN : Rounding.UP);
        final long feeE8 = Decimals.ppm(notionalE8, feePpm, Rounding.CEILING);
        if (feeE8 == Decimals.OVERFLOW) {
            return false;
        }
        orders.cum[slot] += quantity;
        orders.leaves[slot] -= quantity;
        orders.state[slot] = OrderState.PARTIALLY_FILLED;
        if (orders.leaves[slot] == 0) {
            end(slot, OrderState.FILLED);
        }
        final long executionId = reports.filled(slot, price, quantity, feeE8, isMaker, nowNs);
        if (reports.strikes(VenueFault.FILL_BUSTED, executionId)) {
            bust(slot, price, quantity, executionId, nowNs);
        } else if (reports.strikes(VenueFault.FILL_CORRECTED, executionId)) {
            correct(slot, price, quantity, feeE8, executionId, isMaker, nowNs);
        }
        shrinkPartner(slot, quantity, nowNs);
        return true;
    }

    private void bust(final int slot, final long price, final long quantity, final long executionId, final long nowNs) {
        orders.cum[slot] -= quantity;
        if (!orders.isLive(slot)) {
            orders.state[slot] = OrderState.CANCELED;
        } else if (orders.cum[slot] == 0) {
            orders.state[slot] = OrderState.NEW;
        }
        reports.busted(slot, price, quantity, executionId, nowNs);
    }

    private void correct(
            final int slot,
            final long price,
            final long quantity,
            final long feeE8,
            final long executionId,
            final boolean isMaker,
            final long nowNs) {
        final int id = orders.instrumentId[slot];
        final long tick = isBuy(slot) ? instruments.tickSize(id) : -instruments.tickSize(id);
        final long less = quantity > instruments.lotSize(id) ? instruments.lotSize(id) : 0;
        final long corrected = price + tick > 0 ? price + tick : price;
        orders.cum[slot] -= less;
        if (!orders.isLive(slot) && less > 0) {
            orders.state[slot] = OrderState.CANCELED;
        }
        reports.corrected(slot, corrected, quantity - less, feeE8, executionId, isMaker, nowNs);
    }

    private void shrinkPartner(final int slot, final long quantity, final long nowNs) {
        final int partner = orders.livePartnerOf(slot);
        if (partner == NONE) {
            return;
        }
        if (!orders.isLive(slot) || quantity >= orders.leaves[partner]) {
            cancel(partner, nowNs);
            return;
        }
        orders.quantity[partner] -= quantity;
        orders.leaves[partner] -= quantity;
        reports.changed(partner, ExecType.REPLACED, nowNs);
    }

    /** Matches with a quote that the touch shows already. */
    void onQuote(final int instrumentId, final long nowNs) {
        moveUp(instrumentId, BUY, BID);
        moveUp(instrumentId, SELL, ASK);
        meetTouch(instrumentId, BUY, ASK, nowNs);
        meetTouch(instrumentId, SELL, BID, nowNs);
        if (!touch.hasTraded(instrumentId)) {
            triggerStops(instrumentId, BUY_STOP, touch.price(instrumentId, ASK), nowNs);
            triggerStops(instrumentId, SELL_STOP, touch.price(instrumentId, BID), nowNs);
        }
    }

    /** Nobody stands before an order that is better than the touch, and at the touch at most what is displayed. */
    private void moveUp(final int instrumentId, final int kind, final int side) {
        final long best = touch.price(instrumentId, side);
        final long shown = touch.quantity(instrumentId, side);
        book.walk(instrumentId, kind);
        for (int slot = book.step(); slot != NONE; slot = book.step()) {
            final long price = orders.price[slot];
            if (price == best) {
                final long ahead = orders.queueAhead[slot];
                orders.queueAhead[slot] = ahead < 0 ? shown : Math.min(ahead, shown);
            } else if (kind == BUY ? price > best : price < best) {
                orders.queueAhead[slot] = 0;
            } else {
                return;
            }
        }
    }

    private void meetTouch(final int instrumentId, final int kind, final int opposite, final long nowNs) {
        final long best = touch.price(instrumentId, opposite);
        final long lot = instruments.lotSize(instrumentId);
        book.walk(instrumentId, kind);
        for (int slot = book.step(); slot != NONE; slot = book.step()) {
            final long price = orders.price[slot];
            final long open = Decimals.floorTo(touch.available(instrumentId, opposite), lot);
            if (open == 0 || (kind == BUY ? price < best : price > best)) {
                return;
            }
            final long quantity = Math.min(orders.leaves[slot], open);
            if (fill(slot, price, quantity, true, nowNs)) {
                touch.take(instrumentId, opposite, quantity);
            }
        }
    }

    /**
     * Matches with a trade, or several merged into one from {@code low} to {@code high}, that the touch knows already.
     * {@code aggressor} may be unknown; then the trade counts against both sides.
     */
    void onTrade(
            final int instrumentId,
            final long low,
            final long high,
            final long quantity,
            final Side aggressor,
            final long nowNs) {
        long used = meetTrade(instrumentId, BUY, low, quantity, aggressor != Side.BUY, nowNs);
        used += meetTrade(instrumentId, SELL, high, quantity - used, aggressor != Side.SELL, nowNs);
        if (!touch.hasQuoted(instrumentId)) {
            touch.take(instrumentId, BID, used);
            touch.take(instrumentId, ASK, used);
        }
        triggerStops(instrumentId, BUY_STOP, high, nowNs);
        triggerStops(instrumentId, SELL_STOP, low, nowNs);
    }

    private long meetTrade(
            final int instrumentId,
            final int kind,
            final long tradePrice,
            final long tradeQuantity,
            final boolean isAgainst,
            final long nowNs) {
        final long lot = instruments.lotSize(instrumentId);
        long used = 0;
        book.walk(instrumentId, kind);
        for (int slot = book.step(); slot != NONE; slot = book.step()) {
            final long price = orders.price[slot];
            long open = tradeQuantity - used;
            if (kind == BUY ? price > tradePrice : price < tradePrice) {
                orders.queueAhead[slot] = 0;
            } else if (price == tradePrice && isAgainst && orders.queueAhead[slot] >= 0) {
                final long ahead = orders.queueAhead[slot];
                orders.queueAhead[slot] = Math.max(0, ahead - open);
                open -= ahead;
            } else if (price != tradePrice || !isAgainst) {
                break;
            } else {
                continue;
            }
            final long size = Math.min(orders.leaves[slot], Decimals.floorTo(Math.max(0, open), lot));
            if (size > 0 && fill(slot, price, size, true, nowNs)) {
                used += size;
            }
        }
        return used;
    }

    private void triggerStops(final int instrumentId, final int kind, final long reached, final long nowNs) {
        book.walk(instrumentId, kind);
        for (int slot = book.step(); slot != NONE; slot = book.step()) {
            if (kind == BUY_STOP ? reached < orders.stopPrice[slot] : reached > orders.stopPrice[slot]) {
                return;
            }
            book.remove(slot);
            trigger(slot, nowNs);
        }
    }

    private void trigger(final int slot, final long nowNs) {
        orders.isStop[slot] = false;
        reports.changed(slot, ExecType.TRIGGERED, nowNs);
        enter(slot, nowNs);
    }

    private boolean isTriggered(final int slot) {
        final int id = orders.instrumentId[slot];
        final boolean byTrade = touch.hasTraded(id);
        final long buyReached = byTrade ? touch.lastTradePrice(id) : touch.price(id, ASK);
        final long sellReached = byTrade ? touch.lastTradePrice(id) : touch.price(id, BID);
        return isBuy(slot)
                ? buyReached >= orders.stopPrice[slot]
                : sellReached > 0 && sellReached <= orders.stopPrice[slot];
    }
}
