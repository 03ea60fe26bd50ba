package breakwater.gateway.ws.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts refused rows of a file and keeps the first. Allocates: for those that it keeps. */
final class Refusals {
    private static final int VALUE_MAX = 40;
    private final String file;
    private final List<Refusal> kept = new ArrayList<>();
    private long count;

    Refusals(final String file) {
        this.file = file;
    }

    void add(final long line, final String column, final String value, final String reason) {
        if (kept.size() < Refusal.KEPT_MAX) {
            final String shown = value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) : value;
            kept.add(new Refusal(file, line, column, shown, reason));
        }
        count++;
    }

    void add(
            final long line,
            final String column,
            final byte[] bytes,
            final int from,
            final int to,
            final String reason) {
        if (kept.size() < Refusal.KEPT_MAX) {
            final int length = Math.max(0, Math.min(to - from, VALUE_MAX));
            add(line, column, new String(bytes, from, length, StandardCharsets.ISO_8859_1), reason);
        } else {
            count++;
        }
    }

    long count() {
        return count;
    }

    List<Refusal> kept() {
        return List.copyOf(kept);
    }
}
