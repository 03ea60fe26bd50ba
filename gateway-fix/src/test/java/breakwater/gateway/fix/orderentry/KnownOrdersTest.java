package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import breakwater.core.message.Side;
import breakwater.gateway.fix.FixRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownOrdersTest {
    private final Wire wire = new Wire();

    @Test
    void ofTheDoneOrdersTheOldestAreForgottenAndOfTheOpenOnesNone() {
        final KnownOrders orders = new KnownOrders(2);
        for (long id = 1; id <= 5; id++) {
            orders.getOrAdd(id);
        }
        for (long id = 2; id <= 5; id++) {
            orders.done(orders.get(id));
            orders.done(orders.get(id));
        }

        assertEquals(List.of(1L), orders.open());
        assertNull(orders.get(2));
        assertNull(orders.get(3));
        assertNotNull(orders.get(4));
        assertNotNull(orders.get(5));
    }

    @Test
    void anOrderThatTheVenueNeverGotIsNotOpenForEver() throws FixRefusal {
        wire.encoder.encode(Wire.limit(Wire.ORDER, Side.BUY, 10_000, 100_000));
        assertEquals(List.of(Wire.ORDER), wire.orders.open());

        wire.decoder.decode(Wire.report("I", "8", "14=0", "151=0", "103=5"), "8");
        assertEquals(List.of(), wire.orders.open());

        wire.decoder.decode(Wire.report("0", "0", "14=0", "151=1", "37=4711"), "8");
        assertEquals(List.of(Wire.ORDER), wire.orders.open(), "it came after all");

        wire.decoder.decode(Wire.report("4", "4", "14=0", "151=0", "37=4711"), "8");
        wire.decoder.decode(Wire.report("0", "0", "14=0", "151=1", "37=4711"), "8");
        assertEquals(List.of(), wire.orders.open(), "what has ended has, whatever is told again");
    }
}
