package breakwater.tools;

/** What the command tells the shell. */
public final class ExitCode {
    public static final int OK = 0;
    /** A comparison differs, or a check says no. */
    public static final int DIFFERS = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** What was named does not exist or does not answer. */
    public static final int NOT_FOUND = 3;
    /** It needs an authority that the caller has not shown. */
    public static final int NOT_PERMITTED = 4;
    /** The state of things does not allow it: another owner, a folder of another run, a read-only disk. */
    public static final int PRECONDITION = 5;
    /** A file was refused by its gate. */
    public static final int REFUSED = 6;
    /** Begun, not completed. */
    public static final int PARTIAL = 7;
    /** A replay diverged, a journal is corrupt, books differ. */
    public static final int INTEGRITY = 8;
    /** A bug of ours. */
    public static final int BUG = 70;

    private ExitCode() {}
}
