package breakwater.core.risk;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.order.OrderView;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * P41: an account below the minimum equity makes no more day trades in US shares within five trading days than its row allows.
 * A day trade is a fill that lowers the account's position in an instrument after one that raised it on the same trading day;
 * several exits after one entry are one, and each entry after an exit may become another. What was held overnight and leaves
 * before anything new comes is none.
 *
 * <p>Exits are never refused, so what may yet be closed today counts as if it were: each instrument in which something came
 * today that no exit has followed, each book whose orders may open more than they close, and the entry itself. A replacement
 * was asked when its order was new.
 *
 * <p>A fill outside every session belongs to the session before it; before the first one that is known, to its UTC day. What a
 * bust takes back stays counted. What the account is worth is asked as it is now. Thread: core. Allocates: never after construction. Source: FINRA rule 4210 (f)(8)(B).
 */
final class DayTradeRule implements Stateful {
    /** Days before the present one that count with it. */
    private static final int DAYS_BACK = 4;
    /** Days remembered of an account; no more than five count. */
    private static final int DAYS = 8;

    private static final long DAY_NS = 86_400_000_000_000L;

    private final Instruments instruments;
    private final MarketView market;
    private final OrderView orders;
    private final PositionView positions;
    private final OpenBooks books;
    private final Examiner examiner;
    private final Rows most;
    private final Rows leastEquity;
    private final int instrumentIds;
    /** By account and instrument, the day of the last entry that no exit has followed. */
    private final long[] openedDay;
    /** By account, its days with day trades, in no order, and how many each had. */
    private final long[] days;

    private final int[] trades;

    DayTradeRule(
            final Instruments instruments,
            final MarketView market,
            final OrderView orders,
            final PositionView positions,
            final OpenBooks books,
            final Capacity capacity,
            final Examiner examiner) {
        this.instruments = instruments;
        this.market = market;
        this.orders = orders;
        this.positions = positions;
        this.books = books;
        this.examiner = examiner;
        most = examiner.rows(Figure.DAY_TRADES, ScopeType.ACCOUNT);
        leastEquity = examiner.rows(Figure.DAY_TRADE_EQUITY, ScopeType.GLOBAL);
        instrumentIds = capacity.instruments();
        openedDay = new long[capacity.accounts() * instrumentIds];
        days = new long[capacity.accounts() * DAYS];
        trades = new int[days.length];
        Arrays.fill(openedDay, MarketView.NO_DAY);
        Arrays.fill(days, MarketView.NO_DAY);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(most.global) || !examiner.hasRow(leastEquity)) {
            return false;
        }
        if (c.assetClass != AssetClass.EQUITY || c.isReplacement()) {
            return true;
        }
        final ScopeType calendar = market.scopeOfUsEquity(c.instrumentId(), c.intent.venueId);
        return calendar == null || isWithin(c, calendar);
    }

    private boolean isWithin(final Candidate c, final ScopeType calendar) {
        final int accountId = c.intent.accountId;
        final long equityE8 = c.equityE8();
        if (equityE8 >= leastEquity.value(0)) {
            return examiner.holds(
                    Control.DAY_TRADES, ScopeType.ACCOUNT, accountId, equityE8, leastEquity.value(0), true);
        }
        final int scopeId = calendar == ScopeType.VENUE ? c.intent.venueId : c.instrumentId();
        final long today = day(calendar, scopeId, c.nowNs);
        final long firstDay = market.tradingDay(calendar, scopeId, c.nowNs, DAYS_BACK);
        final long count = made(accountId, firstDay) + mayClose(accountId, today) + mayOpen(accountId) + 1;
        return examiner.asksBoth(most, accountId, count);
    }

    private long day(final ScopeType calendar, final int scopeId, final long nowNs) {
        final long day = market.tradingDay(calendar, scopeId, nowNs, 0);
        return day == MarketView.NO_DAY ? Math.floorDiv(nowNs, DAY_NS) : day;
    }

    /** Returns the day trades of an account from a day on; all that are remembered where that day is not known. */
    private long made(final int accountId, final long firstDay) {
        long sum = 0;
        for (int i = accountId * DAYS; i < (accountId + 1) * DAYS; i++) {
            sum += days[i] >= firstDay ? trades[i] : 0;
        }
        return sum;
    }

    private long mayClose(final int accountId, final long today) {
        final int first = accountId * instrumentIds;
        long count = 0;
        for (int i = first; i < first + instruments.count(); i++) {
            count += openedDay[i] == today ? 1 : 0;
        }
        return count;
    }

    private long mayOpen(final int accountId) {
        long count = 0;
        for (int i = 0; i < books.count(); i++) {
            final int strategyId = books.strategyId(i);
            final int id = books.instrumentId(i);
            if (books.accountId(strategyId) == accountId
                    && opensMore(strategyId, id)
                    && instruments.assetClass(id) == AssetClass.EQUITY
                    && market.scopeOfUsEquity(id, instruments.venueId(id)) != null) {
                count++;
            }
        }
        return count;
    }

    private boolean opensMore(final int strategyId, final int instrumentId) {
        final long position = positions.netQuantity(strategyId, instrumentId);
        return orders.buyLeaves(strategyId, instrumentId) > Math.max(0, -position)
                || orders.sellLeaves(strategyId, instrumentId) > Math.max(0, position);
    }

    /** A fill of shares was booked, no bust: its quantity, a sale negative, and what the account holds after it. */
    void onFill(
            final int accountId, final int instrumentId, final long signed, final long heldAfter, final long nowNs) {
        final int venueId = instruments.venueId(instrumentId);
        final ScopeType calendar = market.scopeOfUsEquity(instrumentId, venueId);
        if (calendar == null) {
            return;
        }
        final int at = accountId * instrumentIds + instrumentId;
        final long today = day(calendar, calendar == ScopeType.VENUE ? venueId : instrumentId, nowNs);
        final boolean isLeaving = Long.signum(heldAfter - signed) == -Long.signum(signed);
        if (isLeaving && openedDay[at] == today) {
            count(accountId, today);
            openedDay[at] = MarketView.NO_DAY;
        }
        if (!isLeaving || Long.signum(heldAfter) == Long.signum(signed)) {
            openedDay[at] = today;
        }
    }

    private void count(final int accountId, final long today) {
        int place = accountId * DAYS;
        for (int i = place; i < (accountId + 1) * DAYS; i++) {
            if (days[i] == today) {
                trades[i]++;
                return;
            }
            place = days[i] < days[place] ? i : place;
        }
        days[place] = today;
        trades[place] = 1;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("day trades");
        int opened = 0;
        for (final long day : openedDay) {
            opened += day == MarketView.NO_DAY ? 0 : 1;
        }
        writer.putInt(opened);
        for (int i = 0; i < openedDay.length; i++) {
            if (openedDay[i] != MarketView.NO_DAY) {
                writer.putInt(i);
                writer.putLong(openedDay[i]);
            }
        }
        for (int i = 0; i < days.length; i++) {
            writer.putLong(days[i]);
            writer.putInt(trades[i]);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("day trades");
        Arrays.fill(openedDay, MarketView.NO_DAY);
        for (int left = reader.getInt(); left > 0; left--) {
            final int i = reader.getInt();
            openedDay[i] = reader.getLong();
        }
        for (int i = 0; i < days.length; i++) {
            days[i] = reader.getLong();
            trades[i] = reader.getInt();
        }
    }
}
