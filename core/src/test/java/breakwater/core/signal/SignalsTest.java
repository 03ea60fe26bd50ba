package breakwater.core.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.SignalKind;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final SignalFixture engine = new SignalFixture();

    @Test
    void admitsByKindVersionAndExactParameterCount() {
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(1, 1, "astrology"));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(1, 1, "churn", 2, "a", 0));
        assertEquals(QuarantineReason.UNKNOWN_INSTRUMENT, engine.admit(1, 7, "churn"));
        assertEquals(QuarantineReason.CAPACITY, engine.admit(8, 1, "churn"));
        engine.parameter(1, 0, "seed", 1);
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(1, 1, "churn", 1, "a", 2));
        assertEquals(QuarantineReason.NONE, engine.admit(1, 1, "churn", 1, "a", 0));

        assertEquals(2, engine.signals.count());
        assertEquals(1, engine.signals.idOf("a"));
        assertEquals("a", engine.signals.name(1));
        assertTrue(engine.signals.isRunning(1));
        assertFalse(engine.signals.isAdmitted(0));
        assertEquals(Frame.NO_ID, engine.signals.instrumentId(0));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(2, 1, "churn", 1, "a", 0));
        assertEquals(QuarantineReason.BAD_COMMAND, engine.admit(1, 2, "churn", 1, "a", 0));
        assertEquals(QuarantineReason.NONE, engine.admit(1, 1, "churn", 1, "a", 0));
    }

    @Test
    void stagesRowsOnlyInOrder() {
        assertTrue(engine.parameter(1, 0, "seed", 1));
        assertFalse(engine.parameter(1, 2, "quantity", 1));
        assertFalse(engine.parameter(1, 1, "quantity", 1));
        assertTrue(engine.parameter(1, 0, "seed", 1));
        assertFalse(engine.parameter(1, 1, "seed", 2));
        assertTrue(engine.parameter(1, 0, "seed", 1));
        assertFalse(engine.parameter(2, 1, "quantity", 1));
    }

    @Test
    void churnSpeaksOfEverythingAtEveryQuote() {
        engine.admit(0, 1, "churn", "quantity", 8);
        for (int i = 0; i < 2_000; i++) {
            engine.feed.nowNs += 300_000;
            engine.feed.quote(1, 100_000, 100_002);
            engine.signals.onQuote(1, engine.feed.nowNs);
        }

        assertEquals(2_000, engine.said.size());
        for (final SignalKind kind :
                new SignalKind[] {SignalKind.ENTER, SignalKind.EXIT, SignalKind.CANCEL, SignalKind.REPLACE}) {
            assertTrue(engine.said.stream().anyMatch(said -> said.kind() == kind), kind.name());
        }
        final long entries = engine.said.stream()
                .filter(said -> said.kind() == SignalKind.ENTER)
                .count();
        final long bracketed =
                engine.said.stream().filter(SignalFixture.Said::isBracketed).count();
        assertTrue(entries > 1_300 && entries < 1_500, "entries " + entries);
        assertTrue(bracketed > entries * 0.45 && bracketed < entries * 0.55, "bracketed " + bracketed);
        assertTrue(engine.said.stream().allMatch(said -> said.kind() != SignalKind.ENTER || said.quantity() == 8));
    }

    @Test
    void churnIsSilentWhileStoppedAndOnOtherInstruments() {
        engine.admit(0, 1, "churn");
        engine.feed.quote(1, 100_000, 100_002);
        engine.signals.stop(0);
        engine.signals.onQuote(1, engine.feed.nowNs);
        engine.signals.resume(0);
        engine.signals.onQuote(0, engine.feed.nowNs);
        assertEquals(0, engine.said.size());

        engine.signals.onQuote(1, engine.feed.nowNs);
        assertEquals(1, engine.said.size());
    }
}
