package breakwater.tools.manual;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderCancelDecoder;
import breakwater.core.message.PauseEncoder;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ControlPage.Word;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.inspect.Times;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.ScopeNames;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a scope's entries away for a while. Calmer than a kill: no kill word, and it may end by itself. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Take entries of a scope away, until a time or a resume; exits and stops go on.",
        footer = {
            "",
            "  breakwater pause BTC-USD --until 14:30 --reason \"rate decision\"",
            "  breakwater pause strategy:momentum --until 30m --reason \"watching\"",
            "  breakwater resume BTC-USD --reason \"calm again\"",
            "",
            "Entries that rest are canceled. In trouble use 'kill', which stops senders at once and works with a hung engine.",
            "",
            "Exit codes: 0 paused, 2 a bad time, 3 unknown scope or no engine, 4 refused, 5 no answer."
        })
public final class PauseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SCOPE", description = "all, a name, or type:name such as venue:paper")
    private String scope;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "UTC time of the engine's clock (14:30, 2026-03-02T14:30) or a duration (30m); default: a resume")
    private String until;

    @Mixin
    private ActOptions options;

    private final RiskEventDecoder event = new RiskEventDecoder();

    @Override
    public Integer call() {
        try (EnginePage engine = options.open()) {
            final ControlPage page = engine.page();
            final int index = ScopeNames.find(page, scope);
            final String name = ScopeNames.text(page, index);
            final long untilNs = until == null ? 0 : EndTime.parse(until, page.get(Word.NOW));
            if (options.isDryRun()) {
                System.out.println("dry run: would pause " + name + " " + end(untilNs));
                return ExitCode.OK;
            }
            try (Act act = new Act(engine, options.waitNs(), false)) {
                act.send(PauseEncoder.TEMPLATE_ID, block(index, untilNs));
                return answer(act, name, index);
            }
        }
    }

    private byte[] block(final int index, final long untilNs) {
        final byte[] block = new byte[PauseEncoder.BLOCK_LENGTH];
        new PauseEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .scopeType(ControlPage.typeOf(index))
                .scopeId(ControlPage.idOf(index))
                .untilNs(untilNs)
                .user(options.user())
                .reason(options.reason());
        return block;
    }

    private int answer(final Act act, final String name, final int index) {
        int canceled = 0;
        boolean isPaused = false;
        long untilNs = 0;
        for (Frame f = act.nextAnswer(); f != null; f = act.nextAnswer()) {
            if (f.templateId() == QuarantinedDecoder.TEMPLATE_ID) {
                throw new CommandFailure(
                        ExitCode.NOT_PERMITTED,
                        "the engine refused the pause: its end does not lie ahead of its clock");
            }
            canceled += f.templateId() == OrderCancelDecoder.TEMPLATE_ID ? 1 : 0;
            if (f.templateId() == RiskEventDecoder.TEMPLATE_ID) {
                event.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (event.kind() == RiskEventKind.LEVEL_RAISED
                        && ControlPage.index(event.scopeType(), event.scopeId()) == index) {
                    isPaused = true;
                    untilNs = event.observed();
                }
            }
        }
        if (!isPaused) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "no answer within --wait to input " + act.sequence() + "; see 'events'");
        }
        System.out.println(name + "  paused " + end(untilNs) + "  by " + options.user() + "  input " + act.sequence()
                + "\n  " + (canceled == 0 ? "no entry rested" : canceled + " resting entries are being canceled")
                + "\n  undo: breakwater resume " + name + " --reason …");
        return ExitCode.OK;
    }

    private static String end(final long untilNs) {
        return untilNs == 0 ? "until a resume" : "until " + Times.text(untilNs);
    }
}
