package breakwater.core.monitor;

import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Capacity;

/**
 * Gives every scope a place in one dense array: the engine, then venues, accounts, asset classes, strategies,
 * instruments. Thread: any. Allocates: never after construction.
 */
final class Scopes {
    static final int NONE = -1;
    static final int GLOBAL = 0;
    /** Places for asset classes, by their SBE value. */
    static final int ASSET_CLASSES = 8;

    private static final int TYPES = 6;
    private static final ScopeType[] TYPE_OF = {
        ScopeType.GLOBAL,
        ScopeType.VENUE,
        ScopeType.ACCOUNT,
        ScopeType.ASSET_CLASS,
        ScopeType.STRATEGY,
        ScopeType.INSTRUMENT
    };

    private final int[] first = new int[TYPES + 1];

    Scopes(final Capacity capacity) {
        first[1] = 1;
        first[2] = first[1] + capacity.venues();
        first[3] = first[2] + capacity.accounts();
        first[4] = first[3] + ASSET_CLASSES;
        first[5] = first[4] + capacity.strategies();
        first[6] = first[5] + capacity.instruments();
    }

    int count() {
        return first[TYPES];
    }

    /** Returns the place of a scope, or {@link #NONE} if there is no such scope; the id is ignored for GLOBAL. */
    int index(final ScopeType type, final int id) {
        if (type == null || type == ScopeType.NULL_VAL || type == ScopeType.SBE_UNKNOWN) {
            return NONE;
        }
        if (type == ScopeType.GLOBAL) {
            return GLOBAL;
        }
        return place(type.value(), id);
    }

    int venue(final int id) {
        return place(1, id);
    }

    int account(final int id) {
        return place(2, id);
    }

    int assetClass(final int value) {
        return place(3, value);
    }

    int strategy(final int id) {
        return place(4, id);
    }

    int instrument(final int id) {
        return place(5, id);
    }

    private int place(final int type, final int id) {
        return id >= 0 && id < first[type + 1] - first[type] ? first[type] + id : NONE;
    }

    ScopeType type(final int index) {
        int type = 0;
        while (index >= first[type + 1]) {
            type++;
        }
        return TYPE_OF[type];
    }

    /** Returns the dense id, {@link Frame#NO_ID} for GLOBAL. */
    int id(final int index) {
        return index == GLOBAL ? Frame.NO_ID : index - first[type(index).value()];
    }
}
