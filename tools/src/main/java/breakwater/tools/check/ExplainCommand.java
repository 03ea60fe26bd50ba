package breakwater.tools.check;

import breakwater.core.message.Control;
import breakwater.core.message.QuarantineReason;
import breakwater.core.risk.Figure;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.ConfigFile;
import breakwater.tools.config.Nearest;
import breakwater.tools.inspect.ControlInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The long text of a code that some other output named. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Explain a control (P9, POSITION_LIMIT), a limit (long-position), a quarantine reason or an exit code.")
public final class ExplainCommand implements Callable<Integer> {
    private static final Map<Integer, String> EXITS = Map.ofEntries(
            Map.entry(ExitCode.OK, "all is well"),
            Map.entry(ExitCode.DIFFERS, "a comparison differs, or a check says no"),
            Map.entry(ExitCode.USAGE, "the command line is wrong; the message says how to put it right"),
            Map.entry(ExitCode.NOT_FOUND, "what was named does not exist or does not answer"),
            Map.entry(
                    ExitCode.NOT_PERMITTED, "it needs an authority that the caller has not shown, or a control stands"),
            Map.entry(ExitCode.PRECONDITION, "the state of things does not allow it: another owner, a read-only disk"),
            Map.entry(ExitCode.REFUSED, "a file was refused by its gate; every finding was named"),
            Map.entry(ExitCode.PARTIAL, "begun, not completed: what remains was named"),
            Map.entry(ExitCode.INTEGRITY, "a replay diverged, a journal is damaged, or books differ"),
            Map.entry(ExitCode.BUG, "a bug of ours; the stack trace belongs into the report"),
            Map.entry(130, "interrupted"));

    @Parameters(paramLabel = "CODE", description = "such as P9, DAILY_LOSS, trade-risk, CROSSED or 8")
    private String code;

    private final List<String> known = new ArrayList<>();
    private boolean isFound;

    @Override
    public Integer call() {
        final String wanted = code.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        for (final Control control : Control.values()) {
            if (control != Control.NONE) {
                match(control, wanted);
            }
        }
        final ControlInventory inventory = new ControlInventory();
        inventory.entries().forEach(entry -> known.add(entry.id()));
        final ControlInventory.Entry entry = inventory.find(wanted);
        if (entry != null) {
            isFound = true;
            System.out.println((entry.controls().isEmpty() ? entry.id() + " " : "  ") + entry.name() + ", "
                    + (entry.state().equals("part") ? "built in part" : entry.state()) + ": " + entry.text());
        }
        for (final Figure figure : Figure.values()) {
            known.add(ConfigFile.label(figure));
            if (figure.name().equals(wanted) && !figure.control().name().equals(wanted)) {
                isFound = true;
                System.out.println(figure.control().id() + " " + figure.control() + ": "
                        + figure.control().meaning());
                System.out.println(describe(figure));
            }
        }
        for (final QuarantineReason reason : QuarantineReason.values()) {
            known.add(reason.name());
            if (reason.name().equals(wanted)) {
                isFound = true;
                System.out.println(
                        reason + ": a quarantine reason, value " + reason.value() + ". The input was kept for"
                                + " audit and not shown to books or strategies, unless it was a fill, which is booked and flagged."
                                + "\n  see them with: breakwater events --kind quarantine");
            }
        }
        final String digits = wanted.startsWith("EXIT_") ? wanted.substring(5) : wanted;
        if (digits.matches("[0-9]{1,3}") && EXITS.containsKey(Integer.parseInt(digits))) {
            isFound = true;
            System.out.println("exit code " + digits + ": " + EXITS.get(Integer.parseInt(digits)));
        }
        if (!isFound) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "no code '" + code + "'"
                            + Nearest.hint(
                                    wanted,
                                    known.stream()
                                            .map(name -> name.toUpperCase(Locale.ROOT))
                                            .toList())
                            + "; codes are controls (P9), limits (trade-risk), quarantine reasons (CROSSED), exit codes (8)");
        }
        return ExitCode.OK;
    }

    private void match(final Control control, final String wanted) {
        known.add(control.id());
        known.add(control.name());
        if (!control.id().equals(wanted) && !control.name().equals(wanted)) {
            return;
        }
        isFound = true;
        System.out.println(control.id() + " " + control + " (code " + control.code() + "): " + control.meaning()
                + "\n  applies to " + control.reach());
        for (final Figure figure : Figure.values()) {
            if (figure.control() == control) {
                System.out.println(describe(figure));
            }
        }
    }

    private static String describe(final Figure figure) {
        return "  limit " + ConfigFile.label(figure) + "  unit " + figure.unit() + "  required at "
                + figure.required().name().toLowerCase(Locale.ROOT) + " scope  shipped "
                + figure.shippedText()
                + " (" + figure.reason() + ")";
    }
}
