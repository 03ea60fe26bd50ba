package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.Engine;
import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.Trace;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreAgentTest {
    private static final int SLOTS = 1024;

    private final IngressRing ingress = new IngressRing(SLOTS, 0);
    private final EgressRing egress = new EgressRing(64);
    private final RingTailer outputs = egress.newTailer();
    private final ControlPage page = Parts.page();
    private final Engine engine = new Engine(EngineFixture.CAPACITY, egress, Trace.NONE);
    private final List<String> errors = new ArrayList<>();
    private final EventPen pen = new EventPen(EngineFixture.START_NS);
    private long nowNs = 1;
    private final CoreAgent core = new CoreAgent(
            ingress.newTailer(), egress, engine, page, () -> nowNs, (agent, failure) -> errors.add(agent));

    private long give(final EventPen written) {
        final long claim = ingress.tryClaim();
        ingress.buffer(claim).putBytes(0, written.buffer, 0, Frame.SLOT_LENGTH);
        ingress.publish(claim);
        return claim;
    }

    private void drainOutputs() {
        while (outputs.hasNext()) {
            outputs.advance();
        }
    }

    @Test
    void takesAnEventOnlyWhenAllItsOutputsHaveRoom() {
        pen.begin(999, 16, EventPen.FEED);
        give(pen);
        give(pen);

        assertEquals(1, core.doWork());
        assertTrue(outputs.hasNext(), "an unknown template is quarantined");
        assertFalse(egress.hasRoom(Outputs.MAX_PER_EVENT));
        assertEquals(0, core.doWork());
        nowNs = 5;
        for (int turn = 0; turn < CoreAgent.HEARTBEAT_TURNS; turn++) {
            assertEquals(0, core.doWork());
        }
        assertEquals(5, page.get(ControlPage.Word.HEARTBEAT), "it waits, but lives");
        drainOutputs();
        assertEquals(1, core.doWork());
        assertEquals(2, page.get(ControlPage.Word.APPLIED));
        assertEquals(2, page.get(ControlPage.Word.OUTPUT));
    }

    @Test
    void aBatchIsAtMost256EventsAndProgressShowsInThePage() {
        EngineFixture.configure(pen, 1_000_000, true, written -> {
            give(written);
            core.doWork();
            drainOutputs();
        });
        final long before = engine.sequence();
        for (int i = 0; i < 300; i++) {
            pen.nowNs++;
            pen.time();
            give(pen);
        }

        assertEquals(256, core.doWork());
        assertEquals(before + 256, page.get(ControlPage.Word.APPLIED));
        assertEquals(engine.nowNs(), page.get(ControlPage.Word.NOW));
        assertEquals(engine.nextDeadlineNs(), page.get(ControlPage.Word.NEXT_DEADLINE));
        assertEquals(44, core.doWork());
        assertEquals(0, core.doWork());
    }

    @Test
    void aHandlerThatThrowsLatchesAHaltThatProducersSee() {
        pen.time();
        final long claim = give(pen);
        ingress.buffer(claim).putLong(Frame.SEQUENCE_OFFSET, 5, ByteOrder.LITTLE_ENDIAN);
        nowNs = 9;

        core.doWork();

        assertEquals(1, page.get(ControlPage.Word.HANDLER_FAILED));
        assertEquals(Level.CANCEL_ONLY.value(), ControlPage.level(page.word(Parts.GLOBAL)));
        assertEquals(List.of("core"), errors);
        assertEquals(0, page.get(ControlPage.Word.HEARTBEAT), "a dead core has no heartbeat");
    }

    @Test
    void aLatchedCoreDrainsSoThatNobodyWaitsForIt() {
        aHandlerThatThrowsLatchesAHaltThatProducersSee();
        final long applied = engine.sequence();
        for (int i = 0; i < 5 * SLOTS; i++) {
            final long claim = ingress.tryClaim();
            assertTrue(claim != IngressRing.FULL, "input " + i);
            Parts.time(ingress.buffer(claim), EventPen.TIME, i);
            ingress.publish(claim);
            core.doWork();
        }

        assertEquals(applied, engine.sequence());
        assertEquals(List.of("core"), errors);
        assertFalse(outputs.hasNext());
    }
}
