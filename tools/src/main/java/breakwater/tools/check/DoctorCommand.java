package breakwater.tools.check;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.JvmFlags;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at the machine and says what would hurt, with its remedy. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check JVM, processors, memory, clock and disk. Exit code 1 where something fails.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long GIB = 1L << 30;
    private static final long LOCKED_WANTED = 64L << 20;

    @Option(names = "--dir", paramLabel = "RUN", description = "folder whose disk is looked at; default: this one")
    private Path dir = Path.of(".");

    private int failures;

    private enum Mark {
        OK,
        WARN,
        FAIL
    }

    @Override
    public Integer call() {
        jvm();
        processors();
        disk();
        clock();
        memory();
        System.out.println(failures == 0 ? "fit to run" : failures + " failures: put them right first");
        return failures == 0 ? ExitCode.OK : ExitCode.DIFFERS;
    }

    private void say(final Mark mark, final String what, final String found, final String remedy) {
        failures += mark == Mark.FAIL ? 1 : 0;
        System.out.println((mark == Mark.OK ? "ok  " : mark == Mark.WARN ? "warn" : "fail") + "  " + what + "  " + found
                + (mark == Mark.OK || remedy.isEmpty() ? "" : "\n      remedy: " + remedy));
    }

    private void jvm() {
        final int feature = Runtime.version().feature();
        say(
                feature >= 17 ? Mark.OK : Mark.FAIL,
                "java",
                System.getProperty("java.version"),
                "apt-get install" + " openjdk-17-jdk-headless, or set JAVA_HOME");
        try {
            JvmFlags.check();
            say(Mark.OK, "jvm flags", "scripts/jvm.args reached this JVM", "");
        } catch (final CommandFailure missing) {
            say(Mark.FAIL, "jvm flags", missing.getMessage(), "start with scripts/breakwater");
        }
    }

    private void processors() {
        final int cores = Runtime.getRuntime().availableProcessors();
        say(
                cores >= 2 ? Mark.OK : Mark.WARN,
                "cores",
                String.valueOf(cores),
                "profile laptop works; give it two or more");
        final String isolated = read("/sys/devices/system/cpu/isolated");
        say(
                isolated.isEmpty() ? Mark.WARN : Mark.OK,
                "isolated cores",
                isolated.isEmpty() ? "none" : isolated,
                "fine for profile laptop; for colo boot with isolcpus=, nohz_full= and rcu_nocbs=");
        final String huge = read("/sys/kernel/mm/transparent_hugepage/enabled");
        say(
                huge.contains("[always]") ? Mark.WARN : Mark.OK,
                "transparent huge pages",
                huge.isEmpty() ? "unknown" : huge,
                "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled: khugepaged pauses threads");
    }

    private void disk() {
        try {
            final Path folder = Files.isDirectory(dir) ? dir : Path.of(".");
            final FileStore store = Files.getFileStore(folder);
            final long free = store.getUsableSpace();
            say(
                    free > 10 * GIB ? Mark.OK : free > GIB ? Mark.WARN : Mark.FAIL,
                    "free disk",
                    free / GIB + " GiB at " + folder.toAbsolutePath().normalize(),
                    "the journal stops trading under" + " 256 MiB; name another --dir or make room");
            final boolean isMemory =
                    store.type().equals("tmpfs") || store.type().equals("ramfs");
            say(
                    isMemory ? Mark.WARN : Mark.OK,
                    "file system",
                    store.type(),
                    "a journal in memory is gone after a power" + " cut: fine for tests, not for trading");
            say(
                    Files.isWritable(folder) ? Mark.OK : Mark.FAIL,
                    "writable",
                    String.valueOf(Files.isWritable(folder)),
                    "name a --dir that this user may write");
        } catch (final IOException unreadable) {
            say(Mark.FAIL, "disk", unreadable.toString(), "name a --dir that can be read");
        }
    }

    private void clock() {
        final String source = read("/sys/devices/system/clocksource/clocksource0/current_clocksource");
        final boolean isQuick = source.equals("tsc") || source.equals("kvm-clock") || source.equals("arch_sys_counter");
        say(
                isQuick ? Mark.OK : Mark.WARN,
                "clock source",
                source.isEmpty() ? "unknown" : source,
                "one that needs no system call: tsc, kvm-clock or arch_sys_counter");
    }

    private void memory() {
        final String line = read("/proc/self/limits")
                .lines()
                .filter(limit -> limit.startsWith("Max locked memory"))
                .findFirst()
                .orElse("");
        final String[] words = line.replace("Max locked memory", "").strip().split("\\s+");
        final String locked = words[0].isEmpty() ? "unknown" : words[0];
        final boolean isEnough =
                locked.equals("unlimited") || locked.matches("[0-9]{1,18}") && Long.parseLong(locked) >= LOCKED_WANTED;
        say(isEnough ? Mark.OK : Mark.WARN, "locked memory", locked, "ulimit -l unlimited for profile colo");
        final long heap = Runtime.getRuntime().maxMemory();
        say(heap >= 256L << 20 ? Mark.OK : Mark.WARN, "heap", (heap >> 20) + " MiB for this command", "");
    }

    private static String read(final String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (final IOException absent) {
            return "";
        }
    }
}
