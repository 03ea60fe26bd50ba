package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.ScopeType;
import breakwater.core.order.OrderView;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * P24: what is permitted. An instrument without a row is on no list and denied. A row says how much: 2 = enter and leave, 1 =
 * leave, 0 = nothing, a legal ban, the one thing here that an exit is asked. A strategy enters the instrument that it is
 * admitted for, those of its own list, and others where that is permitted; it sells what it does not hold where that is.
 *
 * <p>Observed is 2 for an entry and 1 for an exit; or 1 for another instrument, or for a worst case that is short.
 */
final class PermissionRule implements Stateful {
    static final int ENTER = 2;
    private static final int LEAVE = 1;
    private static final int NONE = -1;

    private final OrderView orders;
    private final Examiner examiner;
    private final Rows permitted;
    private final Rows permittedOfStrategy;
    private final Rows others;
    private final Rows shortSale;
    private final Rows shortSaleOfStrategy;
    /** The instrument that each strategy is admitted for. */
    private final int[] own;
    /** By strategy and instrument, a bit for each on the strategy's list. */
    private final long[] listed;

    private final int words;

    PermissionRule(final OrderView orders, final Capacity capacity, final Examiner examiner) {
        this.orders = orders;
        this.examiner = examiner;
        permitted = examiner.rows(Figure.PERMITTED, ScopeType.INSTRUMENT);
        permittedOfStrategy = examiner.rows(Figure.PERMITTED, ScopeType.STRATEGY);
        others = examiner.rows(Figure.OTHER_INSTRUMENTS, ScopeType.STRATEGY);
        shortSale = examiner.rows(Figure.SHORT_SALE, ScopeType.INSTRUMENT);
        shortSaleOfStrategy = examiner.rows(Figure.SHORT_SALE, ScopeType.STRATEGY);
        own = new int[capacity.strategies()];
        Arrays.fill(own, NONE);
        words = (capacity.instruments() + Long.SIZE - 1) / Long.SIZE;
        listed = new long[own.length * words];
    }

    /** Returns false where there is no such strategy. */
    boolean onPermitted(final int strategyId, final int instrumentId) {
        if (strategyId < 0 || strategyId >= own.length) {
            return false;
        }
        listed[strategyId * words + instrumentId / Long.SIZE] |= 1L << instrumentId;
        return true;
    }

    boolean isListed(final int strategyId, final int instrumentId) {
        return own[strategyId] == instrumentId
                || (listed[strategyId * words + instrumentId / Long.SIZE] & 1L << instrumentId) != 0;
    }

    void onAdmitted(final int strategyId, final int instrumentId) {
        own[strategyId] = instrumentId;
    }

    /** Answers where no row has anything to say; else {@link #mayEnter} has to be asked. */
    boolean isClear(final Candidate c) {
        return c.clear.isPermitted
                && Clearance.isAtMost(isListed(c.strategyId(), c.instrumentId()) ? 0 : 1, c.clear.otherInstruments)
                && Clearance.isAtMost(isShort(c) ? 1 : 0, c.clear.shortSale);
    }

    boolean mayEnter(final Candidate c) {
        final int id = c.instrumentId();
        final int strategyId = c.strategyId();
        return examiner.hasRow(others.global, 0)
                && examiner.hasRow(shortSale.global, 0)
                && examiner.asks(permitted, id, ENTER)
                && examiner.alsoAsks(permittedOfStrategy, strategyId, ENTER)
                && examiner.asksBoth(others, strategyId, isListed(strategyId, id) ? 0 : 1)
                && maySell(c, isShort(c) ? 1 : 0);
    }

    /** An exit is held back by a ban that somebody wrote, and not for want of one. */
    boolean mayLeave(final Candidate c) {
        return isLeft(permitted, c.instrumentId()) && isLeft(permittedOfStrategy, c.strategyId());
    }

    private boolean isLeft(final Rows rows, final int id) {
        return rows.isMissing(id) || examiner.asks(rows, id, LEAVE);
    }

    private boolean maySell(final Candidate c, final long observed) {
        return examiner.asksBoth(shortSale, c.instrumentId(), observed)
                && examiner.alsoAsks(shortSaleOfStrategy, c.strategyId(), observed);
    }

    /** Whether the strategy would be short if all that it sells is filled; what has no place in a long is, too. */
    private boolean isShort(final Candidate c) {
        final long leaves = orders.sellLeaves(c.strategyId(), c.instrumentId());
        return !c.isBuy() && Decimals.subtract(Decimals.subtract(c.position, leaves), c.addedQuantity()) < 0;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("instruments of strategies");
        for (final int id : own) {
            writer.putInt(id);
        }
        for (final long word : listed) {
            writer.putLong(word);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("instruments of strategies");
        for (int id = 0; id < own.length; id++) {
            own[id] = reader.getInt();
        }
        for (int i = 0; i < listed.length; i++) {
            listed[i] = reader.getLong();
        }
    }
}
