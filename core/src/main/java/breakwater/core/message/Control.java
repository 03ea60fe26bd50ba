package breakwater.core.message;

/**
 * Every control that this build enforces, in the order in which the gate asks them; the catalogue, metrics, reason codes
 * and tests are generated from it. Codes go into journals: they are never changed or reused.
 */
public enum Control {
    /** The intent passed. */
    NONE(0, "-", "passed"),
    /** Kill state of a covering scope forbids it. */
    KILL_STATE(1, "K1", "the restriction level of a covering scope forbids it"),
    /** P37: a product or sum would not fit; observed = 0. */
    ARITHMETIC(2, "P37", "checked arithmetic would overflow"),
    /** P32: no limit row, mark, permission or definition. */
    DEFAULT_DENY(3, "P32", "a limit, mark, calendar or permission is missing"),
    /** P1: instrument, side, type, tick, lot, minimum and maximum. */
    WELL_FORMED(4, "P1", "malformed: instrument, side, type, tick, lot, minimum or maximum"),
    /** P25: venue or instrument not open, or unknown. */
    MARKET_STATE(5, "P25", "the market is not open"),
    /** P26: the newest quote is too old; unit ns. */
    STALE_DATA(6, "P26", "market data is stale"),
    /** P31: reduces more than is held. */
    REDUCE_ONLY(7, "P31", "a reducing order exceeds the position not yet being reduced"),
    /** P16: score, reward to risk, stop distance, trend. */
    SIGNAL_CONTRACT(8, "P16", "the signal breaks its contract: score, reward to risk, stop distance"),
    /** P5: price against the reference; unit ppm. */
    PRICE_COLLAR(9, "P5", "price is outside the collar around the reference"),
    /** P2: order quantity; unit quantity mantissa. */
    ORDER_QUANTITY(10, "P2", "order quantity"),
    /** P3: order notional at worst value; unit money E8. */
    ORDER_NOTIONAL(11, "P3", "order notional"),
    /** P9: worst-case position; unit quantity mantissa. Key 0 long, 1 short. */
    POSITION_LIMIT(12, "P9", "worst-case position"),
    /** P10: worst-case exposure; unit money E8. Key 0 gross, 1 net. */
    EXPOSURE(13, "P10", "worst-case exposure"),
    /** P13: open positions and pending entries. */
    CONCURRENCY(14, "P13", "concurrent positions"),
    /** P14: heat; unit ppm of equity. Key 0 sum, 1 one trade, 2 one underlying. */
    HEAT(15, "P14", "portfolio heat"),
    /** P17: working orders. */
    OPEN_ORDERS(16, "P17", "open orders"),
    /** P21: messages a second. Key 0 rate a second, 1 burst, 2 reserve for exits and cancels. */
    THROTTLE(17, "P21", "message throttle"),
    /** L1: daily loss; unit ppm of opening equity. */
    DAILY_LOSS(18, "L1", "daily loss"),
    /** L3: drawdown from the peak; unit ppm. */
    DRAWDOWN(19, "L3", "drawdown from peak"),
    /** L5: losses in a row. */
    LOSING_STREAK(20, "L5", "consecutive losses"),
    /** K1 to K5: an operator's kill. */
    OPERATOR_KILL(21, "K1", "killed by an operator"),
    /** F1, F2: an order's fate is unknown. */
    UNKNOWN_OUTCOME(22, "F2", "an order's outcome is unknown"),
    /** T2, T3, T4: a fill does not fit its order. */
    FILL_MISMATCH(23, "T2", "a fill does not match its order"),
    /** F17: the journal failed. */
    JOURNAL_HEALTH(24, "F17", "the journal failed"),
    /** I25: a handler threw. */
    HANDLER_FAILURE(25, "I25", "a handler of the pipeline threw"),
    /** L4: three daily hits in a row. */
    SUSPENSION(26, "L4", "daily loss three trading days in a row"),
    /** F14: a position without a live protective stop. */
    UNCOVERED(27, "F14", "position without a live protective stop"),
    /** T6, T8: a reconciliation break holds the scope. */
    RECONCILIATION(28, "T6", "the books differ from the venue's");

    private static final Control[] BY_CODE = byCode();

    private final int code;
    private final String id;
    private final String meaning;

    Control(final int code, final String id, final String meaning) {
        this.code = code;
        this.id = id;
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

    /** Returns what is being limited or refused, in words. */
    public String meaning() {
        return meaning;
    }

    /** Returns the control of a code, or null where this build knows none. */
    public static Control of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static Control[] byCode() {
        final Control[] all = values();
        final Control[] table = new Control[all.length];
        for (final Control control : all) {
            table[control.code] = control;
        }
        return table;
    }
}
