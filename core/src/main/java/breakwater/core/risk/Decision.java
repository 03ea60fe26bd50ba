package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;

/**
 * The gate's answer to one intent, reused: read it before the next one is asked. An approval names {@link Control#NONE};
 * a refusal the control, its scope, what was observed and the bound, in the control's unit (headroom is their
 * difference).
 *
 * <p>Where a row is missing the control is DEFAULT_DENY, observed the code of the control that lacks it and bound the
 * row's key (-1 where a mark or reference price is missing, -2 where a calendar is, -3 where a volume is); where a figure has no place in a long it
 * is ARITHMETIC, observed 0 and bound the code of the control.
 *
 * <p>Thread: core. Allocates: never.
 */
public final class Decision {
    private Control control;
    private ScopeType scopeType;
    private int scopeId;
    private long observed;
    private long bound;
    private long limitsVersion;
    private long controlsPassed;
    private long warnings;
    private long quantity;
    private long price;
    private long riskE8;
    private long heatE8;

    Decision() {
        begin(0);
    }

    /** Returns whether the intent may become an order. */
    public boolean isApproved() {
        return control == Control.NONE;
    }

    /** Returns the control that refused, or NONE. */
    public Control control() {
        return control;
    }

    /** Returns the kind of scope at which the control refused; GLOBAL after an approval. */
    public ScopeType scopeType() {
        return scopeType;
    }

    /** Returns the dense id of that scope; {@link Frame#NO_ID} for GLOBAL. */
    public int scopeId() {
        return scopeId;
    }

    public long observed() {
        return observed;
    }

    public long bound() {
        return bound;
    }

    /** Returns the version of the limits against which was decided. */
    public long limitsVersion() {
        return limitsVersion;
    }

    /** Returns a bit per {@link Control#code} that was asked and passed. */
    public long controlsPassed() {
        return controlsPassed;
    }

    /** Returns a bit per {@link Control#code} whose observed figure reached its warn level (P35). */
    public long warnings() {
        return warnings;
    }

    /** Returns the quantity that goes out: as asked, sized, or sliced. */
    public long quantity() {
        return quantity;
    }

    /** Returns the limit price that goes out. */
    public long price() {
        return price;
    }

    /** Returns the money at risk in this entry at its worst exit, fees included; without a stop all of it. 0 for exits. */
    public long riskE8() {
        return riskE8;
    }

    /** Returns the heat of the portfolio with this entry; 0 for exits and where a control before P14 refused. */
    public long heatE8() {
        return heatE8;
    }

    void begin(final long limitsVersion) {
        control = Control.NONE;
        scopeType = ScopeType.GLOBAL;
        scopeId = Frame.NO_ID;
        observed = 0;
        bound = 0;
        this.limitsVersion = limitsVersion;
        controlsPassed = 0;
        warnings = 0;
        quantity = 0;
        price = 0;
        riskE8 = 0;
        heatE8 = 0;
    }

    void order(final long quantity, final long price) {
        this.quantity = quantity;
        this.price = price;
    }

    void risk(final long riskE8, final long heatE8) {
        this.riskE8 = riskE8;
        this.heatE8 = heatE8;
    }

    void passed(final Control control) {
        controlsPassed |= 1L << control.code();
    }

    /** Marks a control by its bit. */
    void passed(final long controlBit) {
        controlsPassed |= controlBit;
    }

    void warn(final Control control) {
        warnings |= 1L << control.code();
    }

    /** Takes back that a control passed: what it was asked before holds, but not all of it. */
    void notPassed(final Control control) {
        controlsPassed &= ~(1L << control.code());
    }

    /** Refuses. Returns false, so that a rule ends with it. */
    boolean refuse(
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound) {
        this.control = control;
        notPassed(control);
        this.scopeType = scopeType;
        this.scopeId = scopeType == ScopeType.GLOBAL ? Frame.NO_ID : scopeId;
        this.observed = observed;
        this.bound = bound;
        return false;
    }
}
