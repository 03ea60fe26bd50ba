package breakwater.tools.config;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;
import breakwater.core.risk.Limits;
import java.math.BigDecimal;

/** The numbers of limits as a configuration writes them: what is printed can be pasted into a file. */
public final class LimitText {
    private LimitText() {}

    /** Returns the text of a figure's value at a scope, "-" for a row that is missing. */
    public static String value(
            final Definitions definitions,
            final Figure figure,
            final ScopeType scopeType,
            final int scopeId,
            final long value) {
        if (value == Limits.MISSING) {
            return "-";
        }
        switch (figure.unit()) {
            case "ppm":
                return figure == Figure.REWARD_TO_RISK ? decimal(value, -6) : decimal(value, -4) + "%";
            case "money E8":
                return decimal(value, Decimals.MONEY_EXPONENT);
            case "quantity mantissa":
                return decimal(value, definitions.quantityExponent(scopeType, scopeId));
            default:
                return String.valueOf(value);
        }
    }

    /** Returns the text of a warn level, "-" for none. */
    public static String warn(
            final Definitions definitions,
            final Figure figure,
            final ScopeType scopeType,
            final int scopeId,
            final long warn) {
        return warn == 0 ? "-" : value(definitions, figure, scopeType, scopeId, warn);
    }

    /** Returns the unit of the text that {@link #value} gives. */
    public static String unit(final Figure figure) {
        switch (figure.unit()) {
            case "ppm":
                return figure == Figure.REWARD_TO_RISK ? "ratio" : "percent";
            case "money E8":
                return "money";
            case "quantity mantissa":
                return "quantity";
            default:
                return figure.unit();
        }
    }

    private static String decimal(final long mantissa, final int exponent) {
        final BigDecimal plain = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }
}
