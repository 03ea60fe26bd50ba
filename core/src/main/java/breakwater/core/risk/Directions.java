package breakwater.core.risk;

import java.util.Arrays;

/**
 * In which instruments anybody is, or may come to be, long or short: a strategy by its position and all its orders of a side,
 * the suspense book by what it holds. Derived, not state. Thread: core. Allocates: never after construction.
 */
final class Directions {
    static final int LONG = 1;
    static final int SHORT = 2;

    private final int[] ofInstrument;
    /** The instruments that have a direction, in no order that matters. */
    private final int[] ids;

    private final int[] places;
    private int count;
    private long changes;

    Directions(final int instruments) {
        ofInstrument = new int[instruments];
        ids = new int[instruments];
        places = new int[instruments];
    }

    /** Returns the directions of a book at its worst: of what it holds with all buys, and with all sells. */
    static int of(final long held, final long buys, final long sells) {
        final boolean isLong = held > 0 || held + buys > 0;
        final boolean isShort = held < 0 || sells - held > 0;
        return (isLong ? LONG : 0) | (isShort ? SHORT : 0);
    }

    void set(final int id, final int directions) {
        if (ofInstrument[id] == directions) {
            return;
        }
        if (ofInstrument[id] == 0) {
            places[id] = count;
            ids[count++] = id;
        } else if (directions == 0) {
            final int last = ids[--count];
            ids[places[id]] = last;
            places[last] = places[id];
        }
        ofInstrument[id] = directions;
        changes++;
    }

    void clear() {
        Arrays.fill(ofInstrument, 0);
        count = 0;
        changes++;
    }

    int count() {
        return count;
    }

    /** Returns the instrument at an index below {@link #count}. */
    int instrumentId(final int index) {
        return ids[index];
    }

    boolean has(final int id, final int direction) {
        return (ofInstrument[id] & direction) != 0;
    }

    /** Returns a number that is another after each change. */
    long changes() {
        return changes;
    }
}
