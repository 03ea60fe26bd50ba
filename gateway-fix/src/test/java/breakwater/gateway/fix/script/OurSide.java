package breakwater.gateway.fix.script;

import java.io.IOException;
import java.net.Socket;

/** Our side of a script: the product, at one end of a socket. Thread: the script's. */
interface OurSide extends AutoCloseable {
    /** Returns the scripted side's end of a new connection; {@code isAgain} where it had one, which our side has noticed the end of. */
    Socket connect(boolean isAgain) throws Exception;

    /** Goes through a logon on the connection, after which orders pass. */
    void logOn(Peer peer, Names names) throws Exception;

    /** Returns the scripted side's CompID. */
    String peerCompId();

    /** Returns BeginString (8) of what the scripted side says. */
    default String beginString() {
        return "FIX.4.4";
    }

    /** Returns our CompID. */
    String ourCompId();

    /** Does what an {@code o} line says. */
    void act(String words) throws Exception;

    /** Returns whether our side's own log has a line with these words. */
    default boolean isTold(final String words) {
        return false;
    }

    /** Looks at a message of ours that has reached the scripted side. */
    void check(String message);

    /** Fails where something was heard that the script does not tell; every connection has ended. */
    void checkEnd() throws Exception;

    @Override
    void close() throws IOException;
}
