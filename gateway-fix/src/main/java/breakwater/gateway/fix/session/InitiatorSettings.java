package breakwater.gateway.fix.session;

import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.mina.ssl.SSLSupport;

/** The settings of QuickFIX/J for a session of ours, each said, even where it equals the default. */
public final class InitiatorSettings {
    /** Messages that QuickFIX/J may hold before it reads no more from the socket; without a bound it takes what memory there is. */
    public static final int UNREAD_MAX = 10_000;

    private InitiatorSettings() {}

    /** Returns the name of the session that a connection describes. */
    public static SessionID sessionId(final FixConnection connection) {
        return connection.dialect().sessionId(connection.sender(), connection.target());
    }

    /** Returns the settings of an initiator with that one session. */
    public static SessionSettings of(final FixConnection connection) {
        final SessionID id = sessionId(connection);
        final SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", "initiator");
        settings.setString(id, "SocketConnectHost", connection.host());
        settings.setLong(id, "SocketConnectPort", connection.port());
        settings.setString(id, "SocketTcpNoDelay", "Y");
        settings.setLong(id, "ReconnectInterval", connection.reconnectSeconds());
        settings.setLong(id, Session.SETTING_HEARTBTINT, connection.heartbeatSeconds());
        connection.hours().addTo(settings, id);
        settings.setString(id, "FileStorePath", connection.store().toString());

        // Sequence numbers outlive the process, so that the venue resends what we have missed. Messages are not kept:
        // without them QuickFIX/J answers every resend request by gap fill.
        settings.setString(id, Session.SETTING_PERSIST_MESSAGES, "N");
        settings.setString(id, Session.SETTING_RESET_ON_LOGOUT, "N");
        settings.setString(id, Session.SETTING_RESET_ON_DISCONNECT, "N");
        settings.setString(id, Session.SETTING_REFRESH_ON_LOGON, "N");
        settings.setString(id, Session.SETTING_SEND_REDUNDANT_RESEND_REQUEST, "N");

        settings.setString(id, Session.SETTING_CHECK_COMP_ID, "Y");
        settings.setString(id, Session.SETTING_CHECK_LATENCY, "Y");
        settings.setLong(id, Session.SETTING_MAX_LATENCY, 120);
        settings.setString(id, Session.SETTING_VALIDATE_CHECKSUM, "Y");
        settings.setString(id, Session.SETTING_VALIDATE_SEQUENCE_NUMBERS, "Y");

        // The dictionary tells where groups begin and end. It does not judge: a fill with an odd value in a field that
        // nobody reads is a fill, and a Reject would not undo it. What is read, ReportReader judges.
        settings.setString(id, Session.SETTING_USE_DATA_DICTIONARY, "Y");
        connection.dialect().addTo(settings, id);
        settings.setString(id, Session.SETTING_VALIDATE_INCOMING_MESSAGE, "N");
        settings.setString(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, "N");

        if (connection.trustStore() != null) {
            settings.setString(id, SSLSupport.SETTING_USE_SSL, "Y");
            settings.setString(id, SSLSupport.SETTING_ENABLED_PROTOCOLS, "TLSv1.3");
            settings.setString(
                    id,
                    SSLSupport.SETTING_TRUST_STORE_NAME,
                    connection.trustStore().toString());
            settings.setString(id, SSLSupport.SETTING_TRUST_STORE_TYPE, "PKCS12");
            settings.setString(id, SSLSupport.SETTING_TRUST_STORE_PWD, connection.trustStorePassword());
            settings.setString(id, SSLSupport.SETTING_ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS");
        }
        return settings;
    }
}
