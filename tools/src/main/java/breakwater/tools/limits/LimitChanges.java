package breakwater.tools.limits;

import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.SetLimitEncoder;
import breakwater.core.risk.Limits;
import breakwater.tools.config.Config;
import breakwater.tools.config.Definitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a file would change, row by row in the canonical order of figures and scopes, which is also the order in which the
 * rows are sent: each is compared with what the rows before it leave.
 */
public final class LimitChanges {
    private static final Comparator<Config.LimitRow> CANONICAL = Comparator.comparing(Config.LimitRow::figure)
            .thenComparing(Config.LimitRow::scopeType)
            .thenComparing(Config.LimitRow::scopeId);

    private final Definitions names;
    private final List<LimitChange> rows;

    private LimitChanges(final Definitions names, final List<LimitChange> rows) {
        this.names = names;
        this.rows = List.copyOf(rows);
    }

    /** Compares a file's rows with what is in force. The limits given are used up: they take the rows. */
    public static LimitChanges of(final List<Config.LimitRow> wished, final LimitsInForce inForce) {
        return of(wished, inForce.limits(), inForce.definitions());
    }

    static LimitChanges of(final List<Config.LimitRow> wished, final Limits limits, final Definitions names) {
        final List<LimitChange> rows = new ArrayList<>();
        for (final Config.LimitRow row : wished.stream().sorted(CANONICAL).toList()) {
            rows.add(LimitChange.of(row, limits));
            take(row, limits);
        }
        return new LimitChanges(names, rows);
    }

    private static void take(final Config.LimitRow row, final Limits limits) {
        final UnsafeBuffer block = new UnsafeBuffer(new byte[SetLimitEncoder.BLOCK_LENGTH]);
        new SetLimitEncoder()
                .wrap(block, 0)
                .control(row.figure().control().code())
                .scopeType(row.scopeType())
                .scopeId(row.scopeType() == ScopeType.GLOBAL ? Frame.NO_ID : row.scopeId())
                .key((short) row.figure().key())
                .value(row.value())
                .warn(row.warn())
                .isLoosening((short) 1);
        final QuarantineReason reason = limits.set(
                new SetLimitDecoder().wrap(block, 0, SetLimitEncoder.BLOCK_LENGTH, SetLimitEncoder.SCHEMA_VERSION));
        if (reason != QuarantineReason.NONE) {
            throw new IllegalStateException("line " + row.line() + " of the limits is refused: " + reason);
        }
    }

    /** Returns all rows, the worst first. */
    List<LimitChange> worstFirst() {
        return rows.stream().sorted(Comparator.comparing(LimitChange::kind)).toList();
    }

    /** Returns the rows that differ, in canonical order. */
    List<LimitChange> changes() {
        return rows.stream().filter(LimitChange::isChange).toList();
    }

    List<LimitChange> loosening() {
        return rows.stream()
                .filter(row -> row.kind() == LimitChange.Kind.LOOSER)
                .toList();
    }

    boolean isEmpty() {
        return changes().isEmpty();
    }

    Definitions names() {
        return names;
    }

    /** Returns the canonical text of what would change, one line a row: what an approver reads and signs. */
    public List<String> text() {
        return changes().stream().map(row -> row.text(names)).toList();
    }

    /** Returns how many rows are of each kind, in words. */
    String summary() {
        final StringBuilder out = new StringBuilder();
        for (final LimitChange.Kind kind : LimitChange.Kind.values()) {
            final long count = rows.stream().filter(row -> row.kind() == kind).count();
            if (count > 0) {
                out.append(out.length() == 0 ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return out.toString();
    }
}
