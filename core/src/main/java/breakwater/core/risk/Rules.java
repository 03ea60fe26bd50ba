package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.Control;
import breakwater.core.message.OrderRole;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;

/**
 * The rules of the gate and the order in which they are asked, which is that of {@link Control}. An entry is looked at first:
 * where every figure is clear of its rows ({@link Clearance}), or passes where it is not, there is nothing to ask. Else, and
 * where somebody hears the trace, every control is asked one by one from the first on.
 *
 * <p>A further control is one constant in {@link Control}, its figures in {@link Figure}, and one line below.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class Rules {
    /** What an entry is marked with that was clear, but for what it may not have been asked. */
    private static final long CLEAR = bit(Control.KILL_STATE)
            | bit(Control.WELL_FORMED)
            | bit(Control.MARKET_STATE)
            | bit(Control.STALE_DATA)
            | bit(Control.PRICE_COLLAR)
            | bit(Control.ORDER_QUANTITY)
            | bit(Control.ORDER_NOTIONAL)
            | bit(Control.POSITION_LIMIT)
            | bit(Control.EXPOSURE)
            | bit(Control.CONCURRENCY)
            | bit(Control.HEAT)
            | bit(Control.OPEN_ORDERS)
            | bit(Control.THROTTLE)
            | bit(Control.LEVERAGE)
            | bit(Control.DUPLICATE_ORDER)
            | bit(Control.SELF_MATCH)
            | bit(Control.ORDER_TO_TRADE)
            | bit(Control.REPEATED_EXECUTION)
            | bit(Control.VELOCITY)
            | bit(Control.SPREAD)
            | bit(Control.TRADING_HOURS)
            | bit(Control.PERMISSION)
            | bit(Control.DATA_QUALITY)
            | bit(Control.SHARE_OF_VOLUME)
            | bit(Control.PRICE_MOVE)
            | bit(Control.FAT_FINGER)
            | bit(Control.REGIME)
            | bit(Control.CORRELATION)
            | bit(Control.ALLOCATION)
            | bit(Control.ADMISSION);

    private static final long SIGNAL_CONTRACT = bit(Control.SIGNAL_CONTRACT);
    private static final long BUYING_POWER = bit(Control.BUYING_POWER);
    private static final long VOLATILITY = bit(Control.VOLATILITY);
    private static final long COOLDOWN = bit(Control.COOLDOWN);

    private final Limits limits;
    private final boolean isUnheard;
    private final Decision decision;
    final WorstValue worst;
    final OpenBooks books;
    final BookValues values;
    final KillRule kill;
    final FormRule form;
    final MarketRule market;
    final SignalRule signal;
    final SizeRule size;
    final Sizing sizing;
    final PositionRule position;
    final ExposureRule exposure;
    final HeatRule heat;
    final OpenOrderRule openOrders;
    final Throttle throttle;
    final LeverageRule leverage;
    final BuyingPowerRule buyingPower;
    final DuplicateRule duplicates;
    final SelfMatchRule selfMatch;
    final OrderToTradeRule orderToTrade;
    final RepeatedExecutions repeats;
    final VelocityRule velocity;
    final SpreadRule spread;
    final VolatilityRule volatility;
    final HoursRule hours;
    final PermissionRule permission;
    final QualityRule quality;
    final VolumeRule volume;
    final PriceMoveRule priceMove;
    final FatFingerRule fatFinger;
    final BasketRule basket;
    final NoTradeBand band;
    final CooldownRule cooldown;
    final RegimeRule regime;
    final DayTradeRule dayTrades;
    final AllocationRule allocation;
    final AdmissionRule admission;
    final CorrelationRule correlation;
    private final Examiner examiner;

    Rules(
            final Instruments instruments,
            final Limits limits,
            final MarketView marketView,
            final OrderView orders,
            final PositionView positions,
            final MonitorView monitor,
            final Trace trace,
            final Decision decision,
            final Capacity capacity) {
        this.limits = limits;
        this.decision = decision;
        isUnheard = trace == Trace.NONE;
        examiner = new Examiner(limits, trace, decision);
        worst = new WorstValue(instruments, marketView);
        books = new OpenBooks(orders, positions, capacity);
        final Capital capital = new Capital(instruments, examiner);
        values = new BookValues(instruments, marketView, orders, positions, books, worst, capital, capacity);
        kill = new KillRule(monitor, orders, examiner);
        form = new FormRule(instruments, capacity, examiner);
        market = new MarketRule(instruments, marketView, positions, examiner);
        signal = new SignalRule(examiner);
        size = new SizeRule(instruments, worst, examiner);
        sizing = new Sizing(instruments, monitor, worst, size, signal, examiner);
        position = new PositionRule(examiner);
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
        volume = new VolumeRule(marketView, examiner);
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

    /** Puts an entry to every control that entries are asked, and gives it what it lacks of price and size. */
    boolean mayEnter(final Candidate c) {
        if (c.isKnown) {
            c.lookUp();
            if (isUnheard && c.clear.isWhole && isAllowed(c, true)) {
                decision.passed(CLEAR
                        | (signal.isAsked(c) ? SIGNAL_CONTRACT : 0)
                        | (buyingPower.isAsked(c) ? BUYING_POWER : 0)
                        | (VolatilityRule.isAsked(c) ? VOLATILITY : 0)
                        | (c.isReplacement() ? 0 : COOLDOWN));
                return true;
            }
            decision.begin(limits.version());
        }
        return isAllowed(c, false);
    }

    /**
     * Asks every control in order. With a look, one that is clear is not asked and not marked: an approval is marked by the
     * caller then, and a refusal is no answer, since what passed before it is not marked.
     */
    private boolean isAllowed(final Candidate c, final boolean look) {
        return isOrderWithin(c, look) && isPortfolioWithin(c, look) && isPaceWithin(c, look) && isMarketWithin(c, look);
    }

    private boolean isOrderWithin(final Candidate c, final boolean look) {
        return ((look && kill.isClear(c)) || kill.allows(c))
                && ((look && form.isClear(c)) || isShaped(c))
                && ((look && market.isOpenAndFresh(c)) || (market.isOpen(c) && market.isFresh(c)))
                && ((look && signal.isClear(c)) || signal.isKept(c))
                && ((look && market.isClear(c)) || market.isInCollar(c))
                && ((look && size.isClear(c)) || (size.isQuantityWithin(c) && size.isNotionalWithin(c)));
    }

    private boolean isPortfolioWithin(final Candidate c, final boolean look) {
        return ((look && position.isClear(c)) || position.isWithin(c))
                && ((look && exposure.isClear(c)) || exposure.isWithin(c))
                && ((look && heat.isConcurrencyClear(c)) || heat.isConcurrencyWithin(c))
                && ((look && heat.isHeatClear(c)) || heat.isHeatWithin(c))
                && ((look && openOrders.isClear(c)) || openOrders.isWithin(c))
                && ((look && throttle.isClear(c)) || throttle.isWithin(c))
                && ((look && leverage.isClear(c)) || leverage.isWithin(c))
                && ((look && buyingPower.isClear(c)) || buyingPower.isWithin(c));
    }

    private boolean isPaceWithin(final Candidate c, final boolean look) {
        return ((look && duplicates.isClear(c)) || duplicates.isNew(c))
                && ((look && selfMatch.isClear(c)) || selfMatch.isNone(c))
                && ((look && orderToTrade.isClear(c)) || orderToTrade.isWithin(c))
                && ((look && repeats.isClear(c)) || repeats.isWithin(c))
                && ((look && velocity.isClear(c)) || velocity.isWithin(c))
                && ((look && spread.isClear(c)) || spread.isWithin(c))
                && ((look && volatility.isClear(c)) || volatility.isWithin(c))
                && ((look && hours.isClear(c)) || hours.isWithin(c))
                && ((look && permission.isClear(c)) || permission.mayEnter(c));
    }

    private boolean isMarketWithin(final Candidate c, final boolean look) {
        return ((look && quality.isClear(c)) || quality.isWithin(c))
                && ((look && volume.isClear(c)) || volume.isWithin(c))
                && ((look && priceMove.isClear(c)) || priceMove.isWithin(c))
                && ((look && fatFinger.isClear(c)) || fatFinger.isWithin(c))
                && ((look && regime.isClear(c)) || regime.isWithin(c))
                && ((look && correlation.isClear(c)) || correlation.isWithin(c))
                && basket.isWithin(c)
                && band.isWithin(c)
                && ((look && cooldown.isClear(c)) || cooldown.isOver(c))
                && dayTrades.isWithin(c)
                && ((look && allocation.isClear(c)) || allocation.isWithin(c))
                && ((look && admission.isClear(c)) || admission.isWithin(c));
    }

    private static long bit(final Control control) {
        return 1L << control.code();
    }

    /** Puts an exit to the controls that exits are asked, sliced where it is too large. */
    boolean mayLeave(final Candidate c) {
        return kill.allows(c)
                && isShaped(c)
                && isHeld(c)
                && market.isInCollar(c)
                && size.isQuantityWithin(c)
                && throttle.isWithin(c)
                && permission.mayLeave(c);
    }

    /** Puts an entry that works to every limit on what an order is and what works. */
    boolean isWithinLimits(final Candidate c) {
        c.lookUp();
        return market.isInCollar(c)
                && size.isQuantityWithin(c)
                && size.isNotionalWithin(c)
                && position.isWithin(c)
                && exposure.isWithin(c)
                && heat.isConcurrencyWithin(c)
                && heat.isHeatWithin(c)
                && openOrders.isWithin(c)
                && leverage.isWithin(c)
                && buyingPower.isWithin(c)
                && allocation.isWithin(c);
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
}
