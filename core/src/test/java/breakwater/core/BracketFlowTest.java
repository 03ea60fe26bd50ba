package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.ingest.Bar;
import breakwater.core.message.ExecType;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a quote to an order, to a fill, to its protection, by Momentum Breakout (Rulings; Semantics 3 and 8). */
class BracketFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    /** A market that rises by 5.00 a second, one trade each; the trade risk is one millionth of 10,000,000. */
    @BeforeEach
    void aMarketRisesUntilTheTenthSecond() {
        f.pen.limit(Figure.TRADE_RISK, ScopeType.GLOBAL, 0, 1);
        f.give();
        f.admit(
                0,
                0,
                "momentum-breakout",
                EngineFixture.parameters("bar-seconds 1, trend-seconds 5, donchian 2, ema-fast 1, ema-slow 2, atr 1, "
                        + "rsi 1, volume-ma 1, atr-baseline 1, warm-up-residual 1, bollinger 2, "
                        + "volume-required 0, atr-ratio-min 0, rsi-long-max 100, rsi-short-min 0"));
        for (int i = 0; i < 9; i++) {
            f.after(EngineFixture.SECOND).quote(100_000 + 500 * i, 100_010 + 500 * i);
            f.pen.trade(0, Side.BUY, 100_005 + 500 * i, 1_000, i + 1);
            f.give();
        }
    }

    /** ATR 5.00: R = 1.5 ATR = 7.50, targets at max(3 ATR, 2 R) and max(6 ATR, 4 R); 10 / (7.50 + fees, slippage) = 0.898. */
    @Test
    void aBreakoutBecomesAnOrderForAMillionthOfTheEquity() {
        assertEquals(
                List.of(
                        "bar 5s 102005 104005 102005 104005 5000",
                        "bar 1s 104005 104005 104005 104005 1000",
                        "signal ENTER BUY @104000 stop 103250 targets 105500 107000",
                        "new #1.1 ENTRY BUY 898 LIMIT GTC @104000 RAISES",
                        "approved #1.1 898"),
                breakOut());
    }

    /** 2.4.3: the highest close is that of the strategy's own bars, whoever else has bars of the instrument built. */
    @Test
    void stopsTrailOnTheBarsThatTheStrategyTrades() {
        final Bar bar = new Bar();
        bar.timeframeNs = EngineFixture.SECOND;
        assertTrue(f.engine.signals().isOwnBar(0, bar));
        bar.timeframeNs = 5 * EngineFixture.SECOND;
        assertFalse(f.engine.signals().isOwnBar(0, bar), "the trend's");
        bar.timeframeNs = EngineFixture.SECOND;
        bar.instrumentId = 1;
        assertFalse(f.engine.signals().isOwnBar(0, bar));
    }

    @Test
    void aFillIsBookedAndProtectedByTwoLinkedPairs() {
        breakOut();
        assertEquals(List.of(), sent());
        assertEquals(List.of("changed #1.1 PENDING_NEW NEW 0/898"), acknowledged(1, Side.BUY));

        assertEquals(
                List.of(
                        "changed #1.1 NEW FILLED 898/898",
                        "fill #1.1 ENTRY BUY 898 @104000 flag NONE position 898",
                        "position 898 @104000",
                        "money cash 1000000000000000 equity 1000000449000000",
                        "new #1.2 STOP SELL 449 STOP_LIMIT GTC @103146 stop 103250 PROTECTS",
                        "approved #1.2 449",
                        "new #1.3 STOP SELL 449 STOP_LIMIT GTC @103146 stop 103250 PROTECTS",
                        "approved #1.3 449",
                        "new #1.4 TARGET1 SELL 449 LIMIT GTC @105500 REDUCES",
                        "approved #1.4 449",
                        "new #1.5 TARGET2 SELL 449 LIMIT GTC @107000 REDUCES",
                        "approved #1.5 449"),
                filled(1, Side.BUY, 898, 104_000));
    }

    @Test
    void aFillThatIsToldTwiceIsBookedOnce() {
        breakOut();
        filled(1, Side.BUY, 898, 104_000);

        assertEquals(List.of("quarantined DUPLICATE template 20"), filled(1, Side.BUY, 898, 104_000));
        assertEquals(898, f.engine.positions().netQuantity(0));
    }

    /**
     * T6: the venue holds 398 of 898. Neither target may stand for its 449; adopted, the stops cover no more than that, and a
     * target comes back for what there is.
     */
    @Test
    void whatAnAdoptedFigureTakesAwayIsNotProtectedAnyMore() {
        breakOut();
        acknowledged(1, Side.BUY);
        filled(1, Side.BUY, 898, 104_000);
        for (int leg = 2; leg <= 5; leg++) {
            acknowledged(leg, Side.SELL);
        }
        f.pen.venuePosition(0, 398);

        assertEquals(
                List.of(
                        "break 1 POSITION OPEN 898 398 IN_FLIGHT",
                        "LEVEL_RAISED RECONCILIATION INSTRUMENT REDUCE_ONLY generation 4294967296",
                        "cancel #1.4 CANCELS_PROTECTION",
                        "changed #1.4 NEW PENDING_CANCEL 0/449",
                        "cancel #1.5 CANCELS_PROTECTION",
                        "changed #1.5 NEW PENDING_CANCEL 0/449"),
                f.give());
        f.pen.adopt(1, 898, 398);

        assertEquals(
                List.of(
                        "adjusted 1 0 by -500 cost -52000000000 position 398",
                        "position 398 @104000",
                        "money cash 1000000000000000 equity 1000000199000000",
                        "break 1 POSITION ADOPTED 898 398 IN_FLIGHT",
                        "replace #1.2 398 @103146 stop 103250 PROTECTS",
                        "changed #1.2 NEW PENDING_REPLACE 0/449",
                        "approved #1.2 398",
                        "cancel #1.3 CANCELS_PROTECTION",
                        "changed #1.3 NEW PENDING_CANCEL 0/449"),
                f.give());
        f.pen.report(EngineFixture.order(2), ExecType.REPLACED, OrderState.NEW, Side.SELL, 302)
                .quantity(398);
        f.give();
        canceled(5);
        assertEquals(
                List.of(
                        "changed #1.4 PENDING_CANCEL CANCELED 0/449",
                        "new #1.6 TARGET1 SELL 398 LIMIT GTC @105500 REDUCES",
                        "approved #1.6 398"),
                canceled(4));
    }

    private List<String> canceled(final int order) {
        f.pen.report(EngineFixture.order(order), ExecType.CANCELED, OrderState.CANCELED, Side.SELL, 400 + order);
        return f.give();
    }

    /** Breakeven is 104000 and the round trip's fees of 0.2 %, more than the buffer of 0.05 %. */
    @Test
    void theFirstTargetMovesTheOtherStopToBreakeven() {
        breakOut();
        acknowledged(1, Side.BUY);
        filled(1, Side.BUY, 898, 104_000);
        for (int leg = 2; leg <= 5; leg++) {
            acknowledged(leg, Side.SELL);
        }

        assertEquals(
                List.of(
                        "changed #1.4 NEW FILLED 449/449",
                        "fill #1.4 TARGET1 SELL 449 @105500 flag NONE position 449",
                        "position 449 @104000",
                        "money cash 1000000673500000 equity 1000000898000000",
                        "cancel #1.2 CANCELS_PROTECTION",
                        "changed #1.2 NEW PENDING_CANCEL 0/449",
                        "replace #1.3 449 @104103 stop 104208 PROTECTS",
                        "changed #1.3 NEW PENDING_REPLACE 0/449",
                        "approved #1.3 449"),
                filled(4, Side.SELL, 449, 105_500));
    }

    @Test
    void aPersonClosesWhatBracketsHold() {
        breakOut();
        acknowledged(1, Side.BUY);
        filled(1, Side.BUY, 898, 104_000);
        for (int leg = 2; leg <= 5; leg++) {
            acknowledged(leg, Side.SELL);
        }
        f.pen.manual(0, 0, Side.SELL, 0, 0);

        assertEquals(List.of("new #1.6 EXIT SELL 898 LIMIT IOC @104396 REDUCES", "approved #1.6 898"), f.give());
        final List<String> lines = filled(6, Side.SELL, 898, 104_500);
        for (int leg = 2; leg <= 5; leg++) {
            assertTrue(lines.contains("cancel #1." + leg + " CANCELS_PROTECTION"), lines::toString);
        }
        assertEquals(0, f.engine.positions().netQuantity(0));
    }

    /** F14: no stop is confirmed within two seconds of the fill. */
    @Test
    void aPositionWithoutALiveStopHoldsItsInstrument() {
        breakOut();
        filled(1, Side.BUY, 898, 104_000);

        final List<String> lines = f.after(2 * EngineFixture.SECOND).time();

        assertTrue(lines.contains("STOP_UNCOVERED UNCOVERED INSTRUMENT ACTIVE"), lines::toString);
        assertTrue(
                lines.contains("LEVEL_RAISED UNCOVERED INSTRUMENT REDUCE_ONLY generation 4294967296"), lines::toString);
        f.pen.manual(0, 0, Side.BUY, 104_000, 10);
        assertEquals(List.of("rejected KILL_STATE INSTRUMENT MANUAL observed 1 bound 0"), f.give());
        f.pen.resume(ScopeType.INSTRUMENT, 0, 1L << 32);
        assertEquals(List.of("RESET_REFUSED UNCOVERED INSTRUMENT REDUCE_ONLY generation 4294967296"), f.give());
    }

    /** F4: what is given up holds the instrument, and a resume, refused while nothing covers, has it tried again. */
    @Test
    void aStopThatIsRefusedOftenerThanMayBeIsGivenUpUntilAPersonHasLooked() {
        f.pen.limit(Figure.PROTECTION_RETRIES, ScopeType.GLOBAL, 0, 0);
        f.give();
        breakOut();
        acknowledged(1, Side.BUY);
        filled(1, Side.BUY, 898, 104_000);
        acknowledged(3, Side.SELL);

        f.pen.report(EngineFixture.order(2), ExecType.REJECTED, OrderState.REJECTED, Side.SELL, 102);
        final List<String> refused = f.give();
        final List<String> resumed = resume();

        assertTrue(refused.contains("STOP_UNCOVERED RETRY INSTRUMENT ACTIVE"), refused::toString);
        assertTrue(refused.toString().contains("LEVEL_RAISED UNCOVERED INSTRUMENT REDUCE_ONLY"), refused::toString);
        assertTrue(resumed.toString().contains("RESET_REFUSED UNCOVERED INSTRUMENT"), resumed::toString);
        assertTrue(
                resumed.contains("new #1.6 STOP SELL 449 STOP_LIMIT GTC @103146 stop 103250 PROTECTS"),
                resumed::toString);
        acknowledged(6, Side.SELL);
        assertTrue(resume().toString().contains("LEVEL_RESET UNCOVERED INSTRUMENT ACTIVE"));
    }

    private List<String> resume() {
        f.pen.resume(ScopeType.INSTRUMENT, 0, f.engine.monitor().generation(ScopeType.INSTRUMENT, 0));
        return f.give();
    }

    private List<String> breakOut() {
        return f.after(EngineFixture.SECOND).quote(104_500, 104_510);
    }

    private List<String> sent() {
        f.pen.outcome(EngineFixture.order(1), 1, OrderNewDecoder.TEMPLATE_ID, SendResult.SENT);
        return f.give();
    }

    private List<String> acknowledged(final int order, final Side side) {
        f.pen.report(EngineFixture.order(order), ExecType.NEW, OrderState.NEW, side, 100 + order);
        return f.give();
    }

    private List<String> filled(final int order, final Side side, final long quantity, final long price) {
        f.pen.report(EngineFixture.order(order), ExecType.TRADE, OrderState.FILLED, side, 200 + order)
                .price(price)
                .quantity(quantity)
                .cumQuantity(quantity)
                .lastPrice(price)
                .lastQuantity(quantity);
        return f.give();
    }
}
