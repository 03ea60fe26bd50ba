package breakwater.tools.limits;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.approve.SignedFile;
import breakwater.tools.config.ApproverKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an approver's key pair. */
@Command(
        name = "new-key",
        mixinStandardHelpOptions = true,
        description = "Make an Ed25519 key pair. The file keeps the private key, mode 0600; it is never printed.",
        footer = {"", "Example:", "  breakwater approve new-key --user bob --out ~/bob.key"})
final class ApproveNewKey implements Callable<Integer> {
    @Option(names = "--user", required = true, paramLabel = "NAME", description = "the approver's user name")
    private String user;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it (default NAME.key)")
    private Path out;

    @Override
    public Integer call() {
        if (!ApproverKeys.isName(user)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "approve new-key: '" + user + "' is no user name of at most " + ApproverKeys.NAME_MAX
                            + " letters, digits, '.', '_' and '-'");
        }
        final Path file = out != null ? out : Path.of(user + ".key");
        final String publicKey = SignedFile.newKey(file, user);
        System.err.println("wrote " + file + "; keep it to yourself. Under 'approvers:' of the configuration goes:");
        System.out.println("  - {name: " + user + ", key: " + publicKey + "}");
        return ExitCode.OK;
    }
}
