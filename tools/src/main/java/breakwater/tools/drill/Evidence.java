package breakwater.tools.drill;

import breakwater.tools.Json;
import breakwater.tools.operate.VersionCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** What a drill found, as one JSON object and as a text for people. Thread: one. */
final class Evidence {
    static final String FILE = "evidence.json";
    /** A time that was not measured. */
    static final long NONE = -1;

    private final Instant begun;
    private final Path folder;
    private final List<Result> results = new ArrayList<>();

    /**
     * One step.
     *
     * @param controls ids of the catalogue that it exercised
     * @param blockedNs from the store to the moment from which nothing leaves any more, {@link #NONE} = not measured
     * @param canceledNs from the store to the last entry's confirmed end
     * @param failure what went wrong, null where nothing did
     */
    record Result(String step, List<String> controls, long blockedNs, long canceledNs, String detail, String failure) {
        boolean isPassed() {
            return failure == null;
        }
    }

    Evidence(final Instant begun, final Path folder) {
        this.begun = begun;
        this.folder = folder;
    }

    void add(final Result result) {
        results.add(result);
    }

    /** Returns whether there are steps and all passed. */
    boolean isPassed() {
        return !results.isEmpty() && results.stream().allMatch(Result::isPassed);
    }

    /** Writes both files; what was found until a failure is evidence too. */
    void write() throws IOException {
        Files.writeString(folder.resolve("evidence.txt"), text());
        Files.writeString(folder.resolve(FILE), json());
    }

    private String json() {
        final Json out = new Json()
                .beginObject()
                .member("schema", "breakwater.drill/1")
                .member("time", begun.toString())
                .member("build", VersionCommand.version())
                .member("java", System.getProperty("java.version"))
                .member("processors", Runtime.getRuntime().availableProcessors())
                .member("isPassed", isPassed())
                .name("steps")
                .beginArray();
        for (final Result result : results) {
            out.beginObject().member("step", result.step()).name("controls").beginArray();
            result.controls().forEach(out::value);
            out.endArray()
                    .member("isPassed", result.isPassed())
                    .member("blockedNs", result.blockedNs() == NONE ? null : result.blockedNs())
                    .member("canceledNs", result.canceledNs() == NONE ? null : result.canceledNs())
                    .member("detail", result.detail())
                    .member("failure", result.failure())
                    .endObject();
        }
        return out.endArray().endObject() + "\n";
    }

    String text() {
        final StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "drill of %s  build %s  Java %s  %d processors%n%n",
                begun,
                VersionCommand.version(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors()));
        final int width = results.stream()
                .mapToInt(result -> result.step().length())
                .max()
                .orElse(4);
        for (final Result result : results) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-6s  %-" + width + "s  blocked %9s  canceled %9s  %-12s %s%n",
                    result.isPassed() ? "passed" : "FAILED",
                    result.step(),
                    millis(result.blockedNs()),
                    millis(result.canceledNs()),
                    String.join(" ", result.controls()),
                    result.isPassed() ? result.detail() : result.failure()));
        }
        histogram(out, "from the store of the kill word to nothing leaving any more, ms", Result::blockedNs);
        histogram(out, "from the store of the kill word to every entry's confirmed end, ms", Result::canceledNs);
        final long failed =
                results.stream().filter(result -> !result.isPassed()).count();
        return out.append(String.format(
                        Locale.ROOT,
                        "%n%d steps, %d failed%s  evidence in %s%n",
                        results.size(),
                        failed,
                        results.isEmpty() ? ": NOTHING WAS DRILLED" : "",
                        folder))
                .toString();
    }

    private void histogram(final StringBuilder out, final String title, final ToLongFunction<Result> time) {
        final Histogram histogram = new Histogram(3);
        results.stream().mapToLong(time).filter(ns -> ns != NONE).forEach(histogram::recordValue);
        if (histogram.getTotalCount() > 0) {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            histogram.outputPercentileDistribution(new PrintStream(bytes, true, StandardCharsets.UTF_8), 1, 1e6, false);
            out.append('\n').append(title).append('\n').append(bytes.toString(StandardCharsets.UTF_8));
        }
    }

    private static String millis(final long ns) {
        return ns == NONE ? "-" : String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
    }
}
