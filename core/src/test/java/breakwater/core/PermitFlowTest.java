package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.risk.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P24: a strategy's list comes before the strategy, and lets it enter what else stands on it. */
class PermitFlowTest {
    private static final List<String> REFUSED = List.of("rejected PERMISSION STRATEGY MANUAL observed 1 bound 0");

    private final EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void strategiesKeepToTheirOwnInstruments() {
        f.pen.limit(Figure.OTHER_INSTRUMENTS, ScopeType.GLOBAL, 0, 0);
        f.give();
        for (int id = 0; id < 2; id++) {
            f.pen.quote(id, 100_000, 1_000, 100_010, 1_000);
            f.give();
        }
    }

    @Test
    void aStrategyEntersWhatItsListNames() {
        f.pen.permit(1, 1);
        assertEquals(List.of(), f.give());
        admit(0);
        admit(1);

        assertEquals(REFUSED, buy(0, 1));
        assertTrue(buy(1, 1).get(0).startsWith("new "));
        assertTrue(buy(0, 0).get(0).startsWith("new "));
    }

    @Test
    void theListOfAStrategyThatIsAdmittedIsNotMadeLonger() {
        admit(0);
        assertEquals(List.of("quarantined BAD_COMMAND template 69"), permit(0, 1));
        assertEquals(REFUSED, buy(0, 1));
    }

    @Test
    void whatNamesNothingIsKeptApart() {
        assertEquals(List.of("quarantined BAD_COMMAND template 69"), permit(0, 2), "no such instrument");
        assertEquals(List.of("quarantined BAD_COMMAND template 69"), permit(EngineFixture.CAPACITY.strategies(), 1));
    }

    private void admit(final int strategy) {
        f.admit(strategy, 0, "churn", "every-quotes", 1_000_000, "quantity", 1);
        f.outputs();
    }

    private List<String> permit(final int strategy, final int instrument) {
        f.pen.permit(strategy, instrument);
        return f.give();
    }

    private List<String> buy(final int strategy, final int instrument) {
        f.pen.manual(strategy, instrument, Side.BUY, 99_000, 100);
        return f.give();
    }
}
