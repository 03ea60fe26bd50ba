package breakwater.gateway.fix.session;

import quickfix.FixVersions;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;

/** FIX 5.0 SP2 over FIXT 1.1: the messages of orders are those of 4.4, the session says its version in DefaultApplVerID (1137=9). */
final class Fix50Sp2 extends Fix44 {
    @Override
    public String name() {
        return "fix50sp2";
    }

    @Override
    public SessionID sessionId(final String sender, final String target) {
        return new SessionID(FixVersions.BEGINSTRING_FIXT11, sender, target);
    }

    @Override
    public void addTo(final SessionSettings settings, final SessionID id) {
        settings.setString(id, Session.SETTING_DEFAULT_APPL_VER_ID, "9");
        settings.setString(id, Session.SETTING_TRANSPORT_DATA_DICTIONARY, "FIXT11.xml");
        settings.setString(id, Session.SETTING_APP_DATA_DICTIONARY, "FIX50SP2.xml");
        settings.setString(id, Session.SETTING_RESET_ON_LOGON, "N");
    }
}
