package breakwater.tools.run;

import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.RunStartedEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.Monitor;
import breakwater.core.monitor.MonitorView;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.LockstepDriver;
import breakwater.core.pipeline.Pipeline;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first words of a run: what the control page shows before anything moves, then, as events in the total order,
 * {@code RunStarted} and the configuration, which a restart only proposes.
 *
 * <p>Thread: the command's, before the session's threads. Allocates: cold path.
 */
final class Opening {
    private static final long WEEK_NS = 7 * 86_400_000_000_000L;
    /** Past a public holiday of the next year; a run that lasts longer is denied entries from there on. */
    private static final long CALENDAR_NS = 400 * 86_400_000_000_000L;

    /** Ten years of data: what the engine keeps of a calendar. */
    private static final long CALENDAR_NS_MAX = 3_660 * 86_400_000_000_000L;

    private final Config config;
    private final Recovery recovery;
    private final ControlPage page;
    private final Pipeline pipeline;
    private final LockstepDriver driver;

    Opening(
            final Config config,
            final Recovery recovery,
            final ControlPage page,
            final Pipeline pipeline,
            final LockstepDriver driver) {
        this.config = config;
        this.recovery = recovery;
        this.page = page;
        this.pipeline = pipeline;
        this.driver = driver;
    }

    /**
     * Brings a control page up to what the engine has recovered: what a resume has to name, and from where kill words
     * count on.
     */
    static void showLatches(final ControlPage page, final MonitorView monitor) {
        for (int index = 0; index < ControlPage.SCOPES; index++) {
            final ScopeType type = ControlPage.typeOf(index);
            final int id = ControlPage.idOf(index);
            final long generation = monitor.generation(type, id);
            page.latched(index, generation, monitor.level(type, id).value());
            page.countFrom(index, Monitor.wordGeneration(generation));
        }
    }

    /** Gives the control page's scopes the names of the configuration. */
    void nameScopes() {
        for (int i = 0; i < config.venues().size(); i++) {
            page.name(ScopeType.VENUE, i, config.venues().get(i).name());
        }
        for (int i = 0; i < config.accounts().size(); i++) {
            page.name(ScopeType.ACCOUNT, i, config.accounts().get(i).name());
        }
        for (int i = 0; i < config.strategies().size(); i++) {
            page.name(ScopeType.STRATEGY, i, config.strategies().get(i).name());
        }
        for (int i = 0; i < config.instruments().size(); i++) {
            page.name(ScopeType.INSTRUMENT, i, config.instruments().get(i).symbol());
        }
    }

    /**
     * Publishes {@code RunStarted}, the first event of a run.
     *
     * @param outputSequence the last output that is journaled
     */
    void publishRunStarted(final int run, final long outputSequence, final long timeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame()
                .wrapForWrite(buffer, 0)
                .begin(RunStartedEncoder.TEMPLATE_ID, RunStartedEncoder.BLOCK_LENGTH, RunStartedEncoder.SCHEMA_VERSION)
                .ingressTimeNs(timeNs)
                .eventTimeNs(timeNs)
                .sourceSequence(run)
                .sourceId(Pipeline.CONTROL_SOURCE);
        final long word = page.word(ControlPage.index(ScopeType.GLOBAL, 0));
        new RunStartedEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .run(run)
                .isRecovery((short) (recovery.inputSequence() > 0 ? 1 : 0))
                .level(recovery.isDamaged() ? Level.CANCEL_ONLY : Level.ACTIVE)
                .pageLevel(Level.get((short) ControlPage.level(word)))
                .outputSequence(outputSequence);
        publish(buffer, frame.length());
    }

    /**
     * Publishes the configuration: whole in a new folder, else what is new or tighter. Returns the rows that the engine
     * did not take.
     */
    List<String> configure(final List<FeedDescription> feeds, final long timeNs) {
        final List<String> refused = new ArrayList<>();
        final ConfigEvents events = new ConfigEvents(
                (frame, length, row) -> {
                    if (!isAccepted(frame, length)) {
                        refused.add(row);
                    }
                },
                timeNs,
                System.getProperty("user.name", "unknown"));
        if (isConfigured(feeds.size())) {
            ConfigProposal.of(config, pipeline.engine()).propose(events);
        } else {
            events.encode(config, feeds);
        }
        calendars(events, feeds, timeNs);
        driver.settle();
        return refused;
    }

    /** Makes every calendar known for a good year, and as far as the data at hand goes. */
    private void calendars(final ConfigEvents events, final List<FeedDescription> feeds, final long timeNs) {
        long untilNs = timeNs + CALENDAR_NS;
        for (final FeedDescription feed : feeds) {
            if (feed.lastTimeNs() < Long.MAX_VALUE - WEEK_NS) {
                untilNs = Math.max(untilNs, feed.lastTimeNs() + WEEK_NS);
            }
        }
        untilNs = Math.min(untilNs, timeNs + CALENDAR_NS_MAX);
        for (final Config.CalendarRow row : config.calendars()) {
            final long knownNs = pipeline.engine().market().calendarEndNs(row.scopeType(), row.scopeId());
            if (knownNs < untilNs) {
                events.calendar(row, Math.max(timeNs, knownNs), untilNs);
            }
        }
    }

    /** A start that died between its first configuration row and its last is made again from the first. */
    private boolean isConfigured(final int feeds) {
        for (int i = 0; i < feeds; i++) {
            if (recovery.sourceNumber(ConfigEvents.feedSourceId(config, i)) > 0) {
                return true;
            }
        }
        return recovery.inputSequence() > 0
                && pipeline.engine().signals().count() >= config.strategies().size();
    }

    /** Publishes a configuration row. Returns whether the engine took it, rather than quarantine it. */
    private boolean isAccepted(final UnsafeBuffer frame, final int length) {
        final long before = page.get(ControlPage.Word.QUARANTINED);
        publish(frame, length);
        return page.get(ControlPage.Word.QUARANTINED) == before;
    }

    private void publish(final UnsafeBuffer frame, final int length) {
        pipeline.publish(frame, length);
        driver.settle();
    }
}
