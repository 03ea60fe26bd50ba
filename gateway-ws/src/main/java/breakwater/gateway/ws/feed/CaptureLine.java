package breakwater.gateway.ws.feed;

/** A line {@code <receive time in ns> <json>} of a capture. Allocates: never. */
final class CaptureLine {
    private static final int DIGITS_MAX = 19;

    private CaptureLine() {}

    /** Returns where the JSON begins, or -1 where the line does not begin with a time and a space. */
    static int jsonFrom(final LineReader lines) {
        if (lines.isTooLong()) {
            return -1;
        }
        final byte[] bytes = lines.bytes();
        int i = lines.from();
        while (i < lines.to() && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        final int digits = i - lines.from();
        return digits == 0 || digits > DIGITS_MAX || i >= lines.to() || bytes[i] != ' ' || timeNs(lines) < 0
                ? -1
                : i + 1;
    }

    /** Returns the time at the line's beginning; negative if it is beyond a long. */
    static long timeNs(final LineReader lines) {
        final byte[] bytes = lines.bytes();
        long time = 0;
        for (int i = lines.from(); i < lines.to() && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            time = time * 10 + bytes[i] - '0';
        }
        // Nineteen digits reach 9,999…, past Long.MAX_VALUE but short of wrapping round to a positive number.
        return time == Long.MAX_VALUE ? -1 : time;
    }
}
