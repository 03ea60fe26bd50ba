package breakwater.tools.manual;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.BreakCause;
import breakwater.core.message.BreakChangedDecoder;
import breakwater.core.message.BreakKind;
import breakwater.core.message.BreakState;
import breakwater.core.message.Frame;
import breakwater.tools.inspect.Catalogue;
import java.util.Locale;

/**
 * A break as the output journal last told of it.
 *
 * @param ours a signed quantity mantissa, money E8 where the kind is CASH
 * @param atRiskE8 the difference in money, 0 = no price, {@link Decimals#OVERFLOW} = more than fits
 * @param openedNs UTC ns
 */
record OpenBreak(
        long id,
        BreakKind kind,
        BreakState state,
        BreakCause cause,
        int accountId,
        int instrumentId,
        long clientOrderId,
        long venueOrderId,
        long ours,
        long theirs,
        long atRiskE8,
        long openedNs) {
    static OpenBreak of(final BreakChangedDecoder d) {
        return new OpenBreak(
                d.breakId(),
                d.kind(),
                d.state(),
                d.cause(),
                d.accountId(),
                d.instrumentId(),
                d.clientOrderId(),
                d.venueOrderId(),
                d.ours(),
                d.theirs(),
                d.atRiskE8(),
                d.openedNs());
    }

    boolean isOpen() {
        return state == BreakState.OPEN;
    }

    /** Returns what it is about: an instrument of an account, or an account. */
    String scope(final Catalogue names) {
        final String account = names.account(accountId);
        return instrumentId == Frame.NO_ID ? account : names.symbol(instrumentId) + " of " + account;
    }

    String figure(final Catalogue names, final long value) {
        switch (kind) {
            case CASH:
                return Catalogue.money(value);
            case POSITION:
            case ORDER:
            case FILL:
                return names.quantity(instrumentId, value);
            default:
                return "-";
        }
    }

    /** Returns the difference, theirs less ours. */
    String size(final Catalogue names) {
        final long difference = Decimals.subtract(theirs, ours);
        return difference == Decimals.OVERFLOW ? "overflow" : figure(names, difference);
    }

    String atRisk() {
        return kind == BreakKind.RECONCILIATION || atRiskE8 == 0
                ? "-"
                : atRiskE8 == Decimals.OVERFLOW ? "overflow" : Catalogue.money(atRiskE8);
    }

    static String word(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the line that a second person signs. {@code price} as it was given, null = the market's. */
    String adoption(final Catalogue names, final String price) {
        return "adopt break " + id + " " + word(kind) + " " + scope(names) + " from " + figure(names, ours) + " to "
                + figure(names, theirs) + (price == null ? "" : " at " + price);
    }
}
