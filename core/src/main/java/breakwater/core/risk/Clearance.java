package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.Intent;
import breakwater.core.reference.Instruments;

/**
 * How far every figure of an entry has to stay from its rows for none of them to have anything to say, for one strategy in one
 * instrument: the rows of all scopes in one bound, worked out once when a row has changed. A decision compares some sixty
 * figures, nearly all of them far from their rows; so each costs one comparison, whatever number of scopes has a row for it.
 *
 * <p>Each bound is inside the rows: what is clear here passes and warns of nothing. What is not clear may pass all the same and
 * is put to the rows ({@link Examiner}). Where a row is missing that must stand, nothing is clear.
 *
 * <p>Counts and sums of which a row says at most keep the bound turned round by the sign bit and exclusive, so that one
 * comparison lets pass what is from 0 to it ({@link #isAtMost}). Shares keep a factor a little inside the row, in doubles: an
 * estimate beside it is off by 2^-51 at most, the factor lies 2^-47 inside, so that what the estimate lets pass is within the
 * row exactly; nothing is sized, priced or summed by it ({@link #isShareAtMost}).
 *
 * <p>All this follows from the rows and is no state. Thread: core. Allocates: never after construction.
 */
final class Clearance {
    private static final double INSIDE = 0x1p-47;
    /** Below this a share in ppm has its place in a long. */
    private static final double WIDEST = 9e12;

    private static final double MILLION = 1_000_000;
    private static final long TOKEN = 1_000_000_000L;
    private static final Figure[] FIGURES = Figure.values();

    private int strategyId = -1;
    private int instrumentId;
    private int accountId;
    private int venueId;
    private long changes = -1;
    private Limits limits;

    AssetClass assetClass;
    long minQuantity;
    long maxQuantity;
    /** Of the tick and of the lot, by which a multiple is told ({@link #isMultiple}). */
    long tickInverse;

    int tickShift;
    long tickMost;
    long lotInverse;
    int lotShift;
    long lotMost;
    /** What one unit of price and quantity is worth in money E8, near enough. */
    double unitE8;

    double minNotionalE8;
    int scale;
    long multiplier;
    long feePpm;
    boolean isShortable;

    /** Whether every row stands that must stand for all, and none leaves nothing clear: else there is nothing to look at. */
    boolean isWhole;

    /** Whether the strategy has a row of its own in the contract of a signal. */
    boolean hasOwnContract;
    /** Whether there are rows of exposure for classes, and for strategies. */
    boolean hasExposureOfClass;

    boolean hasExposureOfStrategy;

    long score;
    double stopDistance;
    double rewardToRisk;
    double entryCollar;
    long orderQuantity;
    long orderNotional;
    /** As it is: a worst case of the other sign is within it. */
    long longPosition;

    long shortPosition;
    long gross;
    long grossOfClass;
    long grossOfStrategy;
    /** As they are: a net of the other sign is within them. */
    long net;

    long netOfClass;
    long netOfStrategy;
    long openPositions;
    long positionsOfClass;
    double portfolioHeat;
    double tradeRisk;
    double underlyingHeat;
    long openOrders;
    long openOrdersOfVenue;
    long openOrdersOfStrategy;
    long openOrdersOfInstrument;
    /** In billionths of a token: what has to be in a bucket for an entry. */
    long venueTokens;

    long strategyTokens;
    double leverageOfClass;
    double leverageOfAccount;
    double leverageOfInstrument;
    double cashReserve;
    long duplicateWindowNs;
    long ordersCrossed;
    long orderSample;
    double ordersPerTrade;
    long executions;
    long spreadSample;
    long spreadFloor;
    double spread;
    double volatilityMin;
    double volatilityMax;
    long timeToClose;
    boolean isPermitted;
    long otherInstruments;
    long shortSale;
    long quarantineSample;
    double quarantined;
    long assumedVolume;
    double orderOfVolume;
    double positionOfVolume;
    long priceMoveWindow;
    double priceMove;
    long fatFingerSample;
    double fatFinger;
    long brake;
    long trendMin;
    long trendMax;
    long correlation;
    long afterExit;
    long afterStop;
    double allocation;
    double capitalReserve;
    double minimumVolumeE8;

    /** From when until when the state of the market was found clear. */
    long regimeFromNs;

    long regimeUntilNs;
    /** The same of how the instrument goes together with what is open: on which side, and beside which directions. */
    long correlationFromNs;

    long correlationUntilNs;
    long correlationDirections;
    boolean correlationIsBuy;

    /** Returns whether this is what the rows say now for whom the intent is of. */
    boolean isOf(final Intent intent, final long changes) {
        return intent.strategyId == strategyId
                && intent.instrumentId == instrumentId
                && intent.accountId == accountId
                && intent.venueId == venueId
                && this.changes == changes;
    }

    /**
     * Returns whether a value that is not negative is a multiple of a step, without a division: the step's odd part has an
     * inverse in arithmetic modulo 2^64, by which multiples and no others become small (Granlund and Montgomery, Division by
     * Invariant Integers using Multiplication, section 9).
     */
    static boolean isMultiple(final long value, final long inverse, final int shift, final long most) {
        return Long.rotateRight(value * inverse, shift) + Long.MIN_VALUE <= most;
    }

    /** Returns whether a figure is from 0 to a bound; one that has no place in a long is not. */
    static boolean isAtMost(final long observed, final long bound) {
        return observed + Long.MIN_VALUE < bound;
    }

    /** The same for a figure that may be negative, beside a bound that is kept as it is. */
    static boolean isSignedAtMost(final long observed, final long bound) {
        return observed <= bound && observed != Decimals.OVERFLOW;
    }

    /** Returns whether part of whole is clear of a share of which rows say at most. */
    static boolean isShareAtMost(final long part, final long whole, final double share) {
        return (part | whole | (whole - 1)) >= 0 && (double) part <= (double) whole * share;
    }

    /** Returns whether part of whole is clear of a share of which rows say at least. */
    static boolean isShareAtLeast(final long part, final long whole, final double share) {
        return (part | whole | (whole - 1)) >= 0
                && (double) part >= (double) whole * share
                && (double) part <= (double) whole * WIDEST;
    }

    /** Lets it be worked out anew. */
    void forget() {
        changes = -1;
    }

    /** Works the bounds out. */
    void work(final Intent intent, final Instruments instruments, final Limits from, final long changes) {
        strategyId = intent.strategyId;
        instrumentId = intent.instrumentId;
        accountId = intent.accountId;
        venueId = intent.venueId;
        this.changes = changes;
        limits = from;
        regimeFromNs = 0;
        regimeUntilNs = 0;
        correlationFromNs = 0;
        correlationUntilNs = 0;
        workInstrument(instruments);
        isWhole = isWhole();
        workOrder();
        workPortfolio();
        workPace();
        workMarket();
    }

    private boolean isWhole() {
        for (final Figure figure : FIGURES) {
            if (figure.required() == ScopeType.GLOBAL
                    && figure.control().reach() != Control.Reach.LEVELS
                    && limits.rows(figure, ScopeType.GLOBAL).isEmpty()) {
                return false;
            }
        }
        return !limits.rows(Figure.ASSUMED_VOLUME, ScopeType.INSTRUMENT).isMissing(instrumentId);
    }

    private void workInstrument(final Instruments instruments) {
        final int id = instrumentId;
        assetClass = instruments.assetClass(id);
        final long tickSize = instruments.tickSize(id);
        tickShift = Long.numberOfTrailingZeros(tickSize);
        tickInverse = inverse(tickSize >> tickShift);
        tickMost = Long.divideUnsigned(-1, tickSize) + Long.MIN_VALUE;
        final long lotSize = instruments.lotSize(id);
        lotShift = Long.numberOfTrailingZeros(lotSize);
        lotInverse = inverse(lotSize >> lotShift);
        lotMost = Long.divideUnsigned(-1, lotSize) + Long.MIN_VALUE;
        minQuantity = instruments.minQuantity(id);
        maxQuantity = instruments.maxQuantity(id);
        scale = 8 + instruments.priceExponent(id) + instruments.quantityExponent(id);
        multiplier = instruments.contractMultiplier(id);
        unitE8 = scale < 0
                ? multiplier / (double) Decimals.power10(-scale)
                : multiplier * (double) Decimals.power10(scale);
        minNotionalE8 = instruments.minNotionalE8(id) * (1 + INSIDE);
        feePpm = Math.max(0, Math.max(instruments.makerFeePpm(id), instruments.takerFeePpm(id)));
        isShortable = instruments.isShortable(id);
    }

    /** Returns what an odd number times is 1 modulo 2^64: each step of Newton's doubles the bits that are right. */
    static long inverse(final long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private void workOrder() {
        hasOwnContract = isOwn(Figure.SCORE) || isOwn(Figure.STOP_DISTANCE) || isOwn(Figure.REWARD_TO_RISK);
        score = least(Figure.SCORE, ScopeType.STRATEGY);
        stopDistance = shareAtLeast(least(Figure.STOP_DISTANCE, ScopeType.STRATEGY));
        rewardToRisk = shareAtLeast(least(Figure.REWARD_TO_RISK, ScopeType.STRATEGY));
        entryCollar = shareAtMost(most(Figure.ENTRY_COLLAR, ScopeType.INSTRUMENT));
        orderQuantity = atMost(Math.min(
                most(Figure.ORDER_QUANTITY, ScopeType.INSTRUMENT), most(Figure.ORDER_QUANTITY, ScopeType.STRATEGY)));
        orderNotional = atMost(Math.min(
                most(Figure.ORDER_NOTIONAL, ScopeType.GLOBAL),
                Math.min(
                        most(Figure.ORDER_NOTIONAL, ScopeType.STRATEGY),
                        most(Figure.ORDER_NOTIONAL, ScopeType.INSTRUMENT))));
        isPermitted = Math.min(most(Figure.PERMITTED, ScopeType.INSTRUMENT), most(Figure.PERMITTED, ScopeType.STRATEGY))
                >= PermissionRule.ENTER;
        otherInstruments = atMost(most(Figure.OTHER_INSTRUMENTS, ScopeType.STRATEGY));
        shortSale = atMost(
                Math.min(most(Figure.SHORT_SALE, ScopeType.INSTRUMENT), most(Figure.SHORT_SALE, ScopeType.STRATEGY)));
        ordersCrossed = atMost(most(Figure.OWN_ORDERS_CROSSED, ScopeType.VENUE));
        final Rows ofAll = limits.rows(Figure.DUPLICATE_WINDOW, ScopeType.GLOBAL);
        final Rows ofStrategy = limits.rows(Figure.DUPLICATE_WINDOW, ScopeType.STRATEGY);
        duplicateWindowNs = Math.max(ofAll.value(0), ofStrategy.value(strategyId));
        isWhole &= least(Figure.DUPLICATE_WINDOW, ScopeType.STRATEGY) != Long.MAX_VALUE;
    }

    private void workPortfolio() {
        longPosition = most(Figure.LONG_POSITION, ScopeType.INSTRUMENT);
        shortPosition = most(Figure.SHORT_POSITION, ScopeType.INSTRUMENT);
        hasExposureOfClass = isAsked(ScopeType.ASSET_CLASS);
        hasExposureOfStrategy = isAsked(ScopeType.STRATEGY);
        gross = atMost(most(Figure.GROSS_EXPOSURE, ScopeType.GLOBAL));
        grossOfClass = atMost(most(Figure.GROSS_EXPOSURE, ScopeType.ASSET_CLASS));
        grossOfStrategy = atMost(most(Figure.GROSS_EXPOSURE, ScopeType.STRATEGY));
        net = most(Figure.NET_EXPOSURE, ScopeType.GLOBAL);
        netOfClass = most(Figure.NET_EXPOSURE, ScopeType.ASSET_CLASS);
        netOfStrategy = most(Figure.NET_EXPOSURE, ScopeType.STRATEGY);
        openPositions = atMost(most(Figure.OPEN_POSITIONS, ScopeType.GLOBAL));
        positionsOfClass = atMost(most(Figure.POSITIONS_OF_CLASS, ScopeType.GLOBAL));
        portfolioHeat = shareAtMost(most(Figure.PORTFOLIO_HEAT, ScopeType.GLOBAL));
        tradeRisk = shareAtMost(most(Figure.TRADE_RISK, ScopeType.STRATEGY));
        underlyingHeat = shareAtMost(most(Figure.UNDERLYING_HEAT, ScopeType.GLOBAL));
        leverageOfClass = shareAtMost(most(Figure.LEVERAGE, ScopeType.ASSET_CLASS));
        leverageOfAccount = shareAtMost(most(Figure.LEVERAGE, ScopeType.ACCOUNT));
        leverageOfInstrument = shareAtMost(most(Figure.LEVERAGE, ScopeType.INSTRUMENT));
        cashReserve = shareAtLeast(least(Figure.CASH_RESERVE, ScopeType.ACCOUNT));
        allocation = shareAtMost(most(Figure.ALLOCATION, ScopeType.STRATEGY));
        capitalReserve = shareAtLeast(least(Figure.CAPITAL_RESERVE, ScopeType.ACCOUNT));
        correlation = atMost(most(Figure.CORRELATION, ScopeType.INSTRUMENT));
    }

    private void workPace() {
        openOrders = atMost(most(Figure.OPEN_ORDERS, ScopeType.GLOBAL));
        openOrdersOfVenue = atMost(most(Figure.OPEN_ORDERS, ScopeType.VENUE));
        openOrdersOfStrategy = atMost(most(Figure.OPEN_ORDERS, ScopeType.STRATEGY));
        openOrdersOfInstrument = atMost(most(Figure.OPEN_ORDERS, ScopeType.INSTRUMENT));
        venueTokens = tokens(ScopeType.VENUE, venueId);
        strategyTokens = limits.rows(Figure.MESSAGE_RATE, ScopeType.STRATEGY).isMissing(strategyId)
                ? Long.MIN_VALUE
                : tokens(ScopeType.STRATEGY, strategyId);
        orderSample =
                limits.rows(Figure.ORDERS_PER_TRADE_SAMPLE, ScopeType.GLOBAL).value(0);
        ordersPerTrade = MILLION * shareAtMost(most(Figure.ORDERS_PER_TRADE, ScopeType.INSTRUMENT));
        executions = atMost(most(Figure.REPEATED_EXECUTIONS, ScopeType.STRATEGY));
        fatFingerSample =
                limits.rows(Figure.FAT_FINGER_SAMPLE, ScopeType.GLOBAL).value(0);
        fatFinger = shareAtMost(most(Figure.FAT_FINGER_MULTIPLE, ScopeType.STRATEGY));
        afterExit = least(Figure.COOLDOWN_AFTER_EXIT, ScopeType.STRATEGY);
        afterStop = least(Figure.COOLDOWN_AFTER_STOP, ScopeType.STRATEGY);
    }

    private void workMarket() {
        spreadSample = limits.rows(Figure.SPREAD_SAMPLE, ScopeType.GLOBAL).value(0);
        spreadFloor = limits.rows(Figure.SPREAD_FLOOR, ScopeType.GLOBAL).value(0);
        spread = shareAtMost(most(Figure.SPREAD_MULTIPLE, ScopeType.INSTRUMENT));
        volatilityMin = shareAtLeast(least(Figure.VOLATILITY_MIN, ScopeType.STRATEGY));
        volatilityMax = shareAtMost(most(Figure.VOLATILITY_MAX, ScopeType.STRATEGY));
        timeToClose = Math.max(
                least(Figure.TIME_TO_CLOSE, ScopeType.INSTRUMENT), least(Figure.TIME_TO_CLOSE, ScopeType.STRATEGY));
        quarantineSample =
                limits.rows(Figure.QUARANTINE_SAMPLE, ScopeType.GLOBAL).value(0);
        quarantined = shareAtMost(most(Figure.QUARANTINED_SHARE, ScopeType.INSTRUMENT));
        assumedVolume = limits.rows(Figure.ASSUMED_VOLUME, ScopeType.INSTRUMENT).value(instrumentId);
        orderOfVolume = shareAtMost(most(Figure.ORDER_OF_VOLUME, ScopeType.INSTRUMENT));
        positionOfVolume = shareAtMost(most(Figure.POSITION_OF_VOLUME, ScopeType.INSTRUMENT));
        priceMoveWindow =
                limits.rows(Figure.PRICE_MOVE_WINDOW, ScopeType.GLOBAL).value(0) / TOKEN;
        priceMove = shareAtMost(most(Figure.PRICE_MOVE, ScopeType.INSTRUMENT));
        brake = atMost(most(Figure.VOLATILITY_BRAKE, ScopeType.INSTRUMENT));
        trendMin = least(Figure.TREND_MIN, ScopeType.STRATEGY);
        trendMax = atMost(most(Figure.TREND_MAX, ScopeType.STRATEGY));
        minimumVolumeE8 = (1 + INSIDE)
                * Math.max(
                        least(Figure.MINIMUM_VOLUME, ScopeType.ASSET_CLASS),
                        least(Figure.MINIMUM_VOLUME, ScopeType.INSTRUMENT));
    }

    private boolean isAsked(final ScopeType scopeType) {
        return !(limits.rows(Figure.GROSS_EXPOSURE, scopeType).isEmpty()
                && limits.rows(Figure.NET_EXPOSURE, scopeType).isEmpty());
    }

    private boolean isOwn(final Figure figure) {
        return !limits.rows(figure, ScopeType.STRATEGY).isMissing(strategyId);
    }

    private long most(final Figure figure, final ScopeType scopeType) {
        return limits.rows(figure, scopeType).greatest(id(scopeType));
    }

    private long least(final Figure figure, final ScopeType scopeType) {
        final long least = limits.rows(figure, scopeType).least(id(scopeType));
        isWhole &= least != Long.MAX_VALUE;
        return least;
    }

    private int id(final ScopeType scopeType) {
        switch (scopeType) {
            case VENUE:
                return venueId;
            case ACCOUNT:
                return accountId;
            case ASSET_CLASS:
                return assetClass.value();
            case STRATEGY:
                return strategyId;
            case INSTRUMENT:
                return instrumentId;
            default:
                return 0;
        }
    }

    /** Turns the greatest figure that is clear round, exclusive; a negative one leaves nothing clear. */
    static long atMost(final long greatest) {
        return greatest < 0 ? Long.MIN_VALUE : greatest + 1 + Long.MIN_VALUE;
    }

    /** Returns the factor inside of the greatest share in ppm that is clear; none below 0. */
    static double shareAtMost(final long greatest) {
        return greatest < 0 ? Double.NaN : greatest / MILLION * (1 - INSIDE);
    }

    /** Returns the factor inside of the least share in ppm that is clear. */
    static double shareAtLeast(final long least) {
        return least == Long.MAX_VALUE ? Double.NaN : Math.max(0, least) / MILLION * (1 + INSIDE);
    }

    private long tokens(final ScopeType scopeType, final int id) {
        final Rows rate = limits.rows(Figure.MESSAGE_RATE, scopeType);
        final Rows burst = limits.rows(Figure.MESSAGE_BURST, scopeType);
        final Rows reserve = limits.rows(Figure.MESSAGE_RESERVE, scopeType);
        final boolean isHeld = !rate.isMissing(id) && !burst.isMissing(id) && !reserve.isMissing(id);
        return isHeld && reserve.value(id) < burst.value(id) ? (1 + reserve.value(id)) * TOKEN : Long.MAX_VALUE;
    }
}
