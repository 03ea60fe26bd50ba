package breakwater.journal.recovery;

import breakwater.journal.Verification;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the journals end, and in what condition.
 *
 * @param input       of the input journal, as found
 * @param output      of the output journal, as found
 * @param quarantined folders moved aside; their good records stand in their place
 */
public record JournalEnd(Verification input, Verification output, List<Path> quarantined) {
    /** Returns the last sound input, 0 = none: the next run goes on after it. */
    public long lastSequence() {
        return input.lastSequence();
    }

    /** Returns the chain that the next run's input header continues. */
    public long chain() {
        return input.chain();
    }

    public long outputSequence() {
        return output.lastSequence();
    }

    public long outputChain() {
        return output.chain();
    }

    /** Returns whether something acknowledged is missing or changed: start in CANCEL_ONLY; {@code verify} exits 8. */
    public boolean isLoss() {
        return !input.isGood() || !output.isGood();
    }
}
