package breakwater.tools.config;

import java.util.List;
import java.util.stream.Collectors;

/** The file cannot be used; carries every finding, not the first. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public ConfigException(final List<Finding> findings) {
        super(findings.stream().map(Finding::render).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
