package breakwater.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which room of the core looks into which. The gate sees every room; no room sees the gate.
 *
 * <pre>
 *   message decimal reference snapshot &lt;- ingest &lt;- signal, order &lt;- position &lt;- monitor &lt;- risk &lt;- Engine &lt;- pipeline
 * </pre>
 */
final class Rooms {
    static final String CORE = "breakwater.core";
    /** The room of {@code Engine}: the package of the core itself. */
    static final String ENGINE = "";

    private static final Map<String, Set<String>> LOOKS_INTO = new LinkedHashMap<>();

    static {
        final List<String> quiet = List.of("message", "decimal", "reference", "snapshot");
        room("message");
        room("decimal");
        room("snapshot", "message");
        room("reference", "message", "decimal", "snapshot");
        room("venuesim", quiet);
        room("ingest", quiet);
        room("signal", quiet, "ingest");
        room("order", quiet, "ingest");
        room("position", quiet, "ingest", "signal", "order");
        room("monitor", quiet, "ingest", "signal", "order", "position");
        room("risk", quiet, "ingest", "signal", "order", "position", "monitor");
        room(ENGINE, quiet, "ingest", "signal", "order", "position", "monitor", "risk");
        room("pipeline", quiet, "ingest", "signal", "order", "position", "monitor", "venuesim", ENGINE);
    }

    private Rooms() {}

    static Set<String> all() {
        return LOOKS_INTO.keySet();
    }

    static boolean mayLookInto(final String room, final String other) {
        return room.equals(other) || LOOKS_INTO.get(room).contains(other);
    }

    static String packageOf(final String room) {
        return room.equals(ENGINE) ? CORE : CORE + "." + room;
    }

    /** Returns the rule that a room looks only where it may. */
    static ArchRule directionOf(final String room) {
        final String[] forbidden = all().stream()
                .filter(other -> !mayLookInto(room, other))
                .map(Rooms::packageOf)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because(
                        "rooms look only upstream: let the room that owns the state publish a small read-only view, and let"
                                + " Engine hand it over (ARCHITECTURE.md)")
                .allowEmptyShould(true);
    }

    private static void room(final String name, final String... looksInto) {
        room(name, List.of(), looksInto);
    }

    private static void room(final String name, final List<String> quiet, final String... looksInto) {
        final Set<String> rooms = new LinkedHashSet<>(quiet);
        rooms.addAll(List.of(looksInto));
        LOOKS_INTO.put(name, rooms);
    }
}
