package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Effect;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Side;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;

/**
 * The intent before the gate, with what every rule wants to know of it: whose it is, what the strategy holds, and
 * whether it leads out of the market or into it. That is decided here by the position, never believed.
 *
 * <p>An order that claims to reduce, protect or flatten is an exit, to be held to the position by P31. One that claims to
 * raise is taken for an exit where it leads out all the same: against the position, within what is not yet being reduced,
 * without a bracket of its own. PROTECTS belongs to stops and FLATTENS to slices of a kill, whatever the intent says.
 *
 * <p>A replacement counts as the larger of old and new: the rules add {@link #addedQuantity} to leaves that hold the old
 * order already. Where the order stage does not tell the old one's leaves, both count.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Candidate {
    private final Instruments instruments;
    private final OrderView orders;
    private final PositionView positions;
    private final Capacity capacity;
    private final Clearances clearances;
    Intent intent;
    long nowNs;
    /** Whether ids and side name something; else nothing below is set. */
    boolean isKnown;

    AssetClass assetClass;
    /** Signed position of the strategy in the instrument. */
    long position;
    /** What of the position an exit may still take. */
    long reducible;

    /** How far its figures have to stay from the rows; null before {@link #lookUp} where that is not at hand. */
    Clearance clear;

    boolean isExit;
    /** Whether the quantity comes from the gate. */
    boolean isSized;

    private int strategyId;
    private int instrumentId;
    private boolean isBuy;
    private long replacedLeaves;
    private boolean isWorstKnown;
    private long worstPosition;
    private boolean isEquityKnown;
    private long equityE8;

    Candidate(
            final Instruments instruments,
            final OrderView orders,
            final PositionView positions,
            final Capacity capacity,
            final Clearances clearances) {
        this.instruments = instruments;
        this.orders = orders;
        this.positions = positions;
        this.capacity = capacity;
        this.clearances = clearances;
    }

    void wrap(final Intent intent, final long nowNs) {
        this.intent = intent;
        this.nowNs = nowNs;
        strategyId = intent.strategyId;
        instrumentId = intent.instrumentId;
        isBuy = intent.side == Side.BUY;
        clear = clearances.find(intent);
        isKnown = (clear != null || namesSomething()) && (isBuy || intent.side == Side.SELL);
        isExit = false;
        isSized = false;
        position = 0;
        reducible = 0;
        replacedLeaves = 0;
        isEquityKnown = false;
        isWorstKnown = false;
        if (isKnown) {
            assetClass = instruments.assetClass(instrumentId);
            position = positions.netQuantity(intent.strategyId, intent.instrumentId);
            replacedLeaves = intent.replacesId == 0 ? 0 : orders.leavesQuantity(intent.replacesId);
            reducible = reducible();
            classify();
        } else {
            intent.effect = Effect.RAISES;
        }
    }

    /** Works out how far the figures have to stay from the rows. Ids and side name something. */
    void lookUp() {
        if (clear == null) {
            clear = clearances.work(intent);
        }
    }

    boolean isBuy() {
        return isBuy;
    }

    int instrumentId() {
        return instrumentId;
    }

    int strategyId() {
        return strategyId;
    }

    /** Returns the equity of the intent's account, which is made of several figures and wanted by several rules: once. */
    long equityE8() {
        if (!isEquityKnown) {
            isEquityKnown = true;
            equityE8 = positions.equityE8(intent.accountId);
        }
        return equityE8;
    }

    /**
     * Returns the worst case of all strategies' position in the instrument, in the direction of the order: what is held,
     * suspense included, and every order of this side filled, none of the other. Once the order has its quantity.
     */
    long worstPosition() {
        if (!isWorstKnown) {
            isWorstKnown = true;
            final long held = positions.netQuantity(instrumentId);
            worstPosition = isBuy
                    ? Decimals.add(Decimals.add(held, orders.buyLeaves(instrumentId)), addedQuantity())
                    : Decimals.subtract(Decimals.add(orders.sellLeaves(instrumentId), addedQuantity()), held);
        }
        return worstPosition;
    }

    /** Returns the quantity that comes on top of the working orders. */
    long addedQuantity() {
        return Math.max(0, intent.quantity - replacedLeaves);
    }

    boolean isReplacement() {
        return intent.replacesId != 0;
    }

    private boolean namesSomething() {
        return isWithin(intent.instrumentId, instruments.capacity())
                && instruments.isDefined(intent.instrumentId)
                && isWithin(intent.strategyId, capacity.strategies())
                && isWithin(intent.accountId, capacity.accounts())
                && intent.venueId == instruments.venueId(intent.instrumentId)
                && isWithin(intent.venueId, capacity.venues());
    }

    private static boolean isWithin(final int id, final int capacity) {
        return id >= 0 && id < capacity;
    }

    private boolean isAgainstPosition() {
        return isBuy() ? position < 0 : position > 0;
    }

    /**
     * Stops may cover the whole position while targets work, and so may each leg of a pair that the venue links
     * (Semantics 3); the replacement of one that is part filled names what is filled too. Another exit takes what the
     * order stage says is not being closed already: resting protection shrinks as it fills. Anything else takes what no order
     * against the position takes yet, entries of the other side included.
     *
     * <p>While the venue tells another position, nothing but a stop or a person takes more than both books vouch for (T6).
     */
    private long reducible() {
        final long most = reducibleByBooks();
        final boolean isStop = intent.effect == Effect.PROTECTS && intent.role == OrderRole.STOP;
        final boolean isFree = isStop || intent.role == OrderRole.MANUAL || isShrinking();
        return isFree || most == 0 ? most : Math.min(most, confirmed(intent));
    }

    /** Returns how much an intent to reduce may take by what both books vouch for, Long.MAX_VALUE where none differ. */
    long confirmed(final Intent exit) {
        final long both = positions.confirmedQuantity(exit.strategyId, exit.accountId, exit.instrumentId);
        return both == Long.MAX_VALUE
                ? both
                : Math.max(0, both - orders.closingLeavesBeside(exit) + orders.filledQuantity(exit.replacesId));
    }

    private boolean isShrinking() {
        return intent.replacesId != 0 && intent.quantity - orders.filledQuantity(intent.replacesId) <= replacedLeaves;
    }

    private long reducibleByBooks() {
        if (!isAgainstPosition() || position == Long.MIN_VALUE) {
            return 0;
        }
        final long held = Math.abs(position);
        if (intent.linkId != 0 || (intent.effect == Effect.PROTECTS && intent.role == OrderRole.STOP)) {
            final long named = Decimals.add(held, orders.filledQuantity(intent.replacesId));
            return named == Decimals.OVERFLOW ? held : named;
        }
        if (claimsExit()) {
            return Math.max(0, held - orders.reducingLeavesBeside(intent));
        }
        final long against =
                isBuy ? orders.buyLeaves(strategyId, instrumentId) : orders.sellLeaves(strategyId, instrumentId);
        final long taken = Math.max(orders.reducingLeaves(strategyId, instrumentId), against) - replacedLeaves;
        return Math.max(0, held - Math.max(0, taken));
    }

    private boolean claimsExit() {
        return intent.effect == Effect.REDUCES || intent.effect == Effect.PROTECTS || intent.effect == Effect.FLATTENS;
    }

    private void classify() {
        isExit = claimsExit()
                || (isAgainstPosition() && !intent.isBracketed && intent.quantity > 0 && intent.quantity <= reducible);
        if (!isExit) {
            intent.effect = Effect.RAISES;
        } else if (intent.effect == Effect.PROTECTS
                ? intent.role != OrderRole.STOP
                : intent.effect != Effect.FLATTENS || intent.role != OrderRole.FLATTEN) {
            intent.effect = Effect.REDUCES;
        }
    }
}
