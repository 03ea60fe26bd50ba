package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Level;
import breakwater.core.message.MarketState;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;

/** What the gate sees of the other rooms, as plain fields that a test sets. */
final class FakeWorld implements MarketView, OrderView, PositionView, MonitorView {
    static final int STRATEGIES = 4;
    static final int INSTRUMENTS = 4;

    final long[] bid = new long[INSTRUMENTS];
    final long[] ask = new long[INSTRUMENTS];
    final long[] quoteAgeNs = new long[INSTRUMENTS];
    final MarketState[] state = {MarketState.OPEN, MarketState.OPEN, MarketState.OPEN, MarketState.OPEN};
    final long[] suspense = new long[INSTRUMENTS];
    final long[] worstBuy = new long[INSTRUMENTS];
    final long[] worstSell = new long[INSTRUMENTS];
    final long[][] held = new long[STRATEGIES][INSTRUMENTS];
    final long[][] entry = new long[STRATEGIES][INSTRUMENTS];
    final long[][] buys = new long[STRATEGIES][INSTRUMENTS];
    final long[][] sells = new long[STRATEGIES][INSTRUMENTS];
    final long[][] reducing = new long[STRATEGIES][INSTRUMENTS];
    final long[][] pendingRisk = new long[STRATEGIES][INSTRUMENTS];
    final long[][] stop = new long[STRATEGIES][INSTRUMENTS];
    final boolean[][] entryWorks = new boolean[STRATEGIES][INSTRUMENTS];
    final AssetClass[] classOf = new AssetClass[INSTRUMENTS];
    final Level[] levels = new Level[6];
    long equityE8 = 10_000_000_000_000L;
    boolean isMarked = true;
    long sizeFactorPpm = 1_000_000;
    long staleAfterNs = 1_000;
    int workingOrders;
    int ofStrategy;
    int ofInstrument;
    int ofVenue;
    long replacedId;
    long replacedLeaves;
    long replacedRiskE8;

    FakeWorld() {
        java.util.Arrays.fill(levels, Level.ACTIVE);
    }

    @Override
    public long bidPrice(final int instrumentId) {
        return bid[instrumentId];
    }

    @Override
    public long bidQuantity(final int instrumentId) {
        return 1;
    }

    @Override
    public long askPrice(final int instrumentId) {
        return ask[instrumentId];
    }

    @Override
    public long askQuantity(final int instrumentId) {
        return 1;
    }

    @Override
    public long quoteTimeNs(final int instrumentId) {
        return 1;
    }

    @Override
    public long lastPrice(final int instrumentId) {
        return 0;
    }

    @Override
    public long lastTradeTimeNs(final int instrumentId) {
        return 0;
    }

    @Override
    public long markPrice(final int instrumentId, final int positionSign) {
        return positionSign > 0 ? bid[instrumentId] : ask[instrumentId];
    }

    @Override
    public long referencePrice(final int instrumentId) {
        return (bid[instrumentId] + ask[instrumentId]) / 2;
    }

    @Override
    public boolean isFresh(final int instrumentId, final long nowNs) {
        return quoteAgeNs[instrumentId] <= staleAfterNs;
    }

    @Override
    public long ageNs(final int instrumentId, final long nowNs) {
        return quoteAgeNs[instrumentId];
    }

    @Override
    public long staleAfterNs(final int instrumentId) {
        return staleAfterNs;
    }

    @Override
    public MarketState state(final int instrumentId) {
        return state[instrumentId];
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
        return sum(buys, instrumentId);
    }

    @Override
    public long sellLeaves(final int instrumentId) {
        return sum(sells, instrumentId);
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
    public long entryRiskE8(final long clientOrderId) {
        return clientOrderId == replacedId ? replacedRiskE8 : 0;
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
    public long netQuantity(final int strategyId, final int instrumentId) {
        return held[strategyId][instrumentId];
    }

    @Override
    public long netQuantity(final int instrumentId) {
        return sum(held, instrumentId) + suspense[instrumentId];
    }

    @Override
    public long suspenseQuantity(final int instrumentId) {
        return suspense[instrumentId];
    }

    @Override
    public long entryPrice(final int strategyId, final int instrumentId) {
        return entry[strategyId][instrumentId];
    }

    @Override
    public long unrealizedE8(final int strategyId, final int instrumentId) {
        return 0;
    }

    @Override
    public long equityE8(final int accountId) {
        return equityE8;
    }

    @Override
    public long cashE8(final int accountId) {
        return equityE8;
    }

    @Override
    public long realizedE8(final int accountId) {
        return 0;
    }

    @Override
    public long feesE8(final int accountId) {
        return 0;
    }

    @Override
    public int openPositions() {
        int open = 0;
        for (int i = 0; i < INSTRUMENTS; i++) {
            open += openIn(i);
        }
        return open;
    }

    @Override
    public int openPositionsOfClass(final int assetClass) {
        int open = 0;
        for (int i = 0; i < INSTRUMENTS; i++) {
            open += classOf[i] != null && classOf[i].value() == assetClass ? openIn(i) : 0;
        }
        return open;
    }

    @Override
    public boolean isMarked(final int accountId, final long nowNs) {
        return isMarked;
    }

    @Override
    public Level level(
            final int venueId, final int accountId, final AssetClass assetClass, final int strategyId,
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
        return equityE8;
    }

    @Override
    public long peakEquityE8(final int accountId) {
        return equityE8;
    }

    private int openIn(final int instrumentId) {
        int open = 0;
        for (int s = 0; s < STRATEGIES; s++) {
            open += held[s][instrumentId] != 0 ? 1 : 0;
        }
        return open;
    }

    private static long sum(final long[][] table, final int instrumentId) {
        long sum = 0;
        for (final long[] row : table) {
            sum += row[instrumentId];
        }
        return sum;
    }
}
