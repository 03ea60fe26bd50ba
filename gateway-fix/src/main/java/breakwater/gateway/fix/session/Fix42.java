package breakwater.gateway.fix.session;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.Tag;
import quickfix.FixVersions;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * FIX 4.2, as brokers such as Interactive Brokers speak it. A report says in ExecTransType (20) whether it is new, takes back or
 * corrects what ExecRefID (19) names, or answers a question; fills are 150=1 and 2. Open orders cannot be listed: each that is held
 * for open is asked for by its own H. A Logon has no user: who logs on is known by CompIDs and line (FIX 4.2, "Logon", "ExecTransType").
 */
final class Fix42 extends Fix44 {
    private static final Capabilities CAPABILITIES =
            new Capabilities(true, true, false, false, true, false, true, false, true, true, false);

    @Override
    public String name() {
        return "fix42";
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SessionID sessionId(final String sender, final String target) {
        return new SessionID(FixVersions.BEGINSTRING_FIX42, sender, target);
    }

    @Override
    public void addTo(final SessionSettings settings, final SessionID id) {
        settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX42.xml");
        settings.setString(id, Session.SETTING_RESET_ON_LOGON, "N");
    }

    @Override
    public String faultOf(final Credentials credentials) {
        return credentials == Credentials.NONE ? null : "is for a Logon that names a user; FIX 4.2 has none";
    }

    @Override
    public char execType(final Message report) throws FixRefusal {
        final char transaction = FixFields.character(report, Tag.EXEC_TRANS_TYPE);
        switch (transaction) {
            case 0:
            case '0':
                return super.execType(report);
            case '1':
                return 'H';
            case '2':
                return 'G';
            case '3':
                return 'I';
            default:
                throw new FixRefusal(Tag.EXEC_TRANS_TYPE + "=" + transaction + " is not understood");
        }
    }
}
