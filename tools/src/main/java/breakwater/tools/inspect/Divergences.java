package breakwater.tools.inspect;

import breakwater.core.message.Frame;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.journal.replay.OutputComparison.Divergence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** The first difference between replay and recording, field by field. */
final class Divergences {
    private final Messages messages = new Messages();

    /** Returns the lines for a human. */
    String describe(final RunFolder folder, final Divergence found) {
        final StringBuilder out = new StringBuilder("DIVERGED at output ")
                .append(found.outputSequence())
                .append(", caused by input ")
                .append(found.causeSequence())
                .append(" (")
                .append(cause(folder, found.causeSequence()))
                .append(')');
        if (found.regenerated() == null) {
            return out.append("\n  recorded    ")
                    .append(text(found.recorded()))
                    .append("\n  regenerated nothing")
                    .toString();
        }
        final Map<String, String> recorded = fields(found.recorded());
        final Map<String, String> regenerated = fields(found.regenerated());
        int shown = 0;
        for (final Map.Entry<String, String> field : recorded.entrySet()) {
            final String other = regenerated.get(field.getKey());
            if (!field.getValue().equals(other)) {
                out.append("\n  ")
                        .append(shown++ == 0 ? "first field " : "also field  ")
                        .append(field.getKey())
                        .append("  recorded ")
                        .append(field.getValue())
                        .append("  regenerated ")
                        .append(other == null ? "nothing" : other);
            }
        }
        if (shown == 0) {
            out.append("\n  no field differs; byte ").append(found.position()).append(" of the frame does");
        }
        return out.append("\n  recorded    ")
                .append(text(found.recorded()))
                .append("\n  regenerated ")
                .append(text(found.regenerated()))
                .toString();
    }

    private String cause(final RunFolder folder, final long sequence) {
        if (sequence < 1) {
            return "none";
        }
        try (JournalTailer inputs = JournalTailer.after(folder, false, sequence - 1)) {
            return inputs.next() ? text(inputs.frame()) : "not in the input journal";
        } catch (final IllegalStateException absent) {
            return "not in the input journal";
        }
    }

    private String text(final byte[] bytes) {
        return text(new Frame().wrap(new UnsafeBuffer(bytes), 0));
    }

    private String text(final Frame frame) {
        return messages.name(frame.templateId()) + " " + messages.fields(frame);
    }

    private Map<String, String> fields(final byte[] bytes) {
        final Frame frame = new Frame().wrap(new UnsafeBuffer(bytes), 0);
        final Map<String, String> fields = new LinkedHashMap<>();
        fields.put("template", messages.name(frame.templateId()));
        fields.put("frame.sequence", String.valueOf(frame.sequence()));
        fields.put("frame.causeSequence", String.valueOf(frame.causeSequence()));
        fields.put("frame.ordinal", String.valueOf(frame.ordinal()));
        fields.put("frame.ingressTimeNs", String.valueOf(frame.ingressTimeNs()));
        fields.put("frame.eventTimeNs", String.valueOf(frame.eventTimeNs()));
        fields.putAll(messages.fields(frame));
        return fields;
    }
}
