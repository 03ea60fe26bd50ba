package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.RiskApprovedDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The oracle's decision on one proposal, and every comparison with a row that led to it. */
final class Verdict {
    /** The controls with codes below this bit are recomputed; those beyond are asked after them all. */
    private static final long RECOMPUTED = (1L << Control.LEVERAGE.code()) - 1;

    Control control = Control.NONE;
    ScopeType scope = ScopeType.GLOBAL;
    int scopeId = JournalRecord.NO_ID;
    BigInteger observed = BigInteger.ZERO;
    BigInteger bound = BigInteger.ZERO;
    long passed;
    long warnings;
    long quantity;
    long price;
    BigInteger riskE8 = BigInteger.ZERO;
    BigInteger heatE8 = BigInteger.ZERO;
    boolean isExit;
    /** A guess that cannot be: the gate would never have given this quantity. */
    boolean isImpossible;

    /** A control that is not recomputed and refused what all others let pass; null = none did. */
    Control refusedBeyond;

    final List<Comparison> comparisons = new ArrayList<>();

    record Comparison(Control control, int key, ScopeType scope, int scopeId, BigInteger observed) {}

    boolean isApproved() {
        return control == Control.NONE && !isImpossible;
    }

    boolean refuse(
            final Control by, final ScopeType type, final int id, final BigInteger saw, final BigInteger against) {
        control = by;
        passed &= ~(1L << by.code());
        scope = type;
        scopeId = type == ScopeType.GLOBAL ? JournalRecord.NO_ID : id;
        observed = saw;
        bound = against;
        return false;
    }

    boolean pass(final Control by) {
        passed |= 1L << by.code();
        return true;
    }

    boolean agreesWith(final RiskApprovedDecoder d) {
        return isApproved()
                && d.quantity() == quantity
                && (d.controlsPassed() & RECOMPUTED) == passed
                && (d.warnings() & RECOMPUTED) == warnings
                && riskE8.equals(Exact.of(d.riskE8()))
                && heatE8.equals(Exact.of(d.heatE8()));
    }

    boolean agreesWith(final RiskRejectedDecoder d) {
        // What lacks a row or does not fit is told under its own code; the bound then names who asked.
        final boolean isLack = d.control() == Control.ARITHMETIC.code() || d.control() == Control.DEFAULT_DENY.code();
        final long asked = isLack ? d.bound() : d.control();
        if (isApproved() && asked >= Control.LEVERAGE.code() && d.quantity() == quantity && d.price() == price) {
            refusedBeyond = Control.of(d.control());
            return true;
        }
        return !isApproved()
                && !isImpossible
                && d.control() == control.code()
                && d.scopeType() == scope
                && d.scopeId() == scopeId
                && d.quantity() == quantity
                && d.price() == price
                && observed.equals(Exact.of(d.observed()))
                && bound.equals(Exact.of(d.bound()));
    }

    /** Returns whether a record could not tell the two apart. */
    boolean saysTheSameAs(final Verdict other) {
        return other == this || toString().equals(other.toString());
    }

    @Override
    public String toString() {
        return isApproved()
                ? "approved quantity=" + quantity + " passed=" + Long.toHexString(passed) + " warnings="
                        + Long.toHexString(warnings) + " risk=" + riskE8 + " heat=" + heatE8
                : (isImpossible ? "impossible " : "") + control + " " + scope + " " + scopeId + " observed=" + observed
                        + " bound=" + bound + " quantity=" + quantity + " price=" + price;
    }
}
