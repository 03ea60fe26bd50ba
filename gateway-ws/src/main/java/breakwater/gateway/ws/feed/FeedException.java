package breakwater.gateway.ws.feed;

/** A feed cannot be opened or read on. The message names the file, what is wrong, and what would work. */
public final class FeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeedException(final String message) {
        super(message);
    }

    public FeedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
