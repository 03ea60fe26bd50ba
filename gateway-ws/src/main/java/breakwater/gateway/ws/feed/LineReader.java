package breakwater.gateway.ws.feed;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of a stream in one reused buffer, without their ends (\n or \r\n). A line longer than the buffer is passed over up
 * to its end and reported as too long. Thread: one. Allocates: never after construction.
 */
final class LineReader implements AutoCloseable {
    /** Room for a REST snapshot of 2 x 5,000 levels, twice. */
    static final int LINE_MAX = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[LINE_MAX];
    private int filled;
    private int scanned;
    private int from;
    private int to;
    private long line;
    private boolean isTooLong;
    private boolean isEnded;

    LineReader(final InputStream in) {
        this.in = in;
    }

    /** Moves to the next line. Returns false at the end. */
    boolean next() throws IOException {
        isTooLong = false;
        from = scanned;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    scanned = i + 1;
                    return end(i);
                }
            }
            scanned = filled;
            if (isEnded) {
                return from < filled && end(filled);
            }
            fill();
        }
    }

    private boolean end(final int at) {
        to = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
        line++;
        return true;
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            scanned -= from;
            from = 0;
        } else if (filled == buffer.length) {
            isTooLong = true;
            filled = 1;
            scanned = 1;
        }
        final int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            isEnded = true;
        } else {
            filled += read;
        }
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** 1-based number of the line. */
    long line() {
        return line;
    }

    boolean isTooLong() {
        return isTooLong;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
