package breakwater.tools.inspect;

import breakwater.tools.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The inventory of controls, from the code. */
@Command(
        name = "controls",
        mixinStandardHelpOptions = true,
        description = {
            "List every control of the catalogue: built, built in part, or absent and why; with its limits and what we ship.",
            "See one with 'breakwater explain P9'."
        })
public final class ControlsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON document")
    private boolean isJson;

    @Option(names = "--markdown", description = "the page that stands in the project as docs/controls.md")
    private boolean isMarkdown;

    @Override
    public Integer call() {
        final ControlInventory inventory = new ControlInventory();
        if (isMarkdown) {
            System.out.print(inventory.markdown());
        } else if (isJson) {
            inventory.table().printJson(System.out, "controls");
        } else if (Terminal.isPresent()) {
            inventory.table().printAligned(System.out);
        } else {
            inventory.table().printTabs(System.out);
        }
        return ExitCode.OK;
    }
}
