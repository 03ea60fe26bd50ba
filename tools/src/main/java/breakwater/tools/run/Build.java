package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.journal.JournalHeader;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.operate.VersionCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Names this build where journals and snapshots must know who wrote them (K10). */
final class Build {
    private static final long SCHEMA_HASH = hashOfSchema();

    private Build() {}

    /** Returns the hash of the message schema that the codecs were made from. */
    static long schemaHash() {
        return SCHEMA_HASH;
    }

    /** Returns what a snapshot's layout depends on: schema and version. */
    static long layout() {
        return Frame.mix(SCHEMA_HASH ^ VersionCommand.version().hashCode());
    }

    /**
     * Refuses to go on in a folder that another build has written (K10). With another message schema it cannot; of another version
     * it may, once a person says so: what it decides is held against the outputs that are there.
     *
     * @param takenOver version whose folder is taken over, or null
     */
    static void requireSame(final RunFolder folder, final String takenOver) {
        final List<Integer> runs = folder.runs(false);
        final JournalHeader last =
                runs.isEmpty() ? null : JournalTailer.headerOf(folder.journalFolder(false, runs.get(runs.size() - 1)));
        if (last == null) {
            return;
        }
        if (last.schemaHash() != SCHEMA_HASH) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    folder.path() + " was written by build " + last.build()
                            + String.format(" with message schema %016x, not %016x", last.schemaHash(), SCHEMA_HASH)
                            + "; go on with that build, or choose another --dir");
        }
        final String build = VersionCommand.version();
        if (!last.build().equals(build) && !last.build().equals(takenOver)) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    folder.path() + " was written by build " + last.build() + ", and this is " + build
                            + "; go on with that build, or add --take-over " + last.build());
        }
    }

    private static long hashOfSchema() {
        try (InputStream schema = Frame.class.getResourceAsStream("/breakwater.xml")) {
            if (schema == null) {
                throw new IllegalStateException("breakwater.xml is not in the jar; build with scripts/breakwater");
            }
            long hash = 0;
            for (final byte value : schema.readAllBytes()) {
                hash = Frame.mix(hash ^ value);
            }
            return hash;
        } catch (final IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
