package breakwater.tools.config;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The text of the file and what was found wrong in it so far. */
final class Source {
    private final String file;
    private final String text;
    private final List<String> lines;
    private final List<Finding> findings = new ArrayList<>();

    Source(final String file, final String text) {
        this.file = file;
        this.text = text;
        this.lines = text.lines().toList();
    }

    void find(final Node at, final String message, final String remedy) {
        if (at == null) {
            findings.add(new Finding(file, 0, 0, "", message, remedy));
            return;
        }
        find(at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1, message, remedy);
    }

    void find(final int line, final int column, final String message, final String remedy) {
        final String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        findings.add(new Finding(file, line, column, text, message, remedy));
    }

    int line(final Node node) {
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }

    String text() {
        return text;
    }

    /** Throws what was found, if anything was. */
    void requireNone() throws ConfigException {
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
    }

    List<Finding> findings() {
        return findings;
    }
}
