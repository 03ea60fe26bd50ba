package quickfix;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the fields of a message in one pass over its characters: tags, where values begin and end, and the sum that the last field
 * has to tell. Thread: one. Allocates: until it has grown to the longest message.
 */
final class FlatFields {
    private static final byte SOH = 1;
    /** Eight characters as a number, the first one lowest. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long SOHS = SOH * ONES;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long EVEN = 0x00FF00FF00FF00FFL;
    private static final long FOURFOLD = 0x0001000100010001L;
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
        while (at < length) {
            final int first = at;
            int tag = 0;
            byte c = text[at++];
            while (c >= '0' && c <= '9' && at < length) {
                tag = 10 * tag + c - '0';
                c = text[at++];
            }
            if (c != '=' || tag <= 0 || at - first > TAG_DIGITS_MAX + 1 || text[first] == '0') {
                return false;
            }
            final int begin = at;
            at = endOfValue(text, at, length);
            if (at == begin || at == length || !add(tag, begin, at)) {
                return false;
            }
            at++;
            if (tag == FlatMessage.CHECK_SUM) {
                return at == length && isSum(begin, at - 1, sum(text, first));
            }
        }
        return false;
    }

    /** Returns where the next SOH stands, {@code length} where none does; eight characters at a time. */
    private static int endOfValue(final byte[] text, final int from, final int length) {
        int at = from;
        while (at + Long.BYTES <= length) {
            final long differs = (long) EIGHT.get(text, at) ^ SOHS;
            // The lowest byte that is 0 shows in its highest bit, whatever those above it show.
            final long zeros = differs - ONES & ~differs & HIGHS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < length && text[at] != SOH) {
            at++;
        }
        return at;
    }

    /** Returns the sum of the characters before {@code end}, modulo 256; eight at a time. */
    private static int sum(final byte[] text, final int end) {
        int sum = 0;
        int at = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            final long eight = (long) EIGHT.get(text, at);
            sum += (int) (((eight & EVEN) + (eight >>> 8 & EVEN)) * FOURFOLD >>> 48);
        }
        for (; at < end; at++) {
            sum += text[at];
        }
        return sum & 0xFF;
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

    int from(final int index) {
        return from[index];
    }

    int to(final int index) {
        return to[index];
    }
}
