package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import breakwater.core.reference.Changes;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which books a sum over the portfolio visits. */
class OpenBooksTest {
    private final FakeWorld world = new FakeWorld();
    private final OpenBooks books = new OpenBooks(world, world.positions, GateFixture.CAPACITY);

    @Test
    void keepsWhatIsHeldOrWorksAndDropsTheRestWhenTheNextEnters() {
        books.add(0, 0, 0);
        books.add(0, 1, 0);
        assertEquals(Set.of("0/1"), open(), "0/0 was flat");
        world.positions.held[0][1] = -1;
        books.add(1, 1, 0);
        world.buys[1][1] = 1;
        books.add(2, 1, 0);
        world.sells[2][1] = 1;
        books.add(3, 3, 0);
        assertEquals(Set.of("0/1", "1/1", "2/1", "3/3"), open());

        world.positions.held[0][1] = 0;
        world.buys[1][1] = 0;
        books.add(3, 3, 0);
        assertEquals(Set.of("0/1", "1/1", "2/1", "3/3"), open(), "nothing new has entered");
        books.add(0, 2, 0);
        assertEquals(Set.of("2/1", "0/2"), open());
        world.sells[2][1] = 0;
        books.add(1, 0, 0);
        assertEquals(Set.of("1/0"), open());
    }

    @Test
    void hangsTheBooksOfAnInstrumentInAListWhicheverLeaves() {
        for (int gone = 0; gone < 3; gone++) {
            for (int s = 0; s < 3; s++) {
                world.positions.held[s][1] = 1;
                books.add(s, 1, 0);
            }
            assertEquals(Set.of(0, 1, 2), strategiesOf(1));
            world.positions.held[gone][1] = 0;
            books.add(3, 3, 0);
            assertEquals(Set.of((gone + 1) % 3, (gone + 2) % 3), strategiesOf(1), "without " + gone);
            assertFalse(books.contains(gone, 1));
            assertEquals(OpenBooks.NONE, books.first(0));
        }
    }

    @Test
    void tellsIntoWhichSlotsABookCameAndOutOfWhichOneWent() {
        world.positions.held[0][0] = 1;
        books.add(0, 0, 0);
        final int first = books.slot(0, 0);
        assertEquals(Set.of(first), changed());
        assertEquals(Set.of(), changed());
        world.positions.held[1][1] = 1;
        books.add(1, 1, 0);
        final int second = books.slot(1, 1);
        assertEquals(Set.of(second), changed());

        world.positions.held[0][0] = 0;
        world.positions.held[1][1] = 0;
        books.add(2, 2, 0);

        assertEquals(Set.of(first, second), changed(), "both went, and the new one took the place of one of them");
    }

    @Test
    void tellsOfEachBookOfAStrategyWhoseAccountIsAnother() {
        for (int i = 0; i < 3; i++) {
            world.positions.held[1][i] = 1;
            books.add(1, i, 0);
        }
        world.positions.held[2][0] = 1;
        books.add(2, 0, 0);
        changed();

        books.add(1, 2, 1);

        assertEquals(Set.of(books.slot(1, 0), books.slot(1, 1), books.slot(1, 2)), changed());
        assertEquals(1, books.accountId(1));
        assertEquals(0, books.accountId(2));
        books.add(1, 2, 1);
        assertEquals(Set.of(), changed(), "the same again is no change");
    }

    @Test
    void isWhatTheSnapshotSaysAndNothingBesides() {
        world.positions.held[2][1] = 1;
        books.add(2, 1, 1);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        books.writeTo(snapshot);
        for (int s = 0; s < 4; s++) {
            for (int i = 0; i < 4; i++) {
                world.positions.held[s][i] = 1;
                books.add(s, i, 0);
            }
        }

        books.readFrom(snapshot.reader());

        assertEquals(Set.of("2/1"), open());
        assertEquals(1, books.accountId(2));
        for (int i = 0; i < 4; i++) {
            assertEquals(i == 1 ? Set.of(2) : Set.of(), strategiesOf(i));
        }
        int held = 0;
        for (int slot = 0; slot < books.slots(); slot++) {
            held += books.pairAt(slot) == OpenBooks.NONE ? 0 : 1;
        }
        assertEquals(1, held, "the other slots are free");
        for (int s = 0; s < 4; s++) {
            for (int i = 0; i < 4; i++) {
                books.add(s, i, 0);
            }
        }
        assertEquals(16, books.count(), "and there is one for every pair");
    }

    private Set<String> open() {
        final Set<String> open = new TreeSet<>();
        for (int i = 0; i < books.count(); i++) {
            open.add(books.strategyId(i) + "/" + books.instrumentId(i));
        }
        assertEquals(books.count(), open.size(), "none twice");
        for (int s = 0; s < 4; s++) {
            for (int i = 0; i < 4; i++) {
                assertEquals(open.contains(s + "/" + i), books.contains(s, i));
            }
        }
        return open;
    }

    private Set<Integer> strategiesOf(final int instrumentId) {
        final Set<Integer> strategies = new TreeSet<>();
        for (int slot = books.first(instrumentId); slot != OpenBooks.NONE; slot = books.next(slot)) {
            assertEquals(instrumentId, books.pairAt(slot) % 4);
            strategies.add(books.pairAt(slot) / 4);
        }
        return strategies;
    }

    private Set<Integer> changed() {
        final Set<Integer> slots = new TreeSet<>();
        for (int slot = books.changes().take();
                slot != Changes.NONE;
                slot = books.changes().take()) {
            slots.add(slot);
        }
        return slots;
    }
}
