package breakwater.tools.operate;

import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.tools.Arguments;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.Json;
import breakwater.tools.RunFolders;
import breakwater.tools.config.Durations;
import breakwater.tools.config.Nearest;
import java.util.List;

/**
 * Raises a kill word, then waits for the senders. The promise: after it has returned 0, no message that the level forbids
 * is handed to a socket any more, until a journaled resume (Settled 5). Order of work: latch, fence, wait, tell; parsing
 * stands before, printing after.
 */
public final class KillCommand {
    private static final String USAGE =
            "kill [--strategy S | --venue V | --account A | --instrument I | --all] [--level entries|orders|flatten] "
                    + "--reason R [--wait 5s] [--until-zero 30s] [--dir RUN] [--dry-run] [--json]";
    private static final List<String> LEVELS = List.of("entries", "orders", "flatten");
    private static final String[] SCOPES = {"--strategy", "--venue", "--account", "--instrument"};
    private static final ScopeType[] TYPES = {
        ScopeType.STRATEGY, ScopeType.VENUE, ScopeType.ACCOUNT, ScopeType.INSTRUMENT
    };

    private KillCommand() {}

    /**
     * Runs the command. Returns 0, or 7 where a sender did not go idle in time, or where what the kill forbids still worked after
     * {@code --until-zero}.
     *
     * @param proof is asked only with that option
     */
    public static int run(final KillProof proof, final String... arguments) {
        final long startNs = System.nanoTime();
        final Arguments given = new Arguments(
                "kill",
                arguments,
                List.of(
                        "--strategy",
                        "--venue",
                        "--account",
                        "--instrument",
                        "--level",
                        "--reason",
                        "--wait",
                        "--until-zero",
                        "--dir"),
                List.of("--all", "--dry-run", "--json", "--help"));
        if (given.has("--help")) {
            System.out.println("usage: breakwater " + USAGE);
            return ExitCode.OK;
        }
        final ScopeType type = type(given);
        final String name = type == ScopeType.GLOBAL ? "all" : given.get(option(type), "");
        final int level = level(given.get("--level", "entries"));
        final String reason = given.get("--reason", "").strip();
        final long waitNs = wait("--wait", given.get("--wait", "5s"));
        final String untilZero = given.get("--until-zero", null);
        final long proofNs = untilZero == null ? 0 : wait("--until-zero", untilZero);
        if (reason.isEmpty()) {
            throw usage("kill needs --reason: who reads the journal wants to know why");
        }
        try (EnginePage engine = EnginePage.open(RunFolders.find(given.get("--dir", null)))) {
            final int index = ScopeNames.find(engine.page(), type, name);
            if (given.has("--dry-run")) {
                return pretend(engine, index, level);
            }
            final int code = kill(engine, index, level, reason, waitNs, startNs, given.has("--json"));
            final int proven = untilZero == null ? ExitCode.OK : proof.await(engine, index, level, proofNs);
            return code == ExitCode.OK ? proven : code;
        }
    }

    private static int kill(
            final EnginePage engine,
            final int index,
            final int level,
            final String reason,
            final long waitNs,
            final long startNs,
            final boolean isJson) {
        final ControlPage page = engine.page();
        final long before = page.word(index);
        final long storeNs = System.nanoTime();
        final long word = page.raise(index, level);
        final SenderWatch senders = SenderWatch.after(page);
        final long latchedNs = System.nanoTime();

        final boolean isUp = engine.isEngineUp();
        final String user = CommandFrames.user();
        final boolean isOffered = isUp && new CommandFrames().kill(engine.commandFile(), index, word, user, reason);
        final int stuck = isUp ? senders.await(waitNs) : SenderWatch.NONE;
        final long idleNs = System.nanoTime();

        if (isJson) {
            System.out.println(new Json()
                    .beginObject()
                    .member("schema", "breakwater.kill/1")
                    .member("scopeType", ScopeNames.word(ControlPage.typeOf(index)))
                    .member("scope", ScopeNames.text(page, index))
                    .member("level", ControlPage.level(word))
                    .member("levelBefore", ControlPage.level(before))
                    .member("generation", ControlPage.generation(word))
                    .member("user", user)
                    .member("isEngineUp", isUp)
                    .member("isHandedToEngine", isOffered)
                    .member("lastOutputSent", senders.lastSent())
                    // The host's steady clock: comparable with that of other processes on it, and with nothing else.
                    .member("storeSteadyNs", storeNs)
                    .member("latchedAfterNs", latchedNs - startNs)
                    .member("sendersIdleAfterStoreNs", isUp && stuck == SenderWatch.NONE ? idleNs - storeNs : null)
                    .endObject());
            return stuck == SenderWatch.NONE ? ExitCode.OK : ExitCode.PARTIAL;
        }
        final StringBuilder out = new StringBuilder();
        out.append(ScopeNames.text(page, index)).append("  ").append(ScopeNames.level(ControlPage.level(word)));
        if (word == before) {
            out.append(" already, nothing was lowered");
        }
        out.append("  generation ")
                .append(ControlPage.generation(word))
                .append("  by ")
                .append(user)
                .append("  last output sent ")
                .append(senders.lastSent())
                .append("\n  latched ");
        millis(out, latchedNs - startNs).append(" after start · ");
        if (!isUp) {
            out.append("the engine does not run: latched for its next start; the reason is not journaled");
        } else if (stuck == SenderWatch.NONE) {
            out.append("senders idle after ");
            millis(out, idleNs - startNs);
        } else {
            out.append("sender ")
                    .append(stuck)
                    .append(" is still writing output ")
                    .append(page.sendingSequence(stuck));
        }
        if (isUp && !isOffered) {
            out.append("\n  the command ring took no frame: the latch stands, user and reason are not journaled");
        }
        out.append("\n  undo: breakwater resume ")
                .append(ScopeNames.text(page, index))
                .append(" --reason …");
        System.out.println(out);
        if (stuck != SenderWatch.NONE) {
            System.err.println("breakwater: kill: latched, but sender " + stuck
                    + " did not return from the socket within --wait; output " + page.sendingSequence(stuck)
                    + " may still leave. Nothing after it will");
            return ExitCode.PARTIAL;
        }
        return ExitCode.OK;
    }

    private static int pretend(final EnginePage engine, final int index, final int level) {
        final ControlPage page = engine.page();
        final int now = ControlPage.level(page.word(index));
        System.out.println("dry run: " + ScopeNames.text(page, index) + " is " + ScopeNames.level(now) + ", would be "
                + ScopeNames.level(Math.max(now, level)) + (engine.isEngineUp() ? "" : "; the engine does not run"));
        return ExitCode.OK;
    }

    private static StringBuilder millis(final StringBuilder out, final long ns) {
        return out.append(ns / 1_000_000).append('.').append(ns / 100_000 % 10).append(" ms");
    }

    private static ScopeType type(final Arguments given) {
        ScopeType type = given.has("--all") ? ScopeType.GLOBAL : null;
        for (int i = 0; i < SCOPES.length; i++) {
            if (given.has(SCOPES[i])) {
                if (type != null) {
                    throw usage("kill takes one scope, not two");
                }
                type = TYPES[i];
            }
        }
        if (!given.rest().isEmpty()) {
            throw usage("kill: '" + given.rest().get(0) + "' belongs to no option");
        }
        if (type == null) {
            throw usage("kill needs a scope");
        }
        return type;
    }

    private static String option(final ScopeType type) {
        return "--" + ScopeNames.word(type);
    }

    private static int level(final String text) {
        final int level = LEVELS.indexOf(text) + 1;
        if (level == 0) {
            throw usage("kill: no level '" + text + "'" + Nearest.hint(text, LEVELS));
        }
        return level;
    }

    private static long wait(final String option, final String text) {
        try {
            return Durations.parse(text);
        } catch (final NumberFormatException wrong) {
            throw usage("kill: " + option + " " + wrong.getMessage());
        }
    }

    private static CommandFailure usage(final String message) {
        return new CommandFailure(ExitCode.USAGE, message + "; usage: " + USAGE);
    }
}
