package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;

/** How a figure is asked: against its row, whose absence denies, with the level that warns; and a figure without a place. */
final class Examination {
    private final Limits limits;
    final Verdict v = new Verdict();

    Examination(final Limits limits) {
        this.limits = limits;
    }

    boolean asks(final Control control, final int key, final ScopeType scope, final int id, final BigInteger observed) {
        return asks(control, key, scope, id, scope, id, observed);
    }

    /** Asks the engine's row, and names the scope that was observed. */
    boolean asksAs(
            final Control control, final int key, final ScopeType scope, final int id, final BigInteger observed) {
        return asks(control, key, ScopeType.GLOBAL, 0, scope, id, observed);
    }

    boolean mayAsk(
            final Control control, final int key, final ScopeType scope, final int id, final BigInteger observed) {
        return limits.row(control, key, scope, id) == null || asks(control, key, scope, id, observed);
    }

    /** Refuses for want of the engine's row. */
    boolean hasRow(final Control control, final int key) {
        return limits.row(control, key, ScopeType.GLOBAL, 0) != null || lacksRow(control, key, ScopeType.GLOBAL, 0);
    }

    /** Returns whether a figure is beyond the engine's row where that refuses nothing: a least sample, a floor. */
    boolean exceeds(final Control control, final int key, final BigInteger observed) {
        v.comparisons.add(new Verdict.Comparison(control, key, ScopeType.GLOBAL, 0, observed));
        return observed.compareTo(
                        Exact.of(limits.row(control, key, ScopeType.GLOBAL, 0).value()))
                > 0;
    }

    /** Returns whether a row is the least that may be, not the most. */
    private static boolean isFloor(final Control control, final int key) {
        return control == Control.SIGNAL_CONTRACT
                || control == Control.BUYING_POWER
                || control == Control.DUPLICATE_ORDER
                || control == Control.NO_TRADE_BAND
                || control == Control.COOLDOWN
                || ((control == Control.VOLATILITY || control == Control.TRADING_HOURS) && key == 0)
                || (control == Control.REGIME && key == 3)
                || control == Control.ADMISSION
                || (control == Control.DAY_TRADES && key == 1)
                || (control == Control.ALLOCATION && key == 1);
    }

    boolean asks(
            final Control control,
            final int key,
            final ScopeType rowScope,
            final int rowId,
            final ScopeType scope,
            final int id,
            final BigInteger observed) {
        final Limits.Row row = limits.row(control, key, rowScope, rowId);
        if (row == null) {
            return lacksRow(control, key, rowScope, rowId);
        }
        v.comparisons.add(new Verdict.Comparison(control, key, rowScope, rowId, observed));
        final boolean isFloor = isFloor(control, key);
        final int beside = observed.compareTo(Exact.of(row.warn()));
        if (row.warn() != 0 && Exact.fits(observed) && (isFloor ? beside <= 0 : beside >= 0)) {
            v.warnings |= 1L << control.code();
        }
        final int against = observed.compareTo(Exact.of(row.value()));
        return holds(control, scope, id, observed, Exact.of(row.value()), isFloor ? against >= 0 : against <= 0);
    }

    boolean holds(
            final Control control,
            final ScopeType scope,
            final int id,
            final BigInteger observed,
            final BigInteger bound,
            final boolean passes) {
        if (!Exact.fits(observed) || !Exact.fits(bound)) {
            return v.refuse(Control.ARITHMETIC, scope, id, BigInteger.ZERO, Exact.of(control.code()));
        }
        return passes ? v.pass(control) : v.refuse(control, scope, id, observed, bound);
    }

    boolean lacksRow(final Control control, final int key, final ScopeType scope, final int id) {
        return v.refuse(Control.DEFAULT_DENY, scope, id, Exact.of(control.code()), Exact.of(key));
    }

    boolean lacksPrice(final Control control, final int instrumentId) {
        return v.refuse(
                Control.DEFAULT_DENY,
                ScopeType.INSTRUMENT,
                instrumentId,
                Exact.of(control.code()),
                BigInteger.ONE.negate());
    }

    boolean lacksCalendar(final Control control, final ScopeType scope, final int id) {
        return v.refuse(Control.DEFAULT_DENY, scope, id, Exact.of(control.code()), Exact.of(-2));
    }
}
