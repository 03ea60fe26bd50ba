package breakwater.tools.operate;

import breakwater.core.pipeline.ControlPage;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * The kill tool's half of the handshake with the senders (Settled 5). A sender stores what it is about to write, fences,
 * and reads the kill words; so whoever raised a word, fenced, and then sees a sender idle or at newer work knows that this
 * sender has read the word.
 */
final class SenderWatch {
    /** No sender is stuck. */
    static final int NONE = -1;

    private static final long PAUSE_NS = 50_000;

    private final ControlPage page;
    private final long[] sending = new long[ControlPage.SENDERS_MAX];

    private SenderWatch(final ControlPage page) {
        this.page = page;
    }

    /** Fences, and notes what each sender was writing at this moment. The word must have been raised before. */
    static SenderWatch after(final ControlPage page) {
        VarHandle.fullFence();
        final SenderWatch watch = new SenderWatch(page);
        for (int i = 0; i < watch.sending.length; i++) {
            watch.sending[i] = page.sendingSequence(i);
        }
        return watch;
    }

    /** Waits until every sender is idle or has newer work. Returns {@link #NONE}, else a sender that did neither. */
    int await(final long waitNs) {
        final long startNs = System.nanoTime();
        for (int i = 0; i < sending.length; i++) {
            while (sending[i] != 0 && page.sendingSequence(i) == sending[i]) {
                if (System.nanoTime() - startNs >= waitNs) {
                    return i;
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        return NONE;
    }

    /** Returns the highest output sequence that any sender has handed to the wire. */
    long lastSent() {
        long last = 0;
        for (int i = 0; i < sending.length; i++) {
            last = Math.max(last, page.lastSent(i));
        }
        return last;
    }
}
