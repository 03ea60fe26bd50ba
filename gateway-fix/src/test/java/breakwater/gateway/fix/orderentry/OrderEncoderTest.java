package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.session.Dialect;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import quickfix.Message;

class OrderEncoderTest {
    private static final long ID = Wire.ORDER;
    private final Wire wire = new Wire();

    @Test
    void writesALimitOrder() throws FixRefusal {
        assertEquals(
                "35=D 1=main 11=" + ID
                        + " 21=1 38=0.50000 40=2 44=123.45 54=1 55=BTC-USD 59=1 60=20240627-11:17:17.223 77=O",
                Wire.text(wire.encoder.encode(Wire.limit(ID, Side.BUY, 12_345, 50_000))));
    }

    @Test
    void writesACollaredImmediateOrCancelAsALimitOfThatKind() throws FixRefusal {
        final Message message = wire.encoder.encode(
                Wire.orderNew(ID, Wire.INSTRUMENT, Side.SELL, OrderType.LIMIT, TimeInForce.IOC, 12_345, 0, 50_000));
        assertTrue(Wire.text(message).contains(" 40=2 44=123.45 54=2 55=BTC-USD 59=3 "), Wire.text(message));
    }

    @Test
    void tellsTheVenueWhetherAnOrderMayRaiseExposure() throws FixRefusal {
        for (final Effect effect : new Effect[] {Effect.RAISES, Effect.REDUCES, Effect.PROTECTS, Effect.FLATTENS}) {
            final Frame order = Wire.limit(ID, Side.SELL, 12_345, 50_000);
            new OrderNewEncoder()
                    .wrap((MutableDirectBuffer) order.buffer(), order.blockOffset())
                    .effect(effect);
            final String text = Wire.text(wire.encoder.encode(order));
            assertTrue(text.endsWith(effect == Effect.RAISES ? " 77=O" : " 77=C"), effect + " " + text);
        }
    }

    @Test
    void writesAStopLimitWithBothPrices() throws FixRefusal {
        final Message message = wire.encoder.encode(
                Wire.orderNew(ID, Wire.INSTRUMENT, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, 9_900, 10_000, 1));
        final String text = Wire.text(message);
        assertTrue(text.contains(" 38=0.00001 40=4 44=99.00 54=2 55=BTC-USD 59=1 "), text);
        assertTrue(text.endsWith(" 99=100.00"), text);
    }

    @Test
    void writesAMarketOrderWithoutPrices() throws FixRefusal {
        final String text = Wire.text(
                wire.encoder.encode(Wire.orderNew(ID, 5, Side.BUY, OrderType.MARKET, TimeInForce.FOK, 0, 0, 7)));
        assertEquals(
                "35=D 1=main 11=" + ID + " 21=1 38=7 40=1 54=1 55=ETH-USD 59=4 60=20240627-11:17:17.223 77=O", text);
    }

    @Test
    void aCancelNamesTheAcceptedOrderAndHasANameOfItsOwn() throws FixRefusal {
        wire.encoder.encode(Wire.limit(ID, Side.BUY, 12_345, 50_000));
        assertEquals(
                "35=F 1=main 11=" + ID + "-c431 37=77 38=0.50000 41=" + ID
                        + " 54=1 55=BTC-USD 60=20240627-11:17:17.223",
                Wire.text(wire.encoder.encode(Wire.cancel(ID, 431))));
    }

    @Test
    void oneMessageIsForAllOrdersAndItsNameIsNoOrders() throws FixRefusal {
        final String name = ID + "-m431";
        assertEquals(
                "35=q 11=" + name + " 60=20240627-11:17:17.223 530=7",
                Wire.text(wire.encoder.encode(Wire.massCancel(ID, 431))));
        assertEquals(0, ClOrdId.orderOf(name));
        wire.encoder.encode(Wire.limit(ID + 1, Side.BUY, 12_345, 50_000));
        wire.decoder.decode(Wire.report("4", "4", "11=" + name, "41=" + (ID + 1), "151=0"), "8");
        assertEquals(ID + 1, wire.execution(0).clientOrderId(), "the one that it took back");
        final OrderEncoder other = new OrderEncoder(
                Dialect.all().stream()
                        .filter(each -> "fix42".equals(each.name()))
                        .findAny()
                        .orElseThrow(),
                Wire.TERMS,
                wire.orders);
        assertThrows(FixRefusal.class, () -> other.encode(Wire.massCancel(ID, 431)));
    }

    @Test
    void aReplaceRepeatsTypeAndTimeInForceOfTheOrder() throws FixRefusal {
        wire.encoder.encode(Wire.limit(ID, Side.BUY, 12_345, 50_000));
        assertEquals(
                "35=G 1=main 11=" + ID + "-r432 21=1 37=77 38=0.40000 40=2 41=" + ID
                        + " 44=120.00 54=1 55=BTC-USD 59=1 60=20240627-11:17:17.223",
                Wire.text(wire.encoder.encode(Wire.replace(ID, 432, 12_000, 0, 40_000))));
    }

    @Test
    void theChainMovesWithTheReplaceThatTheVenueAcceptedAndNotBefore() throws FixRefusal {
        wire.encoder.encode(Wire.limit(ID, Side.BUY, 12_345, 50_000));
        wire.encoder.encode(Wire.replace(ID, 432, 12_000, 0, 40_000));
        wire.decoder.decode(Wire.report("E", "E", "11=" + ID + "-r432", "41=" + ID), "8");
        assertTrue(Wire.text(wire.encoder.encode(Wire.cancel(ID, 433))).contains(" 41=" + ID + " "));
        wire.decoder.decode(Wire.report("5", "0", "11=" + ID + "-r432", "41=" + ID, "38=0.4", "44=120"), "8");
        final String cancel = Wire.text(wire.encoder.encode(Wire.cancel(ID, 434)));
        assertTrue(cancel.contains(" 38=0.40000 41=" + ID + "-r432 "), cancel);
        assertTrue(cancel.contains(" 37=V-1 "), cancel);
    }

    @Test
    void aQueryNamesTheOrderAsTheVenueKnowsIt() throws FixRefusal {
        assertEquals("35=H 1=main 11=" + ID + " 37=77 54=1 55=BTC-USD", Wire.text(wire.encoder.encode(Wire.query(ID))));
        assertNull(wire.encoder.query(ID));
        wire.encoder.encode(Wire.limit(ID, Side.SELL, 12_345, 50_000));
        assertEquals("35=H 1=main 11=" + ID + " 54=2 55=BTC-USD", Wire.text(wire.encoder.query(ID)));
    }

    @Test
    void refusesWhatHasNoNameOrNoPlaceInTheDialect() {
        assertRefused(Wire.orderNew(ID, 99, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 1, 0, 1));
        assertRefused(Wire.orderNew(ID, Wire.INSTRUMENT, Side.NULL_VAL, OrderType.LIMIT, TimeInForce.GTC, 1, 0, 1));
        assertRefused(Wire.orderNew(ID, Wire.INSTRUMENT, Side.BUY, OrderType.NULL_VAL, TimeInForce.GTC, 1, 0, 1));
        assertRefused(Wire.orderNew(ID, Wire.INSTRUMENT, Side.BUY, OrderType.LIMIT, TimeInForce.NULL_VAL, 1, 0, 1));
        assertRefused(Wire.orderNew(ID, Wire.INSTRUMENT, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 0, 1));
        assertRefused(Wire.orderNew(ID, Wire.INSTRUMENT, Side.BUY, OrderType.STOP_LIMIT, TimeInForce.GTC, 1, 0, 1));
    }

    private void assertRefused(final breakwater.core.message.Frame order) {
        assertThrows(FixRefusal.class, () -> wire.encoder.encode(order));
        assertTrue(wire.orders.open().isEmpty());
    }
}
