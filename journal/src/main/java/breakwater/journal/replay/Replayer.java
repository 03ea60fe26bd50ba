package breakwater.journal.replay;

import breakwater.core.Engine;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.OrderMassCancelDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderQueryDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OutputSink;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SendResult;
import breakwater.core.message.Trace;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import breakwater.core.venuesim.SimulatedVenue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine that lives from recorded inputs. Where paper venues are given they are led along as the market agent led the
 * live ones: market data reaches them first, an order reaches them where its SendOutcome says SENT, and a report that the
 * journal holds is taken from them, so that at the end they stand where the live ones stood (Settled 11).
 *
 * <p>Thread: one. Allocates: per order, where venues are given; else never.
 */
public final class Replayer implements Stateful, OutputSink {
    private final UnsafeBuffer slot = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(Frame.SLOT_LENGTH));
    private final Engine engine;
    private final List<SimulatedVenue> venues;
    private final OutputListener listener;
    private final Frame output = new Frame();
    private final Frame held = new Frame();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private final SendOutcomeDecoder outcome = new SendOutcomeDecoder();
    private final long[] sourceNumbers;

    /**
     * @param venues builds the paper venues from the engine's instruments; an empty list where the journal is only read
     */
    public Replayer(
            final Capacity capacity,
            final Trace trace,
            final Function<Instruments, List<SimulatedVenue>> venues,
            final OutputListener listener) {
        this.engine = new Engine(capacity, this, trace);
        this.venues = venues.apply(engine.instruments());
        this.listener = listener;
        this.sourceNumbers = new long[capacity.sources()];
    }

    /** Returns a replayer without venues. */
    public static Replayer of(final Trace trace, final OutputListener listener) {
        return new Replayer(Capacity.DEFAULT, trace, instruments -> List.of(), listener);
    }

    /** Applies the next recorded input. */
    public void apply(final Frame input) {
        leadVenues(input);
        final int sourceId = input.sourceId();
        if (sourceId < sourceNumbers.length) {
            sourceNumbers[sourceId] = Math.max(sourceNumbers[sourceId], input.sourceSequence());
        }
        engine.onEvent(input.buffer(), input.offset());
    }

    private void leadVenues(final Frame input) {
        if (venues.isEmpty()) {
            return;
        }
        if (input.templateId() == SendOutcomeDecoder.TEMPLATE_ID) {
            onOutcome(input);
            return;
        }
        final int sourceId = input.sourceId();
        if (sourceId == breakwater.core.pipeline.Pipeline.CONTROL_SOURCE) {
            return;
        }
        for (final SimulatedVenue venue : venues) {
            venue.advanceTo(input.ingressTimeNs());
        }
        for (final SimulatedVenue venue : venues) {
            if (venue.sourceId() == sourceId) {
                if (venue.nextTimeNs() != EventSource.NONE) {
                    venue.encodeNext(scratch, 0);
                }
                return;
            }
        }
        for (final SimulatedVenue venue : venues) {
            venue.onMarketData(input);
        }
    }

    private void onOutcome(final Frame input) {
        outcome.wrap(input.buffer(), input.blockOffset(), input.blockLength(), input.version());
        while (!unsent.isEmpty()) {
            held.wrap(scratchOf(unsent.peek()), 0);
            if (held.sequence() > outcome.outputSequence()) {
                return;
            }
            unsent.poll();
            if (held.sequence() == outcome.outputSequence() && outcome.result() == SendResult.SENT) {
                for (final SimulatedVenue venue : venues) {
                    if (venue.venueId() == outcome.venueId()) {
                        venue.onOrder(held);
                    }
                }
            }
        }
    }

    private static UnsafeBuffer scratchOf(final byte[] bytes) {
        return new UnsafeBuffer(bytes);
    }

    @Override
    public MutableDirectBuffer claim() {
        return slot;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit() {
        output.wrap(slot, 0);
        if (!venues.isEmpty() && isOrder(output.templateId())) {
            final byte[] copy = new byte[output.length()];
            slot.getBytes(0, copy);
            unsent.add(copy);
        }
        listener.onOutput(output);
    }

    private static boolean isOrder(final int templateId) {
        return templateId == OrderNewDecoder.TEMPLATE_ID
                || templateId == OrderCancelDecoder.TEMPLATE_ID
                || templateId == OrderReplaceDecoder.TEMPLATE_ID
                || templateId == OrderQueryDecoder.TEMPLATE_ID
                || templateId == OrderMassCancelDecoder.TEMPLATE_ID;
    }

    public Engine engine() {
        return engine;
    }

    /** Returns the highest number that a source's recorded events carried. */
    public long sourceNumber(final int sourceId) {
        return sourceNumbers[sourceId];
    }

    /** Writes the engine first, then what stands around it. */
    @Override
    public void writeTo(final SnapshotWriter writer) {
        writeState(writer, engine, sourceNumbers, unsent, venues);
    }

    /** Writes the same for a live engine at a quiet moment, when no order is on its way to a venue. */
    public static void writeQuietState(
            final SnapshotWriter writer,
            final Engine engine,
            final long[] sourceNumbers,
            final List<SimulatedVenue> venues) {
        writeState(writer, engine, sourceNumbers, new ArrayDeque<>(), venues);
    }

    private static void writeState(
            final SnapshotWriter writer,
            final Engine engine,
            final long[] sourceNumbers,
            final Deque<byte[]> unsent,
            final List<SimulatedVenue> venues) {
        engine.writeTo(writer);
        writer.section("around");
        writer.putLongs(sourceNumbers, sourceNumbers.length);
        writer.putInt(unsent.size());
        for (final byte[] bytes : unsent) {
            writer.putInt(bytes.length);
            for (final byte value : bytes) {
                writer.putLong(value);
            }
        }
        writer.putInt(venues.size());
        for (final SimulatedVenue venue : venues) {
            venue.writeTo(writer);
        }
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        engine.readFrom(reader);
        unsent.clear();
        readAround(reader, sourceNumbers, unsent, venues);
    }

    /** Reads what stands around an engine whose own part has been read. An empty list of venues leaves theirs unread. */
    public static void readAround(
            final SnapshotReader reader,
            final long[] sourceNumbers,
            final Deque<byte[]> unsent,
            final List<SimulatedVenue> venues) {
        reader.section("around");
        reader.getLongs(sourceNumbers, sourceNumbers.length);
        final int count = reader.getInt();
        for (int i = 0; i < count; i++) {
            final byte[] bytes = new byte[reader.getInt()];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) reader.getLong();
            }
            unsent.add(bytes);
        }
        final int recordedVenues = reader.getInt();
        if (venues.isEmpty()) {
            return;
        }
        if (recordedVenues != venues.size()) {
            throw new IllegalStateException(
                    "snapshot holds " + recordedVenues + " paper venues, the configuration has " + venues.size());
        }
        for (final SimulatedVenue venue : venues) {
            venue.readFrom(reader);
        }
    }

    /** Returns the paper venues, in the order in which they were built. */
    public List<SimulatedVenue> venues() {
        return new ArrayList<>(venues);
    }
}
