package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.Frame;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rooms look only upstream, and the core is a function of its events. */
class LayeringTest {
    private static JavaClasses core;

    @BeforeAll
    static void readTheCore() {
        core = new ClassFileImporter()
                .importUrl(Frame.class.getProtectionDomain().getCodeSource().getLocation());
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("rooms")
    void roomLooksOnlyUpstream(final String room) {
        Rooms.directionOf(room).check(core);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bans")
    void coreDoesWithout(final Ban ban) {
        ban.rule().check(core);
    }

    @Test
    void everyClassLivesInAKnownRoom() {
        final List<String> known = Rooms.all().stream().map(Rooms::packageOf).toList();

        final List<String> homeless = core.stream()
                .filter(type -> !known.contains(type.getPackageName()))
                .map(JavaClass::getName)
                .toList();

        assertEquals(List.of(), homeless, "give the new package its row in Rooms");
    }

    @Test
    void findsEveryLookDownstreamAndNoOther(@TempDir final Path folder) throws IOException {
        final JavaClasses fixtures = roomsThatLookEverywhere().compileInto(folder);

        final List<String> wrong = new ArrayList<>();
        for (final String room : Rooms.all()) {
            for (final String other : Rooms.all()) {
                final String looker = lookerName(room, other);
                final boolean isFound =
                        Rooms.directionOf(room).evaluate(only(fixtures, looker)).hasViolation();
                if (isFound == Rooms.mayLookInto(room, other)) {
                    wrong.add(looker + " found=" + isFound);
                }
            }
        }

        assertEquals(List.of(), wrong);
    }

    @Test
    void findsEveryUseOfWhatIsBanned(@TempDir final Path folder) throws IOException {
        final CompiledSources sources = new CompiledSources();
        for (final Ban ban : Bans.ALL) {
            for (int i = 0; i < ban.examples().size(); i++) {
                final String body = ban.examples().get(i);
                sources.add(ban.exampleName(i), userOf(ban.exampleName(i), body));
            }
        }
        final JavaClasses fixtures = sources.compileInto(folder);

        final List<String> missed = new ArrayList<>();
        for (final Ban ban : Bans.ALL) {
            assertTrue(!ban.examples().isEmpty(), ban + " has no example that breaks it");
            for (int i = 0; i < ban.examples().size(); i++) {
                if (!ban.rule().evaluate(only(fixtures, ban.exampleName(i))).hasViolation()) {
                    missed.add(ban + ": " + ban.examples().get(i));
                }
            }
        }

        assertEquals(List.of(), missed);
    }

    @Test
    void leavesInPeaceWhatIsAllowed(@TempDir final Path folder) throws IOException {
        final CompiledSources sources = new CompiledSources();
        Bans.INNOCENT_CORE.forEach(body -> sources.add(
                innocentName("ingest", Bans.INNOCENT_CORE.indexOf(body)),
                userOf(innocentName("ingest", Bans.INNOCENT_CORE.indexOf(body)), body)));
        Bans.INNOCENT_PIPELINE.forEach(body -> sources.add(
                innocentName("pipeline", Bans.INNOCENT_PIPELINE.indexOf(body)),
                userOf(innocentName("pipeline", Bans.INNOCENT_PIPELINE.indexOf(body)), body)));
        final JavaClasses fixtures = sources.compileInto(folder);

        final List<String> accused = Bans.ALL.stream()
                .map(ban -> ban.rule().evaluate(fixtures))
                .flatMap(result -> result.getFailureReport().getDetails().stream())
                .toList();

        assertEquals(List.of(), accused);
    }

    private static Stream<String> rooms() {
        return Rooms.all().stream();
    }

    private static Stream<Ban> bans() {
        return Bans.ALL.stream();
    }

    private static CompiledSources roomsThatLookEverywhere() {
        final CompiledSources sources = new CompiledSources();
        for (final String room : Rooms.all()) {
            final String name = Rooms.packageOf(room) + ".Thing";
            sources.add(name, "package " + Rooms.packageOf(room) + "; public class Thing {}");
            for (final String other : Rooms.all()) {
                final String looker = lookerName(room, other);
                sources.add(
                        looker,
                        "package " + Rooms.packageOf(room) + "; class " + simpleName(looker) + " { "
                                + Rooms.packageOf(other) + ".Thing seen; }");
            }
        }
        return sources;
    }

    private static String lookerName(final String room, final String other) {
        return Rooms.packageOf(room) + ".LooksInto_" + other;
    }

    private static String innocentName(final String room, final int index) {
        return Rooms.packageOf(room) + ".Innocent" + index;
    }

    private static String userOf(final String className, final String body) {
        final String room = className.substring(0, className.lastIndexOf('.'));
        return "package " + room + "; import java.util.*; class " + simpleName(className)
                + " { void use() throws Exception { " + body + " } }";
    }

    private static String simpleName(final String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static JavaClasses only(final JavaClasses classes, final String name) {
        return classes.that(
                DescribedPredicate.describe(name, type -> type.getName().equals(name)));
    }
}
