package breakwater.tools.limits;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.reference.Capacity;
import breakwater.core.risk.Figure;
import breakwater.core.risk.Limits;
import breakwater.journal.JournalDamagedException;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import breakwater.tools.config.Definitions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limits that a run's engine holds, found by replaying its input journal through the same {@link Limits}: which rows
 * count, and which were refused, is decided by the code that the engine runs. Thread: one. Allocates: cold path.
 */
public final class LimitsInForce {
    private static final Comparator<Row> ORDER = Comparator.comparing(
                    (Row row) -> row.key().figure())
            .thenComparing(row -> row.key().scopeType())
            .thenComparing(row -> row.key().scopeId());

    private final Limits limits = new Limits(Capacity.DEFAULT);
    private final Map<Key, Row> rows = new HashMap<>();
    private final DefinitionReader definitions = new DefinitionReader();
    private final SetLimitDecoder decoder = new SetLimitDecoder();
    private long sequence;

    /** What a row limits: one figure at one scope; the id is 0 for GLOBAL. */
    public record Key(Figure figure, ScopeType scopeType, int scopeId) {
        static Key of(final Config.LimitRow row) {
            return of(row.figure(), row.scopeType(), row.scopeId());
        }

        static Key of(final Figure figure, final ScopeType scopeType, final int scopeId) {
            return new Key(figure, scopeType, scopeType == ScopeType.GLOBAL ? 0 : scopeId);
        }
    }

    /**
     * A row in force.
     *
     * @param sequence the input that set it, 0 where it comes from a file
     * @param timeNs when, UTC ns
     * @param user who
     * @param reason why
     */
    public record Row(Key key, long value, long warn, long sequence, long timeNs, String user, String reason) {}

    private LimitsInForce() {}

    /** Reads a run folder. Throws {@link CommandFailure}: 5 where the first run is gone, 8 where the journal is damaged. */
    public static LimitsInForce of(final RunFolder folder) {
        final LimitsInForce found = new LimitsInForce();
        try (JournalTailer inputs = JournalTailer.ofRuns(folder, false)) {
            while (inputs.next()) {
                if (found.sequence == 0 && inputs.sequence() != 1) {
                    throw new CommandFailure(
                            ExitCode.PRECONDITION,
                            "the journal begins at input " + inputs.sequence()
                                    + ": older runs are gone, so what set its limits is not in it");
                }
                found.onInput(inputs.frame());
            }
        } catch (final JournalDamagedException damaged) {
            throw new CommandFailure(ExitCode.INTEGRITY, damaged.getMessage(), damaged);
        }
        if (found.sequence == 0) {
            throw new CommandFailure(ExitCode.NOT_FOUND, folder.path() + " has journaled nothing yet");
        }
        return found;
    }

    private void onInput(final Frame f) {
        sequence = f.sequence();
        definitions.onInput(f);
        if (f.templateId() != SetLimitDecoder.TEMPLATE_ID || f.blockLength() < SetLimitDecoder.BLOCK_LENGTH) {
            return;
        }
        decoder.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        if (limits.set(decoder) != QuarantineReason.NONE) {
            return;
        }
        final Key key =
                Key.of(Figure.of(Control.of(decoder.control()), decoder.key()), decoder.scopeType(), decoder.scopeId());
        final Row before = rows.get(key);
        if (before != null && before.value() == decoder.value() && before.warn() == decoder.warn()) {
            return;
        }
        rows.put(
                key,
                new Row(
                        key,
                        decoder.value(),
                        decoder.warn(),
                        f.sequence(),
                        f.ingressTimeNs(),
                        decoder.user(),
                        decoder.reason()));
    }

    /** Returns the rows in the order of figures and scopes. */
    public List<Row> rows() {
        return inOrder(new ArrayList<>(rows.values()));
    }

    static List<Row> inOrder(final List<Row> rows) {
        rows.sort(ORDER);
        return Collections.unmodifiableList(rows);
    }

    /** Returns the limits themselves, as the engine holds them. */
    Limits limits() {
        return limits;
    }

    /** Returns what the run's dense ids are called. */
    public Definitions definitions() {
        return definitions.definitions();
    }

    /** Returns the last input that was read. */
    public long sequence() {
        return sequence;
    }
}
