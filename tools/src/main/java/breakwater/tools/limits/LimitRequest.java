package breakwater.tools.limits;

import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitEncoder;
import breakwater.tools.config.Config;
import breakwater.tools.operate.CommandFrames;
import org.agrona.concurrent.UnsafeBuffer;

/** One row on its way to the engine: its SetLimit block, by which its answer is known again. */
record LimitRequest(LimitChange change, byte[] block) {
    /** Encodes a row. Only a row that loosens carries the authority to. */
    static LimitRequest of(final LimitChange change, final String user, final String reason) {
        final Config.LimitRow row = change.row();
        final byte[] block = new byte[SetLimitEncoder.BLOCK_LENGTH];
        new SetLimitEncoder()
                .wrap(new UnsafeBuffer(block), 0)
                .control(row.figure().control().code())
                .scopeType(row.scopeType())
                .scopeId(row.scopeType() == ScopeType.GLOBAL ? Frame.NO_ID : row.scopeId())
                .key((short) row.figure().key())
                .value(row.value())
                .warn(row.warn())
                .isLoosening((short) (change.kind() == LimitChange.Kind.LOOSER ? 1 : 0))
                .user(CommandFrames.ascii(user, CommandFrames.USER_MAX))
                .reason(CommandFrames.ascii(reason, CommandFrames.REASON_MAX));
        return new LimitRequest(change, block);
    }
}
