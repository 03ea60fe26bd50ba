package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
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
 * A further control is one constant in {@link Control}, its figures in {@link Figure}, and one line below.
 *
 * <p>Thread: core. Allocates: never. Overflow is a refusal, not an exception. Deciding changes nothing but the intent;
 * {@link #onSent} does. Source: CONTROLS "Control catalogue", worst case and Semantics 1, 2, 3, 6, 8.
 */
public final class PreTradeGate implements Stateful {
    private final Limits limits;
    private final Decision decision = new Decision();
    private final Candidate candidate;
    private final WorstValue worst;
    private final OpenBooks books;
    private final BookValues values;
    private final KillRule kill;
    private final FormRule form;
    private final MarketRule market;
    private final SignalRule signal;
    private final SizeRule size;
    private final Sizing sizing;
    private final PositionRule position;
    private final ExposureRule exposure;
    private final HeatRule heat;
    private final OpenOrderRule openOrders;
    private final Throttle throttle;
    private final LeverageRule leverage;
    private final BuyingPowerRule buyingPower;
    private final DuplicateRule duplicates;
    private final SelfMatchRule selfMatch;
    private final OrderToTradeRule orderToTrade;
    private final RepeatedExecutions repeats;
    private final VelocityRule velocity;
    private final SpreadRule spread;
    private final VolatilityRule volatility;
    private final HoursRule hours;
    private final PermissionRule permission;
    private final QualityRule quality;
    private final VolumeRule volume;
    private final PriceMoveRule priceMove;
    private final FatFingerRule fatFinger;
    private final BasketRule basket;
    private final NoTradeBand band;
    private final CooldownRule cooldown;
    private final RegimeRule regime;
    private final DayTradeRule dayTrades;
    private final AllocationRule allocation;
    private final AdmissionRule admission;
    private final CorrelationRule correlation;
    private final Examiner examiner;

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
        examiner = new Examiner(limits, trace, decision);
        worst = new WorstValue(instruments, marketView);
        candidate = new Candidate(instruments, orders, positions, capacity);
        books = new OpenBooks(orders, positions, capacity);
        final Capital capital = new Capital(instruments, examiner);
        values = new BookValues(instruments, marketView, orders, positions, books, worst, capital, capacity);
        kill = new KillRule(monitor, orders, examiner);
        form = new FormRule(instruments, capacity, examiner);
        market = new MarketRule(instruments, marketView, positions, examiner);
        signal = new SignalRule(examiner);
        size = new SizeRule(instruments, worst, examiner);
        sizing = new Sizing(instruments, monitor, worst, size, signal, examiner);
        position = new PositionRule(orders, positions, examiner);
        exposure = new ExposureRule(instruments, orders, positions, books, values, worst, capital, examiner);
        heat = new HeatRule(instruments, orders, positions, books, values, worst, examiner);
        openOrders = new OpenOrderRule(orders, examiner);
        throttle = new Throttle(capacity, examiner);
        leverage = new LeverageRule(exposure, examiner);
        buyingPower = new BuyingPowerRule(instruments, orders, positions, books, values, exposure, worst, examiner);
        duplicates = new DuplicateRule(orders, capacity, examiner);
        selfMatch = new SelfMatchRule(orders, examiner);
        orderToTrade = new OrderToTradeRule(capacity, examiner);
        repeats = new RepeatedExecutions(capacity, examiner);
        velocity = new VelocityRule(worst, capacity, examiner);
        spread = new SpreadRule(instruments, marketView, examiner);
        volatility = new VolatilityRule(examiner);
        hours = new HoursRule(marketView, examiner);
        permission = new PermissionRule(orders, capacity, examiner);
        quality = new QualityRule(marketView, examiner);
        volume = new VolumeRule(marketView, orders, positions, examiner);
        priceMove = new PriceMoveRule(marketView, examiner);
        fatFinger = new FatFingerRule(worst, capacity, examiner);
        basket = new BasketRule(examiner);
        band = new NoTradeBand(positions, worst, examiner);
        cooldown = new CooldownRule(capacity, examiner);
        regime = new RegimeRule(instruments, marketView, examiner);
        dayTrades = new DayTradeRule(instruments, marketView, orders, positions, books, capacity, examiner);
        allocation = new AllocationRule(exposure, examiner);
        admission = new AdmissionRule(instruments, marketView, volume, examiner);
        correlation = new CorrelationRule(instruments, marketView, values.directions(), examiner);
    }

    /**
     * Sizes an ENTRY whose quantity is 0, slices an exit that is too large, prices a MARKET order, and asks every control
     * in the order of {@link Control}. Mutates the intent's quantity, price, type and effect. Returns the decision, which
     * the next call reuses. {@code nowNs} is the engine's clock.
     */
    public Decision decide(final Intent intent, final long nowNs) {
        decision.begin(limits.version());
        candidate.wrap(intent, nowNs);
        worst.begin();
        final boolean isApproved = candidate.isExit ? mayLeave(candidate) : mayEnter(candidate);
        if (isApproved) {
            decision.passed(Control.ARITHMETIC);
            decision.passed(Control.DEFAULT_DENY);
        }
        decision.order(intent.quantity, intent.price);
        return decision;
    }

    private boolean mayEnter(final Candidate c) {
        return kill.allows(c)
                && isShaped(c)
                && market.isOpen(c)
                && market.isFresh(c)
                && signal.isKept(c)
                && market.isInCollar(c)
                && size.isQuantityWithin(c)
                && size.isNotionalWithin(c)
                && position.isWithin(c)
                && exposure.isWithin(c)
                && heat.isConcurrencyWithin(c)
                && heat.isHeatWithin(c)
                && openOrders.isWithin(c)
                && throttle.isWithin(c)
                && leverage.isWithin(c)
                && buyingPower.isWithin(c)
                && duplicates.isNew(c)
                && selfMatch.isNone(c)
                && orderToTrade.isWithin(c)
                && repeats.isWithin(c)
                && velocity.isWithin(c)
                && spread.isWithin(c)
                && volatility.isWithin(c)
                && hours.isWithin(c)
                && permission.mayEnter(c)
                && quality.isWithin(c)
                && volume.isWithin(c)
                && priceMove.isWithin(c)
                && fatFinger.isWithin(c)
                && regime.isWithin(c)
                && correlation.isWithin(c)
                && basket.isWithin(c)
                && band.isWithin(c)
                && cooldown.isOver(c)
                && dayTrades.isWithin(c)
                && allocation.isWithin(c)
                && admission.isWithin(c);
    }

    private boolean mayLeave(final Candidate c) {
        return kill.allows(c)
                && isShaped(c)
                && isHeld(c)
                && market.isInCollar(c)
                && size.isQuantityWithin(c)
                && throttle.isWithin(c)
                && permission.mayLeave(c);
    }

    /**
     * Puts an entry that works, as a change of itself, to the price collar again (F6), for the market has moved. Returns the
     * decision, which the next call reuses; what leads out of the market meanwhile is not asked.
     */
    public Decision recheckPrice(final Intent working, final long nowNs) {
        if (isEntry(working, nowNs)) {
            market.isInCollar(candidate);
        }
        return decision;
    }

    /** The same to the state of its market, which has changed. */
    public Decision recheckMarket(final Intent working, final long nowNs) {
        if (isEntry(working, nowNs)) {
            market.isOpen(candidate);
        }
        return decision;
    }

    /**
     * The same to every limit on what an order is and what works, for one has changed. Its own part is in the sums already;
     * what it was when it was sent (its signal, its pace, the freshness and the spread of the market) is not asked again.
     */
    public Decision recheckLimits(final Intent working, final long nowNs) {
        final Candidate c = candidate;
        if (isEntry(working, nowNs)
                && market.isInCollar(c)
                && size.isQuantityWithin(c)
                && size.isNotionalWithin(c)
                && position.isWithin(c)
                && exposure.isWithin(c)
                && heat.isConcurrencyWithin(c)
                && heat.isHeatWithin(c)
                && openOrders.isWithin(c)
                && leverage.isWithin(c)
                && buyingPower.isWithin(c)
                && allocation.isWithin(c)) {
            decision.passed(Control.ARITHMETIC);
        }
        return decision;
    }

    private boolean isEntry(final Intent working, final long nowNs) {
        decision.begin(limits.version());
        candidate.wrap(working, nowNs);
        worst.begin();
        return !candidate.isExit;
    }

    /**
     * P1, with the three things that the gate itself gives an order: the price of MARKET, size, and slice. What one of them
     * lacks (a row, a reference, a stop) is refused here, under the control that lacks it.
     */
    private boolean isShaped(final Candidate c) {
        if (!market.isPriced(c) || !form.hasForm(c)) {
            return false;
        }
        if (c.isExit) {
            size.slice(c);
        } else if (c.intent.quantity == 0 && c.intent.role == OrderRole.ENTRY) {
            c.isSized = true;
            if (!sizing.isSized(c)) {
                return false;
            }
        }
        return form.hasQuantity(c);
    }

    /** P31: an exit takes no more than what is held and not yet being reduced. */
    private boolean isHeld(final Candidate c) {
        return examiner.holds(
                Control.REDUCE_ONLY,
                ScopeType.STRATEGY,
                c.strategyId(),
                c.intent.quantity,
                c.reducible,
                c.intent.quantity <= c.reducible);
    }

    /**
     * Returns whether an exit that was approved would trade with own orders though P20 forbids it: then the entries among
     * them have to be canceled before it goes out. The exit itself is never refused for it.
     */
    public boolean needsItsWayCleared(final Intent approved) {
        return approved.effect != Effect.RAISES && selfMatch.forbids(approved);
    }

    /** Asks whether what a weight still wants is worth an order at all; nothing else is asked. The next call reuses the answer. */
    public Decision decideBand(final Intent intent, final long nowNs) {
        decision.begin(limits.version());
        candidate.wrap(intent, nowNs);
        worst.begin();
        band.isLeft(candidate);
        return decision;
    }

    /** Accounts an order that went out: its tokens, its book, which counts from here on, and what it looked like. */
    public void onSent(final Intent intent, final long nowNs) {
        onReserved(intent, nowNs);
        cooldown.onSent(intent, nowNs);
    }

    /** Accounts an entry that counts as if it had gone out, until {@link #onWithdrawn}. */
    public void onReserved(final Intent intent, final long nowNs) {
        throttle.take(intent.venueId, intent.strategyId, nowNs);
        books.add(intent.strategyId, intent.instrumentId, intent.accountId);
        duplicates.remember(intent, nowNs);
        orderToTrade.onOrder(intent.instrumentId, nowNs);
        velocity.onOrder(intent, nowNs);
        fatFinger.onOrder(intent);
    }

    /** Takes back what {@link #onReserved} accounted at this very time; the last of several entries first. */
    public void onWithdrawn(final Intent intent, final long nowNs) {
        fatFinger.takeBack(intent);
        velocity.takeBack(intent, nowNs);
        orderToTrade.takeBack(intent.instrumentId, nowNs);
        duplicates.takeBack(intent);
        throttle.giveBack(intent.venueId, intent.strategyId);
    }

    /** Returns what an order is worth at its worst, fee included, E8; what has no place is {@code Decimals.OVERFLOW}. */
    public long worstNotionalE8(final Intent intent) {
        return worst.ofOrders(intent.instrumentId, intent.quantity, intent.price);
    }

    /**
     * Accounts a fill of a strategy's order that was booked. Returns whether the strategy has to be held at REDUCE_ONLY by
     * REPEATED_EXECUTION now.
     */
    public boolean onFill(final int strategyId, final int instrumentId, final OrderRole role, final long nowNs) {
        orderToTrade.onTrade(instrumentId, nowNs);
        cooldown.onFill(strategyId, instrumentId, role, nowNs);
        if (role != OrderRole.ENTRY) {
            return false;
        }
        repeats.onExecution(strategyId);
        return repeats.isSpent(strategyId);
    }

    /**
     * Accounts a fill of shares that was booked, of whichever strategy or of none: its quantity, a sale negative, and what the
     * account holds after it.
     */
    public void onShares(
            final int accountId, final int instrumentId, final long signed, final long heldAfter, final long nowNs) {
        dayTrades.onFill(accountId, instrumentId, signed, heldAfter, nowNs);
    }

    /** Returns how many fills of its automatic entries a strategy has had since a person resumed it. */
    public long executions(final int strategyId) {
        return repeats.executions(strategyId);
    }

    /** Says that a person has lifted the hold of a strategy by REPEATED_EXECUTION: its executions count from 0 again. */
    public void onLookedAt(final int strategyId) {
        repeats.reset(strategyId);
    }

    /**
     * Says that a strategy holds something in an instrument which no order through this gate explains, such as a position
     * adopted from the venue, so that its exposure and heat count.
     */
    public void onAdopted(final int strategyId, final int instrumentId, final int accountId) {
        books.add(strategyId, instrumentId, accountId);
    }

    /** Hears that a strategy was admitted for an instrument. */
    public void onAdmitted(final int strategyId, final int instrumentId) {
        permission.onAdmitted(strategyId, instrumentId);
    }

    /** Hears that a strategy may enter an instrument beside its own. Returns false where there is no such strategy. */
    public boolean onPermitted(final int strategyId, final int instrumentId) {
        return permission.onPermitted(strategyId, instrumentId);
    }

    /** Hears that an instrument or a venue was defined, perhaps anew with other fees or another kind of orders. */
    public void onDefined() {
        values.forget();
    }

    /**
     * Accounts a cancel or a question to its venue and strategy. It always goes, because it only takes risk away; what it
     * overdraws, later orders wait for.
     */
    public void onUnthrottled(final int venueId, final int strategyId, final long nowNs) {
        throttle.take(venueId, strategyId, nowNs);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("gate");
        books.writeTo(writer);
        throttle.writeTo(writer);
        velocity.writeTo(writer);
        repeats.writeTo(writer);
        orderToTrade.writeTo(writer);
        duplicates.writeTo(writer);
        permission.writeTo(writer);
        fatFinger.writeTo(writer);
        cooldown.writeTo(writer);
        dayTrades.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("gate");
        books.readFrom(reader);
        throttle.readFrom(reader);
        values.forget();
        velocity.readFrom(reader);
        repeats.readFrom(reader);
        orderToTrade.readFrom(reader);
        duplicates.readFrom(reader);
        permission.readFrom(reader);
        fatFinger.readFrom(reader);
        cooldown.readFrom(reader);
        dayTrades.readFrom(reader);
        regime.forget();
        correlation.forget();
    }
}
