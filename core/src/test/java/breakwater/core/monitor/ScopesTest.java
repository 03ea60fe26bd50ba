package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;
import org.junit.jupiter.api.Test;

/** Each scope has a place of its own and knows what it is there. */
class ScopesTest {
    private static final ScopeType[] TYPES = {
        ScopeType.VENUE, ScopeType.ACCOUNT, ScopeType.ASSET_CLASS, ScopeType.STRATEGY, ScopeType.INSTRUMENT
    };

    private final Capacity capacity = new Capacity(5, 4, 2, 3, 2, 64, 64);
    private final Scopes scopes = new Scopes(capacity);
    private final int[] counts = {
        capacity.venues(), capacity.accounts(), Scopes.ASSET_CLASSES, capacity.strategies(), capacity.instruments()
    };

    @Test
    void standInOneRowAfterTheEngine() {
        assertEquals(0, scopes.index(ScopeType.GLOBAL, 77));
        assertEquals(ScopeType.GLOBAL, scopes.type(0));
        assertEquals(Frame.NO_ID, scopes.id(0));
        int place = 1;
        for (int type = 0; type < TYPES.length; type++) {
            for (int id = 0; id < counts[type]; id++) {
                assertEquals(place, scopes.index(TYPES[type], id));
                assertEquals(TYPES[type], scopes.type(place));
                assertEquals(id, scopes.id(place));
                place++;
            }
            assertEquals(Scopes.NONE, scopes.index(TYPES[type], counts[type]));
            assertEquals(Scopes.NONE, scopes.index(TYPES[type], -1));
        }
        assertEquals(place, scopes.count());
    }

    @Test
    void areNamedByTheirOwnIds() {
        assertEquals(scopes.index(ScopeType.VENUE, 1), scopes.venue(1));
        assertEquals(scopes.index(ScopeType.ACCOUNT, 1), scopes.account(1));
        assertEquals(scopes.index(ScopeType.ASSET_CLASS, 1), scopes.assetClass(1));
        assertEquals(scopes.index(ScopeType.STRATEGY, 1), scopes.strategy(1));
        assertEquals(scopes.index(ScopeType.INSTRUMENT, 1), scopes.instrument(1));
    }

    @Test
    void whatIsNoScopeHasNoPlace() {
        assertEquals(Scopes.NONE, scopes.index(null, 0));
        assertEquals(Scopes.NONE, scopes.index(ScopeType.NULL_VAL, 0));
        assertEquals(Scopes.NONE, scopes.index(ScopeType.SBE_UNKNOWN, 0));
    }
}
