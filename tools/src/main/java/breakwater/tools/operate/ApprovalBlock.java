package breakwater.tools.operate;

import breakwater.core.message.ApprovalEncoder;
import breakwater.tools.approve.Approval;
import java.time.Instant;
import org.agrona.concurrent.UnsafeBuffer;

/** A verified approval as the journal keeps it, before the commands that it allows. */
public final class ApprovalBlock {
    public static final int TEMPLATE_ID = ApprovalEncoder.TEMPLATE_ID;

    private static final int HASH_DIGITS = 12;

    private ApprovalBlock() {}

    /** Returns the SBE block of an Approval. {@code commands} is how many commands follow. */
    public static byte[] encode(final Approval approval, final int commands, final String reason) {
        final byte[] block = new byte[ApprovalEncoder.BLOCK_LENGTH];
        new ApprovalEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .action(approval.action())
                .commands(commands)
                .author(CommandFrames.ascii(approval.author(), CommandFrames.USER_MAX))
                .approver(CommandFrames.ascii(approval.approver(), CommandFrames.USER_MAX))
                .notBeforeNs(nanos(approval.notBefore()))
                .expiresNs(nanos(approval.expires()))
                .nonce(approval.nonce())
                .contentHash(approval.contentHash())
                .reason(CommandFrames.ascii(reason, CommandFrames.REASON_MAX));
        return block;
    }

    /**
     * Returns the reason that each command of a change carries: the words, cut so that the first digits of the change's
     * hash follow them, by which a row is found again beside its approval.
     */
    public static String reason(final String words, final String contentHash) {
        final String mark = " #" + contentHash.substring(0, HASH_DIGITS);
        return CommandFrames.ascii(words, CommandFrames.REASON_MAX - mark.length()) + mark;
    }

    private static long nanos(final Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
