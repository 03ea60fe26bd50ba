package breakwater.gateway.fix.marketdata;

/** What a market data session tells beside the data. Thread: the session's or its timer's; implementations return at once. */
public interface MarketEvents {
    /** Something that a person should know: logon, logoff, a gap, a refusal by the venue. */
    void onNews(String text);

    /** A message could not be understood; its text is to be kept. */
    void onRefused(String reason, String message);

    /** QuickFIX/J tells of the session's course. */
    void onEvent(String text);
}
