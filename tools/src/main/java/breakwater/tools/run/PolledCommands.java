package breakwater.tools.run;

import breakwater.core.message.AdoptBreakDecoder;
import breakwater.core.message.ApprovalDecoder;
import breakwater.core.message.CancelOrdersDecoder;
import breakwater.core.message.CloseBasketDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.ManualOrderDecoder;
import breakwater.core.message.PauseDecoder;
import breakwater.core.message.ReconcileDecoder;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.StopRunDecoder;
import breakwater.core.message.StopStrategyDecoder;
import breakwater.core.message.TargetWeightDecoder;
import breakwater.core.pipeline.CommandSource;
import breakwater.journal.control.CommandFile;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Takes commands out of the shared ring, one at a time; what is no command never reaches the engine. */
final class PolledCommands implements CommandSource {
    private static final Set<Integer> COMMANDS = Set.of(
            KillDecoder.TEMPLATE_ID,
            ResumeDecoder.TEMPLATE_ID,
            SetLimitDecoder.TEMPLATE_ID,
            StopStrategyDecoder.TEMPLATE_ID,
            TargetWeightDecoder.TEMPLATE_ID,
            CloseBasketDecoder.TEMPLATE_ID,
            ManualOrderDecoder.TEMPLATE_ID,
            ReconcileDecoder.TEMPLATE_ID,
            AdoptBreakDecoder.TEMPLATE_ID,
            PauseDecoder.TEMPLATE_ID,
            CancelOrdersDecoder.TEMPLATE_ID,
            StopRunDecoder.TEMPLATE_ID,
            ApprovalDecoder.TEMPLATE_ID);

    private final CommandFile file;
    private final Frame frame = new Frame();
    private MutableDirectBuffer target;
    private int targetOffset;
    private boolean isTaken;
    private volatile boolean isStopAsked;

    PolledCommands(final CommandFile file) {
        this.file = file;
    }

    @Override
    public boolean poll(final MutableDirectBuffer buffer, final int offset) {
        target = buffer;
        targetOffset = offset;
        isTaken = false;
        file.poll(this::take, 1, System.nanoTime());
        return isTaken;
    }

    /** Returns whether somebody has asked for the end of the run. Thread: any. */
    boolean isStopAsked() {
        return isStopAsked;
    }

    private void take(final int type, final DirectBuffer source, final int index, final int length) {
        frame.wrap(source, index);
        if (length == frame.length()
                && length <= Frame.SLOT_LENGTH
                && COMMANDS.contains(frame.templateId())
                && frame.templateId() == type) {
            target.putBytes(targetOffset, source, index, length);
            isTaken = true;
            isStopAsked |= type == StopRunDecoder.TEMPLATE_ID;
        }
    }
}
