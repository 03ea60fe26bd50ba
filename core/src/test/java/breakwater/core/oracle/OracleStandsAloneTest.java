package breakwater.core.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An oracle that shared code with the engine would share its mistakes. */
class OracleStandsAloneTest {
    /** The one class of the room that was not generated: it names the controls and nothing more. */
    private static final List<String> ALLOWED = List.of("breakwater.core.message.Control");

    @Test
    void knowsNothingOfTheEngineButCodecsAndTheCodesOfControls() {
        final TreeSet<String> foreign = new TreeSet<>();
        for (final JavaClass type : new ClassFileImporter().importPackages("breakwater.core.oracle")) {
            final boolean isDriver =
                    type.getName().contains("OracleCourse") || type.getName().contains("Test");
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                final JavaClass other = dependency.getTargetClass().getBaseComponentType();
                final String name = other.getName();
                if (!isDriver
                        && name.startsWith("breakwater.")
                        && !name.startsWith("breakwater.core.oracle.")
                        && !isGenerated(name)
                        && ALLOWED.stream()
                                .noneMatch(allowed -> name.equals(allowed) || name.startsWith(allowed + "$"))) {
                    foreign.add(type.getSimpleName() + " looks at " + name);
                }
            });
        }

        assertEquals(List.of(), List.copyOf(foreign));
    }

    private static boolean isGenerated(final String name) {
        final String simple = name.substring(name.lastIndexOf('.') + 1);
        return name.startsWith("breakwater.core.message.") && (simple.endsWith("Decoder") || isGeneratedEnum(name));
    }

    /** Each enum of the schema can be had from its number. */
    private static boolean isGeneratedEnum(final String name) {
        try {
            final Class<?> type = Class.forName(name);
            return type.isEnum() && type.getMethod("get", short.class).getReturnType() == type;
        } catch (final ClassNotFoundException | NoSuchMethodException e) {
            return false;
        }
    }
}
