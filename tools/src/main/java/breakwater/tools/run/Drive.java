package breakwater.tools.run;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.ControlPage;
import breakwater.tools.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Drives an open session to the end of its market, or until a signal asks it to stop; shows progress on the way. */
final class Drive {
    private static final long PAUSE_NS = 200_000;
    private static final long CLOSE_SECONDS = 20;

    /** How long the end of a run waits for its entries to be confirmed canceled. */
    private static final long ENTRIES_NS = 5_000_000_000L;

    private final Session session;
    private final Progress progress = new Progress();
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private volatile boolean isStopping;
    private long startedNs;
    private long shownSequence;
    private long shownNs;

    Drive(final Session session) {
        this.session = session;
    }

    /** Runs and closes the session. Returns its summary. */
    String run(final boolean isLockstep) {
        final Thread hook = new Thread(this::onSignal, "breakwater-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        startedNs = System.nanoTime();
        shownNs = startedNs;
        final long startSequence = session.engine().sequence();
        shownSequence = startSequence;
        String summary;
        try (session) {
            if (isLockstep) {
                lockstep();
            } else {
                free();
            }
            progress.finish();
            endEntries();
            session.settle();
            summary = Report.summary(session, (System.nanoTime() - startedNs) / 1e9, startSequence);
        } finally {
            isClosed.countDown();
        }
        if (!isStopping) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return summary;
    }

    private boolean isWanted() {
        return !isStopping
                && !session.isStopAsked()
                && !session.isFinished()
                && session.failures().isEmpty();
    }

    /**
     * Where the run was asked to end, waits until no entry works any more: the venue answers as the market goes on. One
     * thread from here on. Where the engine has not been asked, or has not taken it, it is asked now.
     */
    private void endEntries() {
        if ((!isStopping && !session.isStopAsked())
                || session.isJournalFailed()
                || !session.failures().isEmpty()) {
            return;
        }
        final long giveUpNs = System.nanoTime() + ENTRIES_NS;
        session.settle();
        if (session.engine().monitor().level(ScopeType.GLOBAL, 0) == Level.ACTIVE) {
            session.askStop("signal");
        }
        while (session.engine().workingEntries() > 0
                && !session.isFinished()
                && session.failures().isEmpty()
                && System.nanoTime() < giveUpNs) {
            if (!session.step()) {
                session.idle();
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        if (session.engine().workingEntries() > 0) {
            System.err.println("breakwater: " + session.engine().workingEntries()
                    + " entries have not been confirmed canceled; the next start asks the venue for them");
        }
    }

    private void lockstep() {
        int steps = 0;
        while (isWanted()) {
            if (!session.step() && !session.isFinished()) {
                session.idle();
                LockSupport.parkNanos(PAUSE_NS);
            }
            if ((++steps & 0xFFF) == 0 || steps < 0xFFF) {
                show();
            }
        }
    }

    private void free() {
        session.startThreads();
        while (isWanted()) {
            LockSupport.parkNanos(10_000_000L);
            final ControlPage page = session.page();
            if (progress.isDue()) {
                final long sequence = page.get(ControlPage.Word.APPLIED);
                progress.show(String.format(
                        java.util.Locale.ROOT,
                        "%,d inputs applied, %,d journaled, %,.0f/s",
                        sequence,
                        page.get(ControlPage.Word.JOURNALED),
                        rate(sequence)));
            }
        }
        session.stopThreads();
    }

    private void show() {
        if (progress.isDue()) {
            progress.show(Report.line(session, rate(session.engine().sequence())));
        }
    }

    private double rate(final long sequence) {
        final long nowNs = System.nanoTime();
        final double rate = (sequence - shownSequence) * 1e9 / Math.max(1, nowNs - shownNs);
        shownSequence = sequence;
        shownNs = nowNs;
        return rate;
    }

    private void onSignal() {
        isStopping = true;
        try {
            if (!isClosed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("breakwater: the session did not close within " + CLOSE_SECONDS + " s");
            }
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
