package breakwater.tools.run;

import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Refusal;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that feeds refused before they became events: said on stderr, and kept in the run folder for audit. The rows
 * themselves stay in the feed's file, whose digest the run folder records. Cold path.
 */
final class RefusedRows {
    static final String FILE = "refused-rows.tsv";

    private final Path folder;
    private final List<Feed> feeds;
    private long told;

    RefusedRows(final Path folder, final List<Feed> feeds) {
        this.folder = folder;
        this.feeds = feeds;
    }

    /** Tells and keeps what has been refused so far; says nothing twice. */
    void tell() {
        final long count = feeds.stream().mapToLong(Feed::refusedCount).sum();
        if (count == told) {
            return;
        }
        told = count;
        final List<String> lines = new ArrayList<>(List.of("file\tline\tcolumn\tvalue\treason"));
        for (final Feed feed : feeds) {
            for (final Refusal row : feed.refusals()) {
                lines.add(row.file() + "\t" + row.line() + "\t" + row.column() + "\t"
                        + row.value().replace('\t', ' ').replace('\n', ' ') + "\t" + row.reason());
            }
            if (feed.refusedCount() > feed.refusals().size()) {
                lines.add(feed.description().name() + "\t\t\t\t"
                        + (feed.refusedCount() - feed.refusals().size()) + " more, counted only");
            }
            if (!feed.refusals().isEmpty()) {
                System.err.println("breakwater: " + feed.description().name() + ": " + feed.refusedCount()
                        + " rows refused, the first " + feed.refusals().get(0) + "; the list is in "
                        + folder.resolve(FILE)
                        + "; correct the file and start a new run folder, or leave them out as they are");
            }
        }
        try {
            Files.write(folder.resolve(FILE), lines);
        } catch (final IOException failure) {
            throw new CommandFailure(
                    ExitCode.PRECONDITION,
                    "cannot write " + folder.resolve(FILE) + ": " + failure.getMessage(),
                    failure);
        }
    }
}
