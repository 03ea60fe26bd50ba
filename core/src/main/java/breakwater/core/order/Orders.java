package breakwater.core.order;

import breakwater.core.decimal.Decimals;
import breakwater.core.ingest.Bar;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.CancelRejectDecoder;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.core.message.UnknownOrderDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;
import breakwater.core.reference.Venues;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * The order stage: takes what the gate approved, keeps it along the state machine, protects what it fills, and asks,
 * cancels and closes as time, kills and the venue demand.
 *
 * <p>How the engine drives it: a report goes {@link #check} → (position stage: is the execution id new?) → {@link #apply} →
 * the fill is booked → {@link #work}. <em>work</em> follows every event, after the position stage, so that what a fill
 * needs is proposed to a gate that already sees the position. {@link #onDeadline} ends with its own work. The engine fires
 * deadlines only while its outputs have room for 2 x {@value #RESERVE} more. What stays undone for lack of room goes on
 * with the next event.
 *
 * <p>Times UTC ns; prices and quantities mantissas. Thread: core. Allocates: never after construction.
 */
public final class Orders implements Stateful {
    /** Outputs that {@link #work} leaves free, and the most that one of its steps takes. */
    public static final int RESERVE = OrderWriter.RESERVE;

    /** How many orders can be decided upon together. */
    public static final int RESERVED_MAX = 16;

    private static final int RUN_SHIFT = 40;
    private static final int PASSES = 4;

    private final OrderSettings settings = new OrderSettings();
    private final OrderPool pool;
    private final Books books;
    private final BracketPool brackets;
    private final Exposures exposures;
    private final Deadlines deadlines;
    private final OrderWriter writer;
    private final Allocation allocation;
    private final Lifecycle lifecycle;
    private final Reports reports;
    private final OrderClock clock;
    private final Protection protection;
    private final MassCancels massCancels;
    private final Exits exits;
    private final Scopes scopes;
    private final WorkingOrders working;
    private final Reservations reservations;
    private final Instruments instruments;
    private final Venues venues;
    private final OrderDesk desk;
    private final Holdings holdings;
    private final MarketView market;
    private VenueAnswers answers = VenueAnswers.NONE;
    private final Intent recheck = new Intent();
    /** Account that each strategy last traded on. */
    private final int[] accountOf;

    private long run;
    private long counter;

    public Orders(
            final Instruments instruments,
            final Venues venues,
            final MarketView market,
            final Outputs outputs,
            final Capacity capacity,
            final OrderDesk desk,
            final Holdings holdings) {
        this.instruments = instruments;
        this.venues = venues;
        this.desk = desk;
        this.holdings = holdings;
        this.market = market;
        accountOf = new int[capacity.strategies()];
        pool = new OrderPool(capacity.orders());
        books = new Books(capacity);
        final Changes changes = new Changes(capacity.instruments());
        brackets = new BracketPool(capacity.orders(), capacity.instruments(), books, instruments, changes);
        exposures = new Exposures(pool, books, instruments, venues, changes, capacity);
        deadlines = new Deadlines(pool.capacity() + brackets.capacity() + books.capacity());
        writer = new OrderWriter(pool, instruments, outputs, desk);
        allocation = new Allocation(pool, books, brackets, settings);
        lifecycle = new Lifecycle(pool, books, brackets, exposures, deadlines, writer, settings, allocation);
        reports = new Reports(pool, lifecycle, instruments, settings);
        clock = new OrderClock(pool, brackets, lifecycle, writer, settings, market, desk);
        final BracketPrices prices = new BracketPrices(brackets, settings, instruments, market);
        final Cover cover = new Cover(pool, books, brackets, prices, venues, writer, desk);
        protection = new Protection(pool, books, brackets, prices, cover, lifecycle, deadlines, venues, desk);
        massCancels = new MassCancels(pool, exposures, venues, writer, desk);
        exits = new Exits(
                pool, books, brackets, exposures, lifecycle, deadlines, writer, instruments, market, desk, holdings);
        scopes = new Scopes(instruments);
        working = new WorkingOrders(pool, books, brackets, exposures, allocation, cover, scopes, changes);
        reservations = new Reservations(pool, brackets, books, exposures, RESERVED_MAX);
    }

    /** Names who hears how venues treat what is sent to them; without it nobody does. */
    public void venueAnswers(final VenueAnswers hears) {
        answers = hears;
        reports.venueAnswers(hears);
        clock.venueAnswers(hears);
    }

    /** Names who hears how entries end; without it nobody does. */
    public void entryEnds(final EntryEnds hears) {
        lifecycle.entryEnds(hears);
    }

    /** Returns what works, to be read. */
    public WorkingOrders working() {
        return working;
    }

    /** Returns what counts while orders are decided upon together. */
    public Reservations reservations() {
        return reservations;
    }

    /** Takes the engine's times and offsets; values that are not positive keep their defaults. */
    public void configure(final EngineDefinitionDecoder d) {
        settings.configure(d);
    }

    /**
     * Begins a run: ids are run x 2^40 + counter, so never used twice (I10, P19). A run that does not rise keeps counting
     * where it was. In a recovery every live order is UNKNOWN from now on; {@link #work} announces and asks for each.
     */
    public void onRunStarted(final int run, final boolean isRecovery, final long nowNs) {
        if (run > this.run) {
            this.run = run;
            counter = 0;
        }
        if (!isRecovery) {
            return;
        }
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            lifecycle.loseTrack(s, nowNs);
        }
    }

    /** Returns whether one more order, with a book and a bracket of its own, fits (else P17). */
    public boolean hasRoom() {
        return pool.hasRoom() && brackets.hasRoom() && books.hasRoom();
    }

    /** Returns whether an order has its place: a book that is open and a bracket that it does not begin take none. */
    private boolean hasRoomFor(final Intent approved) {
        return pool.hasRoom()
                && (!approved.isBracketed || brackets.hasRoom())
                && (books.find(approved.strategyId, approved.instrumentId) != Books.NONE || books.hasRoom());
    }

    /** Returns the id that the next new order will get. */
    public long nextClientOrderId() {
        return (run << RUN_SHIFT) + counter + 1;
    }

    /**
     * Sends what the gate approved: a new order, or the change of {@code replacesId}, whose quantity is the whole order's
     * (0 = as it was). Returns the clientOrderId, or 0 if nothing was sent: no room, a sum that would overflow, or an order
     * that cannot be changed now.
     */
    public long submit(final Intent approved, final long nowNs) {
        if (approved.replacesId != 0) {
            return replace(approved, nowNs);
        }
        if (!hasRoomFor(approved)
                || approved.quantity <= 0
                || !exposures.fits(approved.instrumentId, approved.side, approved.quantity)) {
            return 0;
        }
        final int book = books.open(approved.strategyId, approved.instrumentId, approved.accountId);
        accountOf[approved.strategyId] = approved.accountId;
        final long id = nextClientOrderId();
        counter++;
        if (counter >> RUN_SHIFT != 0) {
            throw new IllegalStateException("client order ids of run " + run + " are used up");
        }
        noteArrival(lifecycle.open(id, approved, book, nowNs));
        return id;
    }

    private long replace(final Intent approved, final long nowNs) {
        final int s = pool.liveSlotOf(approved.replacesId);
        if (s < 0
                || pool.is(s, OrderPool.HAS_NEW)
                || (pool.state[s] != OrderState.NEW && pool.state[s] != OrderState.PARTIALLY_FILLED)) {
            return 0;
        }
        final long quantity = approved.quantity == 0 ? pool.quantity[s] : approved.quantity;
        final long price = approved.price == 0 ? pool.price[s] : approved.price;
        final long stopPrice = approved.stopPrice == 0 ? pool.stopPrice[s] : approved.stopPrice;
        if (quantity <= pool.cumQuantity[s] || !exposures.fits(pool.instrumentId[s], pool.side[s], quantity)) {
            return 0;
        }
        if (venues.replaceIsAtomic(pool.venueId[s])) {
            lifecycle.sendReplace(s, price, stopPrice, quantity, approved.effect, nowNs);
            noteArrival(s);
        } else {
            pool.newPrice[s] = price;
            pool.newStopPrice[s] = stopPrice;
            pool.newQuantity[s] = quantity;
            pool.set(s, OrderPool.HAS_SUCCESSOR);
            lifecycle.sendCancel(s, nowNs);
        }
        return approved.replacesId;
    }

    /** Keeps where the market was when the order went out, for its fills to be held against (F12). */
    private void noteArrival(final int s) {
        final int instrumentId = pool.instrumentId[s];
        final long bid = market.bidPrice(instrumentId);
        final long ask = market.askPrice(instrumentId);
        final long twice = Decimals.add(bid, ask);
        final boolean isKnown = pool.type[s] == OrderType.LIMIT && bid > 0 && ask >= bid && twice != Decimals.OVERFLOW;
        pool.arrivalTwice[s] = isKnown ? twice : 0;
        pool.arrivalSpread[s] = isKnown ? ask - bid : 0;
    }

    /** Decides what a report means and changes nothing. The answer is reused. */
    public OrderReport check(final ExecutionReportDecoder d) {
        return reports.check(d);
    }

    /** Decides and applies; whoever booked an execution id before must not call it again. The answer is reused. */
    public OrderReport apply(final ExecutionReportDecoder d, final long nowNs) {
        return reports.apply(d, nowNs);
    }

    /** The same as {@link #apply}, for reports whose execution id needs no check. */
    public OrderReport onExecutionReport(final ExecutionReportDecoder d, final long nowNs) {
        return reports.apply(d, nowNs);
    }

    /** A cancel or replace was refused: the order works on; one that the venue does not know is UNKNOWN and asked for. */
    public QuarantineReason onCancelReject(final CancelRejectDecoder d, final long nowNs) {
        final int s = pool.slotOf(d.clientOrderId());
        if (s < 0) {
            return QuarantineReason.UNKNOWN_ORDER;
        }
        if (!pool.live.contains(s)) {
            return QuarantineReason.NONE;
        }
        final boolean isPending =
                pool.state[s] == (d.isReplace() != 0 ? OrderState.PENDING_REPLACE : OrderState.PENDING_CANCEL);
        final long waitedNs = nowNs - pool.sentNs[s];
        if (d.rejectCode() == 1 || d.rejectCode() == 2) {
            if (isPending) {
                answers.onAnswer(pool.venueId[s], pool.strategyId[s], d.isReplace() == 0, false, waitedNs, nowNs);
            }
            lifecycle.move(s, OrderStep.UNSURE, nowNs);
            lifecycle.query(s, nowNs + OrderSettings.POLL_NS);
            return QuarantineReason.NONE;
        }
        if (!lifecycle.refuseChange(s, d.isReplace() != 0, nowNs)) {
            return QuarantineReason.ILLEGAL_TRANSITION;
        }
        answers.onAnswer(pool.venueId[s], pool.strategyId[s], d.isReplace() == 0, true, waitedNs, nowNs);
        return QuarantineReason.NONE;
    }

    /**
     * The venue does not know an order. Twice, the second time past the receive window: it never had it (NOT_SENT), or no
     * longer has one that it once had (CANCELED). Until then it counts (F2, Semantics 5).
     */
    public QuarantineReason onUnknownOrder(final UnknownOrderDecoder d, final long nowNs) {
        final int s = pool.slotOf(d.clientOrderId());
        if (s < 0) {
            return QuarantineReason.UNKNOWN_ORDER;
        }
        if (!pool.live.contains(s) || pool.is(s, OrderPool.ENDING)) {
            return QuarantineReason.NONE;
        }
        lifecycle.move(s, OrderStep.UNSURE, nowNs);
        final boolean isPastWindow = nowNs - pool.sentNs[s] >= settings.receiveWindowNs;
        if (++pool.cleanQueries[s] >= 2 && isPastWindow) {
            lifecycle.move(s, pool.is(s, OrderPool.ACKNOWLEDGED) ? OrderStep.CANCELED : OrderStep.NOT_KNOWN, nowNs);
        }
        return QuarantineReason.NONE;
    }

    /** What became of an output at the wire: an order that never left is NOT_SENT, a change that never left is undone. */
    public QuarantineReason onSendOutcome(final SendOutcomeDecoder d, final long nowNs) {
        final int s = pool.slotOf(d.clientOrderId());
        if (s < 0) {
            return QuarantineReason.UNKNOWN_ORDER;
        }
        final int template = d.templateId();
        if (template != OrderNewDecoder.TEMPLATE_ID
                && template != OrderCancelDecoder.TEMPLATE_ID
                && template != OrderReplaceDecoder.TEMPLATE_ID) {
            return QuarantineReason.NONE;
        }
        final boolean isFailure = d.result() == SendResult.NOT_LOGGED_ON || d.result() == SendResult.UNCERTAIN;
        if (isFailure || d.result() == SendResult.SENT) {
            answers.onSent(pool.venueId[s], isFailure, nowNs);
        }
        if (!pool.live.contains(s)) {
            return QuarantineReason.NONE;
        }
        switch (d.result()) {
            case SENT:
                return QuarantineReason.NONE;
            case BLOCKED_BY_KILL:
            case NOT_LOGGED_ON:
            case JOURNAL_FAILED:
                return onBlocked(s, template, nowNs);
            case UNCERTAIN:
                lifecycle.move(s, OrderStep.UNSURE, nowNs);
                return QuarantineReason.NONE;
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                return QuarantineReason.ILLEGAL_TRANSITION;
        }
    }

    private QuarantineReason onBlocked(final int s, final int template, final long nowNs) {
        final boolean isLawful = template == OrderNewDecoder.TEMPLATE_ID
                ? !pool.is(s, OrderPool.ACKNOWLEDGED) && lifecycle.move(s, OrderStep.BLOCKED, nowNs)
                : lifecycle.refuseChange(s, template == OrderReplaceDecoder.TEMPLATE_ID, nowNs);
        return isLawful ? QuarantineReason.NONE : QuarantineReason.ILLEGAL_TRANSITION;
    }

    /** Looks at watched stops and targets after a quote or trade of an instrument was accepted. */
    public void onMark(final int instrumentId, final long nowNs) {
        protection.onMark(instrumentId, nowNs);
    }

    /** Trails the strategy's stops after its bar closed. {@code atr}: price mantissa, 0 = the entry's. */
    public void onBar(final int strategyId, final Bar bar, final long atr, final long nowNs) {
        protection.onBar(strategyId, bar, atr);
    }

    /** Wants every order that could raise exposure in a scope canceled; {@link #work} sends the cancels. */
    public void cancelEntries(final ScopeType type, final int scopeId) {
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            if (pool.raises(s) && covers(type, scopeId, s)) {
                lifecycle.wantCancel(s);
            }
        }
    }

    /** Wants those working entries of an instrument canceled that the check refuses; {@link Frame#NO_ID} = of all. */
    public void recheckEntries(final int instrumentId, final EntryCheck check) {
        if (instrumentId == Frame.NO_ID) {
            for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
                recheck(s, check);
            }
            return;
        }
        for (int s = exposures.head(instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            recheck(s, check);
        }
    }

    /** Returns whether an order that raises exposure is not proven dead in an instrument. */
    public boolean hasRaising(final int instrumentId) {
        for (int s = exposures.head(instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.raises(s)) {
                return true;
            }
        }
        return false;
    }

    private void recheck(final int s, final EntryCheck check) {
        if (!pool.raises(s) || pool.is(s, OrderPool.CANCEL_WANTED) || pool.state[s] == OrderState.PENDING_CANCEL) {
            return;
        }
        recheck.reset();
        pool.describe(s, recheck);
        recheck.replacesId = pool.clientOrderId[s];
        recheck.quantity = pool.worstLeaves(s);
        if (!check.stillPasses(recheck)) {
            lifecycle.wantCancel(s);
        }
    }

    /**
     * Closes a strategy's position by the exits of the order stage, which try inside their collar until it is closed: what
     * of the strategy rests beside it is taken back, its brackets exit, and what no bracket holds with them. Returns false,
     * having done nothing, where nothing is held.
     */
    public boolean close(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        if (book < 0 || holdings.netQuantity(strategyId, instrumentId) == 0) {
            return false;
        }
        for (int s = books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.isUnattached(s) && pool.timeInForce[s] != TimeInForce.IOC) {
                lifecycle.wantCancel(s);
            }
        }
        close(book);
        return true;
    }

    private void close(final int book) {
        final int instrumentId = books.instrumentId[book];
        final long held = holdings.netQuantity(books.strategyId[book], instrumentId);
        long loose = Math.abs(held);
        for (int b = brackets.first(instrumentId); b >= 0; b = brackets.next[b]) {
            if (brackets.bookOf[b] == book && brackets.remaining(b) > 0) {
                loose -= brackets.remaining(b);
                brackets.set(b, BracketPool.EXITING);
                brackets.dirty.add(b);
            }
        }
        books.exitSide[book] = held > 0 ? Side.SELL : Side.BUY;
        books.exitLoose[book] = Math.max(0, loose);
        books.exitDueNs[book] = 0;
        books.dirty.add(book);
    }

    /** Returns how many orders that may raise exposure are not terminal; O(orders). */
    public int workingEntries() {
        int entries = 0;
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            entries += pool.raises(s) ? 1 : 0;
        }
        return entries;
    }

    /**
     * Wants an order canceled that a person names. Returns UNKNOWN_ORDER where no such order works, BAD_COMMAND where it
     * protects a position or closes one under a kill.
     */
    public QuarantineReason cancelOrder(final long clientOrderId) {
        final int s = pool.liveSlotOf(clientOrderId);
        if (s < 0) {
            return QuarantineReason.UNKNOWN_ORDER;
        }
        if (!pool.isUnattached(s)) {
            return QuarantineReason.BAD_COMMAND;
        }
        lifecycle.wantCancel(s);
        return QuarantineReason.NONE;
    }

    /** Wants all orders in an instrument canceled but those that protect a position or close one under a kill. */
    public void cancelUnattached(final int instrumentId) {
        for (int s = exposures.head(instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.isUnattached(s)) {
                lifecycle.wantCancel(s);
            }
        }
    }

    /**
     * Wants every order in a scope canceled. {@code keepProtection}: but stops, and targets that the venue links to them.
     * Without it the brackets are abandoned: nothing protects their positions again.
     */
    public void cancelAll(final ScopeType type, final int scopeId, final boolean keepProtection) {
        for (int s = pool.live.next(0); s >= 0; s = pool.live.next(s + 1)) {
            if (covers(type, scopeId, s) && !(keepProtection && pool.isProtection(s))) {
                lifecycle.wantCancel(s);
            }
        }
        for (int b = brackets.used.next(0); b >= 0 && !keepProtection; b = brackets.used.next(b + 1)) {
            if (scopes.covers(
                    type,
                    scopeId,
                    brackets.strategyId[b],
                    brackets.accountId[b],
                    brackets.venueId[b],
                    brackets.instrumentId[b])) {
                brackets.set(b, BracketPool.ABANDONED);
                brackets.dirty.add(b);
            }
        }
    }

    /**
     * Cancels the entries of a scope and closes its positions by reduce-only slices; each stop shrinks as they fill.
     */
    public void flatten(final ScopeType type, final int scopeId) {
        cancelEntries(type, scopeId);
        for (int instrument = 0; instrument < instruments.count(); instrument++) {
            if (instruments.isDefined(instrument)) {
                for (int strategy = 0; strategy < accountOf.length; strategy++) {
                    flatten(type, scopeId, strategy, instrument);
                }
            }
        }
    }

    private void flatten(final ScopeType type, final int scopeId, final int strategy, final int instrument) {
        final int found = books.find(strategy, instrument);
        if (found < 0 && holdings.netQuantity(strategy, instrument) == 0) {
            return;
        }
        final int account = found >= 0 ? books.accountId[found] : accountOf[strategy];
        if (scopes.covers(type, scopeId, strategy, account, instruments.venueId(instrument), instrument)) {
            final int book = books.open(strategy, instrument, account);
            if (book >= 0) {
                books.isFlattening[book] = true;
                books.exitDueNs[book] = 0;
                books.dirty.add(book);
            }
        }
    }

    /**
     * Hears that a strategy's position came to be what the venue says, by no order: {@code quantity}, signed, lowered it. Its
     * protection shrinks with it, as by an exit.
     */
    public void onAdopted(final int strategyId, final int instrumentId, final long quantity) {
        final int book = books.open(strategyId, instrumentId, accountOf[strategyId]);
        if (book >= 0) {
            allocation.onAdopted(book, quantity);
        }
    }

    /**
     * Hears that the venue tells another position of an account in an instrument than the books (T6): exits that rest for more
     * than both vouch for are taken back, and what may still go out is asked anew. What protects a position stays, and what a
     * person sent.
     */
    public void onDiffers(final int accountId, final int instrumentId) {
        for (int s = exposures.head(instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.accountId[s] == accountId
                    && pool.role[s] == OrderRole.EXIT
                    && pool.timeInForce[s] != TimeInForce.IOC
                    && !pool.is(s, OrderPool.CANCEL_WANTED)) {
                recheck.reset();
                pool.describe(s, recheck);
                recheck.replacesId = pool.clientOrderId[s];
                if (desk.confirmed(recheck) < pool.quantity[s]) {
                    lifecycle.wantCancel(s);
                }
            }
        }
        askAnew(accountId, instrumentId);
    }

    /** Hears that what an account holds of an instrument may be known again: what waited for that goes on (K3, T6). */
    public void onKnown(final int accountId, final int instrumentId) {
        askAnew(accountId, instrumentId);
    }

    private void askAnew(final int accountId, final int instrumentId) {
        for (int b = brackets.first(instrumentId); b >= 0; b = brackets.next[b]) {
            if (brackets.accountId[b] == accountId) {
                brackets.dirty.add(b);
            }
        }
        for (int b = books.used.next(0); b >= 0; b = books.used.next(b + 1)) {
            if (books.accountId[b] == accountId
                    && books.instrumentId[b] == instrumentId
                    && (books.isFlattening[b] || books.exitSinceNs[b] != 0)) {
                books.dirty.add(b);
            }
        }
    }

    /** Wants a strategy's entries in an instrument canceled. Returns whether there were any. */
    public boolean cancelStrategyEntries(final int strategyId, final int instrumentId) {
        final int book = books.find(strategyId, instrumentId);
        boolean any = false;
        for (int s = book < 0 ? -1 : books.orderHead[book]; s >= 0; s = pool.nextInBook[s]) {
            if (pool.raises(s)) {
                lifecycle.wantCancel(s);
                any = true;
            }
        }
        return any;
    }

    /** Cancels, ahead of an exit that is about to go out, the entries of its account with which it would trade (P20). */
    public void cancelCrossed(final Intent exit, final long nowNs) {
        for (int s = exposures.head(exit.instrumentId); s >= 0; s = pool.nextInInstrument[s]) {
            if (pool.raises(s) && exposures.crosses(s, exit)) {
                lifecycle.wantCancel(s);
            }
        }
        sendCancels(nowNs);
    }

    /** Does what is marked, while outputs have room: cancels first, then questions, protection and exits. */
    public void work(final long nowNs) {
        sendCancels(nowNs);
        final SlotSet announcements = lifecycle.announcements;
        for (int s = announcements.next(0); s >= 0 && writer.hasRoom(); s = announcements.next(s + 1)) {
            lifecycle.announce(s, nowNs);
        }
        final SlotSet successors = lifecycle.successors;
        for (int s = successors.next(0); s >= 0 && writer.hasRoom(); s = successors.next(s + 1)) {
            successors.remove(s);
            clock.succeed(s);
        }
        for (int pass = 0; pass < PASSES && hasDirty(); pass++) {
            for (int b = brackets.dirty.next(0); b >= 0 && writer.hasRoom(); b = brackets.dirty.next(b + 1)) {
                protection.reconcile(b, nowNs);
            }
            for (int b = books.dirty.next(0); b >= 0 && writer.hasRoom(); b = books.dirty.next(b + 1)) {
                exits.process(b, nowNs);
            }
        }
        // A flatten wants the resting exits gone before its first slice, and must not wait for another event.
        sendCancels(nowNs);
    }

    private void sendCancels(final long nowNs) {
        final SlotSet cancels = lifecycle.cancels;
        massCancels.lead(cancels);
        for (int s = cancels.next(0); s >= 0 && writer.hasRoom(); s = cancels.next(s + 1)) {
            lifecycle.sendCancel(s, nowNs);
        }
    }

    /** Returns whether {@link #work} left something undone. */
    public boolean hasWork() {
        return hasDirty()
                || !lifecycle.cancels.isEmpty()
                || !lifecycle.announcements.isEmpty()
                || !lifecycle.successors.isEmpty();
    }

    private boolean hasDirty() {
        return !brackets.dirty.isEmpty() || !books.dirty.isEmpty();
    }

    /** Returns the earliest deadline, Long.MAX_VALUE = none. */
    public long nextDeadlineNs() {
        return deadlines.first();
    }

    /** Fires the earliest timer, if it is due, and does the work that follows; {@code deadlineNs} is its time. */
    public void onDeadline(final long deadlineNs) {
        if (deadlines.first() > deadlineNs) {
            return;
        }
        final int owner = deadlines.pop();
        final int bracket = owner - pool.capacity();
        final int book = bracket - brackets.capacity();
        if (bracket < 0) {
            clock.onDue(owner, deadlineNs);
        } else if (book < 0) {
            protection.onDue(bracket, deadlineNs);
        } else if (books.used.contains(book)) {
            // A book may have ended before what it waited for.
            books.dirty.add(book);
        }
        work(deadlineNs);
    }

    /**
     * Hears that a person wants to lift what holds a scope: protection there that was given up (F4) is tried again, whether the
     * hold ends at once or, since something is uncovered, not before that has succeeded.
     */
    public void onLookedAt(final ScopeType type, final int scopeId) {
        for (int b = brackets.used.next(0); b >= 0; b = brackets.used.next(b + 1)) {
            if (brackets.is(b, BracketPool.RETRIES_SPENT)
                    && scopes.covers(
                            type,
                            scopeId,
                            brackets.strategyId[b],
                            brackets.accountId[b],
                            brackets.venueId[b],
                            brackets.instrumentId[b])) {
                brackets.renewTries(b);
            }
        }
    }

    private boolean covers(final ScopeType type, final int scopeId, final int s) {
        return scopes.covers(
                type, scopeId, pool.strategyId[s], pool.accountId[s], pool.venueId[s], pool.instrumentId[s]);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("orders");
        writer.putLong(run);
        writer.putLong(counter);
        for (int i = 0; i < accountOf.length; i++) {
            writer.putInt(accountOf[i]);
        }
        settings.writeTo(writer);
        pool.writeTo(writer);
        books.writeTo(writer);
        brackets.writeTo(writer);
        lifecycle.writeTo(writer);
        deadlines.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("orders");
        run = reader.getLong();
        counter = reader.getLong();
        for (int i = 0; i < accountOf.length; i++) {
            accountOf[i] = reader.getInt();
        }
        settings.readFrom(reader);
        pool.readFrom(reader);
        books.readFrom(reader);
        brackets.readFrom(reader);
        lifecycle.readFrom(reader);
        deadlines.readFrom(reader);
        exposures.rebuild();
    }
}
