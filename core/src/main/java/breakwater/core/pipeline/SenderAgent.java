package breakwater.core.pipeline;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeEncoder;
import breakwater.core.message.SendResult;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes one venue's order outputs to the wire. An order leaves when, and only when, its cause is journaled (I1) and the
 * kill words allow its effect (I11); what became of it goes back as a SendOutcome event, through a bounded table, so that
 * the sender never blocks on the ingress ring (Settled 1).
 *
 * <pre>
 *   peek ── cause journaled? ──no──▶ come back later          (journal failed: only cancels of entries pass)
 *     │ yes
 *   sending = sequence · full fence · kill words ──forbidden──▶ outcome BLOCKED_BY_KILL
 *     │ allowed
 *   port.send ──▶ idle = sequence ──▶ outcome SENT | NOT_LOGGED_ON | UNCERTAIN
 * </pre>
 *
 * A port that throws latches the sender: what it was sending is UNCERTAIN, everything later NOT_LOGGED_ON, and the venue's
 * kill word goes to CANCEL_ONLY (I25).
 */
final class SenderAgent implements Agent {
    private static final int BATCH = 64;
    private static final int OUTCOMES = 4096;

    private final int venueId;
    private final int senderSlot;
    private final int sourceId;
    private final RingTailer ring;
    private final IngressRing ingress;
    private final JournalWords words;
    private final ControlPage page;
    private final VenuePort port;
    private final EpochNanoClock clock;
    private final ErrorSink errors;
    private final Frame frame = new Frame();
    private final Frame outcomeFrame = new Frame();
    private final SendOutcomeEncoder outcome = new SendOutcomeEncoder();
    private final OrderNewDecoder orderNew = new OrderNewDecoder();
    private final OrderCancelDecoder orderCancel = new OrderCancelDecoder();
    private final OrderReplaceDecoder orderReplace = new OrderReplaceDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final OrderMassCancelDecoder orderMassCancel = new OrderMassCancelDecoder();

    private final long[] outcomeOrders = new long[OUTCOMES];
    private final long[] outcomeSequences = new long[OUTCOMES];
    private final int[] outcomeTemplates = new int[OUTCOMES];
    private final SendResult[] outcomeResults = new SendResult[OUTCOMES];
    private long outcomeHead;
    private long outcomeTail;
    private long outcomeNumber;
    private long lastSent;
    private boolean isFailed;

    // What the order output under the tailer says, whichever its template.
    private long clientOrderId;
    private int outputVenueId;
    private int accountId;
    private int assetClass;
    private int strategyId;
    private int instrumentId;
    private int effect;

    SenderAgent(
            final int venueId,
            final int senderSlot,
            final int sourceId,
            final RingTailer ring,
            final IngressRing ingress,
            final JournalWords words,
            final ControlPage page,
            final VenuePort port,
            final EpochNanoClock clock,
            final ErrorSink errors) {
        this.venueId = venueId;
        this.senderSlot = senderSlot;
        this.sourceId = sourceId;
        this.ring = ring;
        this.ingress = ingress;
        this.words = words;
        this.page = page;
        this.port = port;
        this.clock = clock;
        this.errors = errors;
    }

    @Override
    public int doWork() {
        int work = publishOutcomes();
        int taken = 0;
        while (taken < BATCH && outcomeTail - outcomeHead < OUTCOMES && takeOne()) {
            taken++;
        }
        work += taken;
        return work + (taken > 0 ? publishOutcomes() : 0);
    }

    /**
     * Takes one output, of whichever venue, and keeps what became of it. Returns false, and takes nothing, where there is
     * none, its cause is not journaled yet, or no outcome more can be kept. For {@link SendersInTurn}.
     */
    boolean takeInTurn() {
        return outcomeTail - outcomeHead < OUTCOMES && takeOne();
    }

    /** Returns the sequence of the output whose outcome is published next, Long.MAX_VALUE = none. */
    long nextOutcome() {
        return outcomeHead < outcomeTail ? outcomeSequences[(int) (outcomeHead % OUTCOMES)] : Long.MAX_VALUE;
    }

    /** Returns whether an output waits that this sender has not passed. */
    boolean hasUnsentOutputs() {
        return ring.hasNext();
    }

    /** Returns the engine's time, UTC ns, of the oldest output that this sender has not passed, Long.MAX_VALUE = none. */
    long waitingSinceNs() {
        return ring.hasNext() ? frame.wrap(ring.buffer(), 0).ingressTimeNs() : Long.MAX_VALUE;
    }

    private boolean takeOne() {
        if (!ring.hasNext()) {
            return false;
        }
        frame.wrap(ring.buffer(), 0);
        if (readOrder() && outputVenueId == venueId) {
            final SendResult result = trySend();
            if (result == null) {
                return false;
            }
            remember(result);
        }
        ring.advance();
        return true;
    }

    /** Returns null while the cause is not journaled yet. */
    private SendResult trySend() {
        final boolean journalFailed = words.isFailed();
        final boolean isJournaled = frame.causeSequence() <= words.journaled();
        if (!isJournaled && !journalFailed) {
            return null;
        }
        if (isFailed) {
            return SendResult.NOT_LOGGED_ON;
        }
        if (journalFailed && effect != Effect.CANCELS_ENTRY.value()) {
            return SendResult.JOURNAL_FAILED;
        }
        final long sequence = frame.sequence();
        page.sending(senderSlot, sequence);
        try {
            final int level = page.coveringLevel(outputVenueId, accountId, assetClass, strategyId, instrumentId);
            if (!SendGate.allows(level, effect)) {
                page.increment(ControlPage.Word.BLOCKED);
                return SendResult.BLOCKED_BY_KILL;
            }
            final SendResult result = port.send(frame.buffer(), frame.offset());
            if (result == SendResult.SENT) {
                lastSent = sequence;
            }
            return result;
        } catch (final RuntimeException | Error failure) {
            isFailed = true;
            page.set(ControlPage.Word.HANDLER_FAILED, 1);
            page.raise(ControlPage.index(ScopeType.VENUE, venueId), Level.CANCEL_ONLY.value());
            errors.onError(roleName(), failure);
            return SendResult.UNCERTAIN;
        } finally {
            page.idle(senderSlot, lastSent);
        }
    }

    private boolean readOrder() {
        final int offset = frame.blockOffset();
        final int length = frame.blockLength();
        final int version = frame.version();
        switch (frame.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                orderNew.wrap(frame.buffer(), offset, length, version);
                clientOrderId = orderNew.clientOrderId();
                outputVenueId = orderNew.venueId();
                accountId = orderNew.accountId();
                strategyId = orderNew.strategyId();
                assetClass = orderNew.assetClassRaw();
                effect = orderNew.effectRaw();
                instrumentId = orderNew.instrumentId();
                return true;
            case OrderCancelDecoder.TEMPLATE_ID:
                orderCancel.wrap(frame.buffer(), offset, length, version);
                clientOrderId = orderCancel.clientOrderId();
                outputVenueId = orderCancel.venueId();
                accountId = orderCancel.accountId();
                strategyId = orderCancel.strategyId();
                assetClass = orderCancel.assetClassRaw();
                effect = orderCancel.effectRaw();
                instrumentId = orderCancel.instrumentId();
                return true;
            case OrderReplaceDecoder.TEMPLATE_ID:
                orderReplace.wrap(frame.buffer(), offset, length, version);
                clientOrderId = orderReplace.clientOrderId();
                outputVenueId = orderReplace.venueId();
                accountId = orderReplace.accountId();
                strategyId = orderReplace.strategyId();
                assetClass = orderReplace.assetClassRaw();
                effect = orderReplace.effectRaw();
                instrumentId = orderReplace.instrumentId();
                return true;
            case OrderQueryDecoder.TEMPLATE_ID:
                orderQuery.wrap(frame.buffer(), offset, length, version);
                clientOrderId = orderQuery.clientOrderId();
                outputVenueId = orderQuery.venueId();
                accountId = orderQuery.accountId();
                strategyId = orderQuery.strategyId();
                assetClass = orderQuery.assetClassRaw();
                effect = orderQuery.effectRaw();
                instrumentId = orderQuery.instrumentId();
                return true;
            case OrderMassCancelDecoder.TEMPLATE_ID:
                orderMassCancel.wrap(frame.buffer(), offset, length, version);
                clientOrderId = orderMassCancel.clientOrderId();
                outputVenueId = orderMassCancel.venueId();
                accountId = orderMassCancel.accountId();
                strategyId = orderMassCancel.strategyId();
                assetClass = orderMassCancel.assetClassRaw();
                effect = orderMassCancel.effectRaw();
                instrumentId = orderMassCancel.instrumentId();
                return true;
            default:
                return false;
        }
    }

    private void remember(final SendResult result) {
        final int at = (int) (outcomeTail++ % OUTCOMES);
        outcomeOrders[at] = clientOrderId;
        outcomeSequences[at] = frame.sequence();
        outcomeTemplates[at] = frame.templateId();
        outcomeResults[at] = result;
    }

    private int publishOutcomes() {
        int published = 0;
        while (outcomeHead < outcomeTail && publishOutcome()) {
            published++;
        }
        return published;
    }

    /** Publishes the next outcome; there is one. Returns false if the ring has no room. */
    boolean publishOutcome() {
        final long claim = ingress.tryClaim();
        if (claim == IngressRing.FULL) {
            return false;
        }
        final int at = (int) (outcomeHead++ % OUTCOMES);
        final UnsafeBuffer buffer = ingress.buffer(claim);
        final long nowNs = clock.nanoTime();
        outcomeFrame
                .wrapForWrite(buffer, 0)
                .begin(
                        SendOutcomeEncoder.TEMPLATE_ID,
                        SendOutcomeEncoder.BLOCK_LENGTH,
                        SendOutcomeEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs)
                .sourceSequence(++outcomeNumber)
                .sourceId(sourceId);
        outcome.wrap(buffer, outcomeFrame.blockOffset())
                .clientOrderId(outcomeOrders[at])
                .outputSequence(outcomeSequences[at])
                .venueId(venueId)
                .templateId(outcomeTemplates[at])
                .result(outcomeResults[at]);
        ingress.publish(claim);
        return true;
    }

    @Override
    public String roleName() {
        return "sender-" + venueId;
    }
}
