package breakwater.tools.manual;

import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ManualOrderEncoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.inspect.Catalogue;
import breakwater.tools.manual.LiveBooks.Held;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.ScopeNames;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes a position, or a part of it, by an order through the gate's rules for exits. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = "Close what strategies hold of an instrument, or a part of it.",
        footer = {
            "",
            "  breakwater close BTC-USD --reason \"weekend\"",
            "  breakwater close BTC-USD --strategy momentum --quantity 0.25 --reason \"half off\"",
            "",
            "What rests of the strategy in the instrument is taken back first. The exit is a limit inside the collar for exits,",
            "tried until it is filled; stops and targets shrink as it fills. With --quantity it is tried once, and what rests stays.",
            "Nothing is blocked: to keep a strategy from entering again, pause or kill it first.",
            "",
            "Exit codes: 0 closed, 2 wrong arguments, 3 unknown name or no engine, 4 refused by a control, 5 nothing held or"
                    + " no answer, 7 not filled within --wait."
        })
public final class CloseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "INSTRUMENT", description = "the instrument's symbol")
    private String instrument;

    @Option(names = "--strategy", paramLabel = "S", description = "only what this strategy holds")
    private String strategy;

    @Option(names = "--quantity", paramLabel = "Q", description = "how much of it; default all")
    private String quantity;

    @Mixin
    private ActOptions options;

    private final RiskRejectedDecoder rejected = new RiskRejectedDecoder();

    @Override
    public Integer call() {
        try (EnginePage engine = options.open()) {
            final ControlPage page = engine.page();
            final int instrumentId = ControlPage.idOf(ScopeNames.find(page, ScopeType.INSTRUMENT, instrument));
            final Catalogue names = Catalogue.of(RunFolder.view(engine.folder()));
            int worst = ExitCode.OK;
            for (final Held one : holders(engine, instrumentId, names)) {
                worst = Math.max(worst, closeOrSay(engine, one, names));
            }
            return worst;
        }
    }

    /** One that is refused does not keep the others from being closed. */
    private int closeOrSay(final EnginePage engine, final Held one, final Catalogue names) {
        try {
            return close(engine, one, names);
        } catch (final CommandFailure failure) {
            System.err.println("breakwater: close: " + failure.getMessage());
            return failure.exitCode();
        }
    }

    private List<Held> holders(final EnginePage engine, final int instrumentId, final Catalogue names) {
        final List<Held> holders;
        try (Act look = new Act(engine, options.waitNs(), true)) {
            holders = look.books().holders(instrumentId).stream()
                    .filter(one -> strategy == null || one.strategyId() == strategyId(engine.page()))
                    .toList();
        }
        if (holders.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    (strategy == null ? "no strategy" : strategy) + " holds anything of " + instrument
                            + "; nothing was asked, see 'positions'");
        }
        if (quantity != null && holders.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "several strategies hold " + instrument + "; say which with --strategy: "
                            + String.join(
                                    ", ",
                                    holders.stream()
                                            .map(one -> names.strategy(one.strategyId()))
                                            .toList()));
        }
        return holders;
    }

    private int strategyId(final ControlPage page) {
        return ControlPage.idOf(ScopeNames.find(page, ScopeType.STRATEGY, strategy));
    }

    private int close(final EnginePage engine, final Held one, final Catalogue names) {
        try (Act act = new Act(engine, options.waitNs(), true)) {
            final long before = act.books().held(one);
            final long asked = asked(one, before, names);
            final String what = names.strategy(one.strategyId()) + "  " + names.quantity(one.instrumentId(), before)
                    + " " + instrument;
            if (options.isDryRun()) {
                System.out.println("dry run: would close "
                        + (asked == 0 ? "all" : names.quantity(one.instrumentId(), asked)) + " of " + what);
                return ExitCode.OK;
            }
            final long startNs = System.nanoTime();
            act.send(ManualOrderEncoder.TEMPLATE_ID, block(one, before, asked));
            answer(act, what);
            final long target = asked == 0 ? 0 : before - Long.signum(before) * asked;
            final boolean isDone = act.await(() -> isAt(act.books().held(one), before, target));
            System.out.printf(
                    Locale.ROOT,
                    "%s → %s in %d ms  by %s  input %d%n",
                    what,
                    names.quantity(one.instrumentId(), act.books().held(one)),
                    (System.nanoTime() - startNs) / 1_000_000,
                    options.user(),
                    act.sequence());
            if (!isDone) {
                System.err.println(
                        "breakwater: close: not filled within --wait; the engine goes on by its rules for exits,"
                                + " see 'positions' and 'orders --open'");
            }
            return isDone ? ExitCode.OK : ExitCode.PARTIAL;
        }
    }

    /** Returns whether a position has come down to the target, or through it by other exits meanwhile. */
    private static boolean isAt(final long now, final long before, final long target) {
        return before > 0 ? now <= target : now >= target;
    }

    /** Returns the quantity to close in the instrument's lots, 0 = all. */
    private long asked(final Held one, final long before, final Catalogue names) {
        if (quantity == null) {
            return 0;
        }
        final long asked;
        try {
            asked = names.quantity(one.instrumentId(), quantity);
        } catch (final NumberFormatException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--quantity " + wrong.getMessage(), wrong);
        }
        if (asked <= 0 || asked > Math.abs(before)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--quantity " + quantity + " is not between 0 and what is held, "
                            + names.quantity(one.instrumentId(), Math.abs(before)));
        }
        return asked;
    }

    private byte[] block(final Held one, final long before, final long asked) {
        final byte[] block = new byte[ManualOrderEncoder.BLOCK_LENGTH];
        new ManualOrderEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .strategyId(one.strategyId())
                .instrumentId(one.instrumentId())
                .side(before > 0 ? Side.SELL : Side.BUY)
                .price(0)
                .quantity(asked)
                .user(options.user())
                .reason(options.reason());
        return block;
    }

    /**
     * Reads what the engine answered at once. A part is refused or sent; a whole position is refused by a kill alone, since
     * what else refuses an exit is asked again. Exit code 4 where it is refused, 5 where nothing came of a part.
     */
    private void answer(final Act act, final String what) {
        boolean isSent = quantity == null;
        for (Frame f = act.nextAnswer(); f != null; f = act.nextAnswer()) {
            if (f.templateId() == RiskRejectedDecoder.TEMPLATE_ID) {
                rejected.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                refuseUnlessAskedAgain(what, f.sequence());
            }
            if (f.templateId() == QuarantinedDecoder.TEMPLATE_ID) {
                throw new CommandFailure(
                        ExitCode.NOT_PERMITTED, what + " stays: the engine knows no such strategy or instrument");
            }
            isSent |= f.templateId() == OrderNewDecoder.TEMPLATE_ID;
        }
        if (!isSent) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION, "no answer within --wait to input " + act.sequence() + "; see 'events'");
        }
    }

    private void refuseUnlessAskedAgain(final String what, final long sequence) {
        final Control control = Control.of(rejected.control());
        if (quantity != null || control == Control.KILL_STATE || rejected.role() == OrderRole.MANUAL) {
            throw new CommandFailure(
                    ExitCode.NOT_PERMITTED,
                    what + " stays: " + control.id() + " " + control + ": " + control.meaning() + "; 'breakwater why "
                            + sequence + "' says more");
        }
    }
}
