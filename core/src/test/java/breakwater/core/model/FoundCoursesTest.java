package breakwater.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Courses on which the model once found a law broken, told step by step. */
class FoundCoursesTest {
    private final Rig rig = new Rig(0);
    private final Ledger ledger = new Ledger(new int[Act.values().length]);

    /** The bracket waited a second after the refusal, with a stop of one lot on nothing. */
    @Test
    void aRefusedCancelOfAnEntryHoldsItsStopUpForNothing() {
        make(Move.BUY_AND_PROTECT);
        make(Move.SELL_AND_PROTECT);
        make(Move.ACKNOWLEDGED, 1);
        make(Move.ACKNOWLEDGED, 2);
        make(Move.CANCEL_ENTRIES);
        make(Move.FILLED_IN_PART, 1);
        make(Move.ACKNOWLEDGED, 3);
        make(Move.CANCEL_REFUSED, 1);

        final List<String> lines = make(Move.FILLED_IN_PART, 2);

        assertEquals(0, ledger.position);
        assertTrue(lines.contains("cancel #1.3 CANCELS_PROTECTION"), lines::toString);
    }

    /** The gate held all that the replacement names against what is still held, filled lots included. */
    @Test
    void aStopThatIsPartFilledShrinksWithItsPosition() {
        make(Move.BUY_AND_PROTECT);
        make(Move.ACKNOWLEDGED, 1);
        make(Move.FILLED, 1);
        make(Move.ACKNOWLEDGED, 2);
        make(Move.FILLED_LATE, 1);
        make(Move.REPLACED, 2);
        make(Move.FILLED_IN_PART, 2);

        final List<String> lines = make(Move.FILL_BUSTED, 1);

        assertEquals(1, ledger.position);
        assertTrue(lines.contains("replace #1.2 2 @89910 stop 90000 PROTECTS"), lines::toString);
    }

    /** The one book of so small an engine is taken: by the very position that is to be protected and closed. */
    @Test
    void whatNeedsNoBookOfItsOwnIsSentThoughAllAreTaken() {
        make(Move.BUY_AND_PROTECT);
        make(Move.ACKNOWLEDGED, 1);

        final List<String> protection = make(Move.FILLED, 1);
        final List<String> exit = make(Move.EXIT);

        assertTrue(
                protection.contains("new #1.2 STOP SELL 2 STOP_LIMIT GTC @89910 stop 90000 PROTECTS"),
                protection::toString);
        assertTrue(exit.contains("new #1.3 EXIT SELL 2 LIMIT IOC @100000 REDUCES"), exit::toString);
    }

    /** What the busted exit freed stood beside the other side's bracket, each with a stop, on a position of nothing. */
    @Test
    void aBustedExitClosesTheOtherSideBeforeItOpensItsOwnAgain() {
        make(Move.BUY_AND_PROTECT);
        make(Move.SELL_AND_PROTECT);
        make(Move.CANCEL_ENTRIES);
        make(Move.WAIT);
        make(Move.ACKNOWLEDGED, 1);
        make(Move.ACKNOWLEDGED, 2);
        make(Move.FILLED_IN_PART, 1);
        make(Move.ACKNOWLEDGED, 3);
        make(Move.FILLED_IN_PART, 2);
        make(Move.FILLED, 1);
        make(Move.FILLED, 3);
        make(Move.FILLED, 2);
        make(Move.ACKNOWLEDGED, 4);

        final List<String> lines = make(Move.FILL_BUSTED, 3);

        assertEquals(0, ledger.position);
        assertTrue(lines.contains("cancel #1.4 CANCELS_PROTECTION"), lines::toString);
    }

    @Test
    void anEngineThatHasTradedTakesAnEarlierState() {
        final Key key = new Key();
        key.reset(true);
        rig.engine.writeTo(key);
        make(Move.BUY_BY_HAND);
        make(Move.FILLED, 1);

        rig.engine.readFrom(key.reader());
        ledger.copy(new Ledger(new int[Act.values().length]));
        make(Move.BUY_BY_HAND);
        make(Move.FILLED, 1);

        assertEquals(1, rig.engine.positions().netQuantity(0));
    }

    private List<String> make(final Move move) {
        rig.tape.rewind();
        rig.make(move);
        return taken();
    }

    private List<String> make(final Move move, final int number) {
        rig.tape.rewind();
        final Told order = ledger.orders[number - 1];
        ledger.happens(move, order, rig.engine.nowNs());
        rig.make(move, order);
        return taken();
    }

    private List<String> taken() {
        final Frame frame = new Frame();
        for (int i = 0; i < rig.tape.count(); i++) {
            assertNull(ledger.take(rig.tape.frame(frame, i)));
        }
        return rig.tape.lines();
    }
}
