package breakwater.tools.limits;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The limits of a run: what is in force, how a file differs, and applying the difference. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        description = "Show the limits in force, compare a file with them, apply it to the running engine.",
        subcommands = {LimitsShow.class, LimitsDiff.class, LimitsApply.class},
        footer = {
            "",
            "Examples:",
            "  breakwater limits show --dir runs/paper",
            "  breakwater limits diff tighter.yaml && echo same",
            "  breakwater limits apply tighter.yaml --reason \"calmer until the release\"",
            "  breakwater limits apply wider.yaml --reason \"more volume\" --confirm-loosen --approval wider.approval",
            "",
            "A file holds what the limits: section of a configuration holds, or is a configuration:",
            "  limits:",
            "    - {limit: order-quantity, instrument: BTC-USD, value: 0.5}",
            "    - {limit: daily-loss, value: 2%, warn: 1.5%}"
        })
public final class LimitsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(ExitCode.USAGE, "limits needs one of: show, diff, apply");
    }
}
