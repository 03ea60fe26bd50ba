package breakwater.core.order;

/**
 * A set of slots 0 to capacity - 1 as bits. Walks in slot order, so that iteration is the same on every run and after every
 * restore; {@link #claim} gives the lowest free slot, so that the choice follows from the content alone. Allocates: never.
 */
final class SlotSet {
    private final long[] words;
    private final int capacity;
    private int size;

    SlotSet(final int capacity) {
        this.capacity = capacity;
        this.words = new long[(capacity + 63) >> 6];
    }

    /** Takes the lowest free slot; returns -1 if all are taken. */
    int claim() {
        for (int w = 0; w < words.length; w++) {
            if (words[w] != -1L) {
                final int slot = (w << 6) + Long.numberOfTrailingZeros(~words[w]);
                if (slot >= capacity) {
                    return -1;
                }
                add(slot);
                return slot;
            }
        }
        return -1;
    }

    void add(final int slot) {
        final long bit = 1L << slot;
        if ((words[slot >> 6] & bit) == 0) {
            words[slot >> 6] |= bit;
            size++;
        }
    }

    void remove(final int slot) {
        final long bit = 1L << slot;
        if ((words[slot >> 6] & bit) != 0) {
            words[slot >> 6] &= ~bit;
            size--;
        }
    }

    boolean contains(final int slot) {
        return (words[slot >> 6] & (1L << slot)) != 0;
    }

    /** Returns the first member at or after {@code from}, or -1. */
    int next(final int from) {
        int w = from >> 6;
        if (size == 0 || w >= words.length) {
            return -1;
        }
        long word = words[w] & (-1L << from);
        while (word == 0) {
            if (++w == words.length) {
                return -1;
            }
            word = words[w];
        }
        return (w << 6) + Long.numberOfTrailingZeros(word);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int capacity() {
        return capacity;
    }

    void clear() {
        for (int w = 0; w < words.length; w++) {
            words[w] = 0;
        }
        size = 0;
    }
}
