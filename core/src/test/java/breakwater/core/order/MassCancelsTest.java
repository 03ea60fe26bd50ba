package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One message ahead of the others where all orders of a venue are to go; two bids at work, 1 and 2. */
class MassCancelsTest {
    private static final long FIRST = OrderFixture.RUN + 1;

    private final OrderFixture f = new OrderFixture(true, true, true, true);

    private void bids() {
        f.quote(0, 100_00, 100_01);
        f.accept(f.enter(Side.BUY, 10, 99_00));
        f.accept(f.enter(Side.BUY, 20, 98_00));
        f.outputs();
    }

    private List<String> cancelAll(final ScopeType type, final int id) {
        f.begin();
        f.orders.cancelAll(type, id, true);
        f.orders.work(f.now);
        return f.outputs();
    }

    @Test
    void whereAllAreToGoOneMessageLeads() {
        bids();

        assertEquals(
                List.of(
                        "CANCEL ALL 2 from 1",
                        "CANCEL 1 CANCELS_ENTRY",
                        "CHANGED 1 NEW PENDING_CANCEL 0+10",
                        "CANCEL 2 CANCELS_ENTRY",
                        "CHANGED 2 NEW PENDING_CANCEL 0+20"),
                cancelAll(ScopeType.GLOBAL, 0));
        assertEquals(3, f.unthrottled, "the throttle counts it");
    }

    @Test
    void oneOrderGoesByItsOwnCancel() {
        f.quote(0, 100_00, 100_01);
        f.accept(f.enter(Side.BUY, 10, 99_00));
        f.outputs();

        assertEquals(
                List.of("CANCEL 1 CANCELS_ENTRY", "CHANGED 1 NEW PENDING_CANCEL 0+10"), cancelAll(ScopeType.GLOBAL, 0));
    }

    @Test
    void whatProtectsAPositionStaysSoNothingIsSaidOfAll() {
        f.quote(0, 100_00, 100_01);
        f.bracketedBuy(10);
        f.accept(FIRST);
        f.fill(FIRST, 10, 100_00);
        bids();

        final List<String> lines = cancelAll(ScopeType.GLOBAL, 0);

        assertEquals(4, lines.size(), lines::toString);
        assertEquals("CANCEL 6 CANCELS_ENTRY", lines.get(0));
    }

    @Test
    void whatIsOfAnotherScopeStays() {
        bids();
        final Intent other = f.entry(Side.BUY, 5, 97_00);
        other.instrumentId = 1;
        f.accept(f.submit(other));
        f.outputs();

        assertEquals(
                "CANCEL 1 CANCELS_ENTRY", cancelAll(ScopeType.INSTRUMENT, 0).get(0));
        assertEquals(
                "CANCEL 3 CANCELS_ENTRY",
                cancelAll(ScopeType.VENUE, 0).get(0),
                "the others' cancels are on their way already");
    }

    @Test
    void whereAnotherHasOrdersThereNothingIsSaidOfAll() {
        bids();
        f.hasOnlyOurOrders = false;

        assertEquals("CANCEL 1 CANCELS_ENTRY", cancelAll(ScopeType.GLOBAL, 0).get(0));
    }

    @Test
    void whatIsTriedAgainGoesAlone() {
        bids();
        cancelAll(ScopeType.GLOBAL, 0);
        f.cancelRejected(FIRST, false, 99);
        f.cancelRejected(FIRST + 1, false, 99);
        f.outputs();

        f.pass(5_000);

        assertEquals(
                List.of("CANCEL 1 CANCELS_ENTRY", "CANCEL 2 CANCELS_ENTRY"),
                f.outputs().stream()
                        .filter(line -> line.startsWith("CANCEL"))
                        .limit(2)
                        .toList());
    }

    /** An order that nobody has answered yet may be at the venue: it is named once, and its own cancel waits for the answer. */
    @Test
    void anOrderThatIsNotAnsweredIsCountedIn() {
        f.quote(0, 100_00, 100_01);
        f.accept(f.enter(Side.BUY, 10, 99_00));
        f.enter(Side.BUY, 20, 98_00);
        f.outputs();

        assertEquals("CANCEL ALL 2 from 1", cancelAll(ScopeType.GLOBAL, 0).get(0));
        f.work();
        assertEquals(List.of(), f.outputs());
    }
}
