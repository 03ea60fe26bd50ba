package quickfix;

import java.util.Arrays;

/**
 * Finds the fields of a message in one pass over its characters: tags, where values begin and end, and the sum that the last field
 * has to tell. Thread: one. Allocates: until it has grown to the longest message.
 */
final class FlatFields {
    private static final byte SOH = 1;
    private static final int TAG_DIGITS_MAX = 9;
    /** Tags up to here are found to stand twice by a bit, others by a look at all before. */
    private static final int MARKED = 2_048;

    private final long[] marks = new long[MARKED >> 6];
    private byte[] bytes = new byte[1_024];
    private int[] tags = new int[64];
    private int[] from = new int[64];
    private int[] to = new int[64];
    private int count;

    /** Takes a message apart. Returns whether it is nothing but fields with values, each tag once, and its sum is right. */
    boolean take(final String message) {
        final int length = message.length();
        if (length > bytes.length) {
            bytes = new byte[length];
        }
        copy(message, length);
        count = 0;
        final boolean isWhole = scan(length);
        for (int i = 0; i < count; i++) {
            if (tags[i] < MARKED) {
                marks[tags[i] >> 6] = 0;
            }
        }
        return isWhole;
    }

    /** Messages are Latin-1 text, so that each character is its low byte. */
    @SuppressWarnings("deprecation")
    private void copy(final String message, final int length) {
        message.getBytes(0, length, bytes, 0);
    }

    private boolean scan(final int length) {
        final byte[] text = bytes;
        int at = 0;
        int sum = 0;
        while (at < length) {
            final int first = at;
            final int sumBefore = sum;
            int tag = 0;
            byte c = text[at++];
            while (c >= '0' && c <= '9' && at < length) {
                sum += c;
                tag = 10 * tag + c - '0';
                c = text[at++];
            }
            if (c != '=' || tag <= 0 || at - first > TAG_DIGITS_MAX + 1 || text[first] == '0') {
                return false;
            }
            sum += c;
            final int begin = at;
            while (at < length && text[at] != SOH) {
                sum += text[at++];
            }
            if (at == begin || at == length || !add(tag, begin, at)) {
                return false;
            }
            sum += SOH;
            at++;
            if (tag == FlatMessage.CHECK_SUM) {
                return at == length && isSum(begin, at - 1, sumBefore & 0xFF);
            }
        }
        return false;
    }

    private boolean add(final int tag, final int begin, final int end) {
        if (stands(tag)) {
            return false;
        }
        if (count == tags.length) {
            tags = Arrays.copyOf(tags, 2 * count);
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        tags[count] = tag;
        from[count] = begin;
        to[count++] = end;
        return true;
    }

    private boolean stands(final int tag) {
        if (tag < MARKED) {
            final boolean isMarked = (marks[tag >> 6] & (1L << tag)) != 0;
            marks[tag >> 6] |= 1L << tag;
            return isMarked;
        }
        for (int i = 0; i < count; i++) {
            if (tags[i] == tag) {
                return true;
            }
        }
        return false;
    }

    /** CheckSum (10): the sum of all characters before it, modulo 256, in three digits (FIX 4.4 volume 2). */
    private boolean isSum(final int begin, final int end, final int sum) {
        if (end - begin != 3) {
            return false;
        }
        int said = 0;
        for (int i = begin; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            said = 10 * said + bytes[i] - '0';
        }
        return said == sum;
    }

    int count() {
        return count;
    }

    int tag(final int index) {
        return tags[index];
    }

    /** Returns all tags, then where their values begin, then where they end. */
    int[] places() {
        final int[] places = new int[3 * count];
        System.arraycopy(tags, 0, places, 0, count);
        System.arraycopy(from, 0, places, count, count);
        System.arraycopy(to, 0, places, 2 * count, count);
        return places;
    }
}
