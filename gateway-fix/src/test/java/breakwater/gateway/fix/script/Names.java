package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import breakwater.gateway.fix.orderentry.RawFrames;
import breakwater.gateway.fix.orderentry.Wire;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands for what in a script's messages. */
final class Names {
    private static final Pattern TIME = Pattern.compile("<TIME([+-]\\d+)?>");
    private static final Pattern ORDER = Pattern.compile("<(\\d+)>");
    private static final Pattern NAME = Pattern.compile("\\$(\\w+)([+-]\\d+)?");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, String> bound = new HashMap<>();

    /** Returns a text with values for its placeholders. */
    String expand(final String text) {
        return NAME.matcher(ids(text)).replaceAll(this::value);
    }

    private static String ids(final String text) {
        final String timed = TIME.matcher(text).replaceAll(match -> time(match.group(1)));
        return ORDER.matcher(timed).replaceAll(match -> Long.toString(Wire.ORDER + Long.parseLong(match.group(1))));
    }

    /** Returns a time in whole seconds, at least as far from now as {@code seconds} says. */
    private static String time(final String seconds) {
        final long offset = seconds == null ? 0 : Long.parseLong(seconds.replace("+", ""));
        return SECONDS.format(Instant.now().plusSeconds(offset).plusMillis(offset > 0 ? 999 : 0));
    }

    private String value(final MatchResult name) {
        final String value = bound.get(name.group(1));
        assertNotNull(value, () -> "$" + name.group(1) + " is not bound yet");
        return name.group(2) == null
                ? value
                : Long.toString(
                        Long.parseLong(value) + Long.parseLong(name.group(2).replace("+", "")));
    }

    /** Fails where a message has not the fields that are expected of it; binds names that are new. */
    void match(final String expected, final String message) {
        for (final String field : ids(expected).split("\\|")) {
            final int equals = field.indexOf('=');
            final int tag = Integer.parseInt(field.substring(0, equals));
            final String wanted = field.substring(equals + 1);
            final String value = RawFrames.field(message, tag);
            if ("<NONE>".equals(wanted)) {
                assertNull(value, () -> tag + " in " + message);
                continue;
            }
            assertNotNull(value, () -> "no " + tag + " in " + message);
            if ("*".equals(wanted)) {
                continue;
            }
            if (wanted.matches("\\$\\w+") && !bound.containsKey(wanted.substring(1))) {
                bound.put(wanted.substring(1), value);
                continue;
            }
            assertEquals(expand(wanted), value, () -> tag + " in " + message);
        }
    }
}
