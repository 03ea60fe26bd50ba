package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that work on both sides (T8): order 1 buys 100 of instrument 0 at 99,000; the venue tells how it works there. */
class OrderTermsFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void anOrderWorks() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        f.give();
        f.pen.report(EngineFixture.order(1), ExecType.NEW, OrderState.NEW, Side.BUY, 9);
        f.give();
    }

    private List<String> told(final long price, final long quantity, final long cum, final long leaves) {
        status(price, quantity, cum, leaves);
        return f.give();
    }

    private ExecutionReportEncoder status(final long price, final long quantity, final long cum, final long leaves) {
        return f.pen.report(EngineFixture.order(1), ExecType.STATUS, OrderState.NEW, Side.BUY, 0)
                .price(price)
                .quantity(quantity)
                .cumQuantity(cum)
                .leavesQuantity(leaves);
    }

    @Test
    void ourTermsAreNoBreak() {
        assertEquals(List.of(), told(99_000, 100, 0, 100));
        assertEquals(List.of(), told(0, 0, 0, 0), "and a venue that tells none contradicts none");
    }

    @Test
    void anotherQuantityIsABreakUntilTheVenueTellsOfOurs() {
        final List<String> lines = told(99_000, 101, 0, 101);

        assertEquals("break 1 ORDER OPEN 100 101 OTHER_TERMS", lines.get(0));
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.INSTRUMENT, 0));
        f.pen.resume(ScopeType.INSTRUMENT, 0, 1L << 32);
        assertTrue(f.give().get(0).startsWith("RESET_REFUSED RECONCILIATION"));
        assertEquals(
                List.of("break 1 ORDER AGREED 100 101 OTHER_TERMS"),
                told(99_000, 100, 0, 100).subList(0, 1));
    }

    @Test
    void oneLotLessIsABreakToo() {
        assertEquals(
                "break 1 ORDER OPEN 100 99 OTHER_TERMS", told(99_000, 99, 0, 99).get(0));
    }

    @Test
    void anotherPriceIsABreak() {
        assertEquals(
                "break 1 ORDER OPEN 100 100 OTHER_TERMS",
                told(99_001, 100, 0, 100).get(0));
    }

    @Test
    void lessLeftOfTheSameFillsIsABreak() {
        assertEquals(
                "break 1 ORDER OPEN 100 60 OTHER_TERMS",
                told(99_000, 100, 0, 60).get(0));
    }

    @Test
    void aFillThatIsMissingIsNoMatterOfTerms() {
        assertEquals(List.of(), told(99_000, 100, 40, 60));
    }

    @Test
    void theBreakEndsWithTheOrder() {
        told(99_000, 101, 0, 101);
        f.pen.report(EngineFixture.order(1), ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 0);

        assertTrue(f.give().contains("break 1 ORDER AGREED 100 101 OTHER_TERMS"));
    }
}
