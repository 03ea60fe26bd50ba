package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** T12 through the engine: how entries end and what is filled is heard. */
class ConductFlowTest {
    private final EngineFixture f = EngineFixture.configured();
    private final List<String> warnings = new ArrayList<>();
    private int orders;

    @BeforeEach
    void aMarket() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        set(Figure.LAYERS, 0);
        set(Figure.LAYER_LIFE, EngineFixture.SECOND);
        set(Figure.LAYER_WINDOW, EngineFixture.SECOND);
        set(Figure.RAPID_SAMPLE, 1);
        set(Figure.RAPID_CANCELS, 0);
        set(Figure.RAPID_LIFE, EngineFixture.SECOND);
        set(Figure.OWN_WASH_WINDOW, EngineFixture.SECOND);
        warnings.clear();
    }

    @Test
    void anEntryThatIsCanceledSoonCountsAndALayerOnceTheOtherSideTrades() {
        order(Side.BUY, 99_990);
        report(ExecType.NEW, OrderState.NEW, Side.BUY, 0);
        report(ExecType.CANCELED, OrderState.CANCELED, Side.BUY, 0);
        assertEquals(List.of("WARNING RAPID_CANCEL STRATEGY ACTIVE"), warnings);
        order(Side.SELL, 100_010);
        report(ExecType.TRADE, OrderState.FILLED, Side.SELL, 1);
        assertEquals(List.of("WARNING RAPID_CANCEL STRATEGY ACTIVE", "WARNING LAYERING STRATEGY ACTIVE"), warnings);
    }

    @Test
    void whatNeverReachedTheVenueIsNoCancel() {
        order(Side.BUY, 99_990);
        report(ExecType.REJECTED, OrderState.REJECTED, Side.BUY, 0);
        assertEquals(List.of(), warnings);
    }

    @Test
    void twoFillsOfOwnOrdersAtOnePriceAreTold() {
        order(Side.BUY, 100_010);
        report(ExecType.TRADE, OrderState.FILLED, Side.BUY, 1);
        order(Side.SELL, 100_010);
        report(ExecType.TRADE, OrderState.FILLED, Side.SELL, 2);
        assertEquals(List.of("WARNING OWN_WASH INSTRUMENT ACTIVE"), warnings);
    }

    private void set(final Figure figure, final long value) {
        f.pen.limit(figure, ScopeType.GLOBAL, 0, value);
        give();
    }

    private void order(final Side side, final long price) {
        f.pen.manual(0, 0, side, price, 100);
        give();
        orders++;
    }

    private void report(final ExecType type, final OrderState state, final Side side, final long execution) {
        final long price = side == Side.BUY && execution == 0 ? 99_990 : 100_010;
        f.pen.report(EngineFixture.order(orders), type, state, side, execution)
                .price(price)
                .quantity(100)
                .cumQuantity(execution == 0 ? 0 : 100)
                .lastPrice(execution == 0 ? 0 : price)
                .lastQuantity(execution == 0 ? 0 : 100);
        give();
    }

    private void give() {
        f.give().stream().filter(line -> line.startsWith("WARNING ")).forEach(warnings::add);
    }
}
