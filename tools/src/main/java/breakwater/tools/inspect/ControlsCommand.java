package breakwater.tools.inspect;

import breakwater.tools.ExitCode;
import breakwater.tools.drill.LastDrill;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The inventory of controls, from the code. */
@Command(
        name = "controls",
        mixinStandardHelpOptions = true,
        description = {
            "List every control of the catalogue: built, built in part, or absent and why; with its limits and what we ship,",
            "and when a drill exercised it last.",
            "See one with 'breakwater explain P9'."
        })
public final class ControlsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON document")
    private boolean isJson;

    @Option(names = "--markdown", description = "the page that stands in the project as docs/controls.md")
    private boolean isMarkdown;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            description = "evidence of a drill, or a folder of such; default drills, the newest counts")
    private Path evidence = LastDrill.FOLDER;

    @Override
    public Integer call() {
        final ControlInventory inventory = new ControlInventory();
        final Map<String, String> drilled = LastDrill.of(evidence);
        if (isMarkdown) {
            System.out.print(inventory.markdown());
        } else if (isJson) {
            inventory.table(drilled).printJson(System.out, "controls");
        } else if (Terminal.isPresent()) {
            inventory.table(drilled).printAligned(System.out);
        } else {
            inventory.table(drilled).printTabs(System.out);
        }
        return ExitCode.OK;
    }
}
