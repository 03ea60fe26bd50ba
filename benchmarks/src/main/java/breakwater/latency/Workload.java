package breakwater.latency;

import breakwater.core.message.EventSource;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.RunStartedEncoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.core.pipeline.FeedClock;
import breakwater.core.pipeline.HeartbeatClock;
import breakwater.core.pipeline.LockstepDriver;
import breakwater.core.pipeline.Pace;
import breakwater.core.pipeline.Pipeline;
import breakwater.core.pipeline.RecordAppender;
import breakwater.core.reference.Capacity;
import breakwater.core.venuesim.SimulatedVenue;
import breakwater.core.venuesim.VenueModel;
import breakwater.gateway.ws.feed.Feed;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.config.Config;
import breakwater.tools.config.ConfigEvents;
import breakwater.tools.config.ConfigException;
import breakwater.tools.config.ConfigFile;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the benchmarks run on: a generated market of some instruments, the churn strategy on each, limits so wide that they
 * are computed and never bind, one paper venue.
 *
 * @param instruments 1 to 256
 * @param events of the generated market, trades left out included
 * @param everyQuotes quotes of an instrument to one signal of its strategy
 * @param bracketPercent share of the entries with a bracket
 * @param digestInterval inputs between digests of the whole state
 */
public record Workload(int instruments, long events, long everyQuotes, int bracketPercent, int digestInterval) {
    /** Sixty-four instruments; about one input in a hundred is about an order. Digests off: they have a figure of their own. */
    public static final Workload MIXED = new Workload(64, 100_000_000, 300, 50, 1_000_000_000);

    private static final int SLOTS = 4096;

    /** A pipeline that stands at its first market event. */
    public record Ready(Pipeline pipeline, LockstepDriver driver, Config config, ControlPage page) {}

    /** Returns a new control page in process memory. */
    public static ControlPage page() {
        final ByteBuffer memory = BufferUtil.allocateDirectAligned(ControlPage.LENGTH, 4096);
        final ControlPage page = new ControlPage(new UnsafeBuffer(memory));
        page.format(ProcessHandle.current().pid(), HeartbeatClock.INSTANCE.nanoTime());
        return page;
    }

    /** Returns a pipeline with feed and paper venue, its configuration applied. */
    public Ready ready(final RecordAppender inputs, final RecordAppender outputs, final boolean isLockstep) {
        final Feed feed = feed();
        final Config config = config(feed);
        final FeedClock clock = new FeedClock();
        final ControlPage page = page();
        final Pipeline pipeline = pipeline(clock, page, inputs, outputs);
        clock.moveTo(feed.description().firstTimeNs());
        feed.assign(ConfigEvents.feedSourceId(config, 0), ids());
        final SimulatedVenue venue = new SimulatedVenue(
                0,
                ConfigEvents.venueSourceId(0),
                pipeline.engine().instruments(),
                VenueModel.DEFAULT.withSeed(1),
                Capacity.DEFAULT);
        pipeline.addMarket(
                clock,
                new EventSource[] {new QuoteHeavySource(feed)},
                new SimulatedVenue[] {venue},
                Pace.MAX,
                isLockstep);
        final LockstepDriver driver = new LockstepDriver(pipeline);
        configure(pipeline, driver, config, feed, clock.nanoTime());
        return new Ready(pipeline, driver, config, page);
    }

    static Pipeline pipeline(
            final FeedClock clock, final ControlPage page, final RecordAppender inputs, final RecordAppender outputs) {
        return new Pipeline(
                Capacity.DEFAULT,
                SLOTS,
                null,
                inputs,
                outputs,
                page,
                clock,
                HeartbeatClock.INSTANCE,
                (agent, failure) -> {
                    throw new IllegalStateException(agent + " latched", failure);
                });
    }

    static void configure(
            final Pipeline pipeline,
            final LockstepDriver driver,
            final Config config,
            final Feed feed,
            final long nowNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Frame frame = new Frame()
                .wrapForWrite(buffer, 0)
                .begin(RunStartedEncoder.TEMPLATE_ID, RunStartedEncoder.BLOCK_LENGTH, RunStartedEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs)
                .sourceSequence(1)
                .sourceId(Pipeline.CONTROL_SOURCE);
        new RunStartedEncoder()
                .wrap(buffer, Frame.HEADER_LENGTH)
                .run(1)
                .level(Level.ACTIVE)
                .pageLevel(Level.ACTIVE);
        pipeline.publish(buffer, frame.length());
        driver.settle();
        final ConfigEvents events = new ConfigEvents(
                (event, length, row) -> {
                    pipeline.publish(event, length);
                    driver.settle();
                },
                nowNs,
                "benchmark");
        events.encode(config, List.of(feed.description()));
        for (final Config.CalendarRow row : config.calendars()) {
            events.calendar(row, nowNs, nowNs + 400L * 86_400 * 1_000_000_000);
        }
    }

    Feed feed() {
        return Feeds.open("generate:seed=7,instruments=" + instruments + ",rate=20000,count=" + events);
    }

    private int[] ids() {
        final int[] ids = new int[instruments];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        return ids;
    }

    Config config(final Feed feed) {
        try {
            return ConfigFile.parse("benchmark", text(feed));
        } catch (final ConfigException wrong) {
            throw new IllegalStateException("the benchmark's configuration is refused: " + wrong.getMessage(), wrong);
        }
    }

    private String text(final Feed feed) {
        final StringBuilder out = new StringBuilder();
        out.append("engine: {seed: 1, digest-interval: ")
                .append(digestInterval)
                .append("}\n")
                .append("venues:\n  - {name: paper, calendar: always}\n")
                .append("accounts:\n  - {name: main, venue: paper, currency: USD, cash: 100000000}\n")
                .append("instruments:\n");
        feed.description()
                .instruments()
                .forEach(terms -> out.append("  - {symbol: ")
                        .append(terms.symbol())
                        .append(
                                ", venue: paper, class: crypto, tick: 0.01, lot: 0.00001, max-quantity: 1000000, shortable: true, ")
                        .append("stale-after: 30s, quote-currency: USD}\n"));
        out.append("strategies:\n");
        feed.description()
                .instruments()
                .forEach(terms -> out.append("  - {name: churn-")
                        .append(terms.symbol())
                        .append(", kind: churn, account: main, instrument: ")
                        .append(terms.symbol())
                        .append(", parameters: {every-quotes: ")
                        .append(everyQuotes)
                        .append(", bracket-percent: ")
                        .append(bracketPercent)
                        .append("}}\n"));
        limits(out, feed);
        return out.toString();
    }

    private static void limits(final StringBuilder out, final Feed feed) {
        out.append("limits:\n");
        for (final String row : List.of(
                "score, value: 1",
                "reward-to-risk, value: 1.0",
                "stop-distance, value: 0.1%",
                "order-notional, value: 10000000",
                "gross-exposure, value: 90000000",
                "net-exposure, value: 90000000",
                "open-positions, value: 1000",
                "positions-of-class, value: 1000",
                "portfolio-heat, value: 50%",
                "trade-risk, value: 5%",
                "underlying-heat, value: 50%",
                "open-orders, value: 4000",
                "daily-loss, value: 50%",
                "weekly-loss, value: 50%",
                "drawdown, value: 50%",
                "losing-streak, value: 1000",
                "leverage, class: crypto, value: 10000%",
                "minimum-volume, class: crypto, value: 0",
                "cash-reserve, value: 0%",
                "duplicate-window, value: 0s",
                "orders-per-trade, value: 1000000",
                "orders-per-trade-sample, value: 1000",
                "repeated-executions, value: 1000000",
                "orders-per-second, value: 1000000",
                "orders-per-minute, value: 1000000",
                "orders-per-day, value: 1000000000",
                "notional-per-second, value: 10000000000",
                "notional-per-minute, value: 10000000000",
                "notional-per-day, value: 90000000000",
                "rejects-per-minute, value: 1000000",
                "rejects-in-a-row, value: 1000000",
                "error-rate, value: 100%",
                "error-sample, value: 1000000",
                "answer-time, value: 86400s",
                "slippage-multiple, value: 100000%",
                "slippage-alert, value: 100000%",
                "slippages-in-a-row, value: 1000000",
                "slippage-floor, value: 1000",
                "slippage-assumed, value: 0.05%",
                "win-rate, value: 0%",
                "profit-factor, value: 0%",
                "criteria-sample, value: 1000000",
                "fee-share, value: 100000%",
                "fee-sample, value: 1000000",
                "clock-back, value: 86400s",
                "clock-skew, value: 86400s",
                "clock-jump, value: 86400s",
                "spread-multiple, value: 100000%",
                "spread-sample, value: 4096",
                "spread-floor, value: 1000",
                "volatility-min, value: 0%",
                "volatility-max, value: 100%",
                "time-to-close, value: 0s",
                "pre-market, value: 0",
                "post-market, value: 0",
                "other-instruments, value: 1",
                "short-sale, value: 1",
                "quarantined-share, value: 100%",
                "quarantine-sample, value: 1000",
                "order-of-volume, value: 100%",
                "position-of-volume, value: 100%",
                "price-move, value: 100%",
                "price-move-window, value: 30s",
                "fat-finger-multiple, value: 1000000%",
                "fat-finger-sample, value: 10",
                "basket-notional, value: 10000000000",
                "no-trade-band, value: 0%",
                "cooldown-after-exit, value: 0s",
                "cooldown-after-stop, value: 0s",
                "cooldown-after-rebalance, value: 0s",
                "volatility-brake, value: 100000%",
                "regime-sample, value: 60",
                "volatility-brake-floor, value: 1000",
                "pause-after-stop, value: 0s",
                "pause-after-target, value: 0s",
                "drift, value: 100000%",
                "drift-time, value: 86400s",
                "protection-retries, value: 8",
                "position-stuck, value: 86400s",
                "position-age, value: 100%",
                "layers, value: 15",
                "layer-life, value: 0s",
                "layer-window, value: 0s",
                "layers-told, value: 1",
                "rapid-cancels, value: 100%",
                "rapid-life, value: 0s",
                "rapid-sample, value: 1000000",
                "rapid-told, value: 1",
                "own-wash-window, value: 0s",
                "own-wash-told, value: 1",
                "wash-sale-window, value: 0s",
                "day-trades, value: 1000000",
                "day-trade-equity, value: 0",
                "capital-reserve, value: 0%",
                "trend-min, value: 0%",
                "trend-max, value: 100%, warn: 100%",
                "correlation, value: 100%",
                "correlation-sample, value: 24",
                "correlation-window, value: 2592000s",
                "assumed-correlation, value: 0%",
                "message-rate, venue: paper, value: 1000000",
                "message-burst, venue: paper, value: 1000000",
                "message-reserve, venue: paper, value: 1000",
                "own-orders-crossed, venue: paper, value: 4000")) {
            out.append("  - {limit: ").append(row).append("}\n");
        }
        feed.description().instruments().forEach(terms -> {
            out.append("  - {limit: allocation, value: 100%, strategy: churn-")
                    .append(terms.symbol())
                    .append("}\n");
            for (final String row : List.of(
                    "permitted, value: 2",
                    "assumed-volume, value: 1000000000",
                    "entry-collar, value: 5%",
                    "exit-collar, value: 10%",
                    "order-quantity, value: 1000",
                    "long-position, value: 100000",
                    "short-position, value: 100000")) {
                out.append("  - {limit: ")
                        .append(row)
                        .append(", instrument: ")
                        .append(terms.symbol())
                        .append("}\n");
            }
        });
    }
}
