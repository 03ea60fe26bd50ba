package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelEncoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendResult;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A kill at any point of the work of core and sender: before an event's outputs are shown, between two of them, and between
 * any two accesses of the sender to the page, the write to the socket included. Once it has returned nothing that raises
 * exposure in its scope leaves, and what cancels, protects or asks leaves at every level (I11).
 */
class KillPointsTest {
    private static final long SEED = 11_020_261;
    private static final int SLOTS = 64;
    private static final int IDS = 3;
    private static final int POINTS = 90;
    private static final int EVENTS_MAX = 64;
    private static final ScopeType[] SCOPES = {
        ScopeType.GLOBAL,
        ScopeType.VENUE,
        ScopeType.ACCOUNT,
        ScopeType.ASSET_CLASS,
        ScopeType.STRATEGY,
        ScopeType.INSTRUMENT
    };

    /** How far the tool has come: it stores the word, looks at the sender, and waits if that was sending. */
    private enum Kill {
        COMING,
        STORED,
        WAITS,
        RETURNED
    }

    private long failures;
    private final TouchedBuffer buffer = new TouchedBuffer(ControlPage.LENGTH, this::point);
    private final ControlPage page = new ControlPage(buffer);
    private final EgressRing egress = new EgressRing(SLOTS);
    private final IngressRing ingress = new IngressRing(SLOTS, 0);
    private final RingTailer outcomes = ingress.newTailer();
    private final SenderAgent sender = new SenderAgent(
            0,
            0,
            2,
            egress.newTailer(),
            ingress,
            new JournalWords(Long.MAX_VALUE),
            page,
            this::send,
            () -> 1,
            (agent, failure) -> failures++);
    private final Frame frame = new Frame();
    private final OrderNewEncoder orderNew = new OrderNewEncoder();
    private final OrderCancelEncoder orderCancel = new OrderCancelEncoder();
    /** Scope ids and effect of the output of a sequence, as the core meant them. */
    private final int[][] ids = new int[SLOTS][SCOPES.length];

    private final Effect[] effects = new Effect[SLOTS];

    private boolean isKilling;
    private boolean isWrongScope;
    private Kill kill = Kill.RETURNED;
    private int scope;
    private int scopeId;
    private int level;
    private long word;
    private int pointsLeft;
    private long sendingSeen;
    private long state = SEED;
    private long sequence;
    private long violations;
    private long duringSend;
    private long raised;
    private long stopped;
    private long alwaysAsked;
    private long alwaysSent;

    private long draw(final long bound) {
        return Long.remainderUnsigned(Frame.mix(++state), bound);
    }

    @Test
    void nothingThatRaisesExposureLeavesAfterAKillAtAnyPoint() {
        prove(200_000);
    }

    @Tag("prove")
    @Test
    void nothingThatRaisesExposureLeavesAfterAnyOfTenMillionKillPoints() {
        prove(Long.getLong("breakwater.prove.size", 10_000_000));
    }

    @Test
    void aSenderThatReadsTheWordsBeforeItsStoreIsSeenIsCaught() {
        buffer.dropFences();
        run(20_000);

        assertTrue(violations > 0, this::toString);
    }

    @Test
    void aKillOfAnotherScopeIsCaught() {
        isWrongScope = true;
        run(2_000);

        assertTrue(violations > 0, this::toString);
    }

    private void prove(final long kills) {
        run(kills);

        System.out.println("kill points " + kills + ", " + this);
        assertEquals(0, violations, this::toString);
        assertEquals(0, failures);
        assertEquals(alwaysAsked, alwaysSent, this::toString);
        assertTrue(duringSend > kills / 20 && stopped > kills / 10 && raised > kills / 10, this::toString);
    }

    private void run(final long kills) {
        page.format(1, 2);
        for (long i = 0; i < kills; i++) {
            kill();
        }
    }

    /** One kill, at a point that is drawn, and at least two events after it has returned. */
    private void kill() {
        scope = (int) draw(SCOPES.length);
        scopeId = scope == 0 || scope == 1 ? 0 : scope == 3 ? 1 + (int) draw(2) : (int) draw(IDS);
        level = 1 + (int) draw(3);
        pointsLeft = 1 + (int) draw(POINTS);
        word = 0;
        kill = Kill.COMING;
        int after = 0;
        for (int events = 0; after < 2; events++) {
            assertTrue(events < EVENTS_MAX, this::toString);
            after += kill == Kill.RETURNED ? 1 : 0;
            event();
        }
        isKilling = true;
        assertTrue(page.clear(index(), ControlPage.generation(word)), this::toString);
        isKilling = false;
    }

    private int index() {
        final int id = isWrongScope && scope > 1 && scope != 3 ? (scopeId + 1) % IDS : scopeId;
        return ControlPage.index(SCOPES[scope], id);
    }

    /** The core works an event of a few outputs, shows them together, and the sender takes one after the other. */
    private void event() {
        final int count = 1 + (int) draw(4);
        for (int i = 0; i < count; i++) {
            point();
            write();
        }
        egress.publish();
        do {
            point();
        } while (sender.takeInTurn());
        while (sender.nextOutcome() != Long.MAX_VALUE) {
            sender.publishOutcome();
            outcomes.advance();
        }
    }

    private void write() {
        final Effect effect = Effect.get((short) (draw(2) == 0 ? 1 : 1 + draw(6)));
        final int at = (int) (++sequence % SLOTS);
        effects[at] = effect;
        final int[] of = ids[at];
        of[2] = (int) draw(IDS);
        of[3] = 1 + (int) draw(2);
        of[4] = (int) draw(IDS);
        of[5] = (int) draw(IDS);
        final boolean isCancel = effect == Effect.CANCELS_ENTRY || effect == Effect.CANCELS_PROTECTION;
        final MutableDirectBuffer slot = egress.claim();
        if (isCancel) {
            Parts.begin(slot, OrderCancelEncoder.TEMPLATE_ID, OrderCancelEncoder.BLOCK_LENGTH, sequence, 1);
            orderCancel
                    .wrap(slot, Frame.HEADER_LENGTH)
                    .clientOrderId(sequence)
                    .venueId(0)
                    .accountId(of[2])
                    .assetClass(AssetClass.get((short) of[3]))
                    .strategyId(of[4])
                    .instrumentId(of[5])
                    .effect(effect);
        } else {
            Parts.begin(slot, OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, sequence, 1);
            orderNew.wrap(slot, Frame.HEADER_LENGTH)
                    .clientOrderId(sequence)
                    .venueId(0)
                    .accountId(of[2])
                    .assetClass(AssetClass.get((short) of[3]))
                    .strategyId(of[4])
                    .instrumentId(of[5])
                    .effect(effect);
        }
        egress.commit();
        alwaysAsked += mayAlwaysLeave(effect) ? 1 : 0;
    }

    private static boolean mayAlwaysLeave(final Effect effect) {
        return effect != Effect.RAISES && effect != Effect.REDUCES && effect != Effect.FLATTENS;
    }

    /** The socket: the last point is between the sender's look at the words and the write. */
    private SendResult send(final DirectBuffer from, final int offset) {
        point();
        buffer.drain();
        final int at = (int) (frame.wrap(from, offset).sequence() % SLOTS);
        alwaysSent += mayAlwaysLeave(effects[at]) ? 1 : 0;
        if (effects[at] == Effect.RAISES) {
            raised++;
            violations += kill == Kill.RETURNED && ids[at][scope] == scopeId ? 1 : 0;
        }
        return SendResult.SENT;
    }

    /** The other process may take a step here. */
    private void point() {
        if (isKilling) {
            return;
        }
        isKilling = true;
        if (kill == Kill.COMING && --pointsLeft <= 0) {
            word = page.raise(index(), level);
            kill = Kill.STORED;
            pointsLeft = (int) draw(4);
            duringSend += page.sendingSequence(0) != 0 ? 1 : 0;
        } else if (kill == Kill.WAITS && page.sendingSequence(0) != sendingSeen) {
            kill = Kill.RETURNED;
        }
        if (kill == Kill.STORED && --pointsLeft <= 0) {
            sendingSeen = page.sendingSequence(0);
            kill = sendingSeen == 0 ? Kill.RETURNED : Kill.WAITS;
            stopped = page.get(ControlPage.Word.BLOCKED);
        }
        isKilling = false;
    }

    @Override
    public String toString() {
        return "kills while a message was under way " + duringSend + ", entries sent " + raised + ", blocked " + stopped
                + ", cancels, stops and questions sent " + alwaysSent + " of " + alwaysAsked
                + ", entries sent after their kill had returned " + violations + ", seed " + SEED;
    }
}
