package breakwater.tools.watch;

import breakwater.tools.Arguments;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.RunFolders;
import breakwater.tools.config.Durations;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.WatchdogLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Watches one engine until it is told to end (SIGTERM, Ctrl-C). Dispatched before the command-line library, as all that has
 * to work when nothing else does.
 */
public final class WatchdogCommand {
    private static final String USAGE = """
            usage: breakwater watchdog [--dir RUN] [--t1 5s] [--t2 60s] [--patience 60s] [--wait 5s] [--page PROGRAM]
                                       [--config FILE]

              --t1        silence of the engine after which entries are blocked and canceled; 5s suits a laptop, 200ms a
                          colocated engine; 50ms to 60s
              --t2        silence after which positions are flattened, only what the venue confirms; more than --t1
              --patience  silence that a living process may keep while it starts (recovery) or ends
              --wait      how long the venue may take to confirm cancels and positions
              --page      a program that gets each line of the emergency log on its standard input
              --config    the engine's configuration: for each venue with 'wire: fix' and 'watchdog: COMPID' a session of
                          its own is opened, which cancels entries at T1 and reduces positions at T2. Without it the
                          watchdog latches and tells, and what rests at a venue rests there unattended

            Runs until SIGTERM or Ctrl-C, beside the engine or before it. What it does is in RUN/watchdog.log, one JSON
            object a line. Its latch is lifted by 'breakwater resume all'; protective stops are never taken back.

            Exit codes: 0 ended, 2 usage, 3 no such folder, 5 another watchdog is there or the log cannot be written.""";
    private static final long T1_MIN_NS = 50_000_000L;
    private static final long T1_MAX_NS = 60_000_000_000L;
    private static final int LOOKS_IN_T1 = 100;
    private static final long LOOK_NS_MIN = 2_000_000L;
    private static final long LOOK_NS_MAX = 100_000_000L;
    private static final long END_SECONDS = 5;

    private WatchdogCommand() {}

    /** Runs the command; returns when the process is asked to end. */
    public static int run(final String... arguments) {
        final Arguments given = new Arguments(
                "watchdog",
                arguments,
                List.of("--dir", "--t1", "--t2", "--patience", "--wait", "--page", "--config"),
                List.of("--help"));
        if (given.has("--help")) {
            System.out.println(USAGE);
            return ExitCode.OK;
        }
        if (!given.rest().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "watchdog: '" + given.rest().get(0) + "' belongs to no option");
        }
        final Watchdog.Settings settings = settings(given);
        final Path folder = RunFolders.find(given.get("--dir", null));
        try (WatchdogLock lock = WatchdogLock.take(folder);
                EmergencyRecord record = new EmergencyRecord(
                        folder, EmergencyLog.open(folder), new Pager(given.get("--page", null)), System.err)) {
            // The paper venue lives and dies with the engine; a venue at the end of a wire outlives it.
            final String config = given.get("--config", null);
            final List<EmergencyVenue> venues = config == null ? List.of() : FixVenues.open(Path.of(config), folder);
            try {
                watch(new Watchdog(folder, settings, venues, record, System::nanoTime), settings, venues, record);
            } finally {
                venues.forEach(EmergencyVenue::close);
            }
            return ExitCode.OK;
        } catch (final IOException failure) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    "the watchdog cannot write in " + folder + ": " + failure.getMessage()
                            + "; it does not watch what it could not write down",
                    failure);
        }
    }

    private static void watch(
            final Watchdog watchdog,
            final Watchdog.Settings settings,
            final List<EmergencyVenue> venues,
            final EmergencyRecord record) {
        final CountDownLatch isEnded = new CountDownLatch(1);
        final Thread watching = Thread.currentThread();
        final Ending ending = new Ending(watching, isEnded);
        Runtime.getRuntime().addShutdownHook(ending);
        record.note(
                record.line("watching", EnginePage.nowNs())
                        .member("t1Ns", settings.t1Ns())
                        .member("t2Ns", settings.t2Ns())
                        .member("venues", venues.size()),
                "watches; T1 " + settings.t1Ns() / 1_000_000 + " ms, T2 " + settings.t2Ns() / 1_000_000 + " ms; "
                        + (venues.isEmpty()
                                ? "no venue session of its own is configured: it latches and tells, and what rests at a"
                                        + " venue rests there unattended"
                                : "sessions of its own: "
                                        + venues.stream()
                                                .map(EmergencyVenue::name)
                                                .collect(Collectors.joining(", "))));
        final long lookNs = Math.max(LOOK_NS_MIN, Math.min(settings.t1Ns() / LOOKS_IN_T1, LOOK_NS_MAX));
        try (watchdog) {
            while (!ending.isAsked) {
                watchdog.look();
                LockSupport.parkNanos(lookNs);
            }
        } finally {
            record.note(
                    record.line("ended", EnginePage.nowNs()).member("trips", watchdog.trips()),
                    "ended: NOBODY watches the engine from here on");
            isEnded.countDown();
        }
    }

    /** The end of the process waits until the watching thread has written down that it ends. */
    private static final class Ending extends Thread {
        private final Thread watching;
        private final CountDownLatch isEnded;
        private volatile boolean isAsked;

        private Ending(final Thread watching, final CountDownLatch isEnded) {
            super("breakwater-watchdog-end");
            this.watching = watching;
            this.isEnded = isEnded;
        }

        @Override
        public void run() {
            isAsked = true;
            LockSupport.unpark(watching);
            try {
                isEnded.await(END_SECONDS, TimeUnit.SECONDS);
            } catch (final InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Watchdog.Settings settings(final Arguments given) {
        final long t1Ns = duration(given, "--t1", "5s");
        final long t2Ns = duration(given, "--t2", "60s");
        if (t1Ns < T1_MIN_NS || t1Ns > T1_MAX_NS) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "watchdog: --t1 " + given.get("--t1", "") + " is not within 50ms and 60s: a shorter silence is"
                            + " ordinary, a longer one is nobody's protection");
        }
        if (t2Ns <= t1Ns) {
            throw new CommandFailure(ExitCode.USAGE, "watchdog: --t2 must be longer than --t1");
        }
        return new Watchdog.Settings(t1Ns, t2Ns, duration(given, "--patience", "60s"), duration(given, "--wait", "5s"));
    }

    private static long duration(final Arguments given, final String option, final String shipped) {
        try {
            return Durations.parse(given.get(option, shipped));
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "watchdog: " + option + " " + wrong.getMessage());
        }
    }
}
