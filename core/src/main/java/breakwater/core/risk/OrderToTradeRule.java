package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.RollingSums;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * P22: orders, replacements and exits among them, to one trade in an instrument, this order included, over a rolling hour,
 * rounded up; no trade counts as one. Up to the least sample the ratio is taken for 0. While entries are refused for it
 * nothing is added, so that it ends within the hour by itself.
 */
final class OrderToTradeRule implements Stateful {
    private static final long WINDOW_NS = 3_600_000_000_000L;

    private final Examiner examiner;
    private final Rows ratios;
    private final Rows ratiosOfInstrument;
    private final Rows samples;
    private final RollingSums orders;
    private final RollingSums trades;

    OrderToTradeRule(final Capacity capacity, final Examiner examiner) {
        this.examiner = examiner;
        ratios = examiner.rows(Figure.ORDERS_PER_TRADE, ScopeType.GLOBAL);
        ratiosOfInstrument = examiner.rows(Figure.ORDERS_PER_TRADE, ScopeType.INSTRUMENT);
        samples = examiner.rows(Figure.ORDERS_PER_TRADE_SAMPLE, ScopeType.GLOBAL);
        orders = new RollingSums("orders of the hour", capacity.instruments(), WINDOW_NS);
        trades = new RollingSums("trades of the hour", capacity.instruments(), WINDOW_NS);
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        final int id = c.instrumentId();
        final long sent = orders.sum(id, c.nowNs) + 1;
        return sent <= c.clear.orderSample
                ? c.clear.ordersPerTrade >= 0
                : Clearance.isShareAtMost(sent, Math.max(1, trades.sum(id, c.nowNs)), c.clear.ordersPerTrade);
    }

    boolean isWithin(final Candidate c) {
        if (!examiner.hasRow(ratios) || !examiner.hasRow(samples)) {
            return false;
        }
        final int id = c.instrumentId();
        final long sent = orders.sum(id, c.nowNs) + 1;
        if (sent <= samples.value(0)) {
            return examiner.asksBoth(ratiosOfInstrument, id, 0);
        }
        final long traded = Math.max(1, trades.sum(id, c.nowNs));
        return examiner.isRatioClear(ratiosOfInstrument, id, sent, traded)
                || examiner.asksBoth(ratiosOfInstrument, id, Decimals.mulDiv(sent, 1, traded, Rounding.UP));
    }

    void onOrder(final int instrumentId, final long nowNs) {
        orders.add(instrumentId, nowNs, 1);
    }

    void takeBack(final int instrumentId, final long nowNs) {
        orders.takeBack(instrumentId, nowNs, 1);
    }

    void onTrade(final int instrumentId, final long nowNs) {
        trades.add(instrumentId, nowNs, 1);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        orders.writeTo(writer);
        trades.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        orders.readFrom(reader);
        trades.readFrom(reader);
    }
}
