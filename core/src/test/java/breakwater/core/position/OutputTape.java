package breakwater.core.position;

import breakwater.core.message.FillBookedDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.OutputSink;
import breakwater.core.message.PositionChangedDecoder;
import breakwater.core.message.ProfitAndLossDecoder;
import breakwater.core.message.RiskEventDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes outputs down as one line of text each; {@link #mute} stops the writing, for tests of allocation. */
public final class OutputTape implements OutputSink {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final List<String> lines = new ArrayList<>();
    private boolean isMute;

    public OutputTape mute() {
        isMute = true;
        return this;
    }

    /** Returns the lines since the last call, and forgets them. */
    public List<String> take() {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public MutableDirectBuffer claim() {
        return buffer;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit() {
        if (!isMute) {
            lines.add(line(frame.wrap(buffer, 0)));
        }
    }

    private String line(final Frame f) {
        switch (f.templateId()) {
            case FillBookedDecoder.TEMPLATE_ID: {
                final FillBookedDecoder d = new FillBookedDecoder();
                d.wrap(buffer, f.blockOffset(), f.blockLength(), f.version());
                return "fill " + d.side() + " " + d.quantity() + " @ " + d.price() + " fee " + d.feeE8() + " realized "
                        + d.realizedE8() + " after " + d.positionAfter()
                        + (d.strategyId() == Frame.NO_ID ? " suspense" : "")
                        + (d.flag().value() == 0 ? "" : " " + d.flag());
            }
            case PositionChangedDecoder.TEMPLATE_ID: {
                final PositionChangedDecoder d = new PositionChangedDecoder();
                d.wrap(buffer, f.blockOffset(), f.blockLength(), f.version());
                return "position " + d.netQuantity() + " @ " + d.entryPrice() + " realized " + d.realizedE8() + " fees "
                        + d.feesE8();
            }
            case ProfitAndLossDecoder.TEMPLATE_ID: {
                final ProfitAndLossDecoder d = new ProfitAndLossDecoder();
                d.wrap(buffer, f.blockOffset(), f.blockLength(), f.version());
                return "pnl cash " + d.cashE8() + " realized " + d.realizedE8() + " unrealized " + d.unrealizedE8()
                        + " fees " + d.feesE8() + " equity " + d.equityE8() + " gross " + d.grossExposureE8();
            }
            case RiskEventDecoder.TEMPLATE_ID: {
                final RiskEventDecoder d = new RiskEventDecoder();
                d.wrap(buffer, f.blockOffset(), f.blockLength(), f.version());
                return d.kind() + " " + breakwater.core.message.Control.of(d.control()) + " " + d.scopeType()
                        + (d.scopeId() == Frame.NO_ID ? "" : " " + d.scopeId()) + " " + d.level() + " " + d.observed()
                        + "/"
                        + d.bound();
            }
            default:
                return "template " + f.templateId();
        }
    }
}
