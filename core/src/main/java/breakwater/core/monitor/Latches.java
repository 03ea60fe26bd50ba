package breakwater.core.monitor;

import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * The restriction of every scope: a level a cause, and the scope's level their maximum (I12). Causes are controls; each
 * is raised and released alone, so that what one person or rule lifts leaves the others standing. A cause's level only
 * rises until it is released.
 *
 * <p>Generations tell a resume what it is about. The low 32 bits are the kill word's, which operators raise; the high 32
 * bits count what this engine raised by itself. A resume names all 64 bits as the last event gave them, so that it can
 * never lift what its author had not seen; the word in the control page is compared with the low 32.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class Latches {
    static final long WORD_MASK = 0xFFFF_FFFFL;
    static final int ACTIVE = 0;
    static final int REDUCE_ONLY = 1;
    static final int CANCEL_ONLY = 2;
    static final int KILLED = 3;

    private static final int CAUSES = Control.CODES;
    private static final int WORDS = CAUSES / Long.SIZE;
    private static final Level[] LEVELS = {Level.ACTIVE, Level.REDUCE_ONLY, Level.CANCEL_ONLY, Level.KILLED};

    private final Scopes scopes;
    private final Outputs outputs;
    private final byte[] causeLevel;
    /** By scope, a bit a code, in two words. */
    private final long[] causes;

    private final byte[] level;
    private final long[] generation;
    private final int[] raised;
    private final boolean[] isQueued;
    private int raisedHead;
    private int raisedCount;

    Latches(final Scopes scopes, final Outputs outputs) {
        this.scopes = scopes;
        this.outputs = outputs;
        final int count = scopes.count();
        causeLevel = new byte[count * CAUSES];
        causes = new long[count * WORDS];
        level = new byte[count];
        generation = new long[count];
        raised = new int[count];
        isQueued = new boolean[count];
    }

    static Level levelOf(final int value) {
        return LEVELS[value];
    }

    int level(final int scope) {
        return level[scope];
    }

    long generation(final int scope) {
        return generation[scope];
    }

    /** Returns a bit per control code that restricts the scope, of codes below 64 or from there on. */
    long causes(final int scope, final int word) {
        return causes[scope * WORDS + word];
    }

    /** Returns the code of the first cause from a code on that restricts the scope, or -1. */
    private int nextCause(final int scope, final int from) {
        for (int word = from / Long.SIZE; word < WORDS; word++) {
            final long low = word == from / Long.SIZE ? -1L << from : -1L;
            final long rest = causes[scope * WORDS + word] & low;
            if (rest != 0) {
                return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }

    private boolean hasCause(final int scope) {
        return nextCause(scope, 0) >= 0;
    }

    int causeLevel(final int scope, final Control cause) {
        return causeLevel[scope * CAUSES + cause.code()];
    }

    /** Raises a cause by rule; does nothing if it stands as high already. Returns whether it rose. */
    boolean raise(final int scope, final Control cause, final int to, final long observed, final long bound) {
        if (to <= causeLevel(scope, cause)) {
            return false;
        }
        generation[scope] += WORD_MASK + 1;
        latch(scope, cause, to, observed, bound);
        return true;
    }

    /** Raises the operator's cause to a word's level; a word seen before, at no higher a level, changes nothing. */
    void raiseByWord(final int scope, final int to, final long wordGeneration) {
        final long word = Math.max(0, Math.min(WORD_MASK, wordGeneration));
        final long known = generation[scope] & WORD_MASK;
        final int held = causeLevel(scope, Control.OPERATOR_KILL);
        if (word > known) {
            generation[scope] += word - known;
        } else if (to > held) {
            generation[scope] += WORD_MASK + 1;
        } else {
            return;
        }
        latch(scope, Control.OPERATOR_KILL, Math.max(to, held), 0, 0);
    }

    /** Tells of a cause that stands and has changed: a resume that was written before has to be written again. */
    void again(final int scope, final Control cause, final long observed) {
        generation[scope] += WORD_MASK + 1;
        report(RiskEventKind.LEVEL_RAISED, cause, scope, observed, 0);
    }

    private void latch(final int scope, final Control cause, final int to, final long observed, final long bound) {
        causeLevel[scope * CAUSES + cause.code()] = (byte) to;
        causes[scope * WORDS + cause.code() / Long.SIZE] |= 1L << cause.code();
        if (to > level[scope]) {
            level[scope] = (byte) to;
            if (!isQueued[scope]) {
                isQueued[scope] = true;
                raised[(raisedHead + raisedCount++) % raised.length] = scope;
            }
        }
        report(RiskEventKind.LEVEL_RAISED, cause, scope, observed, bound);
    }

    /** Releases one cause; the scope falls to the highest of the rest. Does nothing if the cause does not stand. */
    void release(final int scope, final Control cause, final long observed, final long bound) {
        if (causeLevel(scope, cause) == 0) {
            return;
        }
        causeLevel[scope * CAUSES + cause.code()] = 0;
        causes[scope * WORDS + cause.code() / Long.SIZE] &= ~(1L << cause.code());
        level[scope] = 0;
        for (int code = nextCause(scope, 0); code >= 0; code = nextCause(scope, code + 1)) {
            final byte held = causeLevel[scope * CAUSES + code];
            level[scope] = held > level[scope] ? held : level[scope];
        }
        report(RiskEventKind.LEVEL_RESET, cause, scope, observed, bound);
    }

    void report(
            final RiskEventKind kind, final Control control, final int scope, final long observed, final long bound) {
        outputs.riskEvent()
                .kind(kind)
                .control(control.code())
                .scopeType(scopes.type(scope))
                .scopeId(scopes.id(scope))
                .level(LEVELS[level[scope]])
                .observed(observed)
                .bound(bound)
                .generation(generation[scope]);
        outputs.commit();
    }

    /** Returns the next scope whose level rose, once for each until asked, or {@link Scopes#NONE}. */
    int nextRaised() {
        while (raisedCount > 0) {
            final int scope = raised[raisedHead];
            raisedHead = (raisedHead + 1) % raised.length;
            raisedCount--;
            isQueued[scope] = false;
            if (level[scope] > 0) {
                return scope;
            }
        }
        return Scopes.NONE;
    }

    boolean hasRaised() {
        return raisedCount > 0;
    }

    void writeTo(final SnapshotWriter writer) {
        int stated = 0;
        for (int scope = 0; scope < level.length; scope++) {
            stated += hasCause(scope) || generation[scope] != 0 ? 1 : 0;
        }
        writer.putInt(stated);
        for (int scope = 0; scope < level.length; scope++) {
            if (hasCause(scope) || generation[scope] != 0) {
                writer.putInt(scope);
                writer.putLong(generation[scope]);
                for (int word = 0; word < WORDS; word++) {
                    writer.putLong(causes[scope * WORDS + word]);
                }
                for (int code = nextCause(scope, 0); code >= 0; code = nextCause(scope, code + 1)) {
                    writer.putInt(causeLevel[scope * CAUSES + code]);
                }
            }
        }
        writer.putInt(raisedCount);
        for (int i = 0; i < raisedCount; i++) {
            writer.putInt(raised[(raisedHead + i) % raised.length]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(causeLevel, (byte) 0);
        Arrays.fill(causes, 0);
        Arrays.fill(level, (byte) 0);
        Arrays.fill(generation, 0);
        Arrays.fill(isQueued, false);
        for (int i = reader.getInt(); i > 0; i--) {
            final int scope = reader.getInt();
            generation[scope] = reader.getLong();
            for (int word = 0; word < WORDS; word++) {
                causes[scope * WORDS + word] = reader.getLong();
            }
            for (int code = nextCause(scope, 0); code >= 0; code = nextCause(scope, code + 1)) {
                final byte held = (byte) reader.getInt();
                causeLevel[scope * CAUSES + code] = held;
                level[scope] = held > level[scope] ? held : level[scope];
            }
        }
        raisedHead = 0;
        raisedCount = reader.getInt();
        for (int i = 0; i < raisedCount; i++) {
            raised[i] = reader.getInt();
            isQueued[raised[i]] = true;
        }
    }
}
