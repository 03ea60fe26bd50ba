package breakwater.core.position;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.Side;

/**
 * Puts out what the books say: {@code FillBooked} and {@code PositionChanged} of a slot, {@code ProfitAndLoss} of an
 * account. Has no state.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Statements {
    private final Outputs outputs;
    private final PositionTable table;
    private final AccountFigures figures;
    private final Valuation valuation;
    private final int strategies;
    private EquityMarks equityMarks = EquityMarks.NONE;

    Statements(
            final Outputs outputs,
            final PositionTable table,
            final AccountFigures figures,
            final Valuation valuation,
            final int strategies) {
        this.outputs = outputs;
        this.table = table;
        this.figures = figures;
        this.valuation = valuation;
        this.strategies = strategies;
    }

    void equityMarks(final EquityMarks marks) {
        equityMarks = marks;
    }

    /** Puts out a fill, or its reversal, that a slot has just booked, and where that leaves position and account. */
    void fill(
            final int slot,
            final long clientOrderId,
            final long executionId,
            final Side side,
            final OrderRole role,
            final QuarantineReason flag,
            final long price,
            final long quantity,
            final long feeE8,
            final long realizedE8) {
        final int strategyId = table.book[slot] < strategies ? table.book[slot] : Frame.NO_ID;
        final int instrumentId = table.instrumentId[slot];
        final int accountId = table.accountId[slot];
        outputs.fillBooked()
                .clientOrderId(clientOrderId)
                .executionId(executionId)
                .instrumentId(instrumentId)
                .strategyId(strategyId)
                .accountId(accountId)
                .side(side)
                .role(role == null ? OrderRole.NULL_VAL : role)
                .flag(flag == null ? QuarantineReason.NONE : flag)
                .price(price)
                .quantity(quantity)
                .feeE8(feeE8)
                .realizedE8(realizedE8)
                .positionAfter(table.quantity[slot]);
        outputs.commit();
        position(slot, strategyId);
        account(accountId);
    }

    /** Puts out an entry that adopts what the venue holds, and where that leaves the position. */
    void adjusted(final int slot, final long breakId, final long quantity, final long costE8) {
        final int strategyId = table.book[slot] < strategies ? table.book[slot] : Frame.NO_ID;
        outputs.bookAdjusted()
                .breakId(breakId)
                .strategyId(strategyId)
                .accountId(table.accountId[slot])
                .instrumentId(table.instrumentId[slot])
                .quantity(quantity)
                .costE8(costE8)
                .positionAfter(table.quantity[slot]);
        outputs.commit();
        position(slot, strategyId);
    }

    /** Puts out an entry that adopts the venue's cash, and the account's figures after it. */
    void cashAdjusted(final int accountId, final long breakId, final long differenceE8) {
        outputs.bookAdjusted()
                .breakId(breakId)
                .strategyId(Frame.NO_ID)
                .accountId(accountId)
                .instrumentId(Frame.NO_ID)
                .cashE8(differenceE8);
        outputs.commit();
        account(accountId);
    }

    private void position(final int slot, final int strategyId) {
        outputs.positionChanged()
                .strategyId(strategyId)
                .instrumentId(table.instrumentId[slot])
                .accountId(table.accountId[slot])
                .netQuantity(table.quantity[slot])
                .entryPrice(valuation.entryPrice(slot))
                .realizedE8(table.realizedE8[slot])
                .feesE8(table.feesE8[slot]);
        outputs.commit();
    }

    /** Puts out the account's figures. */
    void account(final int accountId) {
        outputs.profitAndLoss()
                .accountId(accountId)
                .cashE8(figures.cashE8(accountId))
                .realizedE8(figures.realizedE8(accountId))
                .unrealizedE8(figures.unrealizedE8(accountId))
                .feesE8(figures.feesE8(accountId))
                .equityE8(figures.equityE8(accountId))
                .openingEquityE8(equityMarks.openingEquityE8(accountId))
                .peakEquityE8(equityMarks.peakEquityE8(accountId))
                .grossExposureE8(figures.exposureE8(accountId));
        outputs.commit();
    }
}
