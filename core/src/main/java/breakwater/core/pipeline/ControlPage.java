package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import org.agrona.concurrent.AtomicBuffer;

/**
 * The page of shared memory through which other processes see and stop an engine: kill words, heartbeat, progress words,
 * sender slots and a directory of scope names. Lock-free; a page that is not valid reads as KILLED.
 *
 * <pre>
 *      0  magic, version, length, pid, start time          written once, magic last
 *    128  engine words, one a cache line (see …_OFFSET)     one writer each
 *   4096  sender slots: state, last sequence                64 bytes each
 *   8192  kill words: GLOBAL, venues, accounts, classes, strategies, instruments      64 bytes each
 *    …    names: 24 bytes for each kill word
 * </pre>
 *
 * <p>Beside each kill word stands what the core has latched on that scope, for tools alone: the generation that a resume
 * has to name at byte 8, the level at byte 16.
 *
 * <p>A kill word is (generation << 8) | level. It is raised by compare-and-set to the maximum by anybody, and cleared by
 * compare-and-set from exactly what the journaled reset names (Settled 5).
 *
 * <p>Thread: any; each word's memory order is said at its method. Allocates: never, but for names.
 */
public final class ControlPage {
    public static final long MAGIC = 0x3130455641574B42L;
    public static final int VERSION = 1;

    private static final int MAGIC_OFFSET = 0;
    private static final int VERSION_OFFSET = 8;
    private static final int LENGTH_OFFSET = 12;
    private static final int PID_OFFSET = 16;
    private static final int START_TIME_OFFSET = 24;

    private static final int WORDS_OFFSET = 128;
    private static final int LINE = 64;
    private static final int SENDERS_OFFSET = 4096;
    /** Most senders that one engine has. */
    public static final int SENDERS_MAX = 32;

    private static final int KILL_OFFSET = 8192;
    private static final int LATCHED_GENERATION_OFFSET = 8;
    private static final int LATCHED_LEVEL_OFFSET = 16;
    private static final int NAME_LENGTH = 24;

    private static final int CLASSES = 8;
    private static final int GLOBAL_BASE = 0;
    private static final int VENUE_BASE = 1;
    private static final int ACCOUNT_BASE = VENUE_BASE + Capacity.DEFAULT.venues();
    private static final int CLASS_BASE = ACCOUNT_BASE + Capacity.DEFAULT.accounts();
    private static final int STRATEGY_BASE = CLASS_BASE + CLASSES;
    private static final int INSTRUMENT_BASE = STRATEGY_BASE + Capacity.DEFAULT.strategies();
    /** Number of kill words. */
    public static final int SCOPES = INSTRUMENT_BASE + Capacity.DEFAULT.instruments();

    private static final int NAMES_OFFSET = KILL_OFFSET + SCOPES * LINE;
    /** Bytes of the page, a multiple of 4,096. */
    public static final int LENGTH = (NAMES_OFFSET + SCOPES * NAME_LENGTH + 4095) & ~4095;

    private static final int IDLE = 0;

    private final AtomicBuffer buffer;

    public ControlPage(final AtomicBuffer buffer) {
        this.buffer = buffer;
        if (buffer.capacity() < LENGTH) {
            throw new IllegalArgumentException("control page of " + buffer.capacity() + " bytes, needs " + LENGTH);
        }
    }

    /** Words of the engine, each with one writer. */
    public enum Word {
        /** Clock reading of the core's idle loop, ns (System.nanoTime base is not shared: this is epoch time). */
        HEARTBEAT,
        /** Sequence of the newest input in a closed journal document: "acknowledged" (Settled 2). */
        JOURNALED,
        /** Sequence of the newest input that the input journaler has passed. */
        CONSUMED,
        /** Sequence of the newest input that the core has applied. */
        APPLIED,
        /** Sequence of the newest output. */
        OUTPUT,
        /** Sequence of the newest output in a closed journal document. */
        OUTPUT_JOURNALED,
        /** Next deadline of the core, ns. */
        NEXT_DEADLINE,
        /** The core's clock, ns. */
        NOW,
        /** 1 = the journal failed; nothing that raises exposure will leave any more. */
        JOURNAL_FAILED,
        /** 1 = a handler threw; its agent drains and discards. */
        HANDLER_FAILED,
        /** 1 = recovering, 2 = running, 3 = stopped in good order, 4 = stopping; only running owes a heartbeat. */
        PHASE,
        /** Run number. */
        RUN,
        /** Events that conflation merged into others. */
        CONFLATED,
        /** Inputs quarantined. */
        QUARANTINED,
        /** Order messages that the kill word stopped. */
        BLOCKED
    }

    private static final int WORD_COUNT = Word.values().length;

    static {
        if (WORDS_OFFSET + WORD_COUNT * LINE > SENDERS_OFFSET || SENDERS_OFFSET + SENDERS_MAX * LINE > KILL_OFFSET) {
            throw new IllegalStateException("control page regions overlap");
        }
    }

    public static final int PHASE_RECOVERING = 1;
    public static final int PHASE_RUNNING = 2;
    public static final int PHASE_STOPPED = 3;
    public static final int PHASE_STOPPING = 4;

    /** Prepares a zeroed page; kill words that stand in it are kept. The magic is stored last. */
    public void format(final long pid, final long startTimeNs) {
        buffer.putInt(VERSION_OFFSET, VERSION);
        buffer.putInt(LENGTH_OFFSET, LENGTH);
        buffer.putLong(PID_OFFSET, pid);
        buffer.putLong(START_TIME_OFFSET, startTimeNs);
        for (int word = 0; word < WORD_COUNT; word++) {
            buffer.putLongOrdered(WORDS_OFFSET + word * LINE, 0);
        }
        for (int sender = 0; sender < SENDERS_MAX; sender++) {
            buffer.putLongOrdered(senderOffset(sender), IDLE);
            buffer.putLongOrdered(senderOffset(sender) + 8, 0);
        }
        name(ScopeType.GLOBAL, 0, "all");
        buffer.putLongOrdered(MAGIC_OFFSET, MAGIC);
    }

    /** Returns whether magic, version and length are right. */
    public boolean isValid() {
        return buffer.getLongVolatile(MAGIC_OFFSET) == MAGIC
                && buffer.getInt(VERSION_OFFSET) == VERSION
                && buffer.getInt(LENGTH_OFFSET) == LENGTH;
    }

    public long pid() {
        return buffer.getLong(PID_OFFSET);
    }

    public long startTimeNs() {
        return buffer.getLong(START_TIME_OFFSET);
    }

    /** Reads a word with volatile order. */
    public long get(final Word word) {
        return buffer.getLongVolatile(WORDS_OFFSET + word.ordinal() * LINE);
    }

    /** Stores a word with release order; one writer. */
    public void set(final Word word, final long value) {
        buffer.putLongOrdered(WORDS_OFFSET + word.ordinal() * LINE, value);
    }

    /** Adds to a word; one writer. */
    public void increment(final Word word) {
        final int offset = WORDS_OFFSET + word.ordinal() * LINE;
        buffer.putLongOrdered(offset, buffer.getLong(offset) + 1);
    }

    // ───────────── kill words ─────────────

    /** Returns the index of a scope's word, -1 where its id is out of range. */
    public static int index(final ScopeType type, final int scopeId) {
        switch (type) {
            case GLOBAL:
                return GLOBAL_BASE;
            case VENUE:
                return inRange(scopeId, ACCOUNT_BASE - VENUE_BASE) ? VENUE_BASE + scopeId : -1;
            case ACCOUNT:
                return inRange(scopeId, CLASS_BASE - ACCOUNT_BASE) ? ACCOUNT_BASE + scopeId : -1;
            case ASSET_CLASS:
                return inRange(scopeId, CLASSES) ? CLASS_BASE + scopeId : -1;
            case STRATEGY:
                return inRange(scopeId, INSTRUMENT_BASE - STRATEGY_BASE) ? STRATEGY_BASE + scopeId : -1;
            case INSTRUMENT:
                return inRange(scopeId, SCOPES - INSTRUMENT_BASE) ? INSTRUMENT_BASE + scopeId : -1;
            default:
                return -1;
        }
    }

    private static boolean inRange(final int id, final int count) {
        return id >= 0 && id < count;
    }

    /** Returns the scope type that a word's index belongs to. */
    public static ScopeType typeOf(final int index) {
        if (index >= INSTRUMENT_BASE) {
            return ScopeType.INSTRUMENT;
        } else if (index >= STRATEGY_BASE) {
            return ScopeType.STRATEGY;
        } else if (index >= CLASS_BASE) {
            return ScopeType.ASSET_CLASS;
        } else if (index >= ACCOUNT_BASE) {
            return ScopeType.ACCOUNT;
        }
        return index >= VENUE_BASE ? ScopeType.VENUE : ScopeType.GLOBAL;
    }

    /** Returns the dense id within its type that a word's index stands for; {@link Frame#NO_ID} for GLOBAL. */
    public static int idOf(final int index) {
        switch (typeOf(index)) {
            case INSTRUMENT:
                return index - INSTRUMENT_BASE;
            case STRATEGY:
                return index - STRATEGY_BASE;
            case ASSET_CLASS:
                return index - CLASS_BASE;
            case ACCOUNT:
                return index - ACCOUNT_BASE;
            case VENUE:
                return index - VENUE_BASE;
            default:
                return Frame.NO_ID;
        }
    }

    /** Reads a kill word with volatile order. */
    public long word(final int index) {
        return buffer.getLongVolatile(KILL_OFFSET + index * LINE);
    }

    /**
     * Says what the core has latched on a scope: the generation that a resume has to name, and the level. For tools to
     * read; senders obey the words alone. One writer.
     */
    public void latched(final int index, final long generation, final int level) {
        final int offset = KILL_OFFSET + index * LINE;
        buffer.putLongOrdered(offset + LATCHED_LEVEL_OFFSET, level);
        buffer.putLongOrdered(offset + LATCHED_GENERATION_OFFSET, generation);
    }

    /** Returns the generation that a resume of the scope has to name, 0 where the core never latched it. */
    public long latchedGeneration(final int index) {
        return buffer.getLongVolatile(KILL_OFFSET + index * LINE + LATCHED_GENERATION_OFFSET);
    }

    /** Returns the level that the core has latched on the scope, by kills and by its own breakers. */
    public int latchedLevel(final int index) {
        return (int) buffer.getLongVolatile(KILL_OFFSET + index * LINE + LATCHED_LEVEL_OFFSET);
    }

    public static int level(final long word) {
        return (int) (word & 0xFF);
    }

    public static long generation(final long word) {
        return word >>> 8;
    }

    /**
     * Raises a word to at least {@code level} by compare-and-set, with a new generation if it rose; never lowers. Returns
     * the word that stands afterwards. A full fence.
     */
    public long raise(final int index, final int level) {
        final int offset = KILL_OFFSET + index * LINE;
        while (true) {
            final long found = buffer.getLongVolatile(offset);
            if (level(found) >= level) {
                return found;
            }
            final long wanted = ((generation(found) + 1) << 8) | level;
            if (buffer.compareAndSetLong(offset, found, wanted)) {
                return wanted;
            }
        }
    }

    /**
     * Lets a word count on from at least {@code generation}, its level as it stands: a page that was made anew begins at
     * 0, and a reset could otherwise never name its word.
     */
    public void countFrom(final int index, final long generation) {
        final int offset = KILL_OFFSET + index * LINE;
        long found = buffer.getLongVolatile(offset);
        while (generation(found) < generation
                && !buffer.compareAndSetLong(offset, found, generation << 8 | level(found))) {
            found = buffer.getLongVolatile(offset);
        }
    }

    /**
     * Clears a word by compare-and-set if its generation still is the one named; false leaves it as it stands, as does the
     * index -1 of a scope that does not exist.
     */
    public boolean clear(final int index, final long generation) {
        if (index < 0 || index >= SCOPES) {
            return false;
        }
        final int offset = KILL_OFFSET + index * LINE;
        final long found = buffer.getLongVolatile(offset);
        return generation(found) == generation && buffer.compareAndSetLong(offset, found, generation << 8);
    }

    /**
     * Returns the most severe level of the words that cover an order; KILLED where the page, an id or a level is not valid.
     * Only the strategy may be {@link Frame#NO_ID}: an order that no strategy owns.
     */
    public int coveringLevel(
            final int venueId,
            final int accountId,
            final int assetClass,
            final int strategyId,
            final int instrumentId) {
        final int venue = index(ScopeType.VENUE, venueId);
        final int account = index(ScopeType.ACCOUNT, accountId);
        final int instrument = index(ScopeType.INSTRUMENT, instrumentId);
        final int cls = index(ScopeType.ASSET_CLASS, assetClass);
        final int strategy = index(ScopeType.STRATEGY, strategyId);
        if (!isValid() || (venue | account | instrument | cls) < 0 || (strategy < 0 && strategyId != Frame.NO_ID)) {
            return Level.KILLED.value();
        }
        int level = level(word(GLOBAL_BASE));
        level = Math.max(level, level(word(venue)));
        level = Math.max(level, level(word(account)));
        level = Math.max(level, level(word(cls)));
        level = Math.max(level, level(word(instrument)));
        if (strategy >= 0) {
            level = Math.max(level, level(word(strategy)));
        }
        return Math.min(level, Level.KILLED.value());
    }

    /** Writes the name by which a human kills a scope; at most 23 ASCII characters. */
    public void name(final ScopeType type, final int scopeId, final String name) {
        final int offset = NAMES_OFFSET + index(type, scopeId) * NAME_LENGTH;
        buffer.setMemory(offset, NAME_LENGTH, (byte) 0);
        buffer.putStringWithoutLengthAscii(offset, name, 0, Math.min(name.length(), NAME_LENGTH - 1));
    }

    /** Returns a scope's name, empty where it has none. */
    public String name(final int index) {
        final int offset = NAMES_OFFSET + index * NAME_LENGTH;
        int length = 0;
        while (length < NAME_LENGTH && buffer.getByte(offset + length) != 0) {
            length++;
        }
        return buffer.getStringWithoutLengthAscii(offset, length);
    }

    /** Returns the index of the scope of a type with that name, -1 where there is none. */
    public int indexOf(final ScopeType type, final String name) {
        for (int i = 0; i < SCOPES; i++) {
            if (typeOf(i) == type && name.equals(name(i))) {
                return i;
            }
        }
        return -1;
    }

    // ───────────── sender slots ─────────────

    private static int senderOffset(final int sender) {
        return SENDERS_OFFSET + sender * LINE;
    }

    /** Says that a sender is about to write an output to the wire. A full fence: the kill words are read after it. */
    public void sending(final int sender, final long outputSequence) {
        buffer.putLongVolatile(senderOffset(sender), outputSequence);
    }

    /** Says that the sender's write has returned. */
    public void idle(final int sender, final long lastSentSequence) {
        buffer.putLongOrdered(senderOffset(sender) + 8, lastSentSequence);
        buffer.putLongOrdered(senderOffset(sender), IDLE);
    }

    /** Returns the output sequence that a sender is writing, 0 = idle. */
    public long sendingSequence(final int sender) {
        return buffer.getLongVolatile(senderOffset(sender));
    }

    /** Returns the sequence of the last output that a sender handed to the wire. */
    public long lastSent(final int sender) {
        return buffer.getLongVolatile(senderOffset(sender) + 8);
    }
}
