package breakwater.core.message;

import org.agrona.MutableDirectBuffer;

/**
 * The engine's voice: claims a slot, gives out the encoder of one output wrapped over it (all fields zero), and commits
 * it. Numbers outputs, names their cause, and folds their bytes into a running hash, which {@link StateDigestEncoder}
 * records carry.
 *
 * <p>Use: {@code outputs.orderNew().clientOrderId(…)…; outputs.commit();} with one output open at a time.
 *
 * <p>Thread: core. Allocates: never.
 */
public final class Outputs {
    /** Most outputs that one input may cause; longer work is a cursor in the state (Settled 1). */
    public static final int MAX_PER_EVENT = 64;

    private final OutputSink sink;
    private final Frame frame = new Frame();
    private final SignalEncoder signal = new SignalEncoder();
    private final RiskApprovedEncoder riskApproved = new RiskApprovedEncoder();
    private final RiskRejectedEncoder riskRejected = new RiskRejectedEncoder();
    private final OrderNewEncoder orderNew = new OrderNewEncoder();
    private final OrderCancelEncoder orderCancel = new OrderCancelEncoder();
    private final OrderReplaceEncoder orderReplace = new OrderReplaceEncoder();
    private final OrderQueryEncoder orderQuery = new OrderQueryEncoder();
    private final OrderMassCancelEncoder orderMassCancel = new OrderMassCancelEncoder();
    private final OrderChangedEncoder orderChanged = new OrderChangedEncoder();
    private final FillBookedEncoder fillBooked = new FillBookedEncoder();
    private final PositionChangedEncoder positionChanged = new PositionChangedEncoder();
    private final ProfitAndLossEncoder profitAndLoss = new ProfitAndLossEncoder();
    private final RiskEventEncoder riskEvent = new RiskEventEncoder();
    private final QuarantinedEncoder quarantined = new QuarantinedEncoder();
    private final StateDigestEncoder stateDigest = new StateDigestEncoder();
    private final BarClosedEncoder barClosed = new BarClosedEncoder();
    private final BreakChangedEncoder breakChanged = new BreakChangedEncoder();
    private final BookAdjustedEncoder bookAdjusted = new BookAdjustedEncoder();
    private long sequence;
    private long hash;
    private long causeSequence;
    private long nowNs;
    private long eventTimeNs;
    private int ordinal;
    private boolean isOpen;

    public Outputs(final OutputSink sink) {
        this.sink = sink;
    }

    /** Names the cause of the outputs to come. Times are UTC nanoseconds. */
    public void onCause(final long causeSequence, final long nowNs, final long eventTimeNs) {
        this.causeSequence = causeSequence;
        this.nowNs = nowNs;
        this.eventTimeNs = eventTimeNs;
        this.ordinal = 0;
    }

    /** Sets the time that outputs carry as ingress time: the clock, or the deadline that fires. */
    public void nowNs(final long nowNs) {
        this.nowNs = nowNs;
    }

    /** Returns the time that outputs carry: the clock, or the deadline that fires. */
    public long nowNs() {
        return nowNs;
    }

    /** Returns how many outputs more the current cause may have before {@link #MAX_PER_EVENT}. */
    public int room() {
        return MAX_PER_EVENT - ordinal;
    }

    /** Returns the sequence of the newest output. */
    public long sequence() {
        return sequence;
    }

    /** Returns the running hash over all outputs so far. */
    public long hash() {
        return hash;
    }

    /** Continues the numbering and hash of an earlier run or a snapshot. */
    public void restore(final long sequence, final long hash) {
        this.sequence = sequence;
        this.hash = hash;
    }

    /** Numbers the next outputs after {@code sequence}, where it is ahead: numbers once given are never given again. */
    public void skipTo(final long sequence) {
        this.sequence = Math.max(this.sequence, sequence);
    }

    /** Publishes the open output. */
    public void commit() {
        if (!isOpen) {
            throw new IllegalStateException("commit without an open output, sequence=" + sequence);
        }
        isOpen = false;
        final int length = frame.length();
        long folded = hash;
        for (int i = Frame.CHECKED_OFFSET; i < length; i += Long.BYTES) {
            folded = Frame.mix(folded ^ tail(i, length));
        }
        hash = folded;
        sink.commit();
    }

    private long tail(final int index, final int length) {
        if (index + Long.BYTES <= length) {
            return frame.buffer().getLong(frame.offset() + index);
        }
        long word = 0;
        for (int i = length - 1; i >= index; i--) {
            word = (word << 8) | (frame.buffer().getByte(frame.offset() + i) & 0xFF);
        }
        return word;
    }

    private MutableDirectBuffer begin(final int templateId, final int blockLength) {
        if (isOpen) {
            throw new IllegalStateException("output " + sequence + " is still open; commit it first");
        }
        if (ordinal >= MAX_PER_EVENT) {
            throw new IllegalStateException("more than " + MAX_PER_EVENT + " outputs of input " + causeSequence);
        }
        final MutableDirectBuffer buffer = sink.claim();
        isOpen = true;
        sequence++;
        frame.wrapForWrite(buffer, sink.offset())
                .begin(templateId, blockLength, MessageHeaderEncoder.SCHEMA_VERSION)
                .sequence(sequence)
                .ingressTimeNs(nowNs)
                .eventTimeNs(eventTimeNs)
                .causeSequence(causeSequence)
                .ordinal(ordinal++);
        return buffer;
    }

    public SignalEncoder signal() {
        final MutableDirectBuffer buffer = begin(SignalEncoder.TEMPLATE_ID, SignalEncoder.BLOCK_LENGTH);
        return signal.wrap(buffer, frame.blockOffset());
    }

    public RiskApprovedEncoder riskApproved() {
        final MutableDirectBuffer buffer = begin(RiskApprovedEncoder.TEMPLATE_ID, RiskApprovedEncoder.BLOCK_LENGTH);
        return riskApproved.wrap(buffer, frame.blockOffset());
    }

    public RiskRejectedEncoder riskRejected() {
        final MutableDirectBuffer buffer = begin(RiskRejectedEncoder.TEMPLATE_ID, RiskRejectedEncoder.BLOCK_LENGTH);
        return riskRejected.wrap(buffer, frame.blockOffset());
    }

    public OrderNewEncoder orderNew() {
        final MutableDirectBuffer buffer = begin(OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH);
        return orderNew.wrap(buffer, frame.blockOffset());
    }

    public OrderCancelEncoder orderCancel() {
        final MutableDirectBuffer buffer = begin(OrderCancelEncoder.TEMPLATE_ID, OrderCancelEncoder.BLOCK_LENGTH);
        return orderCancel.wrap(buffer, frame.blockOffset());
    }

    public OrderReplaceEncoder orderReplace() {
        final MutableDirectBuffer buffer = begin(OrderReplaceEncoder.TEMPLATE_ID, OrderReplaceEncoder.BLOCK_LENGTH);
        return orderReplace.wrap(buffer, frame.blockOffset());
    }

    public OrderQueryEncoder orderQuery() {
        final MutableDirectBuffer buffer = begin(OrderQueryEncoder.TEMPLATE_ID, OrderQueryEncoder.BLOCK_LENGTH);
        return orderQuery.wrap(buffer, frame.blockOffset());
    }

    public OrderMassCancelEncoder orderMassCancel() {
        final MutableDirectBuffer buffer =
                begin(OrderMassCancelEncoder.TEMPLATE_ID, OrderMassCancelEncoder.BLOCK_LENGTH);
        return orderMassCancel.wrap(buffer, frame.blockOffset());
    }

    public OrderChangedEncoder orderChanged() {
        final MutableDirectBuffer buffer = begin(OrderChangedEncoder.TEMPLATE_ID, OrderChangedEncoder.BLOCK_LENGTH);
        return orderChanged.wrap(buffer, frame.blockOffset());
    }

    public FillBookedEncoder fillBooked() {
        final MutableDirectBuffer buffer = begin(FillBookedEncoder.TEMPLATE_ID, FillBookedEncoder.BLOCK_LENGTH);
        return fillBooked.wrap(buffer, frame.blockOffset());
    }

    public PositionChangedEncoder positionChanged() {
        final MutableDirectBuffer buffer =
                begin(PositionChangedEncoder.TEMPLATE_ID, PositionChangedEncoder.BLOCK_LENGTH);
        return positionChanged.wrap(buffer, frame.blockOffset());
    }

    public ProfitAndLossEncoder profitAndLoss() {
        final MutableDirectBuffer buffer = begin(ProfitAndLossEncoder.TEMPLATE_ID, ProfitAndLossEncoder.BLOCK_LENGTH);
        return profitAndLoss.wrap(buffer, frame.blockOffset());
    }

    public RiskEventEncoder riskEvent() {
        final MutableDirectBuffer buffer = begin(RiskEventEncoder.TEMPLATE_ID, RiskEventEncoder.BLOCK_LENGTH);
        return riskEvent.wrap(buffer, frame.blockOffset());
    }

    public QuarantinedEncoder quarantined() {
        final MutableDirectBuffer buffer = begin(QuarantinedEncoder.TEMPLATE_ID, QuarantinedEncoder.BLOCK_LENGTH);
        return quarantined.wrap(buffer, frame.blockOffset());
    }

    public StateDigestEncoder stateDigest() {
        final MutableDirectBuffer buffer = begin(StateDigestEncoder.TEMPLATE_ID, StateDigestEncoder.BLOCK_LENGTH);
        return stateDigest.wrap(buffer, frame.blockOffset());
    }

    public BarClosedEncoder barClosed() {
        final MutableDirectBuffer buffer = begin(BarClosedEncoder.TEMPLATE_ID, BarClosedEncoder.BLOCK_LENGTH);
        return barClosed.wrap(buffer, frame.blockOffset());
    }

    public BreakChangedEncoder breakChanged() {
        final MutableDirectBuffer buffer = begin(BreakChangedEncoder.TEMPLATE_ID, BreakChangedEncoder.BLOCK_LENGTH);
        return breakChanged.wrap(buffer, frame.blockOffset());
    }

    public BookAdjustedEncoder bookAdjusted() {
        final MutableDirectBuffer buffer = begin(BookAdjustedEncoder.TEMPLATE_ID, BookAdjustedEncoder.BLOCK_LENGTH);
        return bookAdjusted.wrap(buffer, frame.blockOffset());
    }
}
