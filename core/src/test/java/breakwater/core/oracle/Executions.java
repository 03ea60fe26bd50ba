package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import java.math.BigInteger;
import java.util.TreeMap;

/** P23: the fills of its own entries that a strategy has had since a person lifted its hold; asked of the next one. */
final class Executions {
    private final TreeMap<Integer, Long> fills = new TreeMap<>();

    boolean isWithin(final Question q, final Examination exam) {
        final int id = q.p().strategyId;
        final BigInteger next = Exact.of(fills.getOrDefault(id, 0L) + 1);
        return exam.asksAs(Control.REPEATED_EXECUTION, 0, ScopeType.STRATEGY, id, next)
                && exam.mayAsk(Control.REPEATED_EXECUTION, 0, ScopeType.STRATEGY, id, next);
    }

    void filled(final int strategyId) {
        fills.merge(strategyId, 1L, Long::sum);
    }

    void event(final RiskEventDecoder d) {
        if (d.kind() == RiskEventKind.LEVEL_RESET
                && d.control() == Control.REPEATED_EXECUTION.code()
                && d.scopeType() == ScopeType.STRATEGY) {
            fills.remove(d.scopeId());
        }
    }
}
