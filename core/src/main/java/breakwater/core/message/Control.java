package breakwater.core.message;

/**
 * Every control that this build enforces, in the order in which the gate asks them; the catalogue, metrics, reason codes
 * and tests are generated from it. Codes go into journals: they are never changed or reused.
 *
 * <p>ARITHMETIC and DEFAULT_DENY have no turn of their own: they are the answer of whichever control meets a figure that
 * does not fit, or a row or price that is missing.
 */
public enum Control {
    /** The intent passed. */
    NONE(0, "-", Reach.NOTHING, "passed"),
    /** Kill state of a covering scope forbids it. */
    KILL_STATE(1, "K1", Reach.ALL_ORDERS, "the restriction level of a covering scope forbids it"),
    /** P37: a product or sum would not fit; observed = 0. */
    ARITHMETIC(2, "P37", Reach.ALL_ORDERS, "checked arithmetic would overflow"),
    /** P32: no limit row, mark, permission or definition. */
    DEFAULT_DENY(3, "P32", Reach.ALL_ORDERS, "a limit, mark, calendar or permission is missing"),
    /** P1: instrument, side, type, tick, lot, minimum and maximum. */
    WELL_FORMED(4, "P1", Reach.ALL_ORDERS, "malformed: instrument, side, type, tick, lot, minimum or maximum"),
    /** P25: venue or instrument not open, or unknown. */
    MARKET_STATE(5, "P25", Reach.ENTRIES, "the market is not open"),
    /** P26: the newest quote is too old; unit ns. */
    STALE_DATA(6, "P26", Reach.ENTRIES, "market data is stale"),
    /** P31: reduces more than is held. */
    REDUCE_ONLY(
            7,
            "P31",
            Reach.EXITS,
            "a reducing order exceeds the position not yet being reduced, or what the venue confirms of it"),
    /** P16: score, reward to risk, stop distance, trend. */
    SIGNAL_CONTRACT(8, "P16", Reach.ENTRIES, "the signal breaks its contract: score, reward to risk, stop distance"),
    /** P5: price against the reference; unit ppm. */
    PRICE_COLLAR(9, "P5", Reach.ALL_ORDERS, "price is outside the collar around the reference"),
    /** P2: order quantity; unit quantity mantissa. */
    ORDER_QUANTITY(10, "P2", Reach.ALL_ORDERS, "order quantity"),
    /** P3: order notional at worst value; unit money E8. */
    ORDER_NOTIONAL(11, "P3", Reach.ENTRIES, "order notional"),
    /** P9: worst-case position; unit quantity mantissa. Key 0 long, 1 short. */
    POSITION_LIMIT(12, "P9", Reach.ENTRIES, "worst-case position"),
    /** P10: worst-case exposure; unit money E8. Key 0 gross, 1 net. */
    EXPOSURE(13, "P10", Reach.ENTRIES, "worst-case exposure"),
    /** P13: open positions and pending entries. */
    CONCURRENCY(14, "P13", Reach.ENTRIES, "concurrent positions"),
    /** P14: heat; unit ppm of equity. Key 0 sum, 1 one trade, 2 one underlying. */
    HEAT(15, "P14", Reach.ENTRIES, "portfolio heat"),
    /** P17: working orders. */
    OPEN_ORDERS(16, "P17", Reach.ENTRIES, "open orders"),
    /** P21: messages a second. Key 0 rate a second, 1 burst, 2 reserve for exits and cancels. */
    THROTTLE(17, "P21", Reach.ALL_ORDERS, "message throttle"),
    /** L1: daily loss; unit ppm of opening equity. */
    DAILY_LOSS(18, "L1", Reach.LEVELS, "daily loss"),
    /** L3: drawdown from the peak; unit ppm. */
    DRAWDOWN(19, "L3", Reach.LEVELS, "drawdown from peak"),
    /** L5: losses in a row. */
    LOSING_STREAK(20, "L5", Reach.LEVELS, "consecutive losses"),
    /** K1 to K5: an operator's kill. */
    OPERATOR_KILL(21, "K1", Reach.LEVELS, "killed by an operator"),
    /** F1, F2: an order's fate is unknown. */
    UNKNOWN_OUTCOME(22, "F2", Reach.LEVELS, "an order's outcome is unknown"),
    /** T2, T3, T4: a fill does not fit its order. */
    FILL_MISMATCH(23, "T2", Reach.LEVELS, "a fill does not match its order"),
    /** F17: the journal failed. */
    JOURNAL_HEALTH(24, "F17", Reach.LEVELS, "the journal failed"),
    /** I25: a handler threw. */
    HANDLER_FAILURE(25, "I25", Reach.LEVELS, "a handler of the pipeline threw"),
    /** L4: three daily hits in a row. */
    SUSPENSION(26, "L4", Reach.LEVELS, "daily loss three trading days in a row"),
    /** F14: a position without a live protective stop. */
    UNCOVERED(27, "F14", Reach.LEVELS, "position without a live protective stop"),
    /** T6, T8: a reconciliation break holds the scope. */
    RECONCILIATION(28, "T6", Reach.LEVELS, "the books differ from the venue's"),
    /** P11: gross worst-case exposure of the account over its equity; unit ppm. */
    LEVERAGE(29, "P11", Reach.ENTRIES, "leverage"),
    /** P12: what is not traded on margin is paid for, and delivered. Buys: cash left in ppm of equity. Sells: units short. */
    BUYING_POWER(30, "P12", Reach.ENTRIES, "cash to pay with, or units to deliver, at worst case"),
    /** P18: the same entry again; unit ns since the last, 0 while one is open. */
    DUPLICATE_ORDER(31, "P18", Reach.ENTRIES, "the same order is open, or went out a moment ago"),
    /** P20: own orders that it would trade with; unit count. */
    SELF_MATCH(32, "P20", Reach.ENTRIES, "it would trade with orders of our own"),
    /** P22: orders to one trade; unit count, 0 below the sample. Key 0 ratio, 1 least sample. */
    ORDER_TO_TRADE(33, "P22", Reach.ENTRIES, "orders to a trade in the instrument within an hour"),
    /** P23: fills of automatic entries since a person resumed; unit count. Holds the strategy at REDUCE_ONLY too. */
    REPEATED_EXECUTION(34, "P23", Reach.ENTRIES, "executions of a strategy that no person has looked at"),
    /** F19: what a strategy sends within a second, minute, day. Keys 0 to 2 orders; 3 to 5 notional, money E8. */
    VELOCITY(35, "F19", Reach.ENTRIES, "orders or notional of a strategy within a second, a minute or a day"),
    /** P28: spread in ppm of its average, rounded up; 0 below the sample or within the floor. Keys 0 multiple, 1 sample, 2 floor. */
    SPREAD(36, "P28", Reach.ENTRIES, "the spread is too wide against its average"),
    /** P29: ATR in ppm of the price, where the signal carries one. Key 0 least, 1 most. */
    VOLATILITY(37, "P29", Reach.ENTRIES, "the signal's average true range against its price"),
    /** K1: a person's pause; observed = until when, UTC ns, 0 = until a resume. */
    OPERATOR_PAUSE(38, "K1", Reach.LEVELS, "paused by an operator"),
    /** K2: the run ends; the next one lifts it. */
    RUN_STOPPING(39, "K2", Reach.LEVELS, "the run is being stopped"),
    /**
     * P25: the calendar of instrument and venue. Keys 0 time left, unit ns, negative = until it opens; 1 and 2 whether it is
     * before or after the regular hours.
     */
    TRADING_HOURS(40, "P25", Reach.ENTRIES, "outside the trading hours of its calendar, or too near to their end"),
    /** P24: key 0 what may be done, unit count: 2 enter, 1 leave; 1 other instruments than its own; 2 short sales. */
    PERMISSION(41, "P24", Reach.ALL_ORDERS, "not permitted: the instrument, to the strategy, or to sell short"),
    /** P27: quarantined events of instrument and source within a minute; unit ppm, 0 up to the sample. Key 0 share, 1 sample. */
    DATA_QUALITY(42, "P27", Reach.ENTRIES, "too much of its market data is refused"),
    /** P4: order and worst-case position in ppm of the volume of 24 h. Key 0 order, 1 position, 2 volume to be assumed. */
    SHARE_OF_VOLUME(43, "P4", Reach.ENTRIES, "share of the volume of 24 hours"),
    /** P6: distance from the reference some seconds ago; unit ppm. Key 0 distance, 1 how long ago. */
    PRICE_MOVE(44, "P6", Reach.ENTRIES, "price is too far from where the market was some seconds ago"),
    /** P7: notional in ppm of the median of the strategy's own entries, 0 up to the sample. Key 0 multiple, 1 sample. */
    FAT_FINGER(45, "P7", Reach.ENTRIES, "far larger than the strategy's orders before"),
    /** P29: last minutes beside the hour, unit ppm. Keys 0 brake, 1 sample, 2 floor in ticks, 3 and 4 least and most trend. */
    REGIME(46, "P29", Reach.ENTRIES, "the market moves too fast beside its hour, or with another trend than is wanted"),
    /** L2: loss of the UTC week; unit ppm of its opening equity, a warning's ppm of its peak. */
    WEEKLY_LOSS(47, "L2", Reach.LEVELS, "weekly loss"),
    /** F10: orders that a venue refused, of a strategy or at the venue; unit count. Key 0 within a minute, 1 in a row. */
    REJECT_STORM(48, "F10", Reach.LEVELS, "orders refused by a venue, within a minute or in a row"),
    /** F9: what failed of five minutes' messages to a venue; unit ppm. Key 0 rate, 1 least sample. */
    VENUE_ERRORS(49, "F9", Reach.LEVELS, "share of messages to a venue that failed within five minutes"),
    /** F11: how long a venue took to answer; unit ns. */
    LATENCY(50, "F11", Reach.LEVELS, "a venue took too long to answer"),
    /**
     * F12: what fills were worse than the middle of the market at sending, in ppm of what was expected, or how many alerts in
     * a row. Key 0 one fill, 1 alert, 2 alerts in a row, 3 floor of the expectation in ticks.
     */
    SLIPPAGE(51, "F12", Reach.LEVELS, "fills far from the price that was expected"),
    /** L6: what a strategy's closed trades come to; unit ppm. Key 0 share that won, 1 profits to losses, 2 trades judged at once. */
    STRATEGY_CRITERIA(
            52, "L6", Reach.LEVELS, "a strategy's closed trades fall short: share that won, profits to losses"),
    /** L10: a strategy's fees of the day in ppm of what it made before them; told, never held. Key 0 share, 1 least sample. */
    FEE_BURDEN(53, "L10", Reach.LEVELS, "fees against what a strategy made before them in the day"),
    /**
     * P15: correlation of hourly returns with what is open in the same direction; unit ppm. Key 0 correlation, 1 least sample,
     * 2 window, 3 what is assumed up to the sample.
     */
    CORRELATION(54, "P15", Reach.ENTRIES, "it goes together with what is open in the same direction"),
    /** P8: what a basket of weights adds at its worst; unit money E8. */
    BASKET(55, "P8", Reach.ENTRIES, "worst notional of a basket of weights"),
    /** P8: nothing goes out of a basket of which one part may not; observed = the control that refused that part. */
    BASKET_WHOLE(56, "P8", Reach.ENTRIES, "another part of its basket was refused"),
    /** P30: what a weight still wants, in ppm of equity, rounded down. What is below the band is left, the basket goes on. */
    NO_TRADE_BAND(57, "P30", Reach.ENTRIES, "the change that a weight wants is too small to be worth its costs"),
    /**
     * P30: unit ns since the strategy's last in the instrument. Key 1 fill of an exit, 2 fill of a stop, 3 order of a weight. Keys 0
     * and 4 hold the whole strategy at REDUCE_ONLY after a fill of a stop or a target.
     */
    COOLDOWN(
            58,
            "P30",
            Reach.ENTRIES,
            "the strategy has left, was stopped, took its gain or was rebalanced a moment ago"),
    /** F18: the clock beside events and sources; unit ns. Key 0 step back, 1 skew of a source, 2 jump ahead. */
    CLOCK(
            59,
            "F18",
            Reach.LEVELS,
            "the clock is in doubt: it stepped back, jumped, or a source's times are far from it"),
    /**
     * P41: key 0 day trades of the account within five trading days, with what may yet become one today; unit count. Key 1 its
     * equity, from which on they are not counted; money E8.
     */
    DAY_TRADES(60, "P41", Reach.ENTRIES, "day trades within five days of an account below the minimum equity"),
    /** P39: capital tied up at worst in ppm of the account's equity. Key 0 a strategy's share, 1 what has to stay free. */
    ALLOCATION(61, "P39", Reach.ENTRIES, "a strategy's share of the capital, or the reserve that stays free"),
    /** L11: a strategy's position beside what its last weight means; unit ppm of equity. Key 0 bound, 1 time beyond it, ns. */
    DRIFT(62, "L11", Reach.LEVELS, "a position has drifted from what its weight means"),
    /** P40: what the instrument trades within 24 hours; unit money E8. */
    ADMISSION(63, "P40", Reach.ENTRIES, "the instrument trades too little to be admitted"),
    /** T14: the loss of a sale of US shares that a purchase stands against; unit money E8. Key 0 the window, unit ns. Told, never held. */
    WASH_SALE(64, "T14", Reach.LEVELS, "shares sold at a loss that were bought within the window before or after it"),
    /**
     * T12: entries of one side that were canceled soon, away from the touch, while the other side traded; unit count. Key 0 most of
     * them, 1 how long they live, 2 within which time of the trade, 3 whether it holds the strategy.
     */
    LAYERING(65, "T12", Reach.LEVELS, "entries away from the touch canceled soon while the other side trades"),
    /** T12: share of a strategy's entries that were canceled soon; unit ppm. Key 0 share, 1 how long they live, 2 how many are judged at once, 3 whether it holds. */
    RAPID_CANCEL(66, "T12", Reach.LEVELS, "share of a strategy's entries that are canceled soon"),
    /** T12: how much was bought and sold by the engine itself at one price; unit quantity mantissa. Key 0 within which time, 1 whether it holds. */
    OWN_WASH(67, "T12", Reach.LEVELS, "bought and sold by own books at one price at once"),
    /** L7: unit ns. Key 0 how long a position has wanted to be closed, 1 share of its longest hold that is over. Told, never held. */
    POSITION_AGE(68, "L7", Reach.LEVELS, "a position is stuck on its way out, or nearly as old as it may become"),
    /** F4: how often in a row a protective stop was refused; unit count. What is uncovered then is held under UNCOVERED. */
    RETRY(69, "F4", Reach.LEVELS, "a protective stop was refused too often");

    /** One more than the greatest code of which a decision carries a bit in one word: what the gate asks is below it. */
    public static final int GATE_CODES = Long.SIZE;
    /** One more than the greatest code that there may be. */
    public static final int CODES = 2 * Long.SIZE;

    private static final Control[] BY_CODE = byCode();

    private final int code;
    private final String id;
    private final Reach reach;
    private final String meaning;

    Control(final int code, final String id, final Reach reach, final String meaning) {
        this.code = code;
        this.id = id;
        this.reach = reach;
        this.meaning = meaning;
    }

    /** Returns the number that journals carry. */
    public int code() {
        return code;
    }

    /** Returns the id in the catalogue of controls, such as P9. */
    public String id() {
        return id;
    }

    /** Returns which orders are asked for it. */
    public Reach reach() {
        return reach;
    }

    /** Returns what is being limited or refused, in words. */
    public String meaning() {
        return meaning;
    }

    /** Returns the control of a code, or null where this build knows none. */
    public static Control of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** What a control applies to (Semantics 1). */
    public enum Reach {
        /** Not a control. */
        NOTHING("-"),
        /** Orders that may raise exposure. */
        ENTRIES("entries"),
        /** Orders that lower it: exits, protective stops, slices of a flatten. */
        EXITS("exits"),
        /** Entries and exits. */
        ALL_ORDERS("entries and exits"),
        /** The restriction level of a scope, and through it what K1 lets pass. */
        LEVELS("levels of scopes");

        private final String text;

        Reach(final String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Control[] byCode() {
        final Control[] table = new Control[CODES];
        for (final Control control : values()) {
            table[control.code] = control;
        }
        return table;
    }
}
