package breakwater.tools.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Control;
import breakwater.core.risk.Figure;
import breakwater.tools.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page, the list and the code say the same of each control. */
class ControlInventoryTest {
    private static final Map<String, Integer> CATALOGUE = Map.of("P", 41, "F", 19, "L", 11, "T", 14, "K", 12);

    private final ControlInventory inventory = new ControlInventory();

    @Test
    void theCatalogueIsWhole() {
        final List<String> ids = new ArrayList<>();
        inventory.entries().forEach(entry -> ids.add(entry.id()));
        final List<String> expected = new ArrayList<>();
        for (final String family : List.of("P", "F", "L", "T", "K")) {
            for (int i = 1; i <= CATALOGUE.get(family); i++) {
                expected.add(family + i);
            }
        }
        assertEquals(expected, ids);
    }

    @Test
    void whatTheCodeEnforcesIsNotCalledAbsent() {
        for (final Control control : Control.values()) {
            // Invariants have no row: they are no controls that somebody sets.
            if (control == Control.NONE || control.id().startsWith("I")) {
                continue;
            }
            final ControlInventory.Entry entry = inventory.find(control.id());
            assertNotNull(entry, control + " is in no row");
            assertFalse(entry.state().equals("absent"), control + " is enforced, and the list calls it absent");
        }
        for (final ControlInventory.Entry entry : inventory.entries()) {
            assertTrue(List.of("built", "part", "absent").contains(entry.state()), entry::toString);
            assertFalse(entry.text().isBlank(), entry::toString);
        }
    }

    /** What is built names the class that builds it; where that is renamed, the row is to follow. */
    @Test
    void whatIsBuiltNamesClassesThatExist() throws Exception {
        final TreeSet<String> classes = new TreeSet<>();
        final Path root = Path.of("..").toAbsolutePath().normalize();
        for (final String module : List.of("core", "journal", "tools", "gateway-ws", "gateway-fix")) {
            try (var files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> classes.add(name.substring(0, name.length() - 5)));
            }
        }
        classes.addAll(List.of("RiskEvent", "IOC"));
        for (final ControlInventory.Entry entry : inventory.entries()) {
            if (!entry.state().equals("built") || entry.text().indexOf(':') < 0) {
                continue;
            }
            final String named = entry.text().substring(0, entry.text().indexOf(':'));
            for (final String name : named.split(", | and ")) {
                if (name.matches("[A-Z][A-Za-z]+")) {
                    assertTrue(classes.contains(name), entry.id() + " names " + name + ", which is no class");
                }
            }
        }
    }

    @Test
    void thePageIsAsTheCodeWritesIt() throws Exception {
        final Path page = Path.of("..", "docs", "controls.md");

        assertEquals(
                inventory.markdown(),
                Files.readString(page),
                "write it anew: scripts/breakwater controls --markdown > docs/controls.md");
    }

    @Test
    void everyLimitStandsInThePageWithItsReason() {
        final String page = inventory.markdown();
        for (final Figure figure : Figure.values()) {
            final String row = page.lines()
                    .filter(line -> line.contains("| `" + ConfigFile.label(figure) + "` |"))
                    .findFirst()
                    .orElse("");
            assertTrue(row.contains(figure.control().id()) && row.contains(figure.reason()), figure + ": " + row);
        }
    }
}
