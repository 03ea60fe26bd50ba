package breakwater.tools.run;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.gateway.fix.orderentry.FixEvents;
import java.nio.file.Path;

/**
 * What becomes of a FIX session's news: one line on stderr each, and in {@code fix-<venue>.log} of the run folder, where
 * messages that could not be understood are kept whole. A fill among them puts the venue at REDUCE_ONLY, since the books may
 * differ from the venue's: a person looks, then resumes.
 *
 * <p>Thread: the session's.
 */
final class FixAudit implements FixEvents {
    private final int venueId;
    private final SessionLog log;
    private final ControlPage page;

    FixAudit(final String venue, final int venueId, final Path folder, final ControlPage page) {
        this.venueId = venueId;
        log = new SessionLog(venue, folder);
        this.page = page;
    }

    @Override
    public void onLogon() {
        log.tell("logged on");
    }

    @Override
    public void onReconciled(final String how) {
        log.tell(how + "; orders pass");
    }

    @Override
    public void onLogout() {
        log.tell("logged off; nothing is sent");
    }

    @Override
    public void onRefused(final String reason, final String message, final boolean isFill) {
        if (isFill) {
            page.raise(ControlPage.index(ScopeType.VENUE, venueId), Level.REDUCE_ONLY.value());
        }
        log.tell("not understood" + (isFill ? ", perhaps a fill: the venue is at REDUCE_ONLY: " : ": ") + reason);
        log.keep(message);
    }

    @Override
    public void onUnsendable(final String reason) {
        log.tell("not sent: " + reason);
    }

    @Override
    public void onEvent(final String text) {
        log.write(text);
    }

    @Override
    public void onAlarm(final String text) {
        log.tell(text);
    }
}
