package breakwater.core.pipeline;

import breakwater.core.message.Effect;
import breakwater.core.message.Level;

/**
 * The last gate before the wire: may a message of this effect leave while its scopes stand at this level? A look-up,
 * because the core has already said what the message does (Settled 6). Pure; allocates never.
 */
final class SendGate {
    private static final int LEVELS = Level.KILLED.value() + 1;
    private static final int EFFECTS = Effect.ASKS.value() + 1;
    private static final boolean[][] ALLOWED = new boolean[LEVELS][EFFECTS];

    static {
        for (int level = 0; level < LEVELS; level++) {
            allow(level, Effect.CANCELS_ENTRY, Effect.CANCELS_PROTECTION, Effect.ASKS, Effect.PROTECTS);
        }
        allow(Level.ACTIVE.value(), Effect.RAISES, Effect.REDUCES, Effect.FLATTENS);
        allow(Level.REDUCE_ONLY.value(), Effect.REDUCES, Effect.FLATTENS);
        allow(Level.KILLED.value(), Effect.FLATTENS);
    }

    private SendGate() {}

    private static void allow(final int level, final Effect... effects) {
        for (final Effect effect : effects) {
            ALLOWED[level][effect.value()] = true;
        }
    }

    /** Returns whether the message may leave; an effect or level that is not known may not. */
    static boolean allows(final int level, final int effect) {
        return level >= 0 && level < LEVELS && effect > 0 && effect < EFFECTS && ALLOWED[level][effect];
    }
}
