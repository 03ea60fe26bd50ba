package breakwater.tools;

import java.util.List;

/**
 * Checks that the flags of {@code scripts/jvm.args} reached this JVM. A typo in that file is ignored by the JVM, and a
 * missing export would show up much later, as a journal that has silently become read-only.
 */
public final class JvmFlags {
    private static final List<String> EXPORTS =
            List.of("jdk.internal.misc", "jdk.internal.ref", "jdk.internal.util", "sun.nio.ch");
    private static final List<String> OPENS = List.of("java.lang", "java.lang.reflect");

    private JvmFlags() {}

    /** Ends the command with exit code 5 where a flag is missing. */
    public static void check() {
        final Module base = Object.class.getModule();
        final Module ours = JvmFlags.class.getModule();
        for (final String name : EXPORTS) {
            if (!base.isExported(name, ours)) {
                throw missing("--add-exports=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        for (final String name : OPENS) {
            if (!base.isOpen(name, ours)) {
                throw missing("--add-opens=java.base/" + name + "=ALL-UNNAMED");
            }
        }
    }

    private static CommandFailure missing(final String flag) {
        return new CommandFailure(
                ExitCode.PRECONDITION, "the JVM runs without " + flag + "; start it with scripts/breakwater");
    }
}
