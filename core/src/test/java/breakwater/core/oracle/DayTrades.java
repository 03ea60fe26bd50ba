package breakwater.core.oracle;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** P41: every day trade in US shares that an account ever made, each with its day, and what may become another today. */
final class DayTrades {
    private final JournalOracle o;
    /** By account. */
    private final TreeMap<Integer, List<Long>> made = new TreeMap<>();
    /** By account and instrument, the days of entries that no exit has followed; only the last matters. */
    private final TreeMap<Long, Long> opened = new TreeMap<>();

    DayTrades(final JournalOracle oracle) {
        o = oracle;
    }

    boolean isWithin(final Question q, final Examination exam) {
        final Proposal p = q.p();
        if (!exam.hasRow(Control.DAY_TRADES, 0) || !exam.hasRow(Control.DAY_TRADES, 1)) {
            return false;
        }
        if (!isShare(p.instrumentId) || p.replaces != null) {
            return true;
        }
        final BigInteger equityE8 = o.ledger.equityE8(p.accountId);
        if (!exam.exceeds(Control.DAY_TRADES, 1, equityE8.add(BigInteger.ONE))) {
            final BigInteger count = Exact.of(count(p.accountId, p.instrumentId, q.nowNs()) + 1);
            return exam.asksAs(Control.DAY_TRADES, 0, ScopeType.ACCOUNT, p.accountId, count)
                    && exam.mayAsk(Control.DAY_TRADES, 0, ScopeType.ACCOUNT, p.accountId, count);
        }
        return exam.holds(Control.DAY_TRADES, ScopeType.ACCOUNT, p.accountId, equityE8, BigInteger.ZERO, true);
    }

    private long count(final int accountId, final int instrumentId, final long nowNs) {
        final Long first = o.hours.usDay(instrumentId, venueOf(instrumentId), nowNs, 4);
        final long today = today(instrumentId, nowNs);
        long count = made.getOrDefault(accountId, List.of()).stream()
                .filter(day -> first == null || day >= first)
                .count();
        for (final int id : o.world.instruments.keySet()) {
            count += Long.valueOf(today).equals(opened.get(Ledger.key(accountId, id))) ? 1 : 0;
            for (final int strategyId : o.world.strategies.keySet()) {
                final boolean isOf = o.world.strategies.get(strategyId).accountId() == accountId;
                count += isOf && isShare(id) && opensMore(strategyId, id) ? 1 : 0;
            }
        }
        return count;
    }

    private boolean opensMore(final int strategyId, final int instrumentId) {
        final List<Order> book = o.orders.inBook(strategyId, instrumentId);
        final BigInteger held = o.ledger.held(strategyId, instrumentId);
        final BigInteger longest = held.add(o.orders.leaves(book, Side.BUY));
        final BigInteger shortest = held.subtract(o.orders.leaves(book, Side.SELL));
        return longest.compareTo(held.max(BigInteger.ZERO)) > 0 || shortest.compareTo(held.min(BigInteger.ZERO)) < 0;
    }

    private boolean isShare(final int instrumentId) {
        return o.world.instruments.get(instrumentId).assetClass() == AssetClass.EQUITY
                && o.hours.isOfUsShares(instrumentId, venueOf(instrumentId));
    }

    private int venueOf(final int instrumentId) {
        return o.world.instruments.get(instrumentId).venueId();
    }

    private long today(final int instrumentId, final long nowNs) {
        final Long day = o.hours.usDay(instrumentId, venueOf(instrumentId), nowNs, 0);
        return day == null ? Math.floorDiv(nowNs, Hours.DAY_NS) : day;
    }

    /** A fill was booked and is in the ledger. */
    void filled(final FillBookedDecoder d, final long nowNs) {
        if (!isShare(d.instrumentId()) || d.flag() == QuarantineReason.BUSTED) {
            return;
        }
        final long key = Ledger.key(d.accountId(), d.instrumentId());
        final int sign = d.side() == Side.BUY ? 1 : -1;
        final BigInteger after = o.ledger.ofAccount(d.accountId(), d.instrumentId());
        final BigInteger before = after.subtract(Exact.of(sign * d.quantity()));
        final long today = today(d.instrumentId(), nowNs);
        if (before.signum() == -sign) {
            if (Long.valueOf(today).equals(opened.get(key))) {
                opened.remove(key);
                made.computeIfAbsent(d.accountId(), id -> new ArrayList<>()).add(today);
            }
            if (after.signum() == sign) {
                opened.put(key, today);
            }
        } else {
            opened.put(key, today);
        }
    }
}
