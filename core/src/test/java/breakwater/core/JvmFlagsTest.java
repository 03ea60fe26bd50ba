package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** The flags of scripts/jvm.args are in force in this JVM, and the tests run where no developer lives. */
class JvmFlagsTest {
    @Test
    void everyFlagOfTheFileIsInForce() throws IOException {
        final List<String> flags = Files.readAllLines(Repository.ROOT.resolve("scripts/jvm.args"));

        final List<String> missing = flags.stream()
                .filter(flag -> !flag.isBlank() && !isInForce(flag))
                .toList();

        assertTrue(flags.size() > 5, "scripts/jvm.args has only " + flags.size() + " lines");
        assertEquals(
                List.of(), missing, "surefire's argLine must name @scripts/jvm.args; check the spelling of the flag");
    }

    @Test
    void agronaReachesTheMemoryBeneathItsBuffers() {
        assertTrue(isInForce("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"));
    }

    @Test
    void findsAFlagThatIsNotInForce() {
        assertEquals(
                List.of(false, false, false, false, false),
                List.of(
                        isInForce("--add-exports=java.base/jdk.internal.jimage=ALL-UNNAMED"),
                        isInForce("--add-exports=java.base/jdk.internal.misspelt=ALL-UNNAMED"),
                        isInForce("--add-opens=java.base/java.util.zip=ALL-UNNAMED"),
                        isInForce("-Dchronicle.analytics.disable=perhaps"),
                        isInForce("-XX:+NobodyKnowsThis")));
    }

    @Test
    void testsRunInAZoneAndLanguageThatBetrayAHiddenDefault() {
        assertEquals("Pacific/Chatham", TimeZone.getDefault().getID());
        assertEquals("tr", Locale.getDefault().getLanguage());
    }

    private static boolean isInForce(final String flag) {
        if (flag.startsWith("--add-exports=")) {
            final String[] parts = flag.substring("--add-exports=".length()).split("[/=]", 3);
            return isKnown(parts) && module(parts[0]).isExported(parts[1], JvmFlagsTest.class.getModule());
        }
        if (flag.startsWith("--add-opens=")) {
            final String[] parts = flag.substring("--add-opens=".length()).split("[/=]", 3);
            return isKnown(parts) && module(parts[0]).isOpen(parts[1], JvmFlagsTest.class.getModule());
        }
        if (flag.startsWith("-D")) {
            final String[] parts = flag.substring(2).split("=", 2);
            return parts[1].equals(System.getProperty(parts[0]));
        }
        return ManagementFactory.getRuntimeMXBean().getInputArguments().contains(flag);
    }

    private static boolean isKnown(final String[] parts) {
        return ModuleLayer.boot().findModule(parts[0]).isPresent()
                && module(parts[0]).getPackages().contains(parts[1]);
    }

    private static Module module(final String name) {
        return ModuleLayer.boot().findModule(name).orElseThrow();
    }
}
