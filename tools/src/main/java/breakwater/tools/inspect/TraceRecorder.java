package breakwater.tools.inspect;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Trace;
import breakwater.journal.replay.OutputListener;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps, for one input, every figure compared, control asked and output made, in their order. */
final class TraceRecorder implements Trace, OutputListener {
    private final List<Step> steps = new ArrayList<>();
    private boolean isOn;

    /** One thing that happened inside of a decision. */
    sealed interface Step {}

    /** A strategy compared. */
    record Compared(int strategyId, int instrumentId, String name, double observed, double bound, boolean holds)
            implements Step {}

    /** The gate asked. */
    record Asked(Control control, ScopeType scopeType, int scopeId, long observed, long bound, boolean passes)
            implements Step {}

    /** An output came out. */
    record Made(Frame frame) implements Step {}

    void turnOn() {
        isOn = true;
    }

    List<Step> steps() {
        return steps;
    }

    @Override
    public boolean isOn() {
        return isOn;
    }

    @Override
    public void figure(
            final int strategyId,
            final int instrumentId,
            final String name,
            final double observed,
            final double bound,
            final boolean holds) {
        if (isOn) {
            steps.add(new Compared(strategyId, instrumentId, name, observed, bound, holds));
        }
    }

    @Override
    public void control(
            final Control control,
            final ScopeType scopeType,
            final int scopeId,
            final long observed,
            final long bound,
            final boolean passes) {
        if (isOn) {
            steps.add(new Asked(control, scopeType, scopeId, observed, bound, passes));
        }
    }

    @Override
    public void onOutput(final Frame output) {
        if (isOn) {
            final byte[] copy = new byte[output.length()];
            output.buffer().getBytes(output.offset(), copy);
            steps.add(new Made(new Frame().wrap(new UnsafeBuffer(copy), 0)));
        }
    }
}
