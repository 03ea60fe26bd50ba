package breakwater.gateway.ws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Finds recorded market data that lies beside the repository; a test without it is skipped, saying so. */
public final class RecordedData {
    private RecordedData() {}

    public static Path require(final String file) {
        final String property = System.getProperty("breakwater.data");
        final List<Path> roots = property != null
                ? List.of(Path.of(property))
                : List.of(
                        Path.of("../../shared/data"),
                        Path.of("../../../shared/data"),
                        Path.of("../../../../shared/data"));
        for (final Path root : roots) {
            if (Files.isRegularFile(root.resolve(file))) {
                return root.resolve(file);
            }
        }
        Assumptions.abort("no " + file + " below any of " + roots + ": skipped");
        throw new IllegalStateException("abort returned");
    }
}
