package breakwater.tools.watch;

import breakwater.core.pipeline.ControlPage;

/**
 * Says from looks at the control page whether an engine lives. Pure: words and clock readings come in, a verdict goes out.
 *
 * <p>The heartbeat word is in the engine's wall clock, which may be set at any moment. It is therefore never compared with
 * a clock: what counts is that it <em>moves</em>, and for how long this process has seen it stand still, by its own steady
 * clock. That length is a lower bound of the truth: a beat counts from after the look that found it, silence up to before
 * the look that finds none.
 *
 * <p>Between two looks at most {@link #stepNsMax} counts. A watchdog that was itself stopped, or a host that froze both
 * processes, thus says nothing until it has watched the silence with its own eyes; a host that merely starves it delays the
 * verdict and cannot prevent it.
 *
 * <p>Thread: one. Allocates: never.
 */
final class HeartbeatJudge {
    /** What a look says. */
    enum Verdict {
        /** Nobody owes a heartbeat: the engine ended in good order, or none was seen. */
        IDLE,
        /** Beats, or has not been silent for long enough. */
        WATCHING,
        /** Its journal failed while it beats: said once. Nothing that raises exposure leaves it any more. */
        JOURNAL,
        /** Silent for T1: said once. */
        TRIP,
        /** Silent for T2: said once, after TRIP. */
        OVERDUE,
        /** Silent still; all has been said. */
        SILENT,
        /** Beats again after TRIP: said once. */
        BACK,
        /** Another engine has taken the page after TRIP: said once. */
        REPLACED
    }

    private final long t1Ns;
    private final long t2Ns;
    private final long patienceNs;
    private final long stepNsMax;

    private boolean hasEngine;
    private long engine;
    private long phase;
    private long heartbeat;
    private boolean isJournalFailed;
    private long lookedNs;
    private long silenceNs;
    private boolean isTripped;
    private boolean isOverdue;

    /**
     * @param t1Ns silence of a running engine after which entries are latched
     * @param t2Ns silence after which positions are reduced; counted from the same beat
     * @param patienceNs silence that a living process may keep while it starts or ends
     */
    HeartbeatJudge(final long t1Ns, final long t2Ns, final long patienceNs) {
        this.t1Ns = t1Ns;
        this.t2Ns = t2Ns;
        this.patienceNs = patienceNs;
        stepNsMax = Math.max(1, t1Ns / 4);
    }

    /** Returns the silence watched until now, ns. */
    long silenceNs() {
        return silenceNs;
    }

    long stepNsMax() {
        return stepNsMax;
    }

    /** Forgets all: the page is another one. */
    void startOver() {
        hasEngine = false;
        silenceNs = 0;
        isTripped = false;
        isOverdue = false;
    }

    /**
     * Judges one look.
     *
     * @param beforeNs steady clock before the words were read
     * @param afterNs the same clock after that
     * @param engineNow tells one engine's life on the page from another's
     * @param phaseNow the page's PHASE
     * @param heartbeatNow the page's HEARTBEAT, in whatever clock
     * @param isJournalFailedNow the page's JOURNAL_FAILED
     * @param isAlive whether the process lives; may be guessed as true while {@link #silenceNs} is short
     */
    Verdict look(
            final long beforeNs,
            final long afterNs,
            final long engineNow,
            final long phaseNow,
            final long heartbeatNow,
            final boolean isJournalFailedNow,
            final boolean isAlive) {
        final long watchedNs = Math.max(0, Math.min(beforeNs - lookedNs, stepNsMax));
        lookedNs = afterNs;
        if (!hasEngine || engineNow != engine) {
            return begin(engineNow, phaseNow, heartbeatNow);
        }
        if (isJournalFailedNow && !isJournalFailed) {
            isJournalFailed = true;
            return Verdict.JOURNAL;
        }
        final boolean hasMoved = heartbeatNow != heartbeat || phaseNow != phase;
        heartbeat = heartbeatNow;
        phase = phaseNow;
        if (phase == ControlPage.PHASE_STOPPED) {
            silenceNs = 0;
            isTripped = false;
            isOverdue = false;
            return Verdict.IDLE;
        }
        if (hasMoved) {
            silenceNs = 0;
            final boolean wasTripped = isTripped;
            isTripped = false;
            isOverdue = false;
            return wasTripped ? Verdict.BACK : Verdict.WATCHING;
        }
        silenceNs += watchedNs;
        return silence(isAlive);
    }

    private Verdict begin(final long engineNow, final long phaseNow, final long heartbeatNow) {
        final boolean wasTripped = hasEngine && isTripped;
        hasEngine = true;
        engine = engineNow;
        phase = phaseNow;
        heartbeat = heartbeatNow;
        isJournalFailed = false;
        silenceNs = 0;
        isTripped = false;
        isOverdue = false;
        if (wasTripped) {
            return Verdict.REPLACED;
        }
        return phase == ControlPage.PHASE_STOPPED ? Verdict.IDLE : Verdict.WATCHING;
    }

    private Verdict silence(final boolean isAlive) {
        final long boundNs = !isAlive || phase == ControlPage.PHASE_RUNNING ? t1Ns : Math.max(t1Ns, patienceNs);
        if (silenceNs < boundNs) {
            return Verdict.WATCHING;
        }
        if (!isTripped) {
            isTripped = true;
            return Verdict.TRIP;
        }
        if (!isOverdue && silenceNs >= t2Ns) {
            isOverdue = true;
            return Verdict.OVERDUE;
        }
        return Verdict.SILENT;
    }
}
