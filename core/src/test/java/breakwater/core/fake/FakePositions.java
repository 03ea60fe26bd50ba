package breakwater.core.fake;

import breakwater.core.message.AssetClass;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Changes;
import java.util.Arrays;

/** Books that a test sets by hand: what each strategy holds, and the equity of each account, marked unless said otherwise. */
public final class FakePositions implements PositionView {
    public static final int STRATEGIES = 4;
    public static final int INSTRUMENTS = 4;
    private static final int ACCOUNTS = 4;
    private static final int CLASSES = 4;

    /** Signed quantity and entry price by strategy and instrument. */
    public final long[][] held = new long[STRATEGIES][INSTRUMENTS];

    public final long[][] entry = new long[STRATEGIES][INSTRUMENTS];
    public final long[] suspense = new long[INSTRUMENTS];
    public final AssetClass[] classOf = new AssetClass[INSTRUMENTS];
    public final long[] equityE8 = new long[ACCOUNTS];
    /** Null until the test tells which positions it changes. */
    public Changes changes;
    /** Long.MIN_VALUE = as much as equity. */
    public final long[] cashE8 = new long[ACCOUNTS];

    /** What of a position both books vouch for; Long.MAX_VALUE = they do not differ. */
    public long confirmed = Long.MAX_VALUE;

    public final boolean[] isMarked = new boolean[ACCOUNTS];
    /** What is added up over the strategies, by instrument, and how much is open, in all and by class; null until settled. */
    private long[] net;

    private int[] openOfClass;
    private int open;

    public FakePositions() {
        Arrays.fill(isMarked, true);
        Arrays.fill(cashE8, Long.MIN_VALUE);
    }

    /** Adds up once what a real room keeps added up. From here on a test changes no position. */
    public void settle() {
        final long[] netOf = new long[INSTRUMENTS];
        final int[] ofClass = new int[CLASSES];
        for (int i = 0; i < INSTRUMENTS; i++) {
            netOf[i] = netQuantity(i);
        }
        for (int i = 0; i < CLASSES; i++) {
            ofClass[i] = openPositionsOfClass(i);
        }
        open = openPositions();
        net = netOf;
        openOfClass = ofClass;
    }

    @Override
    public long netQuantity(final int strategyId, final int instrumentId) {
        return held[strategyId][instrumentId];
    }

    @Override
    public long netQuantity(final int instrumentId) {
        if (net != null) {
            return net[instrumentId];
        }
        long sum = suspense[instrumentId];
        for (final long[] ofStrategy : held) {
            sum += ofStrategy[instrumentId];
        }
        return sum;
    }

    @Override
    public long suspenseQuantity(final int instrumentId) {
        return suspense[instrumentId];
    }

    @Override
    public long confirmedQuantity(final int strategyId, final int accountId, final int instrumentId) {
        return confirmed;
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
        return equityE8[accountId];
    }

    @Override
    public long cashE8(final int accountId) {
        return cashE8[accountId] == Long.MIN_VALUE ? equityE8[accountId] : cashE8[accountId];
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
        if (net != null) {
            return open;
        }
        int sum = 0;
        for (int i = 0; i < INSTRUMENTS; i++) {
            sum += openIn(i);
        }
        return sum;
    }

    @Override
    public int openPositionsOfClass(final int assetClass) {
        if (net != null) {
            return openOfClass[assetClass];
        }
        int sum = 0;
        for (int i = 0; i < INSTRUMENTS; i++) {
            sum += classOf[i] != null && classOf[i].value() == assetClass ? openIn(i) : 0;
        }
        return sum;
    }

    private int openIn(final int instrumentId) {
        int sum = 0;
        for (final long[] ofStrategy : held) {
            sum += ofStrategy[instrumentId] != 0 ? 1 : 0;
        }
        return sum;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public boolean isMarked(final int accountId, final long nowNs) {
        return isMarked[accountId];
    }
}
