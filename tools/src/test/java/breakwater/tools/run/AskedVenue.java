package breakwater.tools.run;

import breakwater.core.message.BalanceDecoder;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.VenuePositionDecoder;
import breakwater.core.pipeline.RecordAppender;
import breakwater.journal.JournalAppender;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Stands before the input journal and lets the market go on once the venue, asked while the market stands still and after the last
 * fill, has told every position and every balance. Thread: the journaler's.
 */
final class AskedVenue implements Edges {
    private final HeldFeed market;
    private final int positions;
    private final int balances;
    private volatile boolean isAnswered;

    /** @param positions accounts times instruments */
    AskedVenue(final HeldFeed market, final int positions, final int balances) {
        this.market = market;
        this.positions = positions;
        this.balances = balances;
    }

    /** Returns whether it has told all. Thread: any. */
    boolean isAnswered() {
        return isAnswered;
    }

    @Override
    public RecordAppender inputs(final JournalAppender journal) {
        return new Inputs(journal);
    }

    private final class Inputs implements RecordAppender {
        private final JournalAppender journal;
        private final Frame frame = new Frame();
        private final ExecutionReportDecoder report = new ExecutionReportDecoder();
        private final VenuePositionDecoder position = new VenuePositionDecoder();
        private final BalanceDecoder balance = new BalanceDecoder();
        private final Set<Long> told = new HashSet<>();
        private final Set<Integer> balanced = new HashSet<>();
        private int hold;

        private Inputs(final JournalAppender journal) {
            this.journal = journal;
        }

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            journal.append(buffer, offset, length);
            if (hold != market.holds()) {
                hold = market.holds();
                isAnswered = false;
                told.clear();
                balanced.clear();
            }
            look(frame.wrap(buffer, offset));
            if (hold > 0 && told.size() == positions && balanced.size() == balances) {
                isAnswered = true;
                market.release(hold);
            }
        }

        private void look(final Frame input) {
            switch (input.templateId()) {
                case ExecutionReportDecoder.TEMPLATE_ID:
                    report.wrap(input.buffer(), input.blockOffset(), input.blockLength(), input.version());
                    if (report.execType() == ExecType.TRADE
                            || report.execType() == ExecType.TRADE_BUST
                            || report.execType() == ExecType.TRADE_CORRECT) {
                        told.clear();
                        balanced.clear();
                    }
                    return;
                case VenuePositionDecoder.TEMPLATE_ID:
                    position.wrap(input.buffer(), input.blockOffset(), input.blockLength(), input.version());
                    told.add((long) position.accountId() << 32 | position.instrumentId());
                    return;
                case BalanceDecoder.TEMPLATE_ID:
                    balance.wrap(input.buffer(), input.blockOffset(), input.blockLength(), input.version());
                    balanced.add(balance.accountId());
                    return;
                default:
            }
        }

        @Override
        public void endBatch() {
            journal.endBatch();
        }

        @Override
        public void close() {
            journal.close();
        }
    }
}
