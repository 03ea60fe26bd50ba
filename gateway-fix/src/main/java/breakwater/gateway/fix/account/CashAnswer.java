package breakwater.gateway.fix.account;

import breakwater.core.decimal.Decimals;
import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.Tag;
import quickfix.Message;

/**
 * The answer to one CollateralInquiry: CashOutstanding (901) of a CollateralReport (BA), the account's balance with what was
 * realized and the fees, and without what open positions cost or are worth; or the refusal of a CollateralInquiryAck (BG).
 *
 * <p>Thread: its owner's. Errors: {@link FixRefusal} for what cannot be read.
 */
public final class CashAnswer {
    private static final String REJECTED = "4";
    private static final String SUCCESSFUL = "0";

    private final String account;
    private final String currency;
    private boolean isComplete;
    private long cashE8;
    private String refusal;

    /** @param currency of the account; cash in another is no answer */
    public CashAnswer(final String account, final String currency) {
        this.account = account;
        this.currency = currency;
    }

    /** Takes the BG, which some venues send ahead of the report. */
    public void onAck(final Message ack) {
        final String result = FixFields.text(ack, Tag.COLL_INQUIRY_RESULT);
        if (REJECTED.equals(FixFields.text(ack, Tag.COLL_INQUIRY_STATUS))
                || result != null && !SUCCESSFUL.equals(result)) {
            refuse("945=" + FixFields.text(ack, Tag.COLL_INQUIRY_STATUS) + " 946=" + result + " "
                    + FixFields.text(ack, Tag.TEXT));
        }
    }

    /** Takes the BA. */
    public void onReport(final Message report) throws FixRefusal {
        final String named = FixFields.text(report, Tag.ACCOUNT);
        if (named != null && !named.equals(account)) {
            throw new FixRefusal("asked for the cash of " + account + ", the answer is of 1=" + named);
        }
        final String told = FixFields.text(report, Tag.CURRENCY);
        if (told != null && !told.equals(currency)) {
            throw new FixRefusal("asked for cash in " + currency + ", the answer is in 15=" + told);
        }
        FixFields.required(report, Tag.CASH_OUTSTANDING);
        cashE8 = FixFields.decimal(report, Tag.CASH_OUTSTANDING, Decimals.MONEY_EXPONENT, 0);
        isComplete = true;
    }

    /** The venue refused the question, or its answer cannot be read. */
    public void refuse(final String why) {
        refusal = why;
    }

    /** Returns why there is no answer, null where there is, or where it may still come. */
    public String refusal() {
        return refusal;
    }

    public boolean isBegun() {
        return isComplete || refusal != null;
    }

    public boolean isComplete() {
        return refusal == null && isComplete;
    }

    /** Returns the balance in 1e-8 of the account's currency; of an answer that is complete. */
    public long cashE8() {
        return cashE8;
    }
}
