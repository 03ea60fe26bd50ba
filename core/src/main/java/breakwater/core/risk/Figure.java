package breakwater.core.risk;

import static breakwater.core.message.ScopeType.ACCOUNT;
import static breakwater.core.message.ScopeType.ASSET_CLASS;
import static breakwater.core.message.ScopeType.GLOBAL;
import static breakwater.core.message.ScopeType.INSTRUMENT;
import static breakwater.core.message.ScopeType.STRATEGY;
import static breakwater.core.message.ScopeType.VENUE;
import static breakwater.core.risk.Sense.AT_LEAST;
import static breakwater.core.risk.Sense.AT_MOST;
import static breakwater.core.risk.Unit.COUNT;
import static breakwater.core.risk.Unit.MONEY;
import static breakwater.core.risk.Unit.NS;
import static breakwater.core.risk.Unit.PPM;
import static breakwater.core.risk.Unit.QUANTITY;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

/**
 * Every figure that can be limited: what a {@code SetLimit} row may name, with its unit, its sane range, the scope at
 * which a missing row denies (P32), the scopes at which a row may tighten it further, and the value that we ship. A
 * control has as many figures as it has keys; each further limit is one constant here and one line in its rule.
 *
 * <p>At the optional scopes a row tightens beside the required one, except for {@link #SCORE}, {@link #REWARD_TO_RISK}
 * and {@link #STOP_DISTANCE}: there a strategy's own row stands in the place of the global one, because the contract of
 * a signal belongs to the strategy's family.
 */
public enum Figure {
    /** Least score of a signal, 0 to 5. */
    SCORE(Control.SIGNAL_CONTRACT, 0, AT_LEAST, COUNT, 5, GLOBAL, 4, "specification 3.2", STRATEGY),
    /** Least reward, entry to first target, in ppm of the risk, entry to stop. */
    REWARD_TO_RISK(
            Control.SIGNAL_CONTRACT,
            1,
            AT_LEAST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            2_000_000,
            "specification 2.6: 2 to 1",
            STRATEGY),
    /** Least distance of the stop in ppm of the entry price. */
    STOP_DISTANCE(
            Control.SIGNAL_CONTRACT, 2, AT_LEAST, PPM, 1_000_000, GLOBAL, 5_000, "specification 5.1: 0.5 %", STRATEGY),
    /** Widest distance of an entry's price from the reference, either side. */
    ENTRY_COLLAR(
            Control.PRICE_COLLAR,
            0,
            AT_MOST,
            PPM,
            1_000_000,
            INSTRUMENT,
            20_000,
            "2 %: an entry rests at the best price, what is further off is an error"),
    /** Widest distance of an exit's price from the reference, on the side that gives money away. */
    EXIT_COLLAR(
            Control.PRICE_COLLAR,
            1,
            AT_MOST,
            PPM,
            1_000_000,
            INSTRUMENT,
            50_000,
            "5 %: wider than an entry's, for leaving matters more than the price"),
    /** Largest order; an exit above it is sliced. */
    ORDER_QUANTITY(
            Control.ORDER_QUANTITY,
            0,
            AT_MOST,
            QUANTITY,
            Long.MAX_VALUE,
            INSTRUMENT,
            Figure.BY_INSTRUMENT,
            "1,000 times the venue's minimum: small until somebody decides",
            STRATEGY),
    /** Dearest order at its worst value, fee included. */
    ORDER_NOTIONAL(
            Control.ORDER_NOTIONAL,
            0,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            1_000_000_000_000L,
            "10,000: small until somebody decides",
            STRATEGY,
            INSTRUMENT),
    /** Longest worst-case position. */
    LONG_POSITION(
            Control.POSITION_LIMIT,
            0,
            AT_MOST,
            QUANTITY,
            Long.MAX_VALUE,
            INSTRUMENT,
            Figure.BY_INSTRUMENT,
            "one largest order"),
    /** Shortest worst-case position, as a positive number. */
    SHORT_POSITION(
            Control.POSITION_LIMIT,
            1,
            AT_MOST,
            QUANTITY,
            Long.MAX_VALUE,
            INSTRUMENT,
            Figure.BY_INSTRUMENT,
            "one largest order"),
    /** Sum of the strategies' worst cases. */
    GROSS_EXPOSURE(
            Control.EXPOSURE,
            0,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            3_000_000_000_000L,
            "30,000: three largest orders",
            ASSET_CLASS,
            STRATEGY),
    /** Worst case in one direction, longs against shorts. */
    NET_EXPOSURE(
            Control.EXPOSURE,
            1,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            3_000_000_000_000L,
            "30,000: three largest orders",
            ASSET_CLASS,
            STRATEGY),
    /** Open positions and pending entries. */
    OPEN_POSITIONS(Control.CONCURRENCY, 0, AT_MOST, COUNT, 262_144, GLOBAL, 5, "specification 5.6"),
    /** The same within one asset class. */
    POSITIONS_OF_CLASS(
            Control.CONCURRENCY,
            1,
            AT_MOST,
            COUNT,
            262_144,
            GLOBAL,
            2,
            "specification 5.6; max(2, 40 % of the tier's)"),
    /** Sum of all risks, in ppm of equity. */
    PORTFOLIO_HEAT(Control.HEAT, 0, AT_MOST, PPM, 1_000_000_000L, GLOBAL, 50_000, "specification 2.6: 5 %"),
    /** Risk of one entry, in ppm of equity; also the base of sizing. */
    TRADE_RISK(Control.HEAT, 1, AT_MOST, PPM, 1_000_000_000L, GLOBAL, 10_000, "specification 2.5: 1 %", STRATEGY),
    /** Sum of the risks in one underlying over all strategies, in ppm of equity. */
    UNDERLYING_HEAT(
            Control.HEAT,
            2,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            15_000,
            "specification 5.6: 30 % of the heat budget"),
    /** Orders not proven dead. */
    OPEN_ORDERS(
            Control.OPEN_ORDERS,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            100,
            "20 for each of five positions: stop, targets, moves",
            VENUE,
            STRATEGY,
            INSTRUMENT),
    /** Order messages a second that flow into the bucket. */
    MESSAGE_RATE(
            Control.THROTTLE,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            VENUE,
            10,
            "10 a second: below what venues allow and where regulators begin to count",
            STRATEGY),
    /** Messages that the bucket holds. */
    MESSAGE_BURST(Control.THROTTLE, 1, AT_MOST, COUNT, 1_000_000, VENUE, 20, "two seconds' worth", STRATEGY),
    /** Messages of the burst that entries leave: the upper half for exits, the lower for cancels alone. */
    MESSAGE_RESERVE(
            Control.THROTTLE,
            2,
            AT_LEAST,
            COUNT,
            1_000_000,
            VENUE,
            10,
            "half the burst: leaving comes before entering",
            STRATEGY),
    /** Loss of the UTC day in ppm of opening equity. */
    DAILY_LOSS(Control.DAILY_LOSS, 0, AT_MOST, PPM, 1_000_000, GLOBAL, 30_000, "specification 5.4: 3 %", ACCOUNT),
    /** Fall from the peak in ppm of it. */
    DRAWDOWN(Control.DRAWDOWN, 0, AT_MOST, PPM, 1_000_000, GLOBAL, 150_000, "specification 5.5: 15 %", ACCOUNT),
    /** Losses in a row that halve sizes. */
    LOSING_STREAK(Control.LOSING_STREAK, 0, AT_MOST, COUNT, 1_000, GLOBAL, 5, "specification 5.5"),
    /**
     * Gross worst-case exposure of an account in an asset class, in ppm of its equity; what the gate sizes is cut to it.
     * At an account's scope over all classes, at an instrument's for the position alone.
     */
    LEVERAGE(
            Control.LEVERAGE,
            0,
            AT_MOST,
            PPM,
            1_000_000_000L,
            ASSET_CLASS,
            Figure.BY_CLASS,
            "specification 2.5: 3 x crypto, 10 x FX (futures alike), 1 x equities",
            ACCOUNT,
            INSTRUMENT),
    /** Cash that is left when everything is paid that is not traded on margin, in ppm of equity. */
    CASH_RESERVE(
            Control.BUYING_POWER,
            0,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            50_000,
            "5 %: fees and a gap between order and fill are paid from it",
            ACCOUNT),
    /** Least time between two entries of a strategy that are the same, one that is open counting as sent now; 0 = none. */
    DUPLICATE_WINDOW(
            Control.DUPLICATE_ORDER,
            0,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            1_000_000_000L,
            "1 s: a strategy that repeats itself faster is in a loop",
            STRATEGY),
    /** Own orders of the account that an entry may cross; an exit has the entries among them canceled first. */
    OWN_ORDERS_CROSSED(
            Control.SELF_MATCH,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            VENUE,
            0,
            "none: a trade with oneself is a wash; more only where the venue itself prevents it"),
    /** Orders that go out in an instrument for each trade that comes back, within a rolling hour. */
    ORDERS_PER_TRADE(
            Control.ORDER_TO_TRADE,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            50,
            "50 to 1: about where exchanges begin to charge for it",
            INSTRUMENT),
    /** Orders within the hour up to which the ratio says nothing. */
    ORDERS_PER_TRADE_SAMPLE(
            Control.ORDER_TO_TRADE,
            1,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            100,
            "two trades' worth at the shipped ratio"),
    /** Fills of a strategy's automatic entries until a person has to look at it. */
    REPEATED_EXECUTIONS(
            Control.REPEATED_EXECUTION,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            1_000,
            "RTS 6 Art. 15 (3) names no number: some days of a strategy that acts within minutes",
            STRATEGY),
    /** Orders of a strategy within a second, exits counted, filled or not. */
    ORDERS_PER_SECOND(
            Control.VELOCITY,
            0,
            AT_MOST,
            COUNT,
            1_000_000_000L,
            GLOBAL,
            10,
            "as many as the throttle lets flow",
            STRATEGY),
    /** Orders of a strategy within a minute, exits counted, filled or not. */
    ORDERS_PER_MINUTE(
            Control.VELOCITY,
            1,
            AT_MOST,
            COUNT,
            1_000_000_000L,
            GLOBAL,
            120,
            "two a second: five positions a minute with all their exits",
            STRATEGY),
    /** Orders of a strategy within a day, exits counted, filled or not. */
    ORDERS_PER_DAY(
            Control.VELOCITY,
            2,
            AT_MOST,
            COUNT,
            1_000_000_000L,
            GLOBAL,
            5_000,
            "five times the executions after which a person looks",
            STRATEGY),
    /** Worst notional of a strategy's orders within a second, exits counted, filled or not. */
    NOTIONAL_PER_SECOND(
            Control.VELOCITY,
            3,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            3_000_000_000_000L,
            "30,000: three largest orders",
            STRATEGY),
    /** Worst notional of a strategy's orders within a minute, exits counted, filled or not. */
    NOTIONAL_PER_MINUTE(
            Control.VELOCITY,
            4,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            10_000_000_000_000L,
            "100,000: ten largest orders",
            STRATEGY),
    /** Worst notional of a strategy's orders within a day, exits counted, filled or not. */
    NOTIONAL_PER_DAY(
            Control.VELOCITY,
            5,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            100_000_000_000_000L,
            "1,000,000: a hundred largest orders",
            STRATEGY),
    /** Widest spread in ppm of its average. */
    SPREAD_MULTIPLE(
            Control.SPREAD,
            0,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            2_000_000,
            "specification 7.2: 2 x the historical average",
            INSTRUMENT),
    /** Samples of the spread, one a second, up to which its average says nothing. */
    SPREAD_SAMPLE(Control.SPREAD, 1, AT_MOST, COUNT, 4_096, GLOBAL, 60, "a minute of quotes"),
    /** Spread in ticks that is never too wide. */
    SPREAD_FLOOR(
            Control.SPREAD,
            2,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            3,
            "3 ticks: where one tick is the average, two is noise"),
    /** Least average true range of a signal in ppm of its price. */
    VOLATILITY_MIN(
            Control.VOLATILITY,
            0,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            3_000,
            "specification: 0.3 % of the price, on quarter hours",
            STRATEGY),
    /** Greatest average true range of a signal in ppm of its price. */
    VOLATILITY_MAX(
            Control.VOLATILITY,
            1,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            40_000,
            "specification: 4 % of the price",
            STRATEGY),
    /** Least time up to the end of the trading hours. */
    TIME_TO_CLOSE(
            Control.TRADING_HOURS,
            0,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            60_000_000_000L,
            "1 min: an entry rests 30 s at most, and its stop has to be placed in an open market",
            INSTRUMENT,
            STRATEGY),
    /** Whether an entry may go out before the regular hours: 1 = yes. */
    PRE_MARKET(
            Control.TRADING_HOURS,
            1,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            0,
            "regular hours only: books are thin before them",
            INSTRUMENT,
            STRATEGY),
    /** Whether an entry may go out after the regular hours: 1 = yes. */
    POST_MARKET(
            Control.TRADING_HOURS,
            2,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            0,
            "regular hours only: books are thin after them",
            INSTRUMENT,
            STRATEGY),
    /** What may be done: 2 = enter and leave, 1 = leave, 0 = nothing, not even leave. */
    PERMITTED(
            Control.PERMISSION,
            0,
            AT_MOST,
            COUNT,
            2,
            INSTRUMENT,
            2,
            "2: what somebody configures is meant to be traded; 1 restricts it to exits, 0 is a legal ban",
            STRATEGY),
    /** Whether a strategy may enter other instruments than the one it is admitted for: 1 = yes. */
    OTHER_INSTRUMENTS(
            Control.PERMISSION,
            1,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            0,
            "none: a strategy trades what it is admitted for",
            STRATEGY),
    /** Whether a strategy may sell what it does not hold: 1 = yes. */
    SHORT_SALE(
            Control.PERMISSION,
            2,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            0,
            "none: what is sold short may cost without end, so somebody has to say so",
            INSTRUMENT,
            STRATEGY),
    /** Greatest share of refused events within a minute. */
    QUARANTINED_SHARE(
            Control.DATA_QUALITY,
            0,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            50_000,
            "5 %: one event of twenty; a feed at work loses one of thousands",
            INSTRUMENT),
    /** Events within a minute up to which their share says nothing. */
    QUARANTINE_SAMPLE(
            Control.DATA_QUALITY,
            1,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            100,
            "five refusals at the shipped share, so that no single one blocks"),
    /** Largest order in ppm of the volume of 24 hours. */
    ORDER_OF_VOLUME(
            Control.SHARE_OF_VOLUME,
            0,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            10_000,
            "specification 7.4: 1 % of 24 h volume",
            INSTRUMENT),
    /** Largest worst-case position in ppm of the volume of 24 hours. */
    POSITION_OF_VOLUME(
            Control.SHARE_OF_VOLUME,
            1,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            10_000,
            "specification 11.3: 1 % of the average daily volume",
            INSTRUMENT),
    /** The volume of 24 hours to be taken for granted until a day has been watched. */
    ASSUMED_VOLUME(
            Control.SHARE_OF_VOLUME,
            2,
            AT_MOST,
            QUANTITY,
            Long.MAX_VALUE,
            INSTRUMENT,
            0,
            "none: until a day has been watched nothing enters, unless somebody says what the venue trades"),
    /** Widest distance of an entry's price from the reference of some seconds ago. */
    PRICE_MOVE(
            Control.PRICE_MOVE,
            0,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            30_000,
            "3 %: the entry collar and half as much again",
            INSTRUMENT),
    /** How long ago that is, in whole seconds. */
    PRICE_MOVE_WINDOW(
            Control.PRICE_MOVE,
            1,
            AT_MOST,
            NS,
            60_000_000_000L,
            GLOBAL,
            30_000_000_000L,
            "30 s: as long as an entry rests"),
    /** Largest worst notional of an entry in ppm of the median of the strategy's last 32. */
    FAT_FINGER_MULTIPLE(
            Control.FAT_FINGER,
            0,
            AT_MOST,
            PPM,
            1_000_000_000_000L,
            GLOBAL,
            10_000_000,
            "ten times: sizes vary by the factors of volatility, wrong units by powers of ten",
            STRATEGY),
    /** Entries up to which their median says nothing. */
    FAT_FINGER_SAMPLE(Control.FAT_FINGER, 1, AT_MOST, COUNT, 32, GLOBAL, 10, "ten entries: fewer are no habit"),
    /** Loss of the UTC week in ppm of its opening equity; the warning is held against the fall from the week's peak. */
    WEEKLY_LOSS(Control.WEEKLY_LOSS, 0, AT_MOST, PPM, 1_000_000, GLOBAL, 80_000, "specification 5.5: 8 %", ACCOUNT),
    /** Orders and changes of them that a venue refused within a minute; reaching it holds the venue or the strategy. */
    REJECTS_PER_MINUTE(
            Control.REJECT_STORM,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            20,
            "20: one in six of the orders that a strategy may send in a minute",
            VENUE,
            STRATEGY),
    /** Orders and changes of them that a venue refused one after the other; reaching it holds the venue or the strategy. */
    REJECTS_IN_A_ROW(
            Control.REJECT_STORM,
            1,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            5,
            "5: five things that happen by chance do not happen in a row",
            VENUE,
            STRATEGY),
    /** Messages to a venue that were refused, not answered or not sent within five minutes, in ppm of them all. */
    ERROR_RATE(Control.VENUE_ERRORS, 0, AT_MOST, PPM, 1_000_000, GLOBAL, 100_000, "specification 5.5: 10 %", VENUE),
    /** Messages within the five minutes up to which the rate says nothing. */
    ERROR_SAMPLE(
            Control.VENUE_ERRORS,
            1,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            20,
            "20: where one more error is less than the limit",
            VENUE),
    /** Longest time until a venue answers a message. */
    ANSWER_TIME(
            Control.LATENCY,
            0,
            AT_MOST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            2_000_000_000L,
            "specification 9.3: 2 s",
            VENUE),
    /** Slippage of one fill in ppm of what was expected, above which its strategy is held. */
    SLIPPAGE_MULTIPLE(
            Control.SLIPPAGE,
            0,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            5_000_000,
            "specification 5.5: 5 x the expected",
            VENUE,
            STRATEGY),
    /** Slippage of one fill in ppm of what was expected, above which it is an alert. */
    SLIPPAGE_ALERT(
            Control.SLIPPAGE,
            1,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            3_000_000,
            "specification 7.2: 3 x the expected",
            VENUE,
            STRATEGY),
    /** Alerts of orders in a row; reaching it holds the venue or the strategy. */
    SLIPPAGES_IN_A_ROW(
            Control.SLIPPAGE,
            2,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            5,
            "specification 7.2: five in a row",
            VENUE,
            STRATEGY),
    /** Least expected slippage, in ticks. */
    SLIPPAGE_FLOOR(
            Control.SLIPPAGE,
            3,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            3,
            "3 ticks: where half a tick is expected, a tick or two is noise",
            INSTRUMENT),
    /** What an order is taken to move its market by, expected beside half the spread, in ppm of the market's middle. */
    SLIPPAGE_ASSUMED(
            Control.SLIPPAGE,
            4,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            500,
            "specification 3.5.2: 0.05 %, as costs are modeled",
            INSTRUMENT),
    /** Worst notional, fees included, of all that one decision of an allocator adds. */
    BASKET_NOTIONAL(
            Control.BASKET,
            0,
            AT_MOST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            3_000_000_000_000L,
            "30,000: three largest orders, as much as may be held in all",
            STRATEGY),
    /** Least share of a strategy's closed trades that won, in ppm of so many as are judged at once. */
    WIN_RATE(
            Control.STRATEGY_CRITERIA,
            0,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            250_000,
            "specification 3.4 aims at 35 %: over 50 trades chance alone takes ten points",
            STRATEGY),
    /** Least sum of a strategy's profits in ppm of the sum of its losses, over so many closed trades as are judged at once. */
    PROFIT_FACTOR(
            Control.STRATEGY_CRITERIA,
            1,
            AT_LEAST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            800_000,
            "0.8: at 1, where it stops to earn, chance would stop good ones too",
            STRATEGY),
    /** Closed trades of a strategy that are judged at once. */
    CRITERIA_SAMPLE(
            Control.STRATEGY_CRITERIA,
            2,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            50,
            "50: with fewer the share that won says little",
            STRATEGY),
    /** Fees of a strategy's day in ppm of what it made before them; beyond it is told. */
    FEE_SHARE(Control.FEE_BURDEN, 0, AT_MOST, PPM, 1_000_000_000L, GLOBAL, 300_000, "specification 7.3: 0.3", STRATEGY),
    /** Closed trades of the day up to which the share says nothing. */
    FEE_SAMPLE(
            Control.FEE_BURDEN,
            1,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            10,
            "10: a day with fewer trades is not too busy",
            STRATEGY),
    /** Least change of a weight that is traded, in ppm of equity. */
    NO_TRADE_BAND(
            Control.NO_TRADE_BAND,
            0,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            2_500,
            "0.25 % of equity: less drifts back by itself, and pays fees and spread twice",
            STRATEGY),
    /** Least time between the last fill of a strategy's exit in an instrument and its next entry there; 0 = none. */
    COOLDOWN_AFTER_EXIT(
            Control.COOLDOWN,
            1,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            60_000_000_000L,
            "1 min: to enter at once what was just left is churn",
            STRATEGY),
    /** Least time between the last fill of a strategy's stop in an instrument and its next entry there; 0 = none. */
    COOLDOWN_AFTER_STOP(
            Control.COOLDOWN,
            2,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            300_000_000_000L,
            "5 min: what stopped it out is seldom over sooner",
            STRATEGY),
    /** Least time between two orders by which weights raise a strategy's position in an instrument; 0 = none. */
    COOLDOWN_AFTER_REBALANCE(
            Control.COOLDOWN,
            3,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            60_000_000_000L,
            "1 min: twice as long as an unfilled entry rests",
            STRATEGY),
    /** How long a fill of one of its stops holds a strategy at REDUCE_ONLY; a person may resume it sooner; 0 = not at all. */
    PAUSE_AFTER_STOP(
            Control.COOLDOWN,
            0,
            AT_LEAST,
            NS,
            31_536_000_000_000_000L,
            GLOBAL,
            0,
            "none: a strategy that has to sit a stop out says so in a row of its own",
            STRATEGY),
    /** The same after a fill of a target. */
    PAUSE_AFTER_TARGET(
            Control.COOLDOWN,
            4,
            AT_LEAST,
            NS,
            31_536_000_000_000_000L,
            GLOBAL,
            0,
            "none: a strategy that has to stop at its gain says so in a row of its own",
            STRATEGY),
    /** Day trades of an account in US shares within five trading days, what may yet become one today among them. */
    DAY_TRADES(
            Control.DAY_TRADES,
            0,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            3,
            "FINRA 4210 (f)(8): a fourth makes a pattern day trader",
            ACCOUNT),
    /** Equity from which on an account's day trades are not counted. */
    DAY_TRADE_EQUITY(
            Control.DAY_TRADES,
            1,
            AT_LEAST,
            MONEY,
            Long.MAX_VALUE,
            GLOBAL,
            2_500_000_000_000L,
            "FINRA 4210 (f)(8): 25,000, which the account has to keep"),
    /** Largest share of its account's equity that a strategy ties up at worst. */
    ALLOCATION(
            Control.ALLOCATION,
            0,
            AT_MOST,
            PPM,
            1_000_000,
            STRATEGY,
            500_000,
            "specification 11.2: 50 % to the first strategy, 25 % and 15 % to the next"),
    /** Least share of an account's equity that its strategies together leave free at worst. */
    CAPITAL_RESERVE(
            Control.ALLOCATION,
            1,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            100_000,
            "specification 11.2: 10 % is not deployed",
            ACCOUNT),
    /** Least worth of what an instrument trades within 24 hours. */
    MINIMUM_VOLUME(
            Control.ADMISSION,
            0,
            AT_LEAST,
            MONEY,
            100_000_000_000_000_000L,
            ASSET_CLASS,
            Figure.BY_CLASS_VOLUME,
            "specification 11.1: 5 million crypto, 50 million equities; the others as equities",
            INSTRUMENT),
    /** Largest drift of a position from what its last weight means, in ppm of equity. */
    DRIFT(
            Control.DRIFT,
            0,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            10_000,
            "1 % of equity: four times what a weight may leave undone",
            STRATEGY),
    /** How long a position may have drifted further; reaching it holds the strategy. */
    DRIFT_TIME(
            Control.DRIFT,
            1,
            AT_MOST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            300_000_000_000L,
            "5 min: ten times as long as an unfilled entry rests",
            STRATEGY),
    /** How long before and after a sale of US shares at a loss a purchase makes a wash sale of it, in whole days; 0 = not looked for. */
    WASH_SALE_WINDOW(
            Control.WASH_SALE,
            0,
            AT_LEAST,
            NS,
            2_592_000_000_000_000L,
            GLOBAL,
            2_592_000_000_000_000L,
            "US Internal Revenue Code, section 1091: thirty days",
            INSTRUMENT),
    /** Entries of one side away from the touch that may be canceled soon about a trade of the other side. */
    LAYERS(
            Control.LAYERING,
            0,
            AT_MOST,
            COUNT,
            15,
            GLOBAL,
            3,
            "3: who quotes both sides cancels one or two when the other is filled",
            STRATEGY),
    /** How long an entry lives that is canceled soon, for layers; 0 = layers are not looked for. */
    LAYER_LIFE(
            Control.LAYERING,
            1,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            1_000_000_000L,
            "1 s: an entry that means it rests thirty",
            STRATEGY),
    /** Within which time of the other side's trade, before or after it, layers are canceled. */
    LAYER_WINDOW(
            Control.LAYERING,
            2,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            5_000_000_000L,
            "5 s: five such lives",
            STRATEGY),
    /** Whether layers hold the strategy at REDUCE_ONLY: 0 = yes, 1 = they are only told. */
    LAYERS_TOLD(
            Control.LAYERING,
            3,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            1,
            "told only: a pattern is no proof, and a person judges it",
            STRATEGY),
    /** Largest share of a strategy's entries that is canceled soon and unfilled. */
    RAPID_CANCELS(
            Control.RAPID_CANCEL,
            0,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            500_000,
            "half: more cancels than meant orders",
            STRATEGY),
    /** How long an entry lives that is canceled soon. */
    RAPID_LIFE(
            Control.RAPID_CANCEL,
            1,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            100_000_000L,
            "100 ms: no price has told anything new by then",
            STRATEGY),
    /** Entries of a strategy that are judged at once. */
    RAPID_SAMPLE(
            Control.RAPID_CANCEL,
            2,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            50,
            "50: with fewer the share says little",
            STRATEGY),
    /** Whether rapid cancels hold the strategy at REDUCE_ONLY: 0 = yes, 1 = they are only told. */
    RAPID_TOLD(
            Control.RAPID_CANCEL,
            3,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            1,
            "told only: a pattern is no proof, and a person judges it",
            STRATEGY),
    /** Within which time a purchase and a sale of the engine's at one price are taken for a trade with itself; 0 = not looked for. */
    OWN_WASH_WINDOW(
            Control.OWN_WASH,
            0,
            AT_LEAST,
            NS,
            86_400_000_000_000L,
            GLOBAL,
            10_000_000L,
            "10 ms: both reports of one trade come within it",
            INSTRUMENT),
    /** Whether a trade with itself holds the instrument at REDUCE_ONLY: 0 = yes, 1 = it is only told. */
    OWN_WASH_TOLD(
            Control.OWN_WASH,
            1,
            AT_MOST,
            COUNT,
            1,
            GLOBAL,
            1,
            "told only: P20 prevents it within an account, and two reports at one price are no proof",
            INSTRUMENT),
    /** How long a position may want to be closed; reaching it is told. */
    POSITION_STUCK(
            Control.POSITION_AGE,
            0,
            AT_MOST,
            NS,
            31_536_000_000_000_000L,
            GLOBAL,
            1_800_000_000_000L,
            "specification 9.3: 30 min",
            STRATEGY),
    /** Share of its longest hold at which a position is told to be old. */
    POSITION_AGE(
            Control.POSITION_AGE,
            1,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            900_000,
            "nine tenths: of a day, there are more than two hours left",
            STRATEGY),
    /** How often a protective stop that was refused is tried again; then it is given up until a person has looked. */
    PROTECTION_RETRIES(
            Control.RETRY,
            0,
            AT_MOST,
            COUNT,
            1_000,
            GLOBAL,
            8,
            "8: four within two seconds, four with pauses that double; the position is being closed after 4 s in any case",
            STRATEGY),
    /** Fastest movement of the last five minutes in ppm of the last hour's. */
    VOLATILITY_BRAKE(
            Control.REGIME,
            0,
            AT_MOST,
            PPM,
            1_000_000_000L,
            GLOBAL,
            3_000_000,
            "three times: sizes shrink from twice the usual on, beyond three times nothing enters",
            INSTRUMENT),
    /** Minutes up to which movements say nothing; never fewer than five. */
    REGIME_SAMPLE(
            Control.REGIME,
            1,
            AT_MOST,
            COUNT,
            60,
            GLOBAL,
            30,
            "half an hour: six times the minutes that are held against it"),
    /** Movement in ticks a minute that is never too fast. */
    VOLATILITY_BRAKE_FLOOR(
            Control.REGIME,
            2,
            AT_MOST,
            COUNT,
            1_000_000,
            GLOBAL,
            3,
            "3 ticks: where an hour stood still, one is infinitely more"),
    /** Least trend of the hour: the way from its begin to its end in ppm of the way that was gone. */
    TREND_MIN(
            Control.REGIME,
            3,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            0,
            "none: what needs a trend says so in a row of its strategy",
            STRATEGY),
    /** Most trend of the hour, which is for what trades ranges. */
    TREND_MAX(
            Control.REGIME,
            4,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            1_000_000,
            "all of it: what needs a range says so in a row of its strategy",
            STRATEGY),
    /** Highest correlation of hourly returns with another instrument in which something is open in the same direction. */
    CORRELATION(
            Control.CORRELATION,
            0,
            AT_MOST,
            PPM,
            1_000_000,
            GLOBAL,
            750_000,
            "specification 5.6: 0.75 over 30 days",
            INSTRUMENT),
    /** Hours that both must have been watched, up to which their correlation is what is assumed. */
    CORRELATION_SAMPLE(
            Control.CORRELATION,
            1,
            AT_MOST,
            COUNT,
            719,
            GLOBAL,
            24,
            "a day: of 24 returns chance alone hardly makes 0.75"),
    /** How far back returns count, in whole hours. */
    CORRELATION_WINDOW(
            Control.CORRELATION,
            2,
            AT_MOST,
            NS,
            2_592_000_000_000_000L,
            GLOBAL,
            2_592_000_000_000_000L,
            "specification 5.6: 30 days"),
    /** Correlation that is assumed of two instruments up to the least sample, whichever way is worse. */
    ASSUMED_CORRELATION(
            Control.CORRELATION,
            3,
            AT_LEAST,
            PPM,
            1_000_000,
            GLOBAL,
            1_000_000,
            "all: until a day has been watched two instruments are one, unless somebody says what is known of them"),
    /** How much earlier than the clock an event may come; beyond it the clock is in doubt. */
    CLOCK_BACK(
            Control.CLOCK,
            0,
            AT_MOST,
            NS,
            34_560_000_000_000_000L,
            GLOBAL,
            1_000_000_000L,
            "1 s: threads that stamp their events overtake each other by milliseconds, and a leap second is one"),
    /** How far a source's own times may be from the clock, three events in a row; beyond it the clock is in doubt. */
    CLOCK_SKEW(
            Control.CLOCK,
            1,
            AT_MOST,
            NS,
            34_560_000_000_000_000L,
            GLOBAL,
            10_000_000_000L,
            "10 s: a third of the age at which data is refused in any case"),
    /** How far one event may move the clock; beyond it the clock is in doubt until a source's own time is near it. */
    CLOCK_JUMP(
            Control.CLOCK,
            2,
            AT_MOST,
            NS,
            34_560_000_000_000_000L,
            GLOBAL,
            1_800_000_000_000L,
            "30 min: no live clock is silent for as long, and no wrong hour passes");

    /** Number of scope types. */
    static final int SCOPES = 6;
    /** Most keys that a control has. */
    static final int KEYS = 6;

    private static final long BY_INSTRUMENT = -1;
    private static final long BY_CLASS = -2;
    private static final long BY_CLASS_VOLUME = -3;
    private static final long MILLION_E8 = 100_000_000_000_000L;
    /** Up to here a figure's largest value makes it a leave, not an amount. */
    private static final long LEAVES = 2;

    private static final Figure[] TABLE = table();

    private final Control control;
    private final int key;
    private final Sense sense;
    private final Unit unit;
    private final long largest;
    private final ScopeType required;
    private final long shipped;
    private final String reason;
    private final int scopes;

    Figure(
            final Control control,
            final int key,
            final Sense sense,
            final Unit unit,
            final long largest,
            final ScopeType required,
            final long shipped,
            final String reason,
            final ScopeType... optional) {
        this.control = control;
        this.key = key;
        this.sense = sense;
        this.unit = unit;
        this.largest = largest;
        this.required = required;
        this.shipped = shipped;
        this.reason = reason;
        int mask = 1 << required.value();
        for (final ScopeType scope : optional) {
            mask |= 1 << scope.value();
        }
        this.scopes = mask;
    }

    /** Returns the figure of a control and key, or null where there is none. */
    public static Figure of(final Control control, final int key) {
        return control == null || key < 0 || key >= KEYS ? null : TABLE[control.code() * KEYS + key];
    }

    /** Returns the control that asks it. */
    public Control control() {
        return control;
    }

    /** Returns which figure of its control it is. */
    public int key() {
        return key;
    }

    /** Returns the scope at which a missing row denies. */
    public ScopeType required() {
        return required;
    }

    /** Returns whether a row may stand at the scope. */
    public boolean allows(final ScopeType scopeType) {
        return scopeType.value() < SCOPES && (scopes & (1 << scopeType.value())) != 0;
    }

    /** Returns the unit in words. */
    public String unit() {
        return unit.toString();
    }

    /** Returns where the shipped value comes from. */
    public String reason() {
        return reason;
    }

    /**
     * Returns the shipped value for a row of the required scope: what a configuration is told to write where the row is
     * absent. Nothing fills it in (P32). {@code scopeId} names the instrument or asset class where that is the scope.
     */
    public long shippedValue(final Instruments instruments, final int scopeId) {
        if (shipped == BY_CLASS) {
            return 1_000_000 * leverage(AssetClass.get((short) scopeId));
        }
        if (shipped == BY_CLASS_VOLUME) {
            return (AssetClass.get((short) scopeId) == AssetClass.CRYPTO ? 5 : 50) * MILLION_E8;
        }
        if (shipped != BY_INSTRUMENT) {
            return shipped;
        }
        final long thousandfold = Decimals.multiply(1_000, instruments.minQuantity(scopeId));
        final long maxQuantity = instruments.maxQuantity(scopeId);
        return thousandfold == Decimals.OVERFLOW ? maxQuantity : Math.min(maxQuantity, thousandfold);
    }

    /**
     * Returns the shipped warn level for a value: 80 % of an upper limit (P35), none for a lower one, and none for a leave, which
     * nothing comes near to.
     */
    public long shippedWarn(final long value) {
        return sense == AT_MOST && largest > LEAVES ? value - value / 5 : 0;
    }

    /** Returns the shipped value in words: the number, or on what it depends. */
    public String shippedText() {
        if (shipped == BY_CLASS || shipped == BY_CLASS_VOLUME) {
            return "by asset class";
        }
        return shipped == BY_INSTRUMENT ? "by instrument" : Long.toString(shipped);
    }

    private static long leverage(final AssetClass assetClass) {
        switch (assetClass) {
            case CRYPTO:
                return 3;
            case FX:
            case FUTURE:
                return 10;
            case EQUITY:
                return 1;
            default:
                return 0;
        }
    }

    /** Returns whether {@code value} restricts more than {@code inForce}. */
    public boolean isTighter(final long value, final long inForce) {
        return sense == AT_MOST ? value < inForce : value > inForce;
    }

    /** Returns whether a row may say so: the value in its range, the warning before it; {@code warn} 0 = none. */
    public boolean isSane(final long value, final long warn) {
        return value >= 0 && value <= largest && warn >= 0 && (warn == 0 || sense.holds(warn, value));
    }

    Sense sense() {
        return sense;
    }

    /** Returns the largest value that a row may have, in the figure's unit. */
    public long largest() {
        return largest;
    }

    /** Returns whether a strategy's row stands in the place of the required one instead of beside it. */
    boolean isOwnedByStrategy() {
        return control == Control.SIGNAL_CONTRACT;
    }

    private static Figure[] table() {
        final Figure[] table = new Figure[Control.CODES * KEYS];
        for (final Figure figure : values()) {
            final int slot = figure.control.code() * KEYS + figure.key;
            if (table[slot] != null) {
                throw new IllegalStateException(figure + " and " + table[slot] + " share control and key");
            }
            table[slot] = figure;
        }
        return table;
    }
}
