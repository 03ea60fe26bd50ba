package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.tools.operate.VersionCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

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
