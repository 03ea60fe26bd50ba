package breakwater.gateway.fix.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script's steps. {@code package-info} tells what may stand in one. */
record Script(String name, List<Step> steps) {
    private static final Pattern LINE = Pattern.compile("([IEieo])(?:(\\d+),)?(.*)");

    /**
     * One line.
     *
     * @param line its number in the file
     * @param kind I, E, i, e or o
     * @param peer number of the connection, 1 where none is named
     * @param text the rest, with | for SOH
     */
    record Step(int line, char kind, int peer, String text) {}

    static Script read(final Path file) throws IOException {
        final List<Step> steps = new ArrayList<>();
        final List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < lines.size(); i++) {
            final String line = lines.get(i).replace((char) 1, '|').strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            final Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IOException(file + ":" + (i + 1) + ": '" + line + "' begins with none of I, E, i, e and o");
            }
            final int peer = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
            steps.add(new Step(i + 1, line.charAt(0), peer, parts.group(3)));
        }
        return new Script(file.getFileName().toString(), steps);
    }
}
