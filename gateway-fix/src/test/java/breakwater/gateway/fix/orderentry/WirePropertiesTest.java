package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderState;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixRefusal;
import org.junit.jupiter.api.Test;
import quickfix.InvalidMessage;
import quickfix.Message;

/** Over many orders and over much garbage: what goes out comes back the same, and what makes no sense leaves no trace. */
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

    @Test
    void garbageIsRefusedOrReadButNeverHalfWrittenAndNeverThrowsAnythingElse() {
        final Wire wire = new Wire();
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            final Message message = garbled(i);
            if (message == null) {
                continue;
            }
            final String type =
                    new String[] {"8", "8", "8", "9", "j", "3"}[(int) Long.remainderUnsigned(Frame.mix(~SEED + i), 6)];
            wire.frames.clear();
            try {
                final int frames = wire.decoder.decode(message, type);
                assertEquals(frames, wire.frames.size(), "seed " + SEED + " message " + i);
                read++;
            } catch (final FixRefusal refusal) {
                assertTrue(wire.frames.isEmpty(), "seed " + SEED + " message " + i);
                refused++;
            }
            for (int f = 0; f < wire.frames.size(); f++) {
                checkSense(wire, f, "seed " + SEED + " message " + i);
            }
        }
        System.out.println("garbage: " + read + " read, " + refused + " refused");
        assertTrue(read > 1000 && refused > 1000, read + " read, " + refused + " refused");
    }

    private static void checkSense(final Wire wire, final int index, final String where) {
        if (wire.frames.get(index).templateId() != ExecutionReportDecoder.TEMPLATE_ID) {
            return;
        }
        final ExecutionReportDecoder report = wire.execution(index);
        assertTrue(report.execType() != ExecType.NULL_VAL && report.execType() != ExecType.SBE_UNKNOWN, where);
        assertTrue(report.orderState() != OrderState.NULL_VAL && report.orderState() != OrderState.SBE_UNKNOWN, where);
        assertTrue(Wire.TERMS.instrument(report.instrumentId()) != null, where);
        assertTrue(Wire.TERMS.account(report.accountId()) != null, where);
        assertTrue(report.cumQuantity() >= 0 && report.quantity() >= 0 && report.price() >= 0, where);
        if (report.execType() == ExecType.TRADE || report.execType() == ExecType.TRADE_BUST) {
            assertTrue(report.lastPrice() > 0 && report.lastQuantity() > 0, where);
        }
    }

    /** A report with some fields changed, and bytes of its text flipped; null where it is no message any more. */
    private static Message garbled(final int index) {
        long chance = Frame.mix(SEED ^ index);
        final String[] types = {"0", "F", "4", "5", "8", "C", "G", "H", "I", "D", "x", "1"};
        final Message message = Wire.report(
                types[(int) Long.remainderUnsigned(chance, types.length)],
                "0",
                "14=0.5",
                "31=" + FixDecimal.format(chance >>> 40, -2),
                "32=0.5",
                "19=E-1",
                "45=3",
                "372=D",
                "379=" + Wire.ORDER,
                "434=1",
                "102=1");
        final StringBuilder text = new StringBuilder(message.toString());
        final int flips = (int) (chance >>> 32 & 7);
        for (int f = 0; f < flips; f++) {
            chance = Frame.mix(chance);
            final int at = text.indexOf("35=") + 5 + (int) Long.remainderUnsigned(chance, text.length() - 25);
            text.setCharAt(Math.min(at, text.length() - 8), (char) (' ' + (chance >>> 50) % 95));
        }
        final Message garbled = new Message();
        try {
            garbled.fromString(text.toString(), null, false);
            return garbled;
        } catch (final InvalidMessage noMessage) {
            return null;
        }
    }
}
