package breakwater.gateway.fix.account;

import breakwater.gateway.fix.FixDecimal;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.Tag;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import quickfix.FieldMap;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.NoPositions;

/**
 * The answer to one RequestForPositions as it gathers: RequestForPositionsAck (AO), then a PositionReport (AP) for each symbol
 * that is held. It is whole once as many reports have come as were announced; only then is a symbol that was not named flat.
 *
 * <p>Thread: its owner's. Errors: {@link FixRefusal} for what cannot be read; the answer is then of no use.
 */
public final class PositionsAnswer {
    private static final String VALID = "0";
    private static final String NOTHING_FOUND = "2";
    private static final String REJECTED = "2";

    private final String account;
    private final Map<String, BigDecimal> net = new TreeMap<>();
    private int reports;
    private int total = -1;
    private String refusal;

    public PositionsAnswer(final String account) {
        this.account = account;
    }

    /** Takes the AO. */
    public void onAck(final Message ack) throws FixRefusal {
        final String result = FixFields.text(ack, Tag.POS_REQ_RESULT);
        final boolean isEmpty = NOTHING_FOUND.equals(result);
        if (REJECTED.equals(FixFields.text(ack, Tag.POS_REQ_STATUS)) || !VALID.equals(result) && !isEmpty) {
            refuse("729=" + FixFields.text(ack, Tag.POS_REQ_STATUS) + " 728=" + result + " "
                    + FixFields.text(ack, Tag.TEXT));
            return;
        }
        total = FixFields.integer(ack, Tag.TOTAL_NUM_POS_REPORTS, isEmpty ? 0 : -1);
    }

    /** Takes an AP. */
    public void onReport(final Message report) throws FixRefusal {
        final String named = FixFields.text(report, Tag.ACCOUNT);
        if (named != null && !named.equals(account)) {
            throw new FixRefusal("asked for the positions of " + account + ", the answer is of 1=" + named);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (final Group each : report.getGroups(NoPositions.FIELD)) {
            if ("TQ".equals(FixFields.text(each, Tag.POS_TYPE))) {
                sum = sum.add(quantity(each, Tag.LONG_QTY)).subtract(quantity(each, Tag.SHORT_QTY));
            }
        }
        net.merge(FixFields.required(report, Tag.SYMBOL), sum, BigDecimal::add);
        reports++;
        total = FixFields.integer(report, Tag.TOTAL_NUM_POS_REPORTS, total);
    }

    private static BigDecimal quantity(final FieldMap group, final int tag) throws FixRefusal {
        final String text = FixFields.text(group, tag);
        try {
            return text == null ? BigDecimal.ZERO : FixDecimal.plain(text);
        } catch (final NumberFormatException wrong) {
            throw new FixRefusal(tag + "=" + text + " is no quantity");
        }
    }

    /** The venue refused the question, or its answer cannot be read. */
    public void refuse(final String why) {
        refusal = why;
    }

    /** Returns why there is no answer, null where there is, or where it may still come. */
    public String refusal() {
        return refusal;
    }

    /** Returns whether anything of an answer has come. */
    public boolean isBegun() {
        return total >= 0 || reports > 0 || refusal != null;
    }

    /** Returns whether the answer is whole. */
    public boolean isComplete() {
        return refusal == null && total >= 0 && reports >= total;
    }

    /** Returns the signed quantity of each symbol that was named. */
    public Map<String, BigDecimal> net() {
        return net;
    }
}
