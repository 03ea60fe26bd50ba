package breakwater.tools.run;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.gateway.fix.orderentry.FixEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What becomes of a FIX session's news: one line on stderr each, and in {@code fix-<venue>.log} of the run folder, where
 * messages that could not be understood are kept whole, up to {@value #KEPT_MAX} of them. A fill among them puts the venue
 * at REDUCE_ONLY, since the books may differ from the venue's: a person looks, then resumes.
 *
 * <p>Thread: the session's.
 */
final class FixAudit implements FixEvents {
    private static final int KEPT_MAX = 10_000;
    private static final int LINE_MAX = 4_000;

    private final String venue;
    private final int venueId;
    private final Path file;
    private final ControlPage page;
    private int kept;

    FixAudit(final String venue, final int venueId, final Path folder, final ControlPage page) {
        this.venue = venue;
        this.venueId = venueId;
        this.file = folder.resolve("fix-" + venue + ".log");
        this.page = page;
    }

    @Override
    public void onLogon() {
        tell("logged on");
    }

    @Override
    public void onReconciled(final String how) {
        tell(how + "; orders pass");
    }

    @Override
    public void onLogout() {
        tell("logged off; nothing is sent");
    }

    @Override
    public void onRefused(final String reason, final String message, final boolean isFill) {
        if (isFill) {
            page.raise(ControlPage.index(ScopeType.VENUE, venueId), Level.REDUCE_ONLY.value());
        }
        tell("not understood" + (isFill ? ", perhaps a fill: the venue is at REDUCE_ONLY: " : ": ") + reason);
        write(message.replace('\u0001', '|'));
    }

    @Override
    public void onUnsendable(final String reason) {
        tell("not sent: " + reason);
    }

    @Override
    public void onEvent(final String text) {
        write(text);
    }

    @Override
    public void onAlarm(final String text) {
        tell(text);
    }

    private void tell(final String text) {
        System.err.println("breakwater: venue " + venue + ": " + text);
        write(text);
    }

    private synchronized void write(final String text) {
        if (kept >= KEPT_MAX) {
            return;
        }
        kept++;
        final String line = text.length() > LINE_MAX ? text.substring(0, LINE_MAX) + " …" : text;
        try {
            Files.writeString(
                    file,
                    java.time.Instant.now() + " " + line + (kept == KEPT_MAX ? "\n(full)\n" : "\n"),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (final IOException failure) {
            System.err.println("breakwater: venue " + venue + ": " + file + " cannot be written: " + failure);
        }
    }
}
