package breakwater.gateway.fix;

import breakwater.core.decimal.Decimals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Fields of a FIX message as bytes, one after the other: {@code tag=value SOH}. What is written equals what
 * {@link FixDecimal#format} and {@link FixTime#format} say, without their texts. Grows to the longest message and stays there.
 *
 * <p>Thread: one. Allocates: while it grows.
 */
public final class FixWriter {
    static final byte SOH = 1;
    private static final int DIGITS_MAX = 20;
    private static final byte[] LEAST = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes = new byte[512];
    private int length;

    /** Begins anew. */
    public FixWriter clear() {
        length = 0;
        return this;
    }

    /** Returns how many bytes have been written. */
    public int length() {
        return length;
    }

    /** Writes a field of text; what is not Latin-1 becomes a question mark, as in the session's own encoder. */
    public FixWriter text(final int tag, final CharSequence value) {
        begin(tag, value.length());
        append(value);
        return end();
    }

    /** Writes a field of one character. */
    public FixWriter character(final int tag, final char value) {
        begin(tag, 1);
        bytes[length++] = latin(value);
        return end();
    }

    /** Writes a field of a whole number. */
    public FixWriter number(final int tag, final long value) {
        begin(tag, DIGITS_MAX);
        append(value);
        return end();
    }

    /** Writes a field of two numbers with a text between them. */
    public FixWriter numbers(final int tag, final long first, final String between, final long second) {
        begin(tag, 2 * DIGITS_MAX + between.length());
        append(first);
        append(between);
        append(second);
        return end();
    }

    /** Writes a mantissa with all decimals of its exponent (-12 to 0). */
    public FixWriter decimal(final int tag, final long mantissa, final int exponent) {
        begin(tag, DIGITS_MAX + 2 - exponent);
        if (mantissa == Decimals.OVERFLOW) {
            throw new IllegalArgumentException(tag + "=" + mantissa + " is no mantissa");
        }
        if (mantissa < 0) {
            bytes[length++] = '-';
        }
        final long magnitude = Math.abs(mantissa);
        final long scale = Decimals.power10(-exponent);
        append(magnitude / scale);
        if (exponent < 0) {
            bytes[length++] = '.';
            padded(magnitude % scale, -exponent);
        }
        return end();
    }

    /** Writes a UTCTimestamp with milliseconds; what is finer is cut off. */
    public FixWriter time(final int tag, final long timeNs) {
        begin(tag, FixTime.MILLIS_LENGTH);
        length = FixTime.write(timeNs, bytes, length);
        return end();
    }

    /** Writes all that another has written. */
    public FixWriter fields(final FixWriter other) {
        reserve(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /**
     * Returns a message: BeginString (8), BodyLength (9), what has been written, CheckSum (10) over all of that (FIX 4.4
     * volume 2, "Message format"). Allocates the text.
     */
    public String message(final String beginString) {
        final int bodyLength = length;
        final int headMax = beginString.length() + DIGITS_MAX;
        reserve(headMax + 7);
        System.arraycopy(bytes, 0, bytes, headMax, bodyLength);
        length = 0;
        text(8, beginString).number(9, bodyLength);
        final int head = length;
        final int from = headMax - head;
        System.arraycopy(bytes, 0, bytes, from, head);
        length = headMax + bodyLength;
        int sum = 0;
        for (int i = from; i < length; i++) {
            sum += bytes[i];
        }
        begin(10, 3);
        padded(sum & 0xFF, 3);
        end();
        return new String(bytes, from, length - from, StandardCharsets.ISO_8859_1);
    }

    private void begin(final int tag, final int valueMax) {
        reserve(DIGITS_MAX + valueMax + 2);
        append(tag);
        bytes[length++] = '=';
    }

    private FixWriter end() {
        bytes[length++] = SOH;
        return this;
    }

    private void reserve(final int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    private void append(final CharSequence value) {
        final int count = value.length();
        for (int i = 0; i < count; i++) {
            bytes[length++] = latin(value.charAt(i));
        }
    }

    private static byte latin(final char c) {
        return (byte) (c > 0xFF ? '?' : c);
    }

    private void append(final long value) {
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                System.arraycopy(LEAST, 0, bytes, length, LEAST.length);
                length += LEAST.length;
                return;
            }
            bytes[length++] = '-';
        }
        final long magnitude = Math.abs(value);
        padded(magnitude, digits(magnitude));
    }

    private static int digits(final long magnitude) {
        int digits = 1;
        for (long most = 10; digits < 19 && magnitude >= most; most *= 10) {
            digits++;
        }
        return digits;
    }

    private void padded(final long magnitude, final int digits) {
        FixTime.padded(magnitude, digits, bytes, length);
        length += digits;
    }
}
