package breakwater.tools.run;

import breakwater.core.pipeline.RecordAppender;
import breakwater.core.pipeline.VenuePort;
import breakwater.journal.JournalAppender;

/**
 * The places where a session's pipeline touches what outlives the process: the disk and the venue. A proof stands in
 * between to die there at a chosen moment, or to keep its own record of what left.
 */
interface Edges {
    default RecordAppender inputs(final JournalAppender journal) {
        return journal;
    }

    default RecordAppender outputs(final JournalAppender journal) {
        return journal;
    }

    default VenuePort port(final VenuePort port) {
        return port;
    }
}
