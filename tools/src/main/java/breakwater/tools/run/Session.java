package breakwater.tools.run;

import breakwater.core.Engine;
import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.RunStartedEncoder;
import breakwater.core.message.StopRunEncoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.ErrorSink;
import breakwater.core.pipeline.FeedClock;
import breakwater.core.pipeline.HeartbeatClock;
import breakwater.core.pipeline.LockstepDriver;
import breakwater.core.pipeline.Pace;
import breakwater.core.pipeline.Pipeline;
import breakwater.core.pipeline.ThreadedDriver;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueModel;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.journal.JournalAppender;
import breakwater.journal.JournalHeader;
import breakwater.journal.RunFolder;
import breakwater.journal.control.CommandFile;
import breakwater.journal.control.ControlFile;
import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.JvmFlags;
import breakwater.tools.approve.People;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import breakwater.tools.operate.VersionCommand;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One process's life on a run folder. {@link #open} takes the owner lock, recovers what earlier runs left, opens this
 * run's journals and puts the pipeline together; then either {@link #step} drives it or {@link #startThreads} lets it
 * run.
 *
 * <p>Thread: the command's. Errors: {@link CommandFailure} with the exit code of the operator's contract.
 */
public final class Session implements AutoCloseable {
    private static final int SLOTS = 4096;
    /** Inputs between the snapshots of a lockstep session, unless its options say otherwise. */
    public static final long SNAPSHOT_EVERY = 500_000;

    private final Config config;
    private final RunFolder folder;
    private final ControlFile control;
    private final CommandFile commands;
    private final JournalAppender inputs;
    private final JournalAppender outputs;
    private final Pipeline pipeline;
    private final FeedClock clock;
    private final List<SimulatedVenue> venues;
    private final List<Feed> feeds;
    private final List<LiveFeed> live;
    private final Recovery recovery;
    private final PolledCommands polled;
    private final FixWires wires;
    private final LockstepDriver driver;
    private final RunFacts facts;
    private final StateTail stateTail;
    private final RefusedRows refusedRows;
    private final long snapshotEvery;
    private final boolean isLockstep;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> openParts = new ArrayDeque<>();
    private ThreadedDriver threads;
    private Follower follower;
    private Runnable actionThen;
    private long actionAfter;
    private long lastSnapshotSequence;

    /**
     * @param pace how fast the feeds may run
     * @param isLockstep lockstep, else free-running
     * @param blockSize bytes by which the journals' files grow
     * @param snapshotEvery inputs between the snapshots of a lockstep session
     * @param takenOver version of another build whose folder is taken over, or null
     */
    public record Options(
            Path dir,
            Pace pace,
            boolean isLockstep,
            String speed,
            long blockSize,
            long snapshotEvery,
            String takenOver) {
        /** That go on with nothing but what this build has written. */
        public Options(
                final Path dir,
                final Pace pace,
                final boolean isLockstep,
                final String speed,
                final long blockSize,
                final long snapshotEvery) {
            this(dir, pace, isLockstep, speed, blockSize, snapshotEvery, null);
        }

        /** With the snapshot interval that ships. */
        public Options(
                final Path dir, final Pace pace, final boolean isLockstep, final String speed, final long blockSize) {
            this(dir, pace, isLockstep, speed, blockSize, SNAPSHOT_EVERY);
        }
    }

    private Session(final Config config, final Options options, final List<Feed> feeds, final Edges edges) {
        JvmFlags.check();
        this.config = config;
        requireOneMarket(config, feeds);
        clock = config.hasMarketData() ? FeedClock.following(HeartbeatClock.INSTANCE) : new FeedClock();
        live = LiveFeed.of(config, options.dir(), clock);
        this.feeds = live.isEmpty() ? feeds : List.copyOf(live);
        this.snapshotEvery = options.snapshotEvery();
        this.isLockstep = options.isLockstep();
        final List<FeedDescription> descriptions =
                this.feeds.stream().map(Feed::description).toList();
        facts = new RunFacts(
                options.isLockstep() ? "lockstep" : "free",
                descriptions.stream().map(FeedDescription::digest).toList(),
                config.engine().seed(),
                options.speed(),
                false);
        try {
            folder = opened(RunFolder.own(options.dir()));
            final RunFacts recorded = RunFacts.read(options.dir());
            if (recorded != null) {
                facts.requireSame(recorded, options.dir());
            }
            Build.requireSame(folder, options.takenOver());
            final HeartbeatClock wallClock = HeartbeatClock.INSTANCE;
            control = opened(ControlFile.create(
                    folder.controlFile(), ProcessHandle.current().pid(), wallClock.nanoTime()));
            final ControlPage page = control.page();
            page.set(ControlPage.Word.PHASE, ControlPage.PHASE_RECOVERING);
            commands = opened(CommandFile.create(folder.commandFile()));

            recovery = Recovery.run(folder, instruments -> paperVenues(config, instruments));
            People.establish(folder.path(), config.approvers(), recovery.inputSequence() > 0);
            final int run = folder.nextRun();
            page.set(ControlPage.Word.RUN, run);
            final String build = VersionCommand.version();
            final long configurationHash = ConfigEvents.hash(config, descriptions);
            inputs = opened(JournalAppender.open(
                    folder.inputFolder(run),
                    new JournalHeader(
                            run,
                            false,
                            build,
                            RunStartedEncoder.SCHEMA_VERSION,
                            Build.schemaHash(),
                            configurationHash,
                            recovery.inputSequence(),
                            recovery.inputChain()),
                    options.blockSize()));
            outputs = opened(JournalAppender.open(
                    folder.outputFolder(run),
                    new JournalHeader(
                            run,
                            true,
                            build,
                            RunStartedEncoder.SCHEMA_VERSION,
                            Build.schemaHash(),
                            configurationHash,
                            recovery.outputSequence(),
                            recovery.outputChain()),
                    options.blockSize()));
            recovery.appendMissing(outputs);

            final SnapshotReader state = recovery.state();
            final ErrorSink errors = this::onError;
            pipeline = new Pipeline(
                    Capacity.DEFAULT,
                    SLOTS,
                    state,
                    edges.inputs(inputs),
                    edges.outputs(outputs),
                    page,
                    clock,
                    wallClock,
                    errors);
            Opening.showLatches(page, pipeline.engine().monitor());
            venues = paperVenues(config, pipeline.engine().instruments());
            if (state != null) {
                recovery.readVenues(state, venues);
            }
            clock.moveTo(Math.max(pipeline.engine().nowNs(), firstTimeNs(descriptions)));
            if (options.pace() instanceof WallPace wall) {
                wall.resumeAt(pipeline.engine().nowNs());
            }
            for (int i = 0; i < this.feeds.size(); i++) {
                final int source = ConfigEvents.feedSourceId(config, i);
                this.feeds.get(i).assign(source, instrumentIds(this.feeds.get(i)));
                this.feeds.get(i).skipTo(recovery.sourceNumber(source));
            }
            polled = new PolledCommands(commands);
            pipeline.addControl(new KillFile(folder.path(), page, polled));
            pipeline.addMarket(
                    clock,
                    this.feeds.toArray(EventSource[]::new),
                    venues.toArray(SimulatedVenue[]::new),
                    live.isEmpty() ? options.pace() : clock::nanoTime,
                    options.isLockstep(),
                    edges::port);
            wires = new FixWires(config, options.dir(), pipeline, page, clock, edges::port);
            driver = new LockstepDriver(pipeline);
            facts.write(options.dir());
            begin(run, descriptions);
            stateTail = opened(new StateTail(folder));
            lastSnapshotSequence = pipeline.engine().sequence();
            refusedRows = new RefusedRows(options.dir(), this.feeds);
            refusedRows.tell();
        } catch (final RuntimeException | Error failure) {
            release();
            throw failure;
        }
    }

    /** A recorded market has a time of its own, which cannot run beside one that happens now. */
    private static void requireOneMarket(final Config config, final List<Feed> feeds) {
        if (config.hasMarketData() && !feeds.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    config.file() + " takes its market over FIX (market-data), so no feed can be played beside it");
        }
    }

    private <T extends AutoCloseable> T opened(final T part) {
        openParts.push(part);
        return part;
    }

    /** Closes what is open, newest first: after a start that failed, so that nothing of it stays owned. */
    private void release() {
        while (!openParts.isEmpty()) {
            final AutoCloseable part = openParts.pop();
            if (part instanceof ControlFile page) {
                page.page().set(ControlPage.Word.PHASE, ControlPage.PHASE_STOPPED);
            }
            try {
                part.close();
            } catch (final Exception failure) {
                System.err.println("breakwater: closing after a failed start: " + failure);
            }
        }
        feeds.forEach(Feed::close);
    }

    /** Opens a session. The feeds belong to it from here on. */
    public static Session open(final Config config, final Options options, final List<Feed> feeds) {
        return open(config, options, feeds, new Edges() {});
    }

    /** As above, with something between the session and its disk and venues. */
    static Session open(final Config config, final Options options, final List<Feed> feeds, final Edges edges) {
        return new Session(config, options, feeds, edges);
    }

    /** The paper venues of the process; a venue that is reached over a wire is none of them. */
    private static List<SimulatedVenue> paperVenues(final Config config, final Instruments instruments) {
        final List<SimulatedVenue> venues = new ArrayList<>();
        for (int id = 0; id < config.venues().size(); id++) {
            final Config.VenueRow row = config.venues().get(id);
            if (row.wire() != null) {
                continue;
            }
            final VenueModel model = VenueModel.DEFAULT
                    .withSeed(config.engine().seed())
                    .withLatency(row.orderLatencyNs(), row.reportLatencyNs(), row.jitterNs())
                    .withSlippagePpm(row.slippagePpm())
                    .withRejectPerMille(row.rejectPerMille())
                    .withAbilities(row.hasOco(), row.hasStopLimit())
                    .withFaults(row.faults());
            venues.add(new SimulatedVenue(id, ConfigEvents.venueSourceId(id), instruments, model, Capacity.DEFAULT));
        }
        return venues;
    }

    private static long firstTimeNs(final List<FeedDescription> feeds) {
        return feeds.stream().mapToLong(FeedDescription::firstTimeNs).min().orElse(0);
    }

    /** The dense ids of a feed's instruments: those of the configuration with the same symbol. */
    private int[] instrumentIds(final Feed feed) {
        final List<String> symbols =
                config.instruments().stream().map(Config.InstrumentRow::symbol).toList();
        return feed.description().instruments().stream()
                .mapToInt(terms -> {
                    final int id = symbols.indexOf(terms.symbol());
                    if (id < 0) {
                        throw new CommandFailure(
                                ExitCode.PRECONDITION,
                                "the feed speaks of " + terms.symbol() + ", which " + config.file()
                                        + " does not define; it has " + String.join(", ", symbols));
                    }
                    return id;
                })
                .toArray();
    }

    /** Says the first words of the run; throws where the journal or the engine did not take them. */
    private void begin(final int run, final List<FeedDescription> descriptions) {
        final Opening opening = new Opening(config, recovery, control.page(), pipeline, driver);
        opening.nameScopes();
        opening.publishRunStarted(run, outputs.lastSequence(), clock.nanoTime());
        final List<String> refused = opening.configure(descriptions, clock.nanoTime());
        if (pipeline.isJournalFailed()) {
            throw new CommandFailure(ExitCode.PRECONDITION, "the journal failed: " + String.join("; ", failures));
        }
        if (!refused.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    config.file() + ": the engine refused " + String.join("; ", refused)
                            + "; nothing was traded, correct it and start again");
        }
        if (isLockstep) {
            control.page().set(ControlPage.Word.PHASE, ControlPage.PHASE_RUNNING);
        }
    }

    /** Publishes a command's frame and settles; lockstep only. */
    public void publish(final UnsafeBuffer frame, final int length) {
        pipeline.publish(frame, length);
        driver.settle();
    }

    /** Begins a command's frame at 0, stamped with the session's clock. */
    public Frame command(final UnsafeBuffer buffer, final int templateId, final int blockLength) {
        return new Frame()
                .wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, RunStartedEncoder.SCHEMA_VERSION)
                .ingressTimeNs(clock.nanoTime())
                .eventTimeNs(clock.nanoTime())
                .sourceId(Pipeline.CONTROL_SOURCE);
    }

    /** Runs an action once, when so many feed events have been published; lockstep only. */
    public void afterFeedEvents(final long count, final Runnable action) {
        actionAfter = count;
        actionThen = action;
    }

    private void onError(final String agent, final Throwable failure) {
        failures.add(agent + ": " + failure.getMessage());
        System.err.println("breakwater: " + agent + " latched: " + failure);
    }

    /** Publishes the next market event and settles; false when the pace holds it back or the market has ended. */
    public boolean step() {
        final boolean didStep = driver.step();
        if (actionThen != null && pipeline.feedEvents() >= actionAfter) {
            final Runnable action = actionThen;
            actionThen = null;
            action.run();
        }
        if (pipeline.engine().sequence() - lastSnapshotSequence >= snapshotEvery) {
            snapshot();
        }
        return didStep;
    }

    /** Starts the threads of a free-running session, and the follower that writes its snapshots. */
    public void startThreads() {
        driver.settle();
        follower = new Follower(
                folder,
                Recovery.quietState(pipeline.engine(), venues, feedNumbers()),
                instruments -> paperVenues(config, instruments),
                recovery.snapshots(),
                page(),
                snapshotEvery,
                this::onError);
        final ThreadedDriver.Profile profile =
                "colo".equals(config.engine().profile()) ? ThreadedDriver.Profile.COLO : ThreadedDriver.Profile.LAPTOP;
        wires.start();
        live.forEach(LiveFeed::start);
        threads = new ThreadedDriver(pipeline, profile, this::onError);
        threads.start();
        // Running owes a heartbeat, and from here on there is one.
        page().set(ControlPage.Word.PHASE, ControlPage.PHASE_RUNNING);
    }

    /** Returns whether somebody has asked for the end of the run. Thread: any. */
    public boolean isStopAsked() {
        return polled.isStopAsked();
    }

    /** Asks for the end of the run, as {@code stop} does; after {@link #stopThreads}. */
    public void askStop(final String reason) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = command(buffer, StopRunEncoder.TEMPLATE_ID, StopRunEncoder.BLOCK_LENGTH);
        new StopRunEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .user(System.getProperty("user.name", "unknown"))
                .reason(reason);
        publish(buffer, frame.length());
    }

    /** Lets commands and kills in while the pace holds the market back. */
    public void idle() {
        driver.settle();
    }

    /** Works everything that is not the market until it is quiet. */
    public void settle() {
        driver.settle();
    }

    /** Stops the threads of a free-running session; the rest is done by one thread. */
    public void stopThreads() {
        if (threads != null) {
            page().set(ControlPage.Word.PHASE, ControlPage.PHASE_STOPPING);
            threads.close();
            threads = null;
            follower.close();
        }
    }

    /** Writes a snapshot at a quiet moment: all agents idle, so engine, venues and journals agree. */
    public void snapshot() {
        driver.settle();
        recovery.writeSnapshot(pipeline.engine(), venues, inputs, feedNumbers());
        lastSnapshotSequence = pipeline.engine().sequence();
    }

    /** Returns how many inputs have not been applied by the engine. Thread: any. */
    long inputsBehind() {
        return pipeline.ingress().lastSequence() - page().get(ControlPage.Word.APPLIED);
    }

    /** Returns whether an output waits that a sender has not passed. Thread: any. */
    boolean hasUnsentOutputs() {
        return pipeline.hasUnsentOutputs();
    }

    /** Returns how many messages have been handed to FIX sessions. Thread: any. */
    long wireSent() {
        return wires.sent();
    }

    /** Returns how many answers of FIX sessions are in. Thread: any. */
    long wireReceived() {
        return wires.received();
    }

    private long[] feedNumbers() {
        final long[] numbers = new long[Capacity.DEFAULT.sources()];
        for (int i = 0; i < feeds.size(); i++) {
            final int source = ConfigEvents.feedSourceId(config, i);
            numbers[source] = Math.max(recovery.sourceNumber(source), pipeline.feedNumber(i));
        }
        return numbers;
    }

    public Engine engine() {
        return pipeline.engine();
    }

    public ControlPage page() {
        return control.page();
    }

    public RunFolder folder() {
        return folder;
    }

    public Recovery recovery() {
        return recovery;
    }

    public boolean isFinished() {
        return pipeline.isMarketFinished();
    }

    public boolean isJournalFailed() {
        return pipeline.isJournalFailed();
    }

    public List<String> failures() {
        return failures;
    }

    public long feedEvents() {
        return pipeline.feedEvents();
    }

    public long inputChain() {
        return inputs.chain();
    }

    /** Stops in good order: threads, last outputs, snapshot, journals, lock. */
    @Override
    public void close() {
        stopThreads();
        page().set(ControlPage.Word.PHASE, ControlPage.PHASE_STOPPING);
        wires.close();
        live.forEach(LiveFeed::close);
        if (!pipeline.isJournalFailed() && failures.isEmpty()) {
            driver.settle();
            snapshot();
            if (isFinished()) {
                facts.asFinished().write(folder.path());
            }
        }
        refusedRows.tell();
        control.page().set(ControlPage.Word.PHASE, ControlPage.PHASE_STOPPED);
        inputs.close();
        outputs.close();
        stateTail.close();
        feeds.forEach(Feed::close);
        commands.close();
        control.close();
        folder.close();
    }
}
