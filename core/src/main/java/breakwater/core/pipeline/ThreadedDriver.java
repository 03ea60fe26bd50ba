package breakwater.core.pipeline;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import java.util.ArrayList;
import java.util.List;
import net.openhft.affinity.Affinity;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.IdleStrategy;

/**
 * Drives a pipeline free-running, its agents spread over threads by profile. {@code LAPTOP}: three threads that back off
 * to sleeping when idle, so that a quiet engine costs next to no CPU. {@code COLO}: one core a thread, busy spin, the core
 * thread pinned to the CPU given. What escapes an agent latches the engine: the control page says HANDLER_FAILED and the
 * global kill word goes to CANCEL_ONLY (I25).
 *
 * <p>Thread: {@link #start} and {@link #close} the owner's.
 */
public final class ThreadedDriver implements AutoCloseable {
    /** How threads wait and share CPUs. */
    public enum Profile {
        LAPTOP,
        COLO
    }

    private static final long PARK_NS_MAX = 500_000;

    private final List<AgentRunner> runners = new ArrayList<>();
    private final ControlPage page;

    /**
     * @param cpus CPUs for the core, the journalers and the senders, in this order, for COLO; fewer or none = not pinned
     */
    public ThreadedDriver(final Pipeline pipeline, final Profile profile, final ErrorSink errors, final int... cpus) {
        page = pipeline.page();
        final List<Agent> outside = new ArrayList<>();
        if (pipeline.market() != null) {
            outside.add(pipeline.market());
        }
        outside.addAll(pipeline.senders());
        outside.add(pipeline.pressure());
        if (pipeline.control() != null) {
            outside.add(pipeline.control());
        }
        if (profile == Profile.COLO) {
            add(pipeline.core(), profile, errors, cpu(cpus, 0));
            add(pipeline.inputJournal(), profile, errors, cpu(cpus, 1));
            add(pipeline.outputJournal(), profile, errors, cpu(cpus, 2));
            add(new CompositeAgent(outside), profile, errors, cpu(cpus, 3));
        } else {
            add(pipeline.core(), profile, errors, -1);
            add(new CompositeAgent(List.of(pipeline.inputJournal(), pipeline.outputJournal())), profile, errors, -1);
            add(new CompositeAgent(outside), profile, errors, -1);
        }
    }

    private static int cpu(final int[] cpus, final int index) {
        return index < cpus.length ? cpus[index] : -1;
    }

    private void add(final Agent agent, final Profile profile, final ErrorSink errors, final int cpu) {
        final IdleStrategy idle = profile == Profile.COLO
                ? new BusySpinIdleStrategy()
                : new BackoffIdleStrategy(100, 20, 1_000, PARK_NS_MAX);
        runners.add(new AgentRunner(idle, failure -> latch(agent, failure, errors), null, new Pinned(agent, cpu)));
    }

    private void latch(final Agent agent, final Throwable failure, final ErrorSink errors) {
        page.set(ControlPage.Word.HANDLER_FAILED, 1);
        page.raise(ControlPage.index(ScopeType.GLOBAL, 0), Level.CANCEL_ONLY.value());
        errors.onError(agent.roleName(), failure);
    }

    /** Starts the threads, outermost last, so that nobody speaks before all listen. */
    public void start() {
        for (final AgentRunner runner : runners) {
            AgentRunner.startOnThread(runner);
        }
    }

    /** Stops the threads, outermost first, each when its current turn is over. */
    @Override
    public void close() {
        for (int i = runners.size() - 1; i >= 0; i--) {
            runners.get(i).close();
        }
    }

    /** An agent that binds its thread to a CPU when it starts. */
    private static final class Pinned implements Agent {
        private final Agent agent;
        private final int cpu;

        Pinned(final Agent agent, final int cpu) {
            this.agent = agent;
            this.cpu = cpu;
        }

        @Override
        public void onStart() {
            if (cpu >= 0) {
                Affinity.setAffinity(cpu);
            }
            agent.onStart();
        }

        @Override
        public int doWork() throws Exception {
            return agent.doWork();
        }

        @Override
        public void onClose() {
            agent.onClose();
        }

        @Override
        public String roleName() {
            return agent.roleName();
        }
    }
}
