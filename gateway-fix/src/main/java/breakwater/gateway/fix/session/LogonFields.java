package breakwater.gateway.fix.session;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.MessageType;
import java.io.IOException;
import quickfix.Message;
import quickfix.field.MsgType;

/** What our Logons say beside the session's own fields: who we are, as the dialect has it, and what the line's end means. */
public final class LogonFields {
    /** Those of a session that logs on by its CompIDs alone, in generic FIX 4.4. */
    public static final LogonFields NONE = new LogonFields(Dialect.FIX44, Credentials.NONE, null);

    private final Dialect dialect;
    private final Credentials credentials;
    private final LogonField cancelOnDisconnect;

    private LogonFields(final Dialect dialect, final Credentials credentials, final LogonField cancelOnDisconnect) {
        this.dialect = dialect;
        this.credentials = credentials;
        this.cancelOnDisconnect = cancelOnDisconnect;
    }

    /** Returns those of a connection; throws {@link IOException} that says what is wrong with its file of credentials. */
    public static LogonFields of(final FixConnection connection) throws IOException {
        final Credentials credentials =
                connection.credentials() == null ? Credentials.NONE : Credentials.read(connection.credentials());
        if (credentials != Credentials.NONE) {
            final String fault = connection.dialect().faultOf(credentials);
            if (fault != null) {
                throw new IOException(connection.credentials() + " " + fault);
            }
        }
        return new LogonFields(connection.dialect(), credentials, connection.cancelOnDisconnect());
    }

    /** Writes them into a message that is a Logon, its header complete; others stay as they are. */
    public void addTo(final Message message) {
        if (!MessageType.LOGON.equals(FixFields.text(message.getHeader(), MsgType.FIELD))) {
            return;
        }
        dialect.logOn(message, credentials);
        if (cancelOnDisconnect != null) {
            message.setString(cancelOnDisconnect.tag(), cancelOnDisconnect.value());
        }
    }
}
