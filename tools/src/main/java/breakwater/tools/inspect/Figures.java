package breakwater.tools.inspect;

import breakwater.core.message.Control;
import breakwater.core.message.Level;
import java.util.Locale;

/** What a control observed, in the unit that a human knows. */
final class Figures {
    private static final long SCORE_MAX = 5;
    /** Alerts in a row; above it the row is a multiple in ppm. */
    private static final long ALERTS_MAX = 100_000;
    /** Orders of a velocity row; above it the row is money. */
    private static final long ORDERS_MAX = 1_000_000_000L;

    /** Day trades of a row; above it the row is the account's least equity. */
    private static final long DAY_TRADES_MAX = 1_000_000;

    private Figures() {}

    /** Returns {@code value} of a control; {@code bound} tells which of a control's figures it is. */
    static String text(
            final Catalogue names, final int instrumentId, final int code, final long value, final long bound) {
        final Control control = Control.of(code);
        if (control == null) {
            return String.valueOf(value);
        }
        switch (control) {
            case ORDER_QUANTITY:
            case POSITION_LIMIT:
            case REDUCE_ONLY:
            case OWN_WASH:
                return names.quantity(instrumentId, value);
            case ORDER_NOTIONAL:
            case EXPOSURE:
            case BASKET:
            case ADMISSION:
            case WASH_SALE:
                return String.format(Locale.ROOT, "%,.2f", value / 1e8);
            case HEAT:
            case LEVERAGE:
            case SPREAD:
            case VOLATILITY:
            case DATA_QUALITY:
            case SHARE_OF_VOLUME:
            case PRICE_MOVE:
            case FAT_FINGER:
            case NO_TRADE_BAND:
            case REGIME:
            case ALLOCATION:
            case DRIFT:
            case CORRELATION:
            case PRICE_COLLAR:
            case DAILY_LOSS:
            case WEEKLY_LOSS:
            case VENUE_ERRORS:
            case STRATEGY_CRITERIA:
            case FEE_BURDEN:
            case RAPID_CANCEL:
            case DRAWDOWN:
                return percent(value);
            case DAY_TRADES:
                return bound > DAY_TRADES_MAX
                        ? String.format(Locale.ROOT, "%,.2f", value / 1e8)
                        : String.format(Locale.ROOT, "%,d", value);
            case VELOCITY:
                return bound > ORDERS_MAX
                        ? String.format(Locale.ROOT, "%,.2f", value / 1e8)
                        : String.format(Locale.ROOT, "%,d", value);
            case BUYING_POWER:
                return bound == 0 && value > 0 ? names.quantity(instrumentId, value) : percent(value);
            case SLIPPAGE:
                return bound > ALERTS_MAX ? percent(value) : String.format(Locale.ROOT, "%,d", value);
            case SIGNAL_CONTRACT:
                return Math.abs(bound) <= SCORE_MAX ? String.valueOf(value) : percent(value);
            case DUPLICATE_ORDER:
            case COOLDOWN:
                return value == Long.MAX_VALUE ? "never" : String.format(Locale.ROOT, "%.3f s", value / 1e9);
            case STALE_DATA:
            case LATENCY:
            case POSITION_AGE:
            case CLOCK:
                return String.format(Locale.ROOT, "%.3f s", value / 1e9);
            case TRADING_HOURS:
                return hours(value);
            case KILL_STATE:
                return value >= 0 && value <= Level.KILLED.value()
                        ? Level.get((short) value).name()
                        : String.valueOf(value);
            case DEFAULT_DENY:
            case ARITHMETIC:
            case BASKET_WHOLE:
                return Control.of((int) value) == null
                        ? missing(value)
                        : Control.of((int) value).id();
            default:
                return String.format(Locale.ROOT, "%,d", value);
        }
    }

    /** What is missing where no row is: see the gate's decision. */
    private static String missing(final long value) {
        return value == -1
                ? "no price"
                : value == -2 ? "no calendar" : value == -3 ? "no volume" : String.valueOf(value);
    }

    /** The time that is left, or a leave, 0 or 1. */
    private static String hours(final long value) {
        if (Math.abs(value) <= 1) {
            return String.valueOf(value);
        }
        return (value < 0 ? "closed for " : "") + String.format(Locale.ROOT, "%,.3f s", Math.abs(value / 1e9));
    }

    private static String percent(final long ppm) {
        if (ppm == Long.MAX_VALUE) {
            return "beyond measure";
        }
        return String.format(Locale.ROOT, "%.4f %%", ppm / 1e4);
    }
}
