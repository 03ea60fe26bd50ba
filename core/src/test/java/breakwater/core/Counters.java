package breakwater.core;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderState;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import java.util.ArrayList;
import java.util.List;

/** What a proof has seen, so that it cannot pass by having done nothing (Settled 18). Counting allocates nothing. */
final class Counters {
    private static final int TEMPLATES = 160;

    final long[] inputs = new long[TEMPLATES];
    final long[] outputs = new long[TEMPLATES];
    final long[] states = new long[OrderState.values().length + 2];
    final long[] refusals = new long[Control.CODES];
    final long[] quarantines = new long[QuarantineReason.values().length];
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final RiskRejectedDecoder rejected = new RiskRejectedDecoder();
    private final QuarantinedDecoder quarantined = new QuarantinedDecoder();

    void input(final Frame f) {
        inputs[Math.min(TEMPLATES - 1, f.templateId())]++;
    }

    void output(final Frame f) {
        outputs[f.templateId()]++;
        if (f.templateId() == OrderNewDecoder.TEMPLATE_ID) {
            states[OrderState.PENDING_NEW.value()]++;
        } else if (f.templateId() == OrderChangedDecoder.TEMPLATE_ID) {
            changed.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            states[changed.stateRaw()]++;
        } else if (f.templateId() == RiskRejectedDecoder.TEMPLATE_ID) {
            rejected.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            refusals[rejected.control()]++;
        } else if (f.templateId() == QuarantinedDecoder.TEMPLATE_ID) {
            quarantined.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            quarantines[quarantined.reasonRaw()]++;
        }
    }

    long orders() {
        return outputs[OrderNewDecoder.TEMPLATE_ID];
    }

    /** Returns the order states, by name, that no order has entered. */
    List<String> missingStates() {
        final List<String> missing = new ArrayList<>();
        for (final OrderState state : OrderState.values()) {
            if (state != OrderState.NULL_VAL && state != OrderState.SBE_UNKNOWN && states[state.value()] == 0) {
                missing.add(state.name());
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        list(text, "input templates", inputs);
        list(text, "output templates", outputs);
        list(text, "order states", states);
        list(text, "refusals by control", refusals);
        list(text, "quarantines by reason", quarantines);
        return text.toString();
    }

    private static void list(final StringBuilder text, final String name, final long[] counts) {
        text.append(name).append(':');
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                text.append(' ').append(i).append('=').append(counts[i]);
            }
        }
        text.append('\n');
    }
}
