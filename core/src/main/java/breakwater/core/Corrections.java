package breakwater.core;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Side;
import breakwater.core.position.Positions;
import breakwater.core.position.StandingFill;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a venue says of fills that it told before (T5): which of the books' fills a bust or a correction speaks of, and the two
 * reports that a correction comes to, the bust of the old fill as it was booked and the new fill. Thread: core. Allocates:
 * never.
 */
final class Corrections {
    private final Positions positions;
    private final StandingFill old = new StandingFill();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[ExecutionReportEncoder.BLOCK_LENGTH]);
    private final ExecutionReportEncoder part = new ExecutionReportEncoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();

    Corrections(final Positions positions) {
        this.positions = positions;
    }

    /**
     * Returns whether the books know exactly the fill that a bust names: of that order, and of that quantity where it says one.
     */
    boolean knowsBusted(final ExecutionReportDecoder bust) {
        return positions.find(bust.venueId(), bust.referenceExecutionId(), old)
                && old.clientOrderId == bust.clientOrderId()
                && (bust.lastQuantity() == 0 || bust.lastQuantity() == Math.abs(old.quantity));
    }

    /**
     * Returns whether the books know exactly the fill that a correction names, and the correction makes a fill of it: of the
     * same order, account, instrument and side, at a price and of a quantity.
     */
    boolean knowsCorrected(final ExecutionReportDecoder correction) {
        return positions.find(correction.venueId(), correction.referenceExecutionId(), old)
                && old.clientOrderId == correction.clientOrderId()
                && old.instrumentId == correction.instrumentId()
                && old.accountId == correction.accountId()
                && correction.side() == (old.quantity > 0 ? Side.BUY : Side.SELL)
                && correction.lastQuantity() > 0
                && correction.lastPrice() > 0;
    }

    /** Returns a report that takes back the fill found last, as it was booked. */
    ExecutionReportDecoder bustOf(final ExecutionReportDecoder told) {
        copy(told)
                .execType(ExecType.TRADE_BUST)
                .lastPrice(old.price)
                .lastQuantity(Math.abs(old.quantity))
                .feeE8(old.feeE8);
        return report;
    }

    /** Returns a report of the fill that a correction tells of. */
    ExecutionReportDecoder fillOf(final ExecutionReportDecoder correction) {
        copy(correction).execType(ExecType.TRADE).referenceExecutionId(0);
        return report;
    }

    private ExecutionReportEncoder copy(final ExecutionReportDecoder told) {
        scratch.putBytes(0, told.buffer(), told.offset(), ExecutionReportEncoder.BLOCK_LENGTH);
        report.wrap(scratch, 0, ExecutionReportEncoder.BLOCK_LENGTH, ExecutionReportEncoder.SCHEMA_VERSION);
        return part.wrap(scratch, 0);
    }
}
