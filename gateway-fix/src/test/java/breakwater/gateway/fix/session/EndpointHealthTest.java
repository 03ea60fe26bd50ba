package breakwater.gateway.fix.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which door of a venue a session tries next. */
class EndpointHealthTest {
    private static final long MINUTE = 60_000_000_000L;

    private final EndpointHealth health = new EndpointHealth(3);

    @Test
    void aDoorWhoseLineBrokeIsTriedOnceMoreFirst() {
        health.onLost(0, 0);
        assertEquals(80, health.score(0, 0));
        assertEquals(0, health.next(0, 0));
        health.onFailed(0, 0);
        assertEquals(50, health.score(0, 0));
        assertEquals(1, health.next(0, 0), "the first of equals");
    }

    @Test
    void whatADoorHasLostItRegainsByHalfEachMinute() {
        health.onFailed(0, 0);
        health.onFailed(0, 0);
        assertEquals(40, health.score(0, 0));
        assertEquals(70, health.score(0, MINUTE));
        assertEquals(85, health.score(0, 2 * MINUTE));
        assertEquals(100, health.score(0, 60 * MINUTE));
    }

    @Test
    void noneIsWorseThanNothing() {
        for (int i = 0; i < 100; i++) {
            health.onFailed(1, i);
        }
        assertEquals(0, health.score(1, 100));
        assertEquals(50, health.score(1, 100 + MINUTE), "it comes back all the same");
    }

    @Test
    void aDoorIsLeftOnlyForOneThatIsBetterByAMargin() {
        health.onFailed(0, 0);
        assertEquals(1, health.next(0, 0));
        health.onFailed(1, 0);
        assertEquals(2, health.next(1, 0), "not back to one that has just failed");
        health.onFailed(2, 0);
        assertEquals(2, health.next(2, 0), "all are equally bad");
        health.onFailed(2, 0);
        assertEquals(0, health.next(2, 0), "the first of equals");
        assertEquals(2, health.next(2, 10 * MINUTE), "what was lost is forgotten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":1", "host:0", "host:65536", "host:x"})
    void whatIsNoDoorIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
    }

    @Test
    void aDoorIsReadAsItIsWritten() {
        assertEquals(new Endpoint("fix2.venue.example", 9878), Endpoint.parse("fix2.venue.example:9878"));
        assertEquals("[::1]:9878", Endpoint.parse("[::1]:9878").toString());
    }
}
