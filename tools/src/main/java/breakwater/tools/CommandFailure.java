package breakwater.tools;

/** Ends a command with one line on stderr, which says what is wrong and how to put it right, and an exit code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(final int exitCode, final String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public CommandFailure(final int exitCode, final String message, final Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
