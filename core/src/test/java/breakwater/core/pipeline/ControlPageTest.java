package breakwater.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ControlPageTest {
    private static final int CANCEL_ONLY = Level.CANCEL_ONLY.value();
    private static final int REDUCE_ONLY = Level.REDUCE_ONLY.value();
    private static final int KILLED = Level.KILLED.value();

    private final UnsafeBuffer memory =
            new UnsafeBuffer(org.agrona.BufferUtil.allocateDirectAligned(ControlPage.LENGTH, 64));
    private final ControlPage page = new ControlPage(memory);

    ControlPageTest() {
        page.format(41, 42);
    }

    private int covering() {
        return page.coveringLevel(0, 0, 0, 0, 0);
    }

    @Test
    void aFreshPageIsValidAndNothingIsKilled() {
        assertTrue(page.isValid());
        assertEquals(41, page.pid());
        assertEquals(42, page.startTimeNs());
        assertEquals(0, covering());
        assertEquals("all", page.name(Parts.GLOBAL));
    }

    @Test
    void aPageThatIsNotValidReadsAsKilled() {
        for (final int offset : new int[] {0, 7, 8, 12}) {
            final byte before = memory.getByte(offset);
            memory.putByte(offset, (byte) (before ^ 1));

            assertFalse(page.isValid(), "offset " + offset);
            assertEquals(KILLED, covering(), "offset " + offset);
            memory.putByte(offset, before);
        }
        assertEquals(0, covering());
        assertEquals(
                KILLED, new ControlPage(new UnsafeBuffer(new byte[ControlPage.LENGTH])).coveringLevel(0, 0, 0, 0, 0));
    }

    @Test
    void refusesMemoryThatIsTooShort() {
        assertThrows(IllegalArgumentException.class, () -> new ControlPage(new UnsafeBuffer(new byte[4096])));
    }

    @Test
    void anIdThatIsNotValidReadsAsKilled() {
        assertEquals(KILLED, page.coveringLevel(Frame.NO_ID, 0, 0, 0, 0));
        assertEquals(KILLED, page.coveringLevel(0, -1, 0, 0, 0));
        assertEquals(KILLED, page.coveringLevel(0, 0, 8, 0, 0));
        assertEquals(KILLED, page.coveringLevel(0, 0, 0, 60_000, 0));
        assertEquals(KILLED, page.coveringLevel(0, 0, 0, 0, Frame.NO_ID));
        assertEquals(0, page.coveringLevel(0, 0, 0, Frame.NO_ID, 0));
    }

    @Test
    void eachCoveringScopeCountsAndTheMostSevereWins() {
        for (final ScopeType type : new ScopeType[] {
            ScopeType.GLOBAL,
            ScopeType.VENUE,
            ScopeType.ACCOUNT,
            ScopeType.ASSET_CLASS,
            ScopeType.STRATEGY,
            ScopeType.INSTRUMENT
        }) {
            final int index = ControlPage.index(type, 0);
            final int other = ControlPage.index(type, 1);
            page.raise(index, CANCEL_ONLY);
            page.raise(other, KILLED);
            assertEquals(type == ScopeType.GLOBAL ? KILLED : CANCEL_ONLY, covering(), type.name());
            assertTrue(page.clear(index, ControlPage.generation(page.word(index))));
            page.clear(other, ControlPage.generation(page.word(other)));
            assertEquals(0, covering(), type.name());
        }
    }

    @Test
    void indexTypeAndIdAgreeForEveryWord() {
        for (int index = 0; index < ControlPage.SCOPES; index++) {
            final int id = ControlPage.idOf(index);
            assertEquals(index, ControlPage.index(ControlPage.typeOf(index), id));
        }
        assertEquals(-1, ControlPage.index(ScopeType.NULL_VAL, 0));
        assertEquals(-1, ControlPage.index(ScopeType.SBE_UNKNOWN, 0));
    }

    @Test
    void aWordOnlyRisesAndEachRiseHasANewGeneration() {
        final long first = page.raise(Parts.GLOBAL, REDUCE_ONLY);
        final long second = page.raise(Parts.GLOBAL, CANCEL_ONLY);

        assertEquals(1, ControlPage.generation(first));
        assertEquals(2, ControlPage.generation(second));
        assertEquals(second, page.raise(Parts.GLOBAL, REDUCE_ONLY));
        assertEquals(second, page.word(Parts.GLOBAL));
    }

    @Test
    void aWordIsClearedOnlyByTheGenerationThatStands() {
        page.raise(Parts.GLOBAL, REDUCE_ONLY);
        final long word = page.raise(Parts.GLOBAL, CANCEL_ONLY);

        assertFalse(page.clear(Parts.GLOBAL, 1));
        assertEquals(word, page.word(Parts.GLOBAL));
        assertTrue(page.clear(Parts.GLOBAL, 2));
        assertEquals(0, ControlPage.level(page.word(Parts.GLOBAL)));
        assertEquals(3, ControlPage.generation(page.raise(Parts.GLOBAL, REDUCE_ONLY)));
        assertFalse(page.clear(-1, 0));
        assertFalse(page.clear(ControlPage.SCOPES, 0));
    }

    @Test
    void aLevelThatDoesNotExistReadsAsKilled() {
        page.raise(Parts.GLOBAL, 200);

        assertEquals(KILLED, covering());
    }

    @Test
    void killWordsStandOverANewFormatAndEngineWordsDoNot() {
        page.raise(Parts.GLOBAL, CANCEL_ONLY);
        page.set(ControlPage.Word.APPLIED, 7);
        page.increment(ControlPage.Word.BLOCKED);
        page.sending(3, 9);

        page.format(43, 44);

        assertEquals(CANCEL_ONLY, covering());
        assertEquals(0, page.get(ControlPage.Word.APPLIED));
        assertEquals(0, page.get(ControlPage.Word.BLOCKED));
        assertEquals(0, page.sendingSequence(3));
    }

    @Test
    void wordsAndSlotsDoNotTouchEachOther() {
        for (final ControlPage.Word word : ControlPage.Word.values()) {
            page.set(word, 100 + word.ordinal());
        }
        for (int sender = 0; sender < ControlPage.SENDERS_MAX; sender++) {
            page.sending(sender, 1_000 + sender);
            page.idle(sender, 2_000 + sender);
        }
        for (final ControlPage.Word word : ControlPage.Word.values()) {
            assertEquals(100 + word.ordinal(), page.get(word));
        }
        for (int sender = 0; sender < ControlPage.SENDERS_MAX; sender++) {
            assertEquals(0, page.sendingSequence(sender));
            assertEquals(2_000 + sender, page.lastSent(sender));
        }
        assertEquals(0, covering());
    }

    @Test
    void aScopeIsFoundByItsName() {
        page.name(ScopeType.STRATEGY, 3, "a-name-that-is-longer-than-the-page-has-room-for");
        page.name(ScopeType.INSTRUMENT, 3, "BTC-USDT");

        assertEquals(ControlPage.index(ScopeType.INSTRUMENT, 3), page.indexOf(ScopeType.INSTRUMENT, "BTC-USDT"));
        assertEquals(-1, page.indexOf(ScopeType.STRATEGY, "BTC-USDT"));
        assertEquals("a-name-that-is-longer-t", page.name(ControlPage.index(ScopeType.STRATEGY, 3)));
    }

    @Test
    void racingRaisesEndAtTheMaximumWithAGenerationForEachRise() throws InterruptedException {
        final int rounds = 2_000;
        final Thread[] threads = new Thread[3];
        for (int t = 0; t < threads.length; t++) {
            final int level = t + 1;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < rounds; i++) {
                    page.raise(1 + i % 64, level);
                }
            });
            threads[t].start();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < 64; i++) {
            final long word = page.word(1 + i);
            assertEquals(KILLED, ControlPage.level(word));
            assertTrue(ControlPage.generation(word) >= 1 && ControlPage.generation(word) <= 3);
        }
    }
}
