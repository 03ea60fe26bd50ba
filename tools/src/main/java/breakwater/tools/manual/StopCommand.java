package breakwater.tools.manual;

import breakwater.core.message.StopRunEncoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.operate.EnginePage;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a run in good order. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "End the engine in good order: entries canceled, stops left at the venue, snapshot written.",
        footer = {
            "",
            "  breakwater stop --reason \"end of the day\"",
            "",
            "Positions stay, and so do the stops that protect them. The next start goes on where this run ended.",
            "Ctrl-C and SIGTERM do the same.",
            "",
            "Exit codes: 0 stopped, 3 no engine, 5 not journaled, 7 still running after --wait."
        })
public final class StopCommand implements Callable<Integer> {
    private static final long PAUSE_NS = 10_000_000;

    @Mixin
    private ActOptions options;

    @Override
    public Integer call() {
        try (EnginePage engine = options.open()) {
            final ControlPage page = engine.page();
            final long run = page.get(Word.RUN);
            if (options.isDryRun()) {
                System.out.println("dry run: would stop run " + run + " of " + engine.folder());
                return ExitCode.OK;
            }
            final long startNs = System.nanoTime();
            final long input;
            try (Act act = new Act(engine, options.waitNs(), false)) {
                final byte[] block = new byte[StopRunEncoder.BLOCK_LENGTH];
                new StopRunEncoder()
                        .wrap(new UnsafeBuffer(block), 0)
                        .user(options.user())
                        .reason(options.reason());
                act.send(StopRunEncoder.TEMPLATE_ID, block);
                input = act.sequence();
            }
            while (engine.isEngineUp()) {
                if (System.nanoTime() - startNs > options.waitNs()) {
                    throw new CommandFailure(
                            ExitCode.PARTIAL,
                            "asked by input " + input + ", but the engine still works after --wait; see 'status'");
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
            System.out.printf(
                    Locale.ROOT,
                    "run %d stopped in %d ms  by %s  input %d of %d%n",
                    run,
                    (System.nanoTime() - startNs) / 1_000_000,
                    options.user(),
                    input,
                    page.get(Word.JOURNALED));
            return ExitCode.OK;
        }
    }
}
