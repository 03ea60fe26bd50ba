package breakwater.core.risk;

import breakwater.core.fake.FakeMarket;
import breakwater.core.fake.FakePositions;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;
import breakwater.core.reference.Changes;
import java.util.Arrays;

/** What the gate sees of the other rooms, as plain fields that a test sets: market, books, and here orders and levels. */
final class FakeWorld implements OrderView, MonitorView {
    static final int STRATEGIES = FakePositions.STRATEGIES;
    static final int INSTRUMENTS = FakePositions.INSTRUMENTS;

    final FakeMarket market = new FakeMarket();
    final FakePositions positions = new FakePositions();
    final long[] worstBuy = new long[INSTRUMENTS];
    final long[] worstSell = new long[INSTRUMENTS];
    final long[][] buys = new long[STRATEGIES][INSTRUMENTS];
    final long[][] sells = new long[STRATEGIES][INSTRUMENTS];
    final long[][] reducing = new long[STRATEGIES][INSTRUMENTS];
    final long[][] pendingRisk = new long[STRATEGIES][INSTRUMENTS];
    final long[][] stop = new long[STRATEGIES][INSTRUMENTS];
    final boolean[][] entryWorks = new boolean[STRATEGIES][INSTRUMENTS];
    final Level[] levels = new Level[6];
    long sizeFactorPpm = 1_000_000;
    boolean hasEqual;
    int crossed;
    int workingOrders;
    int ofStrategy;
    int ofInstrument;
    int ofVenue;
    long replacedId;
    long replacedLeaves;
    long replacedRiskE8;
    long replacedFilled;
    /** What the order stage says is being closed beside an exit; -1 = what all working orders tell. */
    long reducingBeside = -1;

    /** The same over all strategies of the account, which only counts where the venue tells another position. */
    long closingBeside;

    private Changes changes;
    /** By instrument, what is added up over the strategies; null until settled. */
    private long[] buysOfAll;

    private long[] sellsOfAll;

    FakeWorld() {
        market.staleAfterNs = 1_000;
        Arrays.fill(positions.equityE8, 10_000_000_000_000L);
        Arrays.fill(levels, Level.ACTIVE);
    }

    /** From here on says with {@link #changed} what a test sets; till then the gate looks at everything. */
    FakeWorld telling() {
        changes = new Changes(INSTRUMENTS);
        positions.changes = new Changes(INSTRUMENTS);
        market.priceChanges = new Changes(INSTRUMENTS);
        return this;
    }

    /** Adds up once what real rooms keep added up, for a clock to be held to. From here on no position or order changes. */
    void settle() {
        positions.settle();
        final long[] buysOf = new long[INSTRUMENTS];
        final long[] sellsOf = new long[INSTRUMENTS];
        for (int id = 0; id < INSTRUMENTS; id++) {
            buysOf[id] = buyLeaves(id);
            sellsOf[id] = sellLeaves(id);
        }
        buysOfAll = buysOf;
        sellsOfAll = sellsOf;
    }

    /** Tells that orders and positions of an instrument are others now. */
    void changed(final int instrumentId) {
        changes.mark(instrumentId);
        positions.changes.mark(instrumentId);
    }

    /** Tells that the prices of an instrument are others now. */
    void moved(final int instrumentId) {
        market.priceChanges.mark(instrumentId);
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public long buyLeaves(final int strategyId, final int instrumentId) {
        return buys[strategyId][instrumentId];
    }

    @Override
    public long sellLeaves(final int strategyId, final int instrumentId) {
        return sells[strategyId][instrumentId];
    }

    @Override
    public long buyLeaves(final int instrumentId) {
        return buysOfAll == null ? sum(buys, instrumentId) : buysOfAll[instrumentId];
    }

    @Override
    public long sellLeaves(final int instrumentId) {
        return sellsOfAll == null ? sum(sells, instrumentId) : sellsOfAll[instrumentId];
    }

    @Override
    public long worstBuyPrice(final int instrumentId) {
        return worstBuy[instrumentId];
    }

    @Override
    public long worstSellPrice(final int instrumentId) {
        return worstSell[instrumentId];
    }

    @Override
    public long reducingLeaves(final int strategyId, final int instrumentId) {
        return reducing[strategyId][instrumentId];
    }

    @Override
    public long reducingLeavesBeside(final Intent intent) {
        return reducingBeside < 0 ? OrderView.super.reducingLeavesBeside(intent) : reducingBeside;
    }

    @Override
    public long closingLeavesBeside(final Intent intent) {
        return closingBeside;
    }

    @Override
    public long pendingEntryRiskE8(final int strategyId, final int instrumentId) {
        return pendingRisk[strategyId][instrumentId];
    }

    @Override
    public long protectiveStopPrice(final int strategyId, final int instrumentId) {
        return stop[strategyId][instrumentId];
    }

    @Override
    public boolean hasWorkingEntry(final int strategyId, final int instrumentId) {
        return entryWorks[strategyId][instrumentId];
    }

    @Override
    public long leavesQuantity(final long clientOrderId) {
        return clientOrderId == replacedId ? replacedLeaves : 0;
    }

    @Override
    public long filledQuantity(final long clientOrderId) {
        return clientOrderId == replacedId ? replacedFilled : 0;
    }

    @Override
    public long entryRiskE8(final long clientOrderId) {
        return clientOrderId == replacedId ? replacedRiskE8 : 0;
    }

    @Override
    public boolean hasEqualEntry(final Intent intent) {
        return hasEqual;
    }

    @Override
    public int ordersCrossed(final Intent intent) {
        return crossed;
    }

    @Override
    public int workingOrders() {
        return workingOrders;
    }

    @Override
    public int workingOrdersOfStrategy(final int strategyId) {
        return ofStrategy;
    }

    @Override
    public int workingOrdersOfInstrument(final int instrumentId) {
        return ofInstrument;
    }

    @Override
    public int workingOrdersOfVenue(final int venueId) {
        return ofVenue;
    }

    @Override
    public int unknownOrders() {
        return 0;
    }

    @Override
    public Level level(
            final int venueId,
            final int accountId,
            final AssetClass assetClass,
            final int strategyId,
            final int instrumentId) {
        Level worst = Level.ACTIVE;
        for (final Level level : levels) {
            worst = level.value() > worst.value() ? level : worst;
        }
        return worst;
    }

    @Override
    public Level level(final ScopeType scopeType, final int scopeId) {
        return levels[scopeType.value()];
    }

    @Override
    public long generation(final ScopeType scopeType, final int scopeId) {
        return 0;
    }

    @Override
    public long sizeFactorPpm() {
        return sizeFactorPpm;
    }

    @Override
    public long openingEquityE8(final int accountId) {
        return positions.equityE8[accountId];
    }

    @Override
    public long peakEquityE8(final int accountId) {
        return positions.equityE8[accountId];
    }

    private static long sum(final long[][] table, final int instrumentId) {
        long sum = 0;
        for (final long[] row : table) {
            sum += row[instrumentId];
        }
        return sum;
    }
}
