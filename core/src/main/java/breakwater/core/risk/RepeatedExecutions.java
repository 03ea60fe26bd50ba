package breakwater.core.risk;

import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;

/**
 * P23: how often a strategy has executed without a person, each fill of an entry of its own counted, entries by hand not.
 * The fill that reaches the row holds the strategy at REDUCE_ONLY; from then on an entry is refused here too, until a resume
 * of the strategy begins the count anew (RTS 6 Art. 15 (3)). Observed is the execution that the entry would be.
 */
final class RepeatedExecutions implements Stateful {
    private final Examiner examiner;
    private final Rows rows;
    private final Rows rowsOfStrategy;
    private final long[] executions;

    RepeatedExecutions(final Capacity capacity, final Examiner examiner) {
        this.examiner = examiner;
        rows = examiner.rows(Figure.REPEATED_EXECUTIONS, ScopeType.GLOBAL);
        rowsOfStrategy = examiner.rows(Figure.REPEATED_EXECUTIONS, ScopeType.STRATEGY);
        executions = new long[capacity.strategies()];
    }

    /** Answers where no row has anything to say; else {@link #isWithin} has to be asked. */
    boolean isClear(final Candidate c) {
        return Clearance.isAtMost(executions[c.strategyId()] + 1, c.clear.executions);
    }

    boolean isWithin(final Candidate c) {
        final int id = c.strategyId();
        return examiner.asksBoth(rowsOfStrategy, id, executions[id] + 1);
    }

    void onExecution(final int strategyId) {
        executions[strategyId]++;
    }

    boolean isSpent(final int strategyId) {
        return isSpent(strategyId, rows.value(0)) || isSpent(strategyId, rowsOfStrategy.value(strategyId));
    }

    private boolean isSpent(final int strategyId, final long bound) {
        return bound != Limits.MISSING && executions[strategyId] >= bound;
    }

    long executions(final int strategyId) {
        return executions[strategyId];
    }

    void reset(final int strategyId) {
        executions[strategyId] = 0;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section("executions");
        writer.putLongs(executions, executions.length);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section("executions");
        reader.getLongs(executions, executions.length);
    }
}
