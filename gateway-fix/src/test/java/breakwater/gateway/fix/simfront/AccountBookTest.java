package breakwater.gateway.fix.simfront;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Side;
import breakwater.gateway.fix.FixTerms;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class AccountBookTest {
    private final AccountBook book = new AccountBook(
            new FixTerms(0, List.of(new FixTerms.Instrument(0, "BTC-USD", -2, -5, 1, 500, 1_000)), List.of()),
            100_000_000_000L,
            2);

    /** Tells of one unit at 100. */
    private void tell(
            final ExecType type, final long execution, final long reference, final long feeE8, final int isMaker) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ExecutionReportEncoder.BLOCK_LENGTH]);
        new ExecutionReportEncoder()
                .wrap(buffer, 0)
                .instrumentId(0)
                .executionId(execution)
                .referenceExecutionId(reference)
                .execType(type)
                .lastPrice(10_000)
                .lastQuantity(100_000)
                .feeE8(feeE8)
                .isMaker((short) isMaker);
        book.onExecution(
                Side.BUY,
                new ExecutionReportDecoder()
                        .wrap(buffer, 0, ExecutionReportEncoder.BLOCK_LENGTH, ExecutionReportEncoder.SCHEMA_VERSION));
    }

    @Test
    void aFeeThatIsNotToldIsTakenByTheVenuesRates() {
        tell(ExecType.TRADE, 1, 0, 0, 0);
        assertEquals("999.90000000", book.cash().toPlainString());
        tell(ExecType.TRADE, 2, 0, 0, 1);
        assertEquals("999.85000000", book.cash().toPlainString());
        tell(ExecType.TRADE, 3, 0, 1_000_000, 1);
        assertEquals("999.84000000", book.cash().toPlainString());
        tell(ExecType.TRADE_BUST, 4, 2, 0, 0);
        assertEquals("999.89000000", book.cash().toPlainString(), "with the fill its fee");
    }

    @Test
    void whatIsToldTwiceCountsOnceAsLongAsItIsRemembered() {
        tell(ExecType.TRADE, 1, 0, 0, 0);
        tell(ExecType.TRADE, 1, 0, 0, 0);
        assertEquals(100_000, book.net(0));
        tell(ExecType.TRADE, 2, 0, 0, 0);
        tell(ExecType.TRADE, 3, 0, 0, 0);

        tell(ExecType.TRADE_BUST, 4, 1, 0, 0);
        assertEquals(300_000, book.net(0), "too old to be taken back");
        tell(ExecType.TRADE_BUST, 5, 3, 0, 0);
        assertEquals(200_000, book.net(0));
    }
}
