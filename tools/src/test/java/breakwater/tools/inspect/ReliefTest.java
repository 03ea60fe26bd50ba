package breakwater.tools.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.Engine;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.RiskRejectedEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;
import breakwater.core.risk.Figure;
import breakwater.journal.replay.Replayer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Each refusal that time, a person or a smaller order can end says so. */
class ReliefTest {
    private static final long SECOND = 1_000_000_000L;

    private final Catalogue names = new Catalogue();
    private final Engine engine = Replayer.of(Trace.NONE, output -> {}).engine();
    private final Relief relief = new Relief(names, engine);

    private String of(final Control control, final long observed, final long bound) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        new RiskRejectedEncoder()
                .wrap(buffer, 0)
                .control(control.code())
                .scopeType(ScopeType.GLOBAL)
                .scopeId(Frame.NO_ID)
                .quantity(500)
                .observed(observed)
                .bound(bound);
        return relief.of(
                new RiskRejectedDecoder()
                        .wrap(buffer, 0, RiskRejectedDecoder.BLOCK_LENGTH, RiskRejectedDecoder.SCHEMA_VERSION),
                SmallJournal.NOW_NS);
    }

    @Test
    void tellsWhenAWindowFrees() {
        final String inTwoSeconds = "from " + Times.clock(SmallJournal.NOW_NS + 2 * SECOND) + " on";

        assertEquals(inTwoSeconds, of(Control.COOLDOWN, 58 * SECOND, 60 * SECOND));
        assertEquals(inTwoSeconds, of(Control.DUPLICATE_ORDER, SECOND, 3 * SECOND));
        assertEquals("when the equal order has ended", of(Control.DUPLICATE_ORDER, 0, 3 * SECOND));
    }

    @Test
    void tellsWhatIsTooMuchAndWhatIsMissing() {
        assertEquals(
                "a smaller one: this is " + Catalogue.money(100) + " too much", of(Control.ORDER_NOTIONAL, 300, 200));
        assertEquals(
                "a row for basket-notional: breakwater limits apply",
                of(Control.DEFAULT_DENY, Control.BASKET.code(), Figure.BASKET_NOTIONAL.key()));
        assertEquals("a quote", of(Control.DEFAULT_DENY, Control.PRICE_COLLAR.code(), -1));
        assertEquals("a row for message-rate above 0", of(Control.THROTTLE, 5, 11));
        assertEquals(
                "equity of " + Catalogue.money(engine.limits().value(Figure.DAY_TRADE_EQUITY, ScopeType.GLOBAL, 0))
                        + ", or as day trades become older than five trading days",
                of(Control.DAY_TRADES, 4, 3));
        assertEquals("a smaller order: nothing else is counted there", of(Control.EXPOSURE, 300, 200));
    }

    @Test
    void hasNothingToSayOfWhatOnlyTheMarketDecides() {
        assertEquals("", of(Control.SPREAD, 300, 200));
        assertEquals("", of(Control.VOLATILITY, 300, 200));
    }
}
