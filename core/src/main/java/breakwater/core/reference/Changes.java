package breakwater.core.reference;

/**
 * Which of some dense ids have changed since one reader last looked, each told once. For sums that are kept: what was not
 * marked is as it was. Follows from the events since then, so it is no part of any state.
 *
 * <p>Thread: core. Allocates: at construction only.
 */
public final class Changes {
    /** The answer where nothing is left. */
    public static final int NONE = -1;

    private final boolean[] isMarked;
    private final int[] marked;
    private int count;

    public Changes(final int capacity) {
        isMarked = new boolean[capacity];
        marked = new int[capacity];
    }

    /** Says that something has changed. */
    public void mark(final int id) {
        if (!isMarked[id]) {
            isMarked[id] = true;
            marked[count++] = id;
        }
    }

    /** Returns one that has changed and forgets it, or {@link #NONE}. */
    public int take() {
        if (count == 0) {
            return NONE;
        }
        final int id = marked[--count];
        isMarked[id] = false;
        return id;
    }

    /** Forgets all. */
    public void clear() {
        while (count > 0) {
            isMarked[marked[--count]] = false;
        }
    }
}
