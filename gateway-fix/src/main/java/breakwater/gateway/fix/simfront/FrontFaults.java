package breakwater.gateway.fix.simfront;

import breakwater.core.venuesim.VenueFault;
import breakwater.core.venuesim.VenueFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the simulated venue gets wrong, when it hangs up, and when it loses count. A file of lines {@code name: value}:
 *
 * <pre>
 *   ack-lost: 10           # a fault of the venue's model, in thousandths
 *   duplicate-fill: 1000
 *   disconnect-at: 3, 7    # hang up after the 3rd and the 7th application message of the process, in or out
 *   skip-at: 5             # after the 5th, skip three numbers of the session that it went to or came from
 * </pre>
 *
 * @param venue chances of the venue's own faults
 * @param disconnectAt application messages, counted from 1 over all sessions, after which the connection is dropped
 * @param skipAt messages, counted alike, after which the venue's next number is three too high
 */
public record FrontFaults(VenueFaults venue, Set<Long> disconnectAt, Set<Long> skipAt) {
    /** A venue that behaves. */
    public static final FrontFaults NONE = new FrontFaults(VenueFaults.NONE, Set.of());

    /** A venue that never loses count. */
    public FrontFaults(final VenueFaults venue, final Set<Long> disconnectAt) {
        this(venue, disconnectAt, Set.of());
    }

    /** Reads a file; throws {@link IOException} that names the line that is wrong. */
    public static FrontFaults read(final Path file) throws IOException {
        VenueFaults faults = VenueFaults.NONE;
        final Set<Long> disconnectAt = new TreeSet<>();
        final Set<Long> skipAt = new TreeSet<>();
        int number = 0;
        for (final String line : Files.readAllLines(file)) {
            number++;
            final String text = line.replaceFirst("#.*", "").trim();
            if (text.isEmpty()) {
                continue;
            }
            final int colon = text.indexOf(':');
            final String name = colon < 0 ? text : text.substring(0, colon).trim();
            try {
                final String value = colon < 0 ? "" : text.substring(colon + 1).trim();
                if ("disconnect-at".equals(name) || "skip-at".equals(name)) {
                    for (final String each : value.split(",")) {
                        ("skip-at".equals(name) ? skipAt : disconnectAt).add(Long.parseLong(each.trim()));
                    }
                } else {
                    faults = faults.with(named(name), Integer.parseInt(value));
                }
            } catch (final IllegalArgumentException wrong) {
                throw new IOException(
                        file + ":" + number + ": '" + text
                                + "' is neither disconnect-at: N, M …, skip-at: N, M … nor one of "
                                + names()
                                + " with thousandths from 0 to 1000",
                        wrong);
            }
        }
        return new FrontFaults(faults, disconnectAt, skipAt);
    }

    /** Returns the fault that a file calls so. Throws {@link IllegalArgumentException}. */
    public static VenueFault named(final String name) {
        return VenueFault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns what the venue's own faults are called, a comma between them. */
    public static String names() {
        return Arrays.stream(VenueFault.values())
                .map(fault -> fault.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
