package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import breakwater.core.EngineFixture;
import breakwater.core.EventPen;
import breakwater.core.message.Frame;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ControlAgentTest {
    private static final int SLOTS = 64;

    private final IngressRing ingress = new IngressRing(SLOTS, 0);
    private final RingTailer tailer = ingress.newTailer();
    private final ControlPage page = Parts.page();
    private final Queue<byte[]> queue = new ArrayDeque<>();
    private final EventPen pen = new EventPen(EngineFixture.START_NS);
    private boolean isQueueBroken;
    private final ControlAgent control = new ControlAgent(
            (buffer, offset) -> {
                if (isQueueBroken) {
                    throw new IllegalStateException("command file is gone");
                }
                final byte[] command = queue.poll();
                if (command != null) {
                    buffer.putBytes(offset, command);
                }
                return command != null;
            },
            page,
            ingress,
            0,
            () -> 77);

    private void command() {
        final byte[] copy = new byte[Frame.SLOT_LENGTH];
        pen.buffer.getBytes(0, copy);
        queue.add(copy);
    }

    /** Works a whole round over all kill words and returns what came into the ring. */
    private List<String> round() {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i <= ControlPage.SCOPES / 64; i++) {
            control.doWork();
            lines.addAll(heard());
        }
        return lines;
    }

    private List<String> heard() {
        final List<String> lines = new ArrayList<>();
        final Frame frame = new Frame();
        final KillDecoder kill = new KillDecoder();
        while (tailer.hasNext()) {
            frame.wrap(tailer.buffer(), 0);
            assertEquals(77, frame.ingressTimeNs());
            if (frame.templateId() == KillDecoder.TEMPLATE_ID) {
                kill.wrap(tailer.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
                lines.add(frame.sourceSequence() + " kill " + kill.scopeType() + " " + kill.scopeId() + " "
                        + kill.level() + " " + kill.generation() + " by " + kill.user());
            } else {
                lines.add(frame.sourceSequence() + " template " + frame.templateId());
            }
            tailer.advance();
        }
        return lines;
    }

    @Test
    void aWordThatRoseWithoutACommandBecomesAKillOnce() {
        page.raise(ControlPage.index(ScopeType.INSTRUMENT, 200), Level.REDUCE_ONLY.value());

        assertEquals(List.of("1 kill INSTRUMENT 200 REDUCE_ONLY 1 by control-page"), round());
        assertEquals(List.of(), round());
        page.raise(ControlPage.index(ScopeType.INSTRUMENT, 200), Level.KILLED.value());
        assertEquals(List.of("2 kill INSTRUMENT 200 KILLED 2 by control-page"), round());
        page.clear(ControlPage.index(ScopeType.INSTRUMENT, 200), 2);
        assertEquals(List.of(), round());
        page.raise(ControlPage.index(ScopeType.INSTRUMENT, 200), Level.KILLED.value());
        assertEquals(List.of("3 kill INSTRUMENT 200 KILLED 3 by control-page"), round());
    }

    @Test
    void theGlobalWordIsLookedAtInEveryTurn() {
        for (int i = 1; i <= 3; i++) {
            page.raise(Parts.GLOBAL, i);
            control.doWork();
            assertEquals(1, heard().size());
        }
    }

    @Test
    void aKillThatComesWithItsCommandIsHeardOnce() {
        final long word = page.raise(Parts.GLOBAL, Level.CANCEL_ONLY.value());
        pen.kill(ScopeType.GLOBAL, 0, Level.CANCEL_ONLY, ControlPage.generation(word));
        command();

        assertEquals(List.of("1 kill GLOBAL 0 CANCEL_ONLY 1 by operator"), round());
    }

    @Test
    void aCommandThatFindsTheRingFullWaitsAndKeepsItsPlace() {
        while (ingress.tryClaim() != IngressRing.FULL) {
            // a ring of claims that others have yet to publish
        }
        pen.kill(ScopeType.VENUE, 0, Level.KILLED, 9);
        command();
        pen.reconcile(true);
        command();
        control.doWork();
        control.doWork();
        for (long claim = 0; claim < SLOTS; claim++) {
            Parts.time(ingress.buffer(claim), 1, claim);
            ingress.publish(claim);
        }
        while (tailer.hasNext()) {
            tailer.advance();
        }

        final List<String> heard = round();

        assertEquals("1 kill VENUE 0 KILLED 9 by operator", heard.get(0));
        assertEquals(2, heard.size());
    }

    @Test
    void underPressureCommandsUseTheLastFifth() {
        while (!ingress.isUnderPressure()) {
            final long claim = ingress.tryClaim();
            Parts.time(ingress.buffer(claim), 1, 1);
            ingress.publish(claim);
        }
        final long before = ingress.lastSequence();
        pen.kill(ScopeType.GLOBAL, 0, Level.KILLED, 9);
        command();

        control.doWork();

        assertEquals(before + 1, ingress.lastSequence());
    }

    @Test
    void aWordThatFindsTheRingFullComesLater() {
        final List<Long> claims = new ArrayList<>();
        for (long claim = ingress.tryClaim(); claim != IngressRing.FULL; claim = ingress.tryClaim()) {
            Parts.time(ingress.buffer(claim), 1, 1);
            claims.add(claim);
        }
        page.raise(Parts.GLOBAL, 3);
        control.doWork();
        claims.forEach(ingress::publish);
        while (tailer.hasNext()) {
            tailer.advance();
        }

        assertEquals(List.of("1 kill GLOBAL 65534 KILLED 1 by control-page"), round());
    }

    @Test
    void aQueueThatFailsIsSaidOnceAndKillWordsAreStillHeard() {
        isQueueBroken = true;
        assertThrows(IllegalStateException.class, control::doWork);
        page.raise(Parts.GLOBAL, 3);

        assertEquals(List.of("1 kill GLOBAL 65534 KILLED 1 by control-page"), round());
    }
}
