package breakwater.tools.run;

import breakwater.core.pipeline.ControlPage;
import breakwater.tools.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Drives an open session to the end of its market, or until a signal asks it to stop; shows progress on the way. */
final class Drive {
    private static final long PAUSE_NS = 200_000;
    private static final long CLOSE_SECONDS = 20;

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

    private void lockstep() {
        int steps = 0;
        while (!isStopping && !session.isFinished() && session.failures().isEmpty()) {
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
        while (!isStopping && !session.isFinished() && session.failures().isEmpty()) {
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
