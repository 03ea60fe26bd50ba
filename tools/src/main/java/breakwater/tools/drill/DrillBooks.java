package breakwater.tools.drill;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.PositionChangedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SendOutcomeDecoder;
import breakwater.core.message.SendResult;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the journals say of the engine under drill: entries that work, entries that left, what is held. Thread: one. */
final class DrillBooks implements AutoCloseable {
    private final JournalTailer inputs;
    private final JournalTailer outputs;
    private final Map<Long, Entry> working = new HashMap<>();
    private final Map<Long, Entry> bySequence = new HashMap<>();
    private final Set<Long> sent = new HashSet<>();
    private final Map<Long, Long> held = new HashMap<>();
    private final OrderNewDecoder added = new OrderNewDecoder();
    private final OrderReplaceDecoder replaced = new OrderReplaceDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final SendOutcomeDecoder outcome = new SendOutcomeDecoder();

    /** An order message that raises exposure. */
    private record Entry(long sequence, int venueId, int accountId, int assetClass, int strategyId, int instrumentId) {
        boolean isIn(final ScopeType type, final int id) {
            switch (type) {
                case GLOBAL:
                    return true;
                case VENUE:
                    return venueId == id;
                case ACCOUNT:
                    return accountId == id;
                case ASSET_CLASS:
                    return assetClass == id;
                case STRATEGY:
                    return strategyId == id;
                default:
                    return instrumentId == id;
            }
        }
    }

    DrillBooks(final Path folder) {
        inputs = JournalTailer.ofRuns(RunFolder.view(folder), false);
        outputs = JournalTailer.ofRuns(RunFolder.view(folder), true);
    }

    /** Reads all that is journaled by now: outcomes first, so that the output of each has been read as well. */
    void read() {
        while (inputs.next()) {
            final Frame f = inputs.frame();
            if (f.templateId() == SendOutcomeDecoder.TEMPLATE_ID) {
                outcome.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (outcome.result() == SendResult.SENT) {
                    sent.add(outcome.outputSequence());
                }
            }
        }
        while (outputs.next()) {
            onOutput(outputs.frame());
        }
    }

    private void onOutput(final Frame f) {
        switch (f.templateId()) {
            case OrderNewDecoder.TEMPLATE_ID:
                added.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (added.effect() == Effect.RAISES) {
                    final Entry entry = new Entry(
                            f.sequence(),
                            added.venueId(),
                            added.accountId(),
                            added.assetClassRaw(),
                            added.strategyId(),
                            added.instrumentId());
                    working.put(added.clientOrderId(), entry);
                    bySequence.put(f.sequence(), entry);
                }
                break;
            case OrderReplaceDecoder.TEMPLATE_ID:
                replaced.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (replaced.effectRaw() == Effect.RAISES.value()) {
                    bySequence.put(
                            f.sequence(),
                            new Entry(
                                    f.sequence(),
                                    replaced.venueId(),
                                    replaced.accountId(),
                                    replaced.assetClassRaw(),
                                    replaced.strategyId(),
                                    replaced.instrumentId()));
                }
                break;
            case OrderChangedDecoder.TEMPLATE_ID:
                changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                switch (changed.state()) {
                    case FILLED:
                    case CANCELED:
                    case REJECTED:
                    case EXPIRED:
                    case NOT_SENT:
                        working.remove(changed.clientOrderId());
                        break;
                    default:
                        break;
                }
                break;
            case PositionChangedDecoder.TEMPLATE_ID:
                position.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                held.put((long) position.instrumentId() << 32 | position.strategyId(), position.netQuantity());
                break;
            default:
                break;
        }
    }

    /** Returns how many entries of a scope work. */
    long working(final int index) {
        final ScopeType type = ControlPage.typeOf(index);
        final int id = ControlPage.idOf(index);
        return working.values().stream().filter(entry -> entry.isIn(type, id)).count();
    }

    /** Returns how many entries of a scope with a higher output sequence have left for the venue. */
    long sentAfter(final int index, final long outputSequence) {
        final ScopeType type = ControlPage.typeOf(index);
        final int id = ControlPage.idOf(index);
        return sent.stream()
                .filter(sequence -> sequence > outputSequence)
                .map(bySequence::get)
                .filter(entry -> entry != null && entry.isIn(type, id))
                .count();
    }

    /** Returns in how many books something is held. */
    long positions() {
        return held.values().stream().filter(quantity -> quantity != 0).count();
    }

    /** Returns the last output that was read. */
    long lastOutput() {
        return outputs.sequence();
    }

    @Override
    public void close() {
        inputs.close();
        outputs.close();
    }
}
