package breakwater.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Something that some rooms do without.
 *
 * @param name what, in a few words
 * @param remedy what to do instead
 * @param exempt rooms in which it is allowed
 * @param types true for a class that may not be named at all
 * @param accesses true for a call, method reference or field access that may not be made
 * @param examples statements that break it, each of which must be found
 */
record Ban(
        String name,
        String remedy,
        Set<String> exempt,
        Predicate<JavaClass> types,
        Predicate<JavaAccess<?>> accesses,
        List<String> examples) {

    ArchRule rule() {
        return classes()
                .that(DescribedPredicate.describe("live in a room that does without " + name, this::isBound))
                .should(new Avoid())
                .because(remedy)
                .allowEmptyShould(true);
    }

    /** Returns the class name under which an example is compiled: in the first room that is bound. */
    String exampleName(final int index) {
        final String room = exempt.contains("ingest") ? "pipeline" : "ingest";
        return Rooms.packageOf(room) + ".Breaks" + Bans.ALL.indexOf(this) + "_" + index;
    }

    @Override
    public String toString() {
        return name;
    }

    private boolean isBound(final JavaClass type) {
        return exempt.stream().noneMatch(room -> type.getPackageName().equals(Rooms.packageOf(room)));
    }

    private final class Avoid extends ArchCondition<JavaClass> {
        Avoid() {
            super("do without " + name);
        }

        @Override
        public void check(final JavaClass type, final ConditionEvents events) {
            for (final Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (types.test(dependency.getTargetClass().getBaseComponentType())) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
            for (final JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (accesses.test(access)) {
                    events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                }
            }
        }
    }
}
