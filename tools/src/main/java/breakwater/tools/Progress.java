package breakwater.tools;

/**
 * Progress of long work on stderr: one line that rewrites itself four times a second on a terminal, a line every ten
 * seconds otherwise. Thread: one.
 */
public final class Progress {
    private static final long TERMINAL_NS = 250_000_000L;
    private static final long LOG_NS = 10_000_000_000L;

    private final boolean isTerminal = System.console() != null && System.getenv("TERM") != null;
    private long lastNs = System.nanoTime();

    /** Returns whether a line is due; cheap enough to ask often. */
    public boolean isDue() {
        return System.nanoTime() - lastNs >= (isTerminal ? TERMINAL_NS : LOG_NS);
    }

    /** Prints the line. */
    public void show(final String line) {
        lastNs = System.nanoTime();
        if (isTerminal) {
            System.err.print("\r\u001b[2K" + line);
            System.err.flush();
        } else {
            System.err.println(line);
        }
    }

    /** Ends the rewriting line. */
    public void finish() {
        if (isTerminal) {
            System.err.print("\r\u001b[2K");
        }
    }
}
