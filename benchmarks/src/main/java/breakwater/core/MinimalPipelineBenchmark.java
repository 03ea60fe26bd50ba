package breakwater.core;

import breakwater.core.message.Frame;
import breakwater.core.message.QuoteDecoder;
import breakwater.core.message.Side;
import breakwater.core.message.SignalEncoder;
import breakwater.core.message.SignalKind;
import breakwater.core.message.TradeDecoder;
import breakwater.latency.Recording;
import breakwater.latency.Workload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The floor of {@link EngineBenchmark}: the least that a decision from an SBE event can cost. Decode, three indicators,
 * twelve comparisons with limits of the instrument, encode one SBE output with its header; no state machine, no books.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MinimalPipelineBenchmark {
    private static final int LIMITS = 12;
    private static final int INSTRUMENTS = 64;

    private final Frame frame = new Frame();
    private final Frame output = new Frame();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final UnsafeBuffer slot = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final double[] fast = new double[INSTRUMENTS];
    private final double[] slow = new double[INSTRUMENTS];
    private final double[] range = new double[INSTRUMENTS];
    private final long[] limits = new long[INSTRUMENTS * LIMITS];
    private Recording recording;
    private long approved;

    @Setup
    public void record() {
        recording = Recording.of(Workload.MIXED, EngineBenchmark.EVENTS);
        Arrays.fill(limits, Long.MAX_VALUE / 2);
    }

    @Benchmark
    @OperationsPerInvocation(EngineBenchmark.EVENTS)
    public long onEvent() {
        for (int i = 0; i < EngineBenchmark.EVENTS; i++) {
            decide(i);
        }
        return approved;
    }

    private void decide(final int index) {
        frame.wrap(recording.buffer(), recording.offset(index));
        final int instrumentId;
        final long price;
        final long quantity;
        if (frame.templateId() == QuoteDecoder.TEMPLATE_ID) {
            quote.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            instrumentId = quote.instrumentId();
            price = (quote.bidPrice() + quote.askPrice()) >> 1;
            quantity = quote.bidQuantity();
        } else if (frame.templateId() == TradeDecoder.TEMPLATE_ID) {
            trade.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            instrumentId = trade.instrumentId();
            price = trade.price();
            quantity = trade.quantity();
        } else {
            instrumentId = index & (INSTRUMENTS - 1);
            price = frame.sourceSequence();
            quantity = frame.sequence();
        }
        fast[instrumentId] += 0.2 * (price - fast[instrumentId]);
        slow[instrumentId] += 0.05 * (price - slow[instrumentId]);
        range[instrumentId] += 0.1 * (Math.abs(price - slow[instrumentId]) - range[instrumentId]);
        if (isWithinLimits(instrumentId, price, quantity)) {
            approved++;
        }
        encode(instrumentId, price);
    }

    private boolean isWithinLimits(final int instrumentId, final long price, final long quantity) {
        final int row = instrumentId * LIMITS;
        for (int i = 0; i < LIMITS; i++) {
            if ((i & 1) == 0 ? price + i > limits[row + i] : quantity + i > limits[row + i]) {
                return false;
            }
        }
        return true;
    }

    private void encode(final int instrumentId, final long price) {
        output.wrapForWrite(slot, 0)
                .begin(SignalEncoder.TEMPLATE_ID, SignalEncoder.BLOCK_LENGTH, SignalEncoder.SCHEMA_VERSION)
                .sequence(frame.sequence())
                .ingressTimeNs(frame.ingressTimeNs())
                .causeSequence(frame.sequence());
        signal.wrap(slot, output.blockOffset())
                .signalId(approved)
                .strategyId(instrumentId)
                .instrumentId(instrumentId)
                .kind(SignalKind.ENTER)
                .side(fast[instrumentId] > slow[instrumentId] ? Side.BUY : Side.SELL)
                .entryPrice(price)
                .stopPrice((long) (price - range[instrumentId]));
    }
}
