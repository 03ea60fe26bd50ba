package breakwater.core.oracle;

import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.RiskEventDecoder;

/** The controls that an entry is asked after P21, in their order, and what they remember of what went out and was filled. */
final class Conduct {
    private final JournalOracle o;
    private final Leverage leverage;
    private final BuyingPower buyingPower;
    private final Allocation allocation;
    private final Duplicates duplicates;
    private final SelfMatch selfMatch;
    private final OrderToTrade orderToTrade = new OrderToTrade();
    private final Executions executions = new Executions();
    private final Velocity velocity;
    private final Sizes sizes;
    final Cooldowns cooldowns;
    private final DayTrades dayTrades;

    Conduct(final JournalOracle oracle) {
        o = oracle;
        final Worst worst = new Worst(oracle);
        leverage = new Leverage(oracle.ledger);
        allocation = new Allocation(oracle.ledger);
        buyingPower = new BuyingPower(oracle, worst);
        duplicates = new Duplicates(oracle.limits, oracle.orders);
        selfMatch = new SelfMatch(oracle.orders);
        velocity = new Velocity(worst);
        sizes = new Sizes(worst);
        cooldowns = new Cooldowns(oracle);
        dayTrades = new DayTrades(oracle);
    }

    boolean isWithin(final Question q, final Examination exam) {
        return leverage.isWithin(q, exam)
                && buyingPower.isWithin(q, exam)
                && duplicates.isNone(q, exam)
                && selfMatch.isNone(q, exam)
                && orderToTrade.isWithin(q, exam)
                && executions.isWithin(q, exam)
                && velocity.isWithin(q, exam)
                && o.marks.spreads.isWithin(q, o.marks, exam)
                && Volatility.isWithin(q, exam)
                && o.hours.isWithin(q, exam)
                && o.permits.mayEnter(q, exam)
                && o.sight.isGood(q, exam)
                && o.sight.isShareWithin(q, exam)
                && o.sight.isNear(q, exam)
                && sizes.isUsual(q, exam)
                && o.sight.isCalm(q, exam)
                && o.correlations.isApart(q, exam)
                && BasketWorth.isWithin(q, exam)
                && cooldowns.isWithin(q, exam)
                && dayTrades.isWithin(q, exam)
                && allocation.isWithin(q, exam)
                && o.sight.isLiquid(q, exam);
    }

    /** What was approved went out. {@code makesWay}: as a cancel, and comes in the order's place when that is confirmed. */
    void sent(final Proposal p, final boolean makesWay, final long nowNs) {
        cooldowns.sent(p, nowNs);
        reserved(p, makesWay, nowNs);
    }

    /** What was approved counts as if it had gone out. */
    void reserved(final Proposal p, final boolean makesWay, final long nowNs) {
        orderToTrade.sent(p.instrumentId, nowNs);
        velocity.sent(p, o.world.instruments.get(p.instrumentId), nowNs);
        if (!p.isExit) {
            sizes.sent(p, o.world.instruments.get(p.instrumentId));
        }
        if (!p.isExit && !makesWay) {
            duplicates.sent(p, nowNs);
        }
    }

    /** What was decided upon last, as a part of a basket, did not go out. */
    void withdrawn(final Proposal p, final long nowNs) {
        orderToTrade.withdrawn(p.instrumentId, nowNs);
        velocity.withdrawn(p, o.world.instruments.get(p.instrumentId), nowNs);
        duplicates.withdrawn(p.strategyId);
        if (!p.isExit) {
            sizes.withdrawn(p);
        }
    }

    /** A fill of a strategy's order was booked. */
    void filled(final FillBookedDecoder d, final long nowNs) {
        dayTrades.filled(d, nowNs);
        if (d.strategyId() != JournalRecord.NO_ID && d.flag() != QuarantineReason.BUSTED) {
            orderToTrade.filled(d.instrumentId(), nowNs);
            cooldowns.filled(d.strategyId(), d.instrumentId(), d.role(), nowNs);
            if (d.role() == OrderRole.ENTRY) {
                executions.filled(d.strategyId());
            }
        }
    }

    void event(final RiskEventDecoder d) {
        executions.event(d);
    }
}
