package breakwater.core.monitor;

import breakwater.core.position.PositionView;

/** Books that a test sets by hand: equity an account, marked unless said otherwise. */
final class FakePositions implements PositionView {
    final long[] equityE8 = new long[4];
    final boolean[] isUnmarked = new boolean[4];
    int openPositions = 1;

    @Override
    public long equityE8(final int accountId) {
        return equityE8[accountId];
    }

    @Override
    public boolean isMarked(final int accountId, final long nowNs) {
        return !isUnmarked[accountId];
    }

    @Override
    public int openPositions() {
        return openPositions;
    }

    @Override
    public int openPositionsOfClass(final int assetClass) {
        return openPositions;
    }

    @Override
    public long netQuantity(final int strategyId, final int instrumentId) {
        return 0;
    }

    @Override
    public long netQuantity(final int instrumentId) {
        return 0;
    }

    @Override
    public long suspenseQuantity(final int instrumentId) {
        return 0;
    }

    @Override
    public long entryPrice(final int strategyId, final int instrumentId) {
        return 0;
    }

    @Override
    public long unrealizedE8(final int strategyId, final int instrumentId) {
        return 0;
    }

    @Override
    public long cashE8(final int accountId) {
        return equityE8[accountId];
    }

    @Override
    public long realizedE8(final int accountId) {
        return 0;
    }

    @Override
    public long feesE8(final int accountId) {
        return 0;
    }
}
