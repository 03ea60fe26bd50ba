package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendGateTest {
    @Test
    void eachLevelLetsThroughExactlyItsEffects() {
        assertEquals(
                List.of("RAISES", "REDUCES", "PROTECTS", "CANCELS_ENTRY", "CANCELS_PROTECTION", "FLATTENS", "ASKS"),
                allowedAt(Level.ACTIVE));
        assertEquals(
                List.of("REDUCES", "PROTECTS", "CANCELS_ENTRY", "CANCELS_PROTECTION", "FLATTENS", "ASKS"),
                allowedAt(Level.REDUCE_ONLY));
        assertEquals(List.of("PROTECTS", "CANCELS_ENTRY", "CANCELS_PROTECTION", "ASKS"), allowedAt(Level.CANCEL_ONLY));
        assertEquals(
                List.of("PROTECTS", "CANCELS_ENTRY", "CANCELS_PROTECTION", "FLATTENS", "ASKS"),
                allowedAt(Level.KILLED));
    }

    private static List<String> allowedAt(final Level level) {
        final List<String> names = new ArrayList<>();
        for (final Effect effect : Effect.values()) {
            if (SendGate.allows(level.value(), effect.value())) {
                names.add(effect.name());
            }
        }
        return names;
    }

    @Test
    void whatIsNotKnownDoesNotPass() {
        for (final int effect : new int[] {-1, 0, 8, 254, 255}) {
            assertFalse(SendGate.allows(0, effect), "effect " + effect);
        }
        for (final int level : new int[] {-1, 4, 255}) {
            assertFalse(SendGate.allows(level, Effect.CANCELS_ENTRY.value()), "level " + level);
        }
    }
}
