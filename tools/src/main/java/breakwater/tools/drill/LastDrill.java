package breakwater.tools.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the newest evidence says of each control. Cold; one thread. */
public final class LastDrill {
    /** Where {@code drill} puts its evidence unless it is told. */
    public static final Path FOLDER = Path.of("drills");

    private LastDrill() {}

    /**
     * Returns, for each control that was drilled, when and whether its steps passed. Looks at one folder of evidence, or at
     * the folders in it; empty where there is none. Of several the newest counts.
     */
    public static Map<String, String> of(final Path folder) {
        final Map<String, String> drilled = new TreeMap<>();
        JsonNode newest = null;
        for (final Path file : evidence(folder)) {
            final JsonNode read = read(file);
            if (newest == null
                    || read.path("time").asText().compareTo(newest.path("time").asText()) > 0) {
                newest = read;
            }
        }
        if (newest != null) {
            final String time = newest.path("time").asText();
            final String day = time.substring(0, Math.min(10, time.length()));
            for (final JsonNode step : newest.path("steps")) {
                for (final JsonNode control : step.path("controls")) {
                    final boolean isPassed = step.path("isPassed").asBoolean();
                    drilled.merge(
                            control.asText(),
                            day + (isPassed ? " passed" : " FAILED"),
                            (one, other) -> one.endsWith("FAILED") ? one : other);
                }
            }
        }
        return drilled;
    }

    private static List<Path> evidence(final Path folder) {
        final Path own = folder.resolve(Evidence.FILE);
        if (Files.exists(own)) {
            return List.of(own);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(drill -> drill.resolve(Evidence.FILE))
                    .filter(Files::exists)
                    .toList();
        } catch (final IOException unreadable) {
            return List.of();
        }
    }

    private static JsonNode read(final Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (final IOException torn) {
            throw new IllegalStateException("the evidence " + file + " cannot be read: " + torn.getMessage(), torn);
        }
    }
}
