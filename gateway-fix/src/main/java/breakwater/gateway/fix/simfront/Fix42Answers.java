package breakwater.gateway.fix.simfront;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.MessageType;
import breakwater.gateway.fix.Tag;
import quickfix.Message;
import quickfix.field.MsgType;

/**
 * Rewords an answer for a client that speaks FIX 4.2: a report has ExecTransType (20), its ExecType (150) is a fill's status or,
 * where nothing happened, the order's; reasons and fields that came later are left out. Thread: the venue's.
 */
final class Fix42Answers {
    private static final int[] LATER_FIELDS = {
        Tag.LAST_LIQUIDITY_IND,
        Tag.CL_ORD_LINK_ID,
        Tag.COPY_MSG_INDICATOR,
        Tag.MASS_STATUS_REQ_ID,
        Tag.TOT_NUM_REPORTS,
        Tag.LAST_RPT_REQUESTED
    };
    private static final int ORDER_REASON_MAX = 8;
    private static final int CANCEL_REASON_MAX = 3;
    private static final String BY_THE_BROKER = "0";
    private static final String CANCEL_BY_THE_BROKER = "2";

    private Fix42Answers() {}

    /** Returns an answer as such a client is told it; the message itself may go to others. */
    static Message of(final Message answer) {
        final Message message = (Message) answer.clone();
        switch (FixFields.text(message.getHeader(), MsgType.FIELD)) {
            case MessageType.EXECUTION_REPORT:
                reword(message, FixFields.text(message, Tag.EXEC_TYPE));
                limit(message, Tag.ORD_REJ_REASON, ORDER_REASON_MAX, BY_THE_BROKER);
                for (final int tag : LATER_FIELDS) {
                    message.removeField(tag);
                }
                break;
            case MessageType.ORDER_CANCEL_REJECT:
                limit(message, Tag.CXL_REJ_REASON, CANCEL_REASON_MAX, CANCEL_BY_THE_BROKER);
                break;
            default:
        }
        return message;
    }

    private static void reword(final Message report, final String execType) {
        switch (execType) {
            case "F":
                transaction(report, "0", true);
                break;
            case "H":
                transaction(report, "1", true);
                break;
            case "G":
                transaction(report, "2", true);
                break;
            case "I":
            case "L":
                transaction(report, "3", true);
                break;
            default:
                transaction(report, "0", false);
        }
    }

    private static void transaction(final Message report, final String type, final boolean isStatus) {
        report.setString(Tag.EXEC_TRANS_TYPE, type);
        if (isStatus) {
            report.setString(Tag.EXEC_TYPE, FixFields.text(report, Tag.ORD_STATUS));
        }
    }

    private static void limit(final Message message, final int tag, final int max, final String other) {
        final String reason = FixFields.text(message, tag);
        if (reason != null && Integer.parseInt(reason) > max) {
            message.setString(tag, other);
        }
    }
}
