package breakwater.tools;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command said, and how it ended.
 *
 * @param out its standard output
 * @param err its standard error
 */
public record Said(int exitCode, String out, String err) {
    /** Runs a command in this process. */
    public static Said by(final Object... arguments) {
        final PrintStream outBefore = System.out;
        final PrintStream errBefore = System.err;
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            final int exitCode = Breakwater.run(
                    List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
            return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    public List<String> lines() {
        return out.lines().toList();
    }
}
