package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.ingest.MarketView;
import breakwater.core.message.AssetClass;
import breakwater.core.message.ExecType;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionEncoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.TradingSessionEncoder;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** US shares through the engine: day trades of an account below the minimum equity (P41), losses that come back (T14). */
class SharesFlowTest {
    private static final int SHARE = 2;
    private static final long DAY = 86_400 * EngineFixture.SECOND;

    private final EngineFixture f = EngineFixture.configured();
    private int orders;
    private long executions;

    @BeforeEach
    void aShareWithTenSessions() {
        f.pen.instrument(SHARE, 10);
        new InstrumentDefinitionEncoder()
                .wrap(f.pen.buffer, Frame.HEADER_LENGTH)
                .assetClass(AssetClass.EQUITY);
        f.give();
        for (final Figure figure : Figure.values()) {
            if (figure.required() == ScopeType.INSTRUMENT) {
                f.pen.limit(figure, ScopeType.INSTRUMENT, SHARE, EngineFixture.widest(figure));
                f.give();
            }
        }
        for (final Figure figure : new Figure[] {Figure.LEVERAGE, Figure.MINIMUM_VOLUME}) {
            f.pen.limit(
                    figure,
                    ScopeType.ASSET_CLASS,
                    AssetClass.EQUITY.value(),
                    figure == Figure.LEVERAGE ? figure.largest() : 0);
            f.give();
        }
        for (int day = 0; day < 10; day++) {
            final long openNs = EngineFixture.START_NS + day * DAY + 100;
            f.pen.session(ScopeType.INSTRUMENT, SHARE, openNs, openNs + DAY / 2);
            new TradingSessionEncoder().wrap(f.pen.buffer, Frame.HEADER_LENGTH).calendar(MarketView.US_EQUITIES);
            f.give();
        }
        f.pen.limit(Figure.WASH_SALE_WINDOW, ScopeType.GLOBAL, 0, 30 * DAY);
        f.give();
        f.admit(0, SHARE, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.pen.nowNs = EngineFixture.START_NS + 200;
        quote();
        f.outputs();
    }

    @Test
    void anEntryThatCouldBecomeTheFourthDayTradeIsRefusedUntilTheFirstIsFiveDaysOld() {
        f.pen.limit(Figure.DAY_TRADES, ScopeType.GLOBAL, 0, 3);
        f.give();
        f.pen.limit(Figure.DAY_TRADE_EQUITY, ScopeType.GLOBAL, 0, Figure.DAY_TRADE_EQUITY.largest());
        f.give();
        for (int trade = 0; trade < 3; trade++) {
            filled(Side.BUY, 100, 100_000);
            filled(Side.SELL, 100, 100_000);
        }

        assertEquals(List.of("rejected DAY_TRADES ACCOUNT MANUAL observed 4 bound 3"), order(Side.BUY, 100, 100_000));
        toDay(4);
        assertEquals(List.of("rejected DAY_TRADES ACCOUNT MANUAL observed 4 bound 3"), order(Side.BUY, 100, 100_000));
        toDay(5);
        filled(Side.BUY, 100, 100_000);
        assertEquals(100, f.engine.positions().netQuantity(SHARE));
    }

    @Test
    void aLossThatAPurchaseComesAfterIsTold() {
        filled(Side.BUY, 100, 100_000);
        toDay(1);
        filled(Side.SELL, 100, 99_900);
        toDay(2);

        final List<String> lines = filled(Side.BUY, 40, 99_900);

        assertEquals(
                List.of("WARNING WASH_SALE INSTRUMENT ACTIVE"),
                lines.stream().filter(line -> line.contains("WASH_SALE")).toList());
    }

    private void quote() {
        f.pen.quote(SHARE, 100_000, 1_000, 100_010, 1_000);
        f.give();
    }

    private void toDay(final int day) {
        f.pen.nowNs = EngineFixture.START_NS + day * DAY + 300;
        quote();
        f.outputs();
    }

    private List<String> order(final Side side, final long quantity, final long price) {
        f.pen.manual(0, SHARE, side, price, quantity);
        final List<String> lines = f.give();
        orders += lines.stream().anyMatch(line -> line.startsWith("new ")) ? 1 : 0;
        return lines;
    }

    private List<String> filled(final Side side, final long quantity, final long price) {
        order(side, quantity, price);
        f.pen.report(EngineFixture.order(orders), ExecType.TRADE, OrderState.FILLED, side, ++executions)
                .instrumentId(SHARE)
                .price(price)
                .quantity(quantity)
                .cumQuantity(quantity)
                .lastPrice(price)
                .lastQuantity(quantity);
        return f.give();
    }
}
