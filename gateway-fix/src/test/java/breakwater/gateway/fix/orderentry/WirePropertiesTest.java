package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import org.junit.jupiter.api.Test;
import quickfix.Message;

/** Over many orders: what goes out comes back the same. */
class WirePropertiesTest {
    private static final long SEED = 20_261_122;
    private static final OrderType[] TYPES = {OrderType.LIMIT, OrderType.STOP_LIMIT, OrderType.MARKET};
    private static final TimeInForce[] TIMES = {TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK};

    @Test
    void anOrderThatTheVenueEchoesComesBackAsItWentOut() throws Exception {
        final Wire wire = new Wire();
        for (int i = 0; i < 20_000; i++) {
            final long chance = Frame.mix(SEED + i);
            final long price = 1 + (chance >>> (4 + (chance & 31)));
            final long quantity = 1 + (Frame.mix(chance) >>> (4 + (chance >>> 8 & 31)));
            final Side side = (chance & 1) == 0 ? Side.BUY : Side.SELL;
            final OrderType type = TYPES[(int) (chance >>> 1 & 0xFF) % 3];
            final Frame order = Wire.orderNew(
                    Wire.ORDER + i,
                    Wire.INSTRUMENT,
                    side,
                    type,
                    TIMES[(int) (chance >>> 9 & 3)],
                    price,
                    price + 1,
                    quantity);
            final Message sent = Wire.received(wire.encoder.encode(order));
            final Message echo = Wire.report(
                    "0",
                    "0",
                    "11=" + sent.getString(11),
                    "54=" + sent.getString(54),
                    "38=" + sent.getString(38),
                    "44=" + (type == OrderType.MARKET ? "" : sent.getString(44)),
                    "151=" + sent.getString(38));
            wire.frames.clear();
            wire.decoder.decode(new Message(echo.toString()), "8");
            final ExecutionReportDecoder report = wire.execution(0);
            final String where = "seed " + SEED + " order " + i;
            assertEquals(Wire.ORDER + i, report.clientOrderId(), where);
            assertEquals(price, report.price(), where);
            assertEquals(quantity, report.quantity(), where);
            assertEquals(quantity, report.leavesQuantity(), where);
            assertEquals(side, report.side(), where);
        }
    }
}
