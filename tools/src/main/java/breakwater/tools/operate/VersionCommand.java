package breakwater.tools.operate;

import breakwater.tools.ExitCode;

/** Prints the version and the JVM. */
public final class VersionCommand {
    private VersionCommand() {}

    public static int run(final String... arguments) {
        System.out.println("breakwater " + version() + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("java.vm.name") + ")");
        return ExitCode.OK;
    }

    /** Returns the version in the jar's manifest, "dev" outside of a jar. */
    public static String version() {
        final String version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
