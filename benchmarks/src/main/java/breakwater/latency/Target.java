package breakwater.latency;

import org.agrona.concurrent.Agent;

/** One thing that is measured: a tick goes in, an answer comes out on the same thread. */
interface Target {
    /** What the inner thread works. */
    Agent[] inside();

    /** Publishes a tick that was due at {@code intendedNs} (System.nanoTime). */
    void send(long intendedNs);

    /** Takes what has come back. Returns 0 if there was nothing. */
    int poll();

    /** Returns whether everything that was sent has come through; asked between windows, after {@link #poll} gave 0. */
    boolean isQuiet();

    /** Where the answers' latencies go from here on. */
    void into(Latencies latencies);
}
