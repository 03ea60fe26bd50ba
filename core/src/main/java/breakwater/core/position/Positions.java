package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.MarketView;
import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdoptionRefusal;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Changes;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * The books: each fill exactly once (I8) into a strategy's book, or into its account's suspense book where no strategy
 * of ours explains it (I9), at average cost, with fees and cash.
 *
 * <pre>
 *   cash    = opening cash + realized - fees + adopted
 *   equity  = cash + unrealized                          (I7: holds to the last unit, for every order of fills)
 *   the venue's cash = cash - cost of what is open       (cost is negative for shorts)
 * </pre>
 *
 * <p>Money is E8 of the account's currency, which has to be the quote currency of all that the account trades. Notionals
 * are rounded against us, once a fill. Valuation is at the price at which a position would be closed, and incremental:
 * equity is two reads and an addition. A stale mark may lower a valuation, never raise it.
 *
 * <p>Every figure of an account is a 128-bit sum; the answer is {@link Decimals#OVERFLOW} while it has no place in a
 * long. Thread: core. Allocates: at the first execution of a venue, else never.
 */
public final class Positions implements PositionView, Stateful {
    private static final int ASSET_CLASSES = 8;

    private final Instruments instruments;
    private final Capacity capacity;
    private final PositionTable table;
    private final AverageCost decision = new AverageCost();
    private final Executions executions;
    private final AccountFigures figures;
    private final Valuation valuation;
    private final Statements statements;
    private final Adjustment adjustment;
    private final long[] netQuantity;
    private final long[] suspenseQuantity;
    private final int[] openOfClass = new int[ASSET_CLASSES];
    private final Changes changes;
    private Breaks breaks;
    private long lastRealizedE8;
    private boolean closedTrade;
    private long closedTradePnlE8;

    public Positions(
            final Instruments instruments, final MarketView market, final Outputs outputs, final Capacity capacity) {
        this.instruments = instruments;
        this.capacity = capacity;
        table = new PositionTable(capacity.strategies() + capacity.accounts(), capacity.instruments());
        executions = new Executions(capacity);
        figures = new AccountFigures(capacity.accounts());
        valuation = new Valuation(instruments, market, table, figures, capacity.accounts());
        statements = new Statements(outputs, table, figures, valuation, capacity.strategies());
        adjustment = new Adjustment(instruments, table, statements, this::book, capacity.strategies());
        netQuantity = new long[capacity.instruments()];
        suspenseQuantity = new long[capacity.instruments()];
        changes = new Changes(capacity.instruments());
    }

    /** Names who knows opening and peak equity, for the {@code ProfitAndLoss} output; without it they are printed as 0. */
    public void equityMarks(final EquityMarks marks) {
        statements.equityMarks(marks);
    }

    /** Names what the venue tells otherwise than the books; without it nothing is told otherwise. */
    public void breaks(final Breaks standing) {
        breaks = standing;
    }

    /**
     * Opens the books of an account with its cash; a second definition leaves the cash alone. Returns false, and changes
     * nothing, if the id is out of capacity or the cash is not a number.
     */
    public boolean define(final AccountDefinitionDecoder d) {
        return figures.define(d.accountId(), d.cashE8());
    }

    /**
     * Tells whether an execution is new (T1): NONE = new, DUPLICATE = seen with equal content, drop it,
     * EXECUTION_ID_REUSED = seen with other content, CAPACITY = no such venue id. The last
     * {@link Capacity#executionIds()} ids of each venue are remembered, over snapshots too.
     */
    public QuarantineReason checkExecution(final int venueId, final long executionId, final long contentHash) {
        return executions.check(venueId, executionId, contentHash);
    }

    /** Returns a hash of what a report says happened; two reports of one execution have to agree on all of it. */
    public static long contentHash(final ExecutionReportDecoder d) {
        long hash = Frame.mix(d.clientOrderId());
        hash = Frame.mix(hash ^ d.referenceExecutionId());
        hash = Frame.mix(hash
                ^ ((long) d.instrumentId() << 32
                        | (long) d.accountId() << 16
                        | (long) d.execTypeRaw() << 8
                        | d.sideRaw()));
        hash = Frame.mix(hash ^ d.lastPrice());
        hash = Frame.mix(hash ^ d.lastQuantity());
        return Frame.mix(hash ^ d.feeE8());
    }

    /** Remembers an execution, before or after {@link #apply}; ignores a venue that {@link #checkExecution} refuses. */
    public void rememberExecution(final int venueId, final long executionId, final long contentHash) {
        executions.remember(venueId, executionId, contentHash);
    }

    /**
     * Books one fill and puts out {@code FillBooked}, {@code PositionChanged} and {@code ProfitAndLoss}. A fill of no
     * strategy, or of a strategy whose book belongs to another account, goes to its account's suspense book.
     *
     * <p>Returns false, with the books untouched, if the fill makes no sense (undefined instrument or account, quantity
     * or price not positive, no side), if its execution id was booked before, if a sum would not fit, or if the position
     * table is full: the position at the venue is then not ours any more, and the caller holds the scope.
     */
    public boolean apply(final Fill fill, final long nowNs) {
        closedTrade = false;
        closedTradePnlE8 = 0;
        lastRealizedE8 = 0;
        if (!isBookable(fill)) {
            return false;
        }
        final ExecutionWindow window = executions.window(fill.venueId);
        final int known = window.find(fill.executionId);
        if (known != ExecutionWindow.ABSENT && window.isSpent(known)) {
            return false;
        }
        final int slot = slotOf(fill);
        if (slot == PositionTable.NONE) {
            return false;
        }
        final long quantity = fill.side == Side.BUY ? fill.quantity : -fill.quantity;
        final long paidE8 = instruments.notionalE8(fill.instrumentId, fill.price, quantity, Rounding.CEILING);
        if (!book(slot, quantity, paidE8, fill.feeE8, nowNs)) {
            return false;
        }
        window.book(window.findOrAdd(fill.executionId), slot, fill, quantity);
        closedTrade = decision.closesTrade && table.book[slot] < capacity.strategies();
        closedTradePnlE8 = closedTrade ? decision.closedTradeE8 : 0;
        statements.fill(
                slot,
                fill.clientOrderId,
                fill.executionId,
                fill.side,
                fill.role,
                fill.flag,
                fill.price,
                fill.quantity,
                fill.feeE8,
                lastRealizedE8);
        return true;
    }

    /** Finds a fill that stands in the books by its execution id. Returns false where none does, or none is remembered. */
    public boolean find(final int venueId, final long executionId, final StandingFill into) {
        if (!executions.isVenue(venueId)) {
            return false;
        }
        final ExecutionWindow window = executions.window(venueId);
        final int entry = window.find(executionId);
        if (entry == ExecutionWindow.ABSENT || !window.isBooked(entry)) {
            return false;
        }
        final int slot = window.slot(entry);
        into.clientOrderId = window.clientOrderId(entry);
        into.instrumentId = table.instrumentId[slot];
        into.accountId = table.accountId[slot];
        into.quantity = window.quantity(entry);
        into.price = window.price(entry);
        into.feeE8 = window.feeE8(entry);
        return true;
    }

    /**
     * Reverses a fill that the venue busted (T5) by an opposite entry of equal money and a returned fee; nothing is
     * edited, so what was realized since stays realized at the average cost of its time, and equity is as if the fill had
     * never been. Puts out the same records as a fill, flagged BUSTED, under the fill's execution id.
     *
     * <p>Returns false, with the books untouched, if that execution booked no fill that still stands and is remembered
     * (the last {@link Capacity#executionIds()} of the venue are), or if a sum would not fit: the caller holds the scope.
     */
    public boolean bust(final int venueId, final long referenceExecutionId, final long nowNs) {
        closedTrade = false;
        closedTradePnlE8 = 0;
        lastRealizedE8 = 0;
        if (!executions.isVenue(venueId)) {
            return false;
        }
        final ExecutionWindow window = executions.window(venueId);
        final int entry = window.find(referenceExecutionId);
        if (entry == ExecutionWindow.ABSENT || !window.isBooked(entry)) {
            return false;
        }
        final int slot = window.slot(entry);
        final long quantity = window.quantity(entry);
        final long price = window.price(entry);
        final long feeE8 = window.feeE8(entry);
        final long paidE8 = instruments.notionalE8(table.instrumentId[slot], price, quantity, Rounding.CEILING);
        if (!book(slot, -quantity, Decimals.subtract(0, paidE8), -feeE8, nowNs)) {
            return false;
        }
        window.bust(entry);
        statements.fill(
                slot,
                window.clientOrderId(entry),
                referenceExecutionId,
                quantity > 0 ? Side.SELL : Side.BUY,
                OrderRole.get(window.role(entry)),
                QuarantineReason.BUSTED,
                price,
                Math.abs(quantity),
                -feeE8,
                lastRealizedE8);
        return true;
    }

    /**
     * Books what the venue's position of an account differs by from ours (T6), signed; nothing is edited, nothing realized.
     * What no book holds is opened in the suspense book at {@code price}, a mantissa, 0 = none. Puts out {@code BookAdjusted}
     * and {@code PositionChanged} for each book, then {@code ProfitAndLoss}. The answer says whose books were moved, or why
     * none was.
     */
    public Adjustment adopt(
            final long breakId,
            final int accountId,
            final int instrumentId,
            final long difference,
            final long price,
            final long nowNs) {
        closedTrade = false;
        closedTradePnlE8 = 0;
        if (Decimals.add(netQuantity[instrumentId], difference) == Decimals.OVERFLOW
                || Decimals.add(suspenseQuantity[instrumentId], difference) == Decimals.OVERFLOW) {
            adjustment.refuse(AdoptionRefusal.OVERFLOW);
        } else {
            adjustment.book(breakId, accountId, instrumentId, difference, price, nowNs);
        }
        return adjustment;
    }

    /**
     * Adds to an account's cash what the venue has more, or less, than we (T7). Puts out {@code BookAdjusted} and
     * {@code ProfitAndLoss}.
     */
    public void adoptCash(final long breakId, final int accountId, final long differenceE8) {
        figures.adjust(accountId, differenceE8);
        statements.cashAdjusted(accountId, breakId, differenceE8);
    }

    /** Returns what the last {@link #apply} or {@link #bust} realized, before its fee. */
    public long lastRealizedE8() {
        return lastRealizedE8;
    }

    /** Returns whether the last {@link #apply} brought a strategy's position to flat, or through it. */
    public boolean closedTrade() {
        return closedTrade;
    }

    /** Returns the profit, net of all its fees, of the round trip that {@link #closedTrade()} tells of, else 0. */
    public long closedTradePnlE8() {
        return closedTradePnlE8;
    }

    /** Values the open positions of an instrument at its mark; a mark that is not fresh may only lower them. */
    public void onMark(final int instrumentId, final long nowNs) {
        valuation.onMark(instrumentId, nowNs);
    }

    /** Puts out the account's figures. */
    public void publish(final int accountId) {
        statements.account(accountId);
    }

    private boolean isBookable(final Fill fill) {
        return fill.quantity > 0
                && fill.price > 0
                && fill.feeE8 != Decimals.OVERFLOW
                && (fill.side == Side.BUY || fill.side == Side.SELL)
                && figures.isDefined(fill.accountId)
                && executions.isVenue(fill.venueId)
                && instruments.isDefined(fill.instrumentId)
                && (fill.strategyId == Frame.NO_ID || fill.strategyId >= 0 && fill.strategyId < capacity.strategies());
    }

    private int slotOf(final Fill fill) {
        if (fill.strategyId != Frame.NO_ID) {
            final int slot = table.findOrAdd(fill.strategyId, fill.instrumentId, fill.accountId);
            if (slot == PositionTable.NONE || table.accountId[slot] == fill.accountId) {
                return slot;
            }
        }
        return table.findOrAdd(capacity.strategies() + fill.accountId, fill.instrumentId, fill.accountId);
    }

    private boolean book(final int slot, final long quantity, final long paidE8, final long feeE8, final long nowNs) {
        final int instrumentId = table.instrumentId[slot];
        final int accountId = table.accountId[slot];
        final boolean isSuspense = table.book[slot] >= capacity.strategies();
        final boolean isDecided = paidE8 != Decimals.OVERFLOW
                && decision.decide(
                        table.quantity[slot], table.costE8[slot], table.tripE8[slot], quantity, paidE8, feeE8);
        final long netAfter = Decimals.add(netQuantity[instrumentId], quantity);
        final long suspenseAfter = isSuspense ? Decimals.add(suspenseQuantity[instrumentId], quantity) : 0;
        final long slotRealizedE8 = Decimals.add(table.realizedE8[slot], decision.realizedE8);
        final long slotFeesE8 = Decimals.add(table.feesE8[slot], feeE8);
        if (!isDecided
                || netAfter == Decimals.OVERFLOW
                || suspenseAfter == Decimals.OVERFLOW
                || slotRealizedE8 == Decimals.OVERFLOW
                || slotFeesE8 == Decimals.OVERFLOW) {
            return false;
        }
        table.quantity[slot] = decision.quantityAfter;
        table.costE8[slot] = decision.costAfterE8;
        table.tripE8[slot] = decision.tripAfterE8;
        table.realizedE8[slot] = slotRealizedE8;
        table.feesE8[slot] = slotFeesE8;
        netQuantity[instrumentId] = netAfter;
        if (isSuspense) {
            suspenseQuantity[instrumentId] = suspenseAfter;
        }
        lastRealizedE8 = decision.realizedE8;
        changes.mark(instrumentId);
        figures.book(accountId, decision.realizedE8, feeE8);
        openOrClose(slot);
        valuation.revalue(slot, nowNs);
        return true;
    }

    private void openOrClose(final int slot) {
        final boolean isOpen = table.quantity[slot] != 0;
        if (isOpen != table.isOpen(slot)) {
            openOfClass[instruments.assetClass(table.instrumentId[slot]).value()] += isOpen ? 1 : -1;
            if (isOpen) {
                table.open(slot);
            } else {
                table.close(slot);
            }
        }
    }

    private int find(final int strategyId, final int instrumentId) {
        return strategyId >= 0 && strategyId < capacity.strategies()
                ? table.find(strategyId, instrumentId)
                : PositionTable.NONE;
    }

    @Override
    public long netQuantity(final int strategyId, final int instrumentId) {
        final int slot = find(strategyId, instrumentId);
        return slot == PositionTable.NONE ? 0 : table.quantity[slot];
    }

    @Override
    public long netQuantity(final int instrumentId) {
        return netQuantity[instrumentId];
    }

    /** Returns the signed position of an account in an instrument, over its strategies and its suspense book. */
    public long accountQuantity(final int accountId, final int instrumentId) {
        long sum = 0;
        for (int slot = table.firstOpen(instrumentId); slot != PositionTable.NONE; slot = table.nextOpen(slot)) {
            sum += table.accountId[slot] == accountId ? table.quantity[slot] : 0;
        }
        return sum;
    }

    @Override
    public long suspenseQuantity(final int instrumentId) {
        return suspenseQuantity[instrumentId];
    }

    @Override
    public long confirmedQuantity(final int strategyId, final int accountId, final int instrumentId) {
        if (breaks == null || !breaks.any()) {
            return Long.MAX_VALUE;
        }
        final int slot = breaks.position(accountId, instrumentId);
        if (!breaks.isOpen(slot)) {
            return Long.MAX_VALUE;
        }
        final int sign = Long.signum(netQuantity(strategyId, instrumentId));
        return breaks.confirmed(slot, sign, accountQuantity(accountId, instrumentId));
    }

    /** Returns the position of one account's suspense book. */
    public long suspenseQuantity(final int accountId, final int instrumentId) {
        final int slot = table.find(capacity.strategies() + accountId, instrumentId);
        return slot == PositionTable.NONE ? 0 : table.quantity[slot];
    }

    @Override
    public long entryPrice(final int strategyId, final int instrumentId) {
        final int slot = find(strategyId, instrumentId);
        return slot == PositionTable.NONE ? 0 : valuation.entryPrice(slot);
    }

    @Override
    public long unrealizedE8(final int strategyId, final int instrumentId) {
        final int slot = find(strategyId, instrumentId);
        return slot == PositionTable.NONE ? 0 : table.unrealizedE8[slot];
    }

    @Override
    public long equityE8(final int accountId) {
        return figures.equityE8(accountId);
    }

    @Override
    public long cashE8(final int accountId) {
        return figures.cashE8(accountId);
    }

    @Override
    public long realizedE8(final int accountId) {
        return figures.realizedE8(accountId);
    }

    @Override
    public long feesE8(final int accountId) {
        return figures.feesE8(accountId);
    }

    /** Returns the absolute values of all open positions at their marks, or OVERFLOW. */
    public long grossExposureE8(final int accountId) {
        return figures.exposureE8(accountId);
    }

    /** Returns whether any book, of a strategy or in suspense, holds something of an instrument, though they net to zero. */
    public boolean isOpen(final int instrumentId) {
        return table.firstOpen(instrumentId) != PositionTable.NONE;
    }

    @Override
    public int openPositions() {
        return table.openCount();
    }

    @Override
    public int openPositionsOfClass(final int assetClass) {
        return assetClass >= 0 && assetClass < ASSET_CLASSES ? openOfClass[assetClass] : 0;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public boolean isMarked(final int accountId, final long nowNs) {
        return valuation.isMarked(accountId, nowNs);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("positions");
        figures.writeTo(writer);
        table.writeTo(writer);
        executions.writeTo(writer);
    }

    /** Replaces the books by a snapshot; instruments have to be restored before. */
    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("positions");
        figures.readFrom(reader);
        table.readFrom(reader);
        valuation.forgetMarks();
        countAgain();
        executions.readFrom(reader);
        lastRealizedE8 = 0;
        closedTrade = false;
        closedTradePnlE8 = 0;
    }

    /** Counts what follows from the table without rounding: nets, open positions of a class. */
    private void countAgain() {
        Arrays.fill(netQuantity, 0);
        Arrays.fill(suspenseQuantity, 0);
        Arrays.fill(openOfClass, 0);
        for (int slot = 0; slot < table.used(); slot++) {
            final int instrumentId = table.instrumentId[slot];
            netQuantity[instrumentId] += table.quantity[slot];
            if (table.book[slot] >= capacity.strategies()) {
                suspenseQuantity[instrumentId] += table.quantity[slot];
            }
            if (table.isOpen(slot)) {
                openOfClass[instruments.assetClass(instrumentId).value()]++;
            }
        }
    }
}
