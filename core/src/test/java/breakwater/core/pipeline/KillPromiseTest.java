package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * After a kill has returned, no exposure-raising message is handed to the socket (Settled 5): one thread sends without
 * pause, 1,000 orders before it in the ring, through a port that stalls; another raises a word, waits for the senders and
 * from then on counts every order that still gets out.
 */
class KillPromiseTest {
    private static final int IN_FLIGHT = 1_000;
    private static final int SLOTS = 2_048;
    private static final long SEED = 20_260_106;
    private static final ScopeType[] SCOPES = {
        ScopeType.GLOBAL,
        ScopeType.VENUE,
        ScopeType.ACCOUNT,
        ScopeType.ASSET_CLASS,
        ScopeType.STRATEGY,
        ScopeType.INSTRUMENT
    };

    private final ControlPage page = Parts.page();
    private final EgressRing egress = new EgressRing(SLOTS);
    private final IngressRing ingress = new IngressRing(SLOTS, 0);
    private final RingTailer outcomes = ingress.newTailer();
    private final JournalWords words = new JournalWords(Long.MAX_VALUE);
    private final SenderAgent sender = new SenderAgent(
            0, 0, 2, egress.newTailer(), ingress, words, page, this::send, () -> 1, (a, f) -> failed = true);

    private volatile boolean hasReturned;
    private volatile boolean mustStall;
    private volatile boolean isStalled;
    private volatile boolean isOver;
    private volatile boolean failed;
    private volatile long violations;
    private volatile long raised;
    private volatile long cancels;
    private long sequence;
    private long takenOutcomes;

    private SendResult send(final DirectBuffer buffer, final int offset) {
        final boolean isCancel =
                new Frame().wrap(buffer, offset).templateId() == breakwater.core.message.OrderCancelDecoder.TEMPLATE_ID;
        if (mustStall && !isCancel) {
            isStalled = true;
            while (mustStall && !isOver) {
                Thread.yield();
            }
            isStalled = false;
        }
        // The socket is written here: at the end of the stall.
        if (isCancel) {
            cancels = cancels + 1;
        } else {
            raised = raised + 1;
            if (hasReturned) {
                violations = violations + 1;
            }
        }
        return SendResult.SENT;
    }

    private void work() {
        while (!isOver) {
            while (sequence - takenOutcomes < IN_FLIGHT && egress.hasRoom(1)) {
                sequence++;
                Parts.order(egress, sequence, 1, sequence % 8 == 0 ? Effect.CANCELS_ENTRY : Effect.RAISES);
            }
            sender.doWork();
            while (outcomes.hasNext()) {
                outcomes.advance();
                takenOutcomes++;
            }
        }
    }

    @Test
    void nothingThatRaisesExposureLeavesAfterAKillReturned() throws InterruptedException {
        prove(200, true);
    }

    @Tag("prove")
    @Test
    void nothingThatRaisesExposureLeavesAfterAnyOfManyKillsReturned() throws InterruptedException {
        final int kills = Integer.getInteger("breakwater.prove.size", 10_000);
        prove(kills, true);
        System.out.println("kills " + kills + ", orders sent " + raised + ", blocked "
                + page.get(ControlPage.Word.BLOCKED) + ", cancels sent " + cancels
                + ", sent after a kill returned 0, seed "
                + SEED);
    }

    @Test
    void aKillThatDoesNotWaitForTheSenderIsSeenToBreakThePromise() throws InterruptedException {
        assertTrue(run(40, false) > 0, "the stalled order left after the kill returned and nobody saw it");
    }

    private void prove(final int kills, final boolean waits) throws InterruptedException {
        final long broken = run(kills, waits);

        assertEquals(0, broken, () -> "seed=" + SEED);
        assertTrue(raised >= kills, () -> "orders sent " + raised);
        assertTrue(page.get(ControlPage.Word.BLOCKED) >= kills, () -> "blocked " + page.get(ControlPage.Word.BLOCKED));
        assertTrue(cancels >= kills, () -> "cancels sent " + cancels);
        assertEquals(false, failed);
    }

    private long run(final int kills, final boolean waits) throws InterruptedException {
        final Thread thread = new Thread(this::work, "sender");
        thread.start();
        long draw = SEED;
        try {
            for (int i = 0; i < kills; i++) {
                draw = Frame.mix(draw + i);
                kill(draw, waits);
            }
        } finally {
            isOver = true;
            thread.join();
        }
        return violations;
    }

    private void kill(final long draw, final boolean waits) {
        final long before = raised;
        await(() -> raised > before);
        final boolean stalls = Long.remainderUnsigned(draw, 4) == 0;
        if (stalls) {
            mustStall = true;
            await(() -> isStalled);
        }
        final int scope = ControlPage.index(SCOPES[(int) Long.remainderUnsigned(draw >>> 8, SCOPES.length)], 0);
        final long word = page.raise(scope, Level.REDUCE_ONLY.value() + (int) Long.remainderUnsigned(draw >>> 16, 3));
        if (stalls) {
            if (waits) {
                final long sending = page.sendingSequence(0);
                assertTrue(sending != 0, "a stalled order must show in the page");
                mustStall = false;
            } else {
                hasReturned = true;
                mustStall = false;
            }
        }
        if (waits) {
            Parts.awaitSenders(page);
        }
        hasReturned = true;
        final long blocked = page.get(ControlPage.Word.BLOCKED);
        final long canceled = cancels;
        await(() -> page.get(ControlPage.Word.BLOCKED) > blocked + 64 && cancels > canceled);
        hasReturned = false;
        assertTrue(page.clear(scope, ControlPage.generation(word)));
    }

    private void await(final java.util.function.BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("waited 30 s; seed=" + SEED + " raised=" + raised + " blocked="
                        + page.get(ControlPage.Word.BLOCKED));
            }
            Thread.yield();
        }
    }
}
