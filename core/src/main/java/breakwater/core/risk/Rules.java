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
 * <p>A further control is one constant in {@link Control}, its figures in {@link Figure}, and its lines below: one where it is
 * asked, one where it is looked at.
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
    private final KillRule kill;
    private final FormRule form;
    final MarketRule market;
    private final SignalRule signal;
    private final SizeRule size;
    private final Sizing sizing;
    private final PositionRule position;
    private final ExposureRule exposure;
    private final HeatRule heat;
    private final OpenOrderRule openOrders;
    final Throttle throttle;
    private final LeverageRule leverage;
    private final BuyingPowerRule buyingPower;
    final DuplicateRule duplicates;
    final SelfMatchRule selfMatch;
    final OrderToTradeRule orderToTrade;
    final RepeatedExecutions repeats;
    final VelocityRule velocity;
    private final SpreadRule spread;
    private final VolatilityRule volatility;
    private final HoursRule hours;
    final PermissionRule permission;
    private final QualityRule quality;
    private final VolumeRule volume;
    private final PriceMoveRule priceMove;
    final FatFingerRule fatFinger;
    private final BasketRule basket;
    final NoTradeBand band;
    final CooldownRule cooldown;
    final RegimeRule regime;
    final DayTradeRule dayTrades;
    private final AllocationRule allocation;
    private final AdmissionRule admission;
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
        if (isUnheard && c.isKnown && isClear(c)) {
            return true;
        }
        decision.begin(limits.version());
        return isExamined(c);
    }

    /**
     * Looks whether every figure is far from its rows, or passes where it is not: an approval with the marks that
     * {@link #isExamined} would leave. Answers false where a row is missing or a control refuses: then everything is asked one
     * by one, from the first on, for the answer to say why.
     */
    private boolean isClear(final Candidate c) {
        if (!c.clear.isWhole || !isOrderClear(c) || !isPortfolioClear(c) || !isPaceClear(c) || !isMarketClear(c)) {
            return false;
        }
        decision.passed(CLEAR
                | (signal.isAsked(c) ? SIGNAL_CONTRACT : 0)
                | (buyingPower.isAsked(c) ? BUYING_POWER : 0)
                | (VolatilityRule.isAsked(c) ? VOLATILITY : 0)
                | (c.isReplacement() ? 0 : COOLDOWN));
        return true;
    }

    private boolean isOrderClear(final Candidate c) {
        return (kill.isClear(c) || kill.allows(c))
                && (form.isClear(c) || isShaped(c))
                && (market.isOpenAndFresh(c) || (market.isOpen(c) && market.isFresh(c)))
                && (signal.isClear(c) || signal.isKept(c))
                && (market.isClear(c) || market.isInCollar(c))
                && (size.isClear(c) || (size.isQuantityWithin(c) && size.isNotionalWithin(c)));
    }

    private boolean isPortfolioClear(final Candidate c) {
        return (position.isClear(c) || position.isWithin(c))
                && (exposure.isClear(c) || exposure.isWithin(c))
                && (heat.isConcurrencyClear(c) || heat.isConcurrencyWithin(c))
                && (heat.isHeatClear(c) || heat.isHeatWithin(c))
                && (openOrders.isClear(c) || openOrders.isWithin(c))
                && (throttle.isClear(c) || throttle.isWithin(c))
                && (leverage.isClear(c) || leverage.isWithin(c))
                && (buyingPower.isClear(c) || buyingPower.isWithin(c));
    }

    private boolean isPaceClear(final Candidate c) {
        return (duplicates.isClear(c) || duplicates.isNew(c))
                && (selfMatch.isClear(c) || selfMatch.isNone(c))
                && (orderToTrade.isClear(c) || orderToTrade.isWithin(c))
                && (repeats.isClear(c) || repeats.isWithin(c))
                && (velocity.isClear(c) || velocity.isWithin(c))
                && (spread.isClear(c) || spread.isWithin(c))
                && (volatility.isClear(c) || volatility.isWithin(c))
                && (hours.isClear(c) || hours.isWithin(c))
                && (permission.isClear(c) || permission.mayEnter(c));
    }

    private boolean isMarketClear(final Candidate c) {
        return (quality.isClear(c) || quality.isWithin(c))
                && (volume.isClear(c) || volume.isWithin(c))
                && (priceMove.isClear(c) || priceMove.isWithin(c))
                && (fatFinger.isClear(c) || fatFinger.isWithin(c))
                && (regime.isClear(c) || regime.isWithin(c))
                && (correlation.isClear(c) || correlation.isWithin(c))
                && (!BasketRule.isAsked(c) || (basket.isWithin(c) && band.isWithin(c)))
                && (cooldown.isClear(c) || cooldown.isOver(c))
                && dayTrades.isWithin(c)
                && (allocation.isClear(c) || allocation.isWithin(c))
                && (admission.isClear(c) || admission.isWithin(c));
    }

    private static long bit(final Control control) {
        return 1L << control.code();
    }

    /** Asks every control. */
    private boolean isExamined(final Candidate c) {
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
