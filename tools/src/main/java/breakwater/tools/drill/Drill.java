package breakwater.tools.drill;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.ExitCode;
import breakwater.tools.Progress;
import breakwater.tools.operate.ScopeNames;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The steps of a drill, each by itself: traffic flows, something stops it, the journals say what happened, everything is
 * resumed. A step that fails is evidence, and the next one is tried; one after which the engine cannot be brought back to
 * ACTIVE ends the drill.
 *
 * <p>Thread: one. Errors: a step's failure is its result; only an engine that does not start is thrown.
 */
final class Drill {
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final List<ScopeType> SCOPES =
            List.of(ScopeType.GLOBAL, ScopeType.VENUE, ScopeType.ACCOUNT, ScopeType.STRATEGY, ScopeType.INSTRUMENT);
    private static final String REASON = "drill";
    private static final int ENTRIES = 5;
    private static final int INPUTS_AFTER = 200;
    private static final long PATIENCE_NS = 120_000_000_000L;

    private final DrillEngine engine;
    private final Evidence evidence;
    private final String t1;
    private final long t1Ns;
    private final Progress progress = new Progress();
    private DrillBooks books;
    private int watchdogs;

    Drill(final DrillEngine engine, final Evidence evidence, final String t1, final long t1Ns) {
        this.engine = engine;
        this.evidence = evidence;
        this.t1 = t1;
        this.t1Ns = t1Ns;
    }

    /** What a step measured, ns or {@link Evidence#NONE}, and what there is to say. */
    private record Found(long blockedNs, long canceledNs, String detail) {}

    /** One step; throws {@link StepFailure} where it fails. */
    private interface Step {
        Found run() throws Exception;
    }

    /** What went wrong with a step. */
    private static final class StepFailure extends Exception {
        private static final long serialVersionUID = 1;

        StepFailure(final String message) {
            super(message);
        }
    }

    void run() throws Exception {
        progress.show("drill: starting a paper engine in " + engine.folder());
        engine.start();
        try (DrillBooks opened = new DrillBooks(engine.folder())) {
            books = opened;
            for (final ScopeType type : SCOPES) {
                final int index = first(type);
                if (index >= 0) {
                    step("kill " + name(index) + " entries", "K1 K2 K4", () -> kill(index, "entries"));
                }
            }
            step("kill all orders", "K1 K2", () -> kill(ALL, "orders"));
            step("kill all flatten", "K1 K2 K3", () -> kill(ALL, "flatten"));
            step("pause " + name(first(ScopeType.INSTRUMENT)), "K1", this::pause);
            step("KILL file", "K7", this::killFile);
            step("kill while the engine hangs", "K7", this::killHung);
            step("watchdog, engine stopped by a signal", "K6", () -> watchdog("STOP"));
            step("watchdog, engine killed", "K6", () -> watchdog("KILL"));
            step("stop", "K2", this::stop);
        }
        progress.finish();
    }

    private void step(final String name, final String controls, final Step step) throws Exception {
        progress.show("drill: " + name);
        String failure = null;
        Found found = new Found(Evidence.NONE, Evidence.NONE, "");
        try {
            resumeAll();
            found = step.run();
        } catch (final StepFailure failed) {
            failure = failed.getMessage();
        }
        evidence.add(new Evidence.Result(
                name, List.of(controls.split(" ")), found.blockedNs(), found.canceledNs(), found.detail(), failure));
        System.err.println("drill: " + (failure == null ? "passed  " + name : "FAILED  " + name + ": " + failure));
    }

    private Found kill(final int index, final String level) throws Exception {
        traffic(index);
        final DrillEngine.Tool tool = index == ALL
                ? engine.begin("kill", "--json", "--all", "--level", level, "--reason", REASON)
                : engine.begin(
                        "kill",
                        "--json",
                        "--" + ScopeNames.word(ControlPage.typeOf(index)),
                        engine.page().name(index),
                        "--level",
                        level,
                        "--reason",
                        REASON);
        final long endedNs = ended(index);
        final DrillEngine.Answer answer = tool.answer();
        demand(answer.exitCode() == ExitCode.OK, "kill ended with " + answer.exitCode() + ": " + answer.err());
        final JsonNode said = new ObjectMapper().readTree(answer.out());
        final long storeNs = said.get("storeSteadyNs").asLong();
        final long lastOutput = said.get("lastOutputSent").asLong();
        final boolean isFlatten = "flatten".equals(level);
        if (isFlatten) {
            demand(reached(() -> books.positions() == 0), books.positions() + " positions are still held");
        }
        goesOn(index, lastOutput);
        return new Found(
                said.get("sendersIdleAfterStoreNs").asLong(),
                endedNs - storeNs,
                isFlatten ? "nothing held any more" : "no entry left after output " + lastOutput);
    }

    private Found pause() throws Exception {
        final int index = first(ScopeType.INSTRUMENT);
        traffic(index);
        final long startNs = System.nanoTime();
        final DrillEngine.Answer answer = engine.tool("pause", argument(index), "--reason", REASON, "--wait", "60s");
        demand(answer.exitCode() == ExitCode.OK, "pause ended with " + answer.exitCode() + ": " + answer.err());
        final long canceledNs = ended(index) - startNs;
        goesOn(index, books.lastOutput());
        return new Found(Evidence.NONE, canceledNs, "from the start of the tool, its JVM included");
    }

    private Found killFile() throws Exception {
        traffic(ALL);
        final Path file = engine.folder().resolve("KILL");
        Files.writeString(file, "entries\n");
        final long writtenNs = System.nanoTime();
        demand(reached(() -> level() > 0), "the word never rose");
        final long raisedNs = System.nanoTime();
        final long canceledNs = ended(ALL) - writtenNs;
        goesOn(ALL, books.lastOutput());
        Files.delete(file);
        return new Found(raisedNs - writtenNs, canceledNs, "from the file to the word, to the ends");
    }

    private Found killHung() throws Exception {
        traffic(ALL);
        engine.signal("STOP");
        final DrillEngine.Answer answer =
                engine.tool("kill", "--json", "--all", "--level", "entries", "--reason", REASON, "--wait", "1s");
        final boolean isLatched = level() > 0;
        final long wokeNs = System.nanoTime();
        engine.signal("CONT");
        demand(
                (answer.exitCode() == ExitCode.OK || answer.exitCode() == ExitCode.PARTIAL) && isLatched,
                "kill ended with " + answer.exitCode() + ", level " + level() + ": " + answer.err());
        final long canceledNs = ended(ALL) - wokeNs;
        goesOn(ALL, books.lastOutput());
        return new Found(Evidence.NONE, canceledNs, "latched while it hung; canceled once it went on");
    }

    private Found watchdog(final String signal) throws Exception {
        traffic(ALL);
        final Process watchdog = engine.beside("watchdog", "--t1", t1);
        try {
            final Path log = engine.folder().resolve("watchdog.log");
            final int number = ++watchdogs;
            demand(reached(() -> lines(log, "\"event\":\"watching\"") >= number), "it does not watch");
            traffic(ALL);
            demand(level() == 0, "it latched an engine that beats");
            final long startNs = System.nanoTime();
            engine.signal(signal);
            demand(reached(() -> level() > 0), "it did not latch");
            final long latchedNs = System.nanoTime() - startNs;
            final String cause;
            if ("KILL".equals(signal)) {
                books.read();
                final long lastOutput = books.lastOutput();
                engine.start();
                demand(
                        reached(() -> engine.page().latchedLevel(ALL) >= Level.REDUCE_ONLY.value()),
                        "the next start did not take the latch in");
                ended(ALL);
                goesOn(ALL, lastOutput);
                cause = "the next start took it in";
            } else {
                engine.signal("CONT");
                ended(ALL);
                goesOn(ALL, books.lastOutput());
                cause = "the engine took it in once it went on";
            }
            return new Found(
                    latchedNs, Evidence.NONE, "T1 " + t1Ns / 1_000_000 + " ms, from the signal to the latch; " + cause);
        } finally {
            watchdog.destroy();
            watchdog.waitFor();
        }
    }

    private Found stop() throws Exception {
        traffic(ALL);
        final DrillEngine.Answer answer = engine.tool("stop", "--reason", REASON, "--wait", "60s");
        demand(answer.exitCode() == ExitCode.OK, "stop ended with " + answer.exitCode() + ": " + answer.err());
        demand(engine.hasEnded(), "the process has not ended");
        books.read();
        demand(books.working(ALL) == 0, books.working(ALL) + " entries still work");
        return new Found(Evidence.NONE, Evidence.NONE, "no entry works any more");
    }

    /** Waits until entries of a scope leave, so that there is something to be stopped. */
    private void traffic(final int index) throws Exception {
        books.read();
        final long from = books.lastOutput();
        demand(reached(() -> books.sentAfter(index, from) >= ENTRIES), "no entry leaves: nothing to be stopped");
    }

    /** Waits until no entry of a scope works. Returns the steady clock at which that was read. */
    private long ended(final int index) throws Exception {
        demand(
                reached(() -> engine.page().latchedLevel(index) > 0 && books.working(index) == 0),
                books.working(index) + " entries have not ended, level " + level());
        return System.nanoTime();
    }

    /** Demands that the engine goes on, and that no entry of the scope left beyond an output. */
    private void goesOn(final int index, final long outputSequence) throws Exception {
        final long inputs = engine.page().get(Word.JOURNALED);
        demand(reached(() -> engine.page().get(Word.JOURNALED) > inputs + INPUTS_AFTER), "the engine does not go on");
        books.read();
        final long left = books.sentAfter(index, outputSequence);
        demand(left == 0, left + " entries left after output " + outputSequence);
    }

    /** Lifts whatever is held, by the tool, one scope after the other. */
    private void resumeAll() throws Exception {
        final long startNs = System.nanoTime();
        String said = "";
        for (List<Integer> held = held(); !held.isEmpty(); held = held()) {
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                throw new StepFailure("what the step before held is not released: " + said);
            }
            for (final int index : held) {
                final DrillEngine.Answer answer =
                        engine.tool("resume", argument(index), "--reason", REASON, "--wait", "20s");
                said = answer.err();
            }
        }
    }

    private List<Integer> held() {
        final List<Integer> held = new ArrayList<>();
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            if (ControlPage.level(engine.page().word(i)) > 0 || engine.page().latchedLevel(i) > 0) {
                held.add(i);
            }
        }
        return held;
    }

    private boolean reached(final BooleanSupplier condition) {
        return DrillEngine.await(PATIENCE_NS, () -> {
            books.read();
            return condition.getAsBoolean();
        });
    }

    private int level() {
        return ControlPage.level(engine.page().word(ALL));
    }

    private int first(final ScopeType type) {
        for (int i = 0; i < ControlPage.SCOPES; i++) {
            if (ControlPage.typeOf(i) == type && !engine.page().name(i).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private String name(final int index) {
        return index == ALL ? "all" : argument(index);
    }

    private String argument(final int index) {
        final ScopeType type = ControlPage.typeOf(index);
        return type == ScopeType.GLOBAL
                ? "all"
                : ScopeNames.word(type) + ":" + engine.page().name(index);
    }

    private static long lines(final Path log, final String text) {
        try {
            return Files.exists(log)
                    ? Files.readAllLines(log).stream()
                            .filter(line -> line.contains(text))
                            .count()
                    : 0;
        } catch (final java.io.IOException unreadable) {
            return 0;
        }
    }

    private static void demand(final boolean isTrue, final String otherwise) throws StepFailure {
        if (!isTrue) {
            throw new StepFailure(otherwise);
        }
    }
}
