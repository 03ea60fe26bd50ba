package breakwater.tools.manual;

import breakwater.core.message.CancelOrdersEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.QuarantinedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.inspect.OrderIds;
import breakwater.tools.operate.EnginePage;
import breakwater.tools.operate.ScopeNames;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back an order, or all orders in an instrument that protect nothing. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Cancel an order, or all orders in an instrument but those that protect a position.",
        footer = {
            "",
            "  breakwater cancel 17-42 --reason \"wrong side of the news\"",
            "  breakwater cancel --instrument BTC-USD --reason \"widening\"",
            "",
            "Stops and targets stay: who wants them away closes the position, see 'close'.",
            "",
            "Exit codes: 0 canceled or ended otherwise, 2 wrong arguments, 3 no such order or no engine,"
                    + " 4 it protects a position, 5 no answer, 7 not all confirmed within --wait."
        })
public final class CancelCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ORDER", description = "an order's id as 'orders' shows it")
    private String order;

    @Option(names = "--instrument", paramLabel = "I", description = "all unprotecting orders of this instrument")
    private String instrument;

    @Mixin
    private ActOptions options;

    private final QuarantinedDecoder quarantined = new QuarantinedDecoder();

    @Override
    public Integer call() {
        if ((order == null) == (instrument == null)) {
            throw new CommandFailure(ExitCode.USAGE, "cancel takes an ORDER or --instrument, one of them");
        }
        try (EnginePage engine = options.open();
                Act act = new Act(engine, options.waitNs(), true)) {
            final List<LiveBooks.Working> named = order != null
                    ? List.of(named(act.books()))
                    : act.books()
                            .unattached(
                                    ControlPage.idOf(ScopeNames.find(engine.page(), ScopeType.INSTRUMENT, instrument)));
            if (options.isDryRun() || named.isEmpty()) {
                System.out.println(
                        named.isEmpty()
                                ? "no order of " + instrument + " works that protects nothing; nothing was asked"
                                : "dry run: would cancel " + ids(named));
                return ExitCode.OK;
            }
            act.send(
                    CancelOrdersEncoder.TEMPLATE_ID,
                    block(engine.page(), named.get(0).id()));
            return answer(act, named);
        }
    }

    private LiveBooks.Working named(final LiveBooks books) {
        final long id = OrderIds.parse(order);
        if (id < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + order + "' is no order id; 'orders --open' shows them, such as 17-42");
        }
        final LiveBooks.Working found = books.order(id);
        if (found == null) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "no order " + order + " works; 'orders --open' shows those that do");
        }
        if (!found.isUnattached()) {
            throw attached(found.role() + " " + order);
        }
        return found;
    }

    private static CommandFailure attached(final String what) {
        return new CommandFailure(
                ExitCode.NOT_PERMITTED,
                what + " protects a position or closes one under a kill, and stays; close the position instead, see"
                        + " 'close --help'");
    }

    private byte[] block(final ControlPage page, final long first) {
        final byte[] block = new byte[CancelOrdersEncoder.BLOCK_LENGTH];
        new CancelOrdersEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .clientOrderId(order == null ? 0 : first)
                .instrumentId(
                        order == null
                                ? ControlPage.idOf(ScopeNames.find(page, ScopeType.INSTRUMENT, instrument))
                                : Frame.NO_ID)
                .user(options.user())
                .reason(options.reason());
        return block;
    }

    private int answer(final Act act, final List<LiveBooks.Working> named) {
        for (Frame f = act.nextAnswer(); f != null; f = act.nextAnswer()) {
            if (f.templateId() == QuarantinedDecoder.TEMPLATE_ID) {
                quarantined.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (quarantined.reason() != QuarantineReason.UNKNOWN_ORDER) {
                    throw attached(order);
                }
                System.out.println(order + "  ended before the cancel came  input " + act.sequence());
                return ExitCode.OK;
            }
        }
        final boolean isDone =
                act.await(() -> named.stream().allMatch(one -> act.books().order(one.id()) == null));
        final List<LiveBooks.Working> left = named.stream()
                .filter(one -> act.books().order(one.id()) != null)
                .toList();
        System.out.println(ids(named) + "  cancel asked  by " + options.user() + "  input " + act.sequence()
                + (isDone ? "\n  all have ended: 'orders' says how" : "\n  not ended yet: " + ids(left)));
        return isDone ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private static String ids(final List<LiveBooks.Working> orders) {
        return orders.stream().map(one -> OrderIds.text(one.id())).collect(Collectors.joining(", "));
    }
}
