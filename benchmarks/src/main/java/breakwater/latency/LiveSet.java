package breakwater.latency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How many bytes of a JVM's heap are live: the total of its class histogram, which the JVM takes after a full collection. Asked
 * through the JDK's {@code jcmd}, so that it is the same for this process and another; what a generation holds between two
 * collections is garbage as well.
 */
final class LiveSet {
    private LiveSet() {}

    static long bytes(final long pid) throws IOException, InterruptedException {
        final Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jcmd.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.isBlank() ? last : line;
            }
        }
        jcmd.waitFor();
        final String[] words = last.trim().split("\\s+");
        if (words.length != 3 || !"Total".equals(words[0])) {
            throw new IllegalStateException("jcmd says of process " + pid + ": " + last);
        }
        return Long.parseLong(words[2]);
    }
}
