package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AccountDefinitionEncoder;
import breakwater.core.message.AdmitStrategyEncoder;
import breakwater.core.message.AssetClass;
import breakwater.core.message.DepthEncoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever moves a price is looked at by positions, breakers and strategies, whichever message brings it. */
class MarkFlowTest {
    private final EngineFixture f = EngineFixture.configured();

    @Test
    void aBookThatMovesTheTouchValuesPositionsAndIsHeard() {
        f.admit(0, 0, "churn", "every-quotes", 1, "quantity", 0.1).quote(100_000, 100_010);
        final List<String> onBook = depth(99_000, 99_010);
        assertTrue(onBook.stream().anyMatch(line -> line.startsWith("signal")), onBook::toString);

        f.pen.stop(0);
        f.give();
        buy(0, 1, 0, 100);
        final long before = f.engine.positions().equityE8(0);
        depth(98_000, 98_010);

        // 0.1 of an instrument that fell by 10.00
        assertEquals(before - 100_000_000L, f.engine.positions().equityE8(0));
    }

    /** Two accounts, one long, one short: the instrument nets to nothing, but each of them may lose. */
    @Test
    void anInstrumentThatNetsToNothingOverAccountsIsStillWatched() {
        new AccountDefinitionEncoder()
                .wrap(
                        f.pen.buffer,
                        f.pen.begin(
                                AccountDefinitionEncoder.TEMPLATE_ID,
                                AccountDefinitionEncoder.BLOCK_LENGTH,
                                EventPen.CONTROL))
                .accountId(1)
                .cashE8(1_000_000_000_000L)
                .name("other")
                .currency("USDT");
        f.give();
        f.pen.limit(Figure.DAILY_LOSS, ScopeType.ACCOUNT, 1, 30_000);
        f.give();
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.pen.parameter(1, 0, "quantity", 1);
        f.give();
        f.pen.admit(1, 0, "churn", 1);
        new AdmitStrategyEncoder().wrap(f.pen.buffer, Frame.HEADER_LENGTH).accountId(1);
        f.give();
        f.pen.stop(1);
        f.give();
        f.quote(100_000, 100_010);
        buy(0, 1, 0, 100_000);
        fill(1, 2, 1, Side.SELL, 100_000);
        assertEquals(0, f.engine.positions().netQuantity(0));

        final List<String> lines = f.quote(104_000, 104_010);

        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("LEVEL_RAISED DAILY_LOSS ACCOUNT")), lines::toString);
        assertEquals(1, f.engine.monitor().level(ScopeType.ACCOUNT, 1).value());
        assertEquals(0, f.engine.monitor().level(ScopeType.ACCOUNT, 0).value());
    }

    /** Its open positions are counted by class, and by that of its orders it may be killed. */
    @Test
    void anInstrumentKeepsItsClassAndCurrency() {
        f.pen.instrument(0, 10);
        new InstrumentDefinitionEncoder()
                .wrap(f.pen.buffer, Frame.HEADER_LENGTH)
                .assetClass(AssetClass.FX);
        assertEquals("quarantined BAD_COMMAND template 73", f.give().get(0));
        f.pen.instrument(0, 10);
        new InstrumentDefinitionEncoder()
                .wrap(f.pen.buffer, Frame.HEADER_LENGTH)
                .quoteCurrency("EUR");
        assertEquals("quarantined BAD_COMMAND template 73", f.give().get(0));
        assertNotEquals(AssetClass.FX, f.engine.instruments().assetClass(0));
    }

    private void buy(final int strategy, final int order, final int account, final long quantity) {
        fill(strategy, order, account, Side.BUY, quantity);
    }

    private void fill(final int strategy, final int order, final int account, final Side side, final long quantity) {
        f.pen.manual(
                strategy,
                0,
                side,
                side == Side.BUY
                        ? f.engine.market().askPrice(0)
                        : f.engine.market().bidPrice(0),
                quantity);
        final List<String> lines = f.give();
        final String id = lines.get(0).split("#1\\.")[1].split(" ")[0];
        f.pen.report(EngineFixture.order(Integer.parseInt(id)), ExecType.TRADE, OrderState.FILLED, side, 1_000 + order)
                .accountId(account)
                .lastPrice(f.engine.market().askPrice(0))
                .lastQuantity(quantity)
                .cumQuantity(quantity);
        f.give();
    }

    private List<String> depth(final long bid, final long ask) {
        f.after(EngineFixture.MS);
        final DepthEncoder depth = new DepthEncoder();
        depth.wrap(f.pen.buffer, f.pen.begin(DepthEncoder.TEMPLATE_ID, DepthEncoder.BLOCK_LENGTH, EventPen.FEED))
                .instrumentId(0)
                .transactionId(f.pen.nowNs)
                .index(0)
                .count(1)
                .firstUpdateId(1)
                .lastUpdateId(1)
                .isSnapshot((short) 1);
        depth.levelsCount(2)
                .next()
                .side(Side.BUY)
                .price(bid)
                .quantity(1_000)
                .next()
                .side(Side.SELL)
                .price(ask)
                .quantity(1_000);
        f.pen.frame.length(
                Frame.HEADER_LENGTH + depth.encodedLength() + 2 * DepthEncoder.LevelsEncoder.sbeBlockLength());
        return f.give();
    }
}
