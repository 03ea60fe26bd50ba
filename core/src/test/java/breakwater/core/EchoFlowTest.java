package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AccountDefinitionEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a report says of an order has to be what we sent: order 1 buys 100 of instrument 0 on account 0. */
class EchoFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void anOrderWorks() {
        new AccountDefinitionEncoder()
                .wrap(
                        f.pen.buffer,
                        f.pen.begin(
                                AccountDefinitionEncoder.TEMPLATE_ID,
                                AccountDefinitionEncoder.BLOCK_LENGTH,
                                EventPen.CONTROL))
                .accountId(1)
                .cashE8(1_000_000_000_000_000L)
                .name("other")
                .currency("USDT");
        f.give();
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 99_000, 100);
        f.give();
        report(ExecType.NEW, OrderState.NEW, 9);
        f.give();
    }

    @Test
    void aCancelOfAnotherInstrumentEndsNothing() {
        report(ExecType.CANCELED, OrderState.CANCELED, 10).instrumentId(1);

        assertEquals("quarantined WRONG_ECHO template 20", f.give().get(0));
        assertEquals(1, f.engine.monitor().level(ScopeType.INSTRUMENT, 0).value(), "the order's");
        assertEquals(1, f.engine.monitor().level(ScopeType.INSTRUMENT, 1).value(), "the report's");
        assertEquals(100, f.engine.orders().buyLeaves(0));
    }

    @Test
    void aFillOfAnotherInstrumentHoldsTheOrdersToo() {
        report(ExecType.TRADE, OrderState.FILLED, 10)
                .instrumentId(1)
                .lastPrice(99_000)
                .lastQuantity(100);
        f.give();

        assertEquals(1, f.engine.monitor().level(ScopeType.INSTRUMENT, 0).value());
        assertEquals(1, f.engine.monitor().level(ScopeType.INSTRUMENT, 1).value());
    }

    @Test
    void aCancelOfAnotherSideEndsNothing() {
        report(ExecType.CANCELED, OrderState.CANCELED, 10).side(Side.SELL);
        f.give();

        assertEquals(100, f.engine.orders().buyLeaves(0));
    }

    /** The fill is somebody's: it counts in the account that the venue names, but fills no order and no strategy's book. */
    @Test
    void aFillOnAnotherAccountGoesToItsSuspenseBook() {
        report(ExecType.TRADE, OrderState.FILLED, 10)
                .accountId(1)
                .lastPrice(99_000)
                .lastQuantity(100)
                .cumQuantity(100);
        f.give();

        assertEquals(100, f.engine.orders().buyLeaves(0));
        assertEquals(0, f.engine.positions().netQuantity(0, 0));
        assertEquals(100, f.engine.positions().suspenseQuantity(0));
        assertEquals(1, f.engine.monitor().level(ScopeType.INSTRUMENT, 0).value());
    }

    /** The venue answers an account at a time; what one account holds is no difference of another (T6). */
    @Test
    void eachAccountsPositionIsComparedWithItsOwnBooks() {
        report(ExecType.TRADE, OrderState.FILLED, 10)
                .lastPrice(99_000)
                .lastQuantity(100)
                .cumQuantity(100);
        f.give();
        f.pen.venuePosition(0, 100);
        assertEquals(List.of(), f.give());
        f.pen.venuePosition(0, 0).accountId(1);
        assertEquals(List.of(), f.give());

        f.pen.venuePosition(0, 7).accountId(1);
        assertEquals(
                List.of(
                        "break 1 POSITION OPEN 0 7 UNEXPLAINED",
                        "LEVEL_RAISED RECONCILIATION INSTRUMENT REDUCE_ONLY generation 4294967296"),
                f.give().subList(0, 2));
        f.pen.venuePosition(0, 100);
        f.give();
        f.pen.resume(ScopeType.INSTRUMENT, 0, 1L << 32);
        assertTrue(f.give().get(0).startsWith("RESET_REFUSED RECONCILIATION"), "the other account still differs");
        f.pen.venuePosition(0, 0).accountId(1);
        f.give();
        f.pen.resume(ScopeType.INSTRUMENT, 0, 1L << 32);
        assertTrue(f.give().get(0).startsWith("LEVEL_RESET RECONCILIATION"));
        f.pen.venuePosition(0, 0).accountId(3);
        assertEquals(List.of("quarantined WRONG_ACCOUNT template 31"), f.give());
    }

    @Test
    void aBustOfAnotherQuantityTakesNothingBack() {
        report(ExecType.TRADE, OrderState.FILLED, 10)
                .lastPrice(99_000)
                .lastQuantity(100)
                .cumQuantity(100);
        f.give();
        report(ExecType.TRADE_BUST, OrderState.FILLED, 11)
                .referenceExecutionId(10)
                .lastPrice(99_000)
                .lastQuantity(60);

        assertEquals("quarantined ILLEGAL_TRANSITION template 20", f.give().get(0));
        assertEquals(100, f.engine.positions().netQuantity(0, 0));
        report(ExecType.TRADE_BUST, OrderState.FILLED, 12)
                .referenceExecutionId(10)
                .lastPrice(99_000)
                .lastQuantity(100);
        f.give();
        assertEquals(0, f.engine.positions().netQuantity(0, 0));
    }

    private ExecutionReportEncoder report(final ExecType type, final OrderState state, final long executionId) {
        return f.pen.report(EngineFixture.order(1), type, state, Side.BUY, executionId);
    }
}
