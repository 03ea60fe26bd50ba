package breakwater.journal;

import java.nio.file.Path;

/** Says that another engine owns the run folder; the command ends with exit code 5. */
public final class OwnedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final long pid;

    OwnedException(final Path folder, final long pid) {
        super("run folder " + folder + " is owned by process " + (pid > 0 ? Long.toString(pid) : "(unknown)")
                + "; stop that engine or choose another --dir");
        this.pid = pid;
    }

    /** Returns the owner's process id, 0 where it is not known. */
    public long pid() {
        return pid;
    }
}
