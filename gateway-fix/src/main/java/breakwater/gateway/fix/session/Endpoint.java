package breakwater.gateway.fix.session;

/**
 * A door of a venue. {@link #toString} is what {@link #parse} reads.
 *
 * @param host name or address; with TLS the name that the venue's certificate bears
 */
public record Endpoint(String host, int port) {
    public Endpoint {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + host + ":" + port + "' names no host with a port from 1 to 65535");
        }
    }

    /** Reads {@code host:port}. Throws {@link IllegalArgumentException}. */
    public static Endpoint parse(final String text) {
        final int colon = text.lastIndexOf(':');
        try {
            return new Endpoint(text.substring(0, Math.max(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (final NumberFormatException wrong) {
            throw new IllegalArgumentException("'" + text + "' is not host:port", wrong);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
