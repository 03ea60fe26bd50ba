package breakwater.gateway.fix;

/** Values of MsgType(35) that this gateway speaks. */
public final class MessageType {
    public static final String RESEND_REQUEST = "2";
    public static final String SESSION_REJECT = "3";
    public static final String SEQUENCE_RESET = "4";
    public static final String EXECUTION_REPORT = "8";
    public static final String ORDER_CANCEL_REJECT = "9";
    public static final String LOGON = "A";
    public static final String NEWS = "B";
    public static final String NEW_ORDER = "D";
    public static final String CANCEL_REQUEST = "F";
    public static final String REPLACE_REQUEST = "G";
    public static final String STATUS_REQUEST = "H";
    public static final String MASS_STATUS_REQUEST = "AF";
    public static final String POSITIONS_REQUEST = "AN";
    public static final String POSITIONS_REQUEST_ACK = "AO";
    public static final String POSITION_REPORT = "AP";
    public static final String COLLATERAL_REPORT = "BA";
    public static final String COLLATERAL_INQUIRY = "BB";
    public static final String COLLATERAL_INQUIRY_ACK = "BG";
    public static final String MASS_CANCEL_REQUEST = "q";
    public static final String MASS_CANCEL_REPORT = "r";
    public static final String MARKET_DATA_REQUEST = "V";
    public static final String MARKET_DATA_SNAPSHOT = "W";
    public static final String MARKET_DATA_INCREMENT = "X";
    public static final String MARKET_DATA_REJECT = "Y";
    public static final String BUSINESS_REJECT = "j";

    private MessageType() {}

    /** Returns whether a message changes what works at the venue, so that a late copy of it would be a stale order. */
    public static boolean isOrder(final String type) {
        return NEW_ORDER.equals(type)
                || CANCEL_REQUEST.equals(type)
                || REPLACE_REQUEST.equals(type)
                || MASS_CANCEL_REQUEST.equals(type);
    }
}
