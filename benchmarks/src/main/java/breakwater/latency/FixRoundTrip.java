package breakwater.latency;

import breakwater.core.message.Effect;
import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.core.message.OrderNewEncoder;
import breakwater.core.message.OrderType;
import breakwater.core.message.SendResult;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;
import breakwater.gateway.fix.FixTerms;
import breakwater.gateway.fix.orderentry.FixEvents;
import breakwater.gateway.fix.orderentry.FixOrderPort;
import breakwater.gateway.fix.orderentry.ReportSink;
import breakwater.gateway.fix.session.FixConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Orders over a real FIX session to the simulator, a process of its own on this machine: an order frame handed to the port, over
 * the socket, matched, its acknowledgement and its fill back over the socket, each as a frame. First at 1,000 orders a second for
 * the round trip, counted from the moment at which each was due; then at 5,000 a second, to see what is lost, how far it falls
 * behind, and what the heaps of both processes do: what is live in them after a full collection, before all orders, once as many
 * have passed as either side remembers, and at the end. Arguments: {@code [--quick]}.
 */
public final class FixRoundTrip implements ReportSink {
    private static final long FIRST = 1L << 40;
    private static final int PRICE = 10_001;
    /** At 5,000 a second more orders than either side remembers when they have ended. */
    private static final int WARM_UP_S = 15;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PATIENCE_NS = 60 * SECOND_NS;
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+),");

    private final UnsafeBuffer order = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final OrderNewEncoder orderNew = new OrderNewEncoder();
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame answered = new Frame();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final Recorder acknowledgements = new Recorder(PATIENCE_NS, 3);
    private final Recorder fillTimes = new Recorder(PATIENCE_NS, 3);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong filled = new AtomicLong();
    private final AtomicLong others = new AtomicLong();
    private final long[] dueNs = new long[1 << 20];
    private final long venuePid;
    private long next;

    private FixRoundTrip(final long venuePid) {
        this.venuePid = venuePid;
    }

    public static void main(final String[] args) throws Exception {
        final boolean isQuick = Arrays.asList(args).contains("--quick");
        System.out.println(Host.describe(FixRoundTrip.class, args));
        final Path folder = Files.createTempDirectory("breakwater-fix");
        final Process venue = venue(folder);
        try {
            new FixRoundTrip(venue.pid()).measure(port(venue), folder, isQuick);
        } finally {
            venue.destroy();
            venue.waitFor();
            TemporaryFolder.delete(folder);
        }
    }

    /** Starts the simulator on a market that stands still. */
    private static Process venue(final Path folder) throws IOException {
        final Path feed = folder.resolve("still-BTCUSD.csv");
        final StringBuilder trades = new StringBuilder("timestamp_ms,price,amount\n");
        for (int i = 0; i < 20_000; i++) {
            trades.append(1_719_487_000_000L + i * 50L).append(",100.01,100000.00001\n");
        }
        Files.writeString(feed, trades);
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "breakwater.tools.Breakwater"));
        command.addAll(List.of("simulate", "--port", "0", "--feed", feed.toString()));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("venue.txt").toFile())
                .start();
    }

    private static int port(final Process venue) throws IOException {
        final String line =
                new BufferedReader(new InputStreamReader(venue.getInputStream(), StandardCharsets.UTF_8)).readLine();
        final Matcher said = PORT.matcher(line == null ? "" : line);
        if (!said.find()) {
            throw new IllegalStateException("the simulator says: " + line);
        }
        return Integer.parseInt(said.group(1));
    }

    private void measure(final int port, final Path folder, final boolean isQuick) throws Exception {
        final FixTerms terms = new FixTerms(
                0,
                List.of(new FixTerms.Instrument(0, "BTC-USD", -2, -5)),
                List.of(new FixTerms.Account(0, "main", "USD")));
        try (FixOrderPort session = new FixOrderPort(
                FixConnection.onLoopback(port, "BREAKWATER", "PAPER", folder.resolve("fix")),
                terms,
                1,
                this,
                new Quiet())) {
            session.start();
            if (!session.awaitReady(10_000)) {
                throw new IllegalStateException("no logon");
            }
            final String atFirst = live();
            System.out.printf(
                    "%-22s %8s %10s %10s %10s %10s %10s %10s%n",
                    "µs from due", "answer", "p50", "p90", "p99", "p99.9", "max", "n");
            run(session, 1_000, isQuick ? 2 : 15);
            acknowledgements.getIntervalHistogram();
            fillTimes.getIntervalHistogram();
            final String figures = run(session, 1_000, isQuick ? 2 : 30);
            print("1,000 orders/s");
            System.out.println(figures);
            run(session, 5_000, isQuick ? 2 : WARM_UP_S);
            acknowledgements.getIntervalHistogram();
            fillTimes.getIntervalHistogram();
            final long warm = next;
            final String whenWarm = live();
            final String throughput = run(session, 5_000, isQuick ? 2 : 60);
            print("5,000 orders/s");
            System.out.println(throughput);
            System.out.printf(
                    Locale.ROOT,
                    "live after a full collection: at first %s; after %,d orders %s; after %,d orders %s%n",
                    atFirst,
                    warm,
                    whenWarm,
                    next,
                    live());
        }
    }

    private String live() throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "%.1f MB here, %.1f MB at the venue",
                LiveSet.bytes(ProcessHandle.current().pid()) / 1e6,
                LiveSet.bytes(venuePid) / 1e6);
    }

    private void print(final String name) {
        row(name, "ack", acknowledgements.getIntervalHistogram());
        row("", "fill", fillTimes.getIntervalHistogram());
    }

    private static void row(final String name, final String answer, final Histogram h) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %8s %,10.1f %,10.1f %,10.1f %,10.1f %,10.1f %,10d%n",
                name,
                answer,
                h.getValueAtPercentile(50) / 1e3,
                h.getValueAtPercentile(90) / 1e3,
                h.getValueAtPercentile(99) / 1e3,
                h.getValueAtPercentile(99.9) / 1e3,
                h.getMaxValue() / 1e3,
                h.getTotalCount());
    }

    /** Sends at a rate for some seconds, and waits for what is owed. Returns what became of it. */
    private String run(final FixOrderPort session, final int aSecond, final int seconds) {
        final long first = next;
        final long count = (long) aSecond * seconds;
        final long collectionsBefore = collections();
        final long startNs = System.nanoTime();
        long latest = 0;
        for (long i = 0; i < count; i++) {
            final long due = startNs + i * SECOND_NS / aSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                if (left > 200_000) {
                    LockSupport.parkNanos(left - 100_000);
                } else {
                    Thread.onSpinWait();
                }
            }
            latest = Math.max(latest, System.nanoTime() - due);
            send(session, due);
        }
        final double sending = (System.nanoTime() - startNs) / 1e9;
        final long untilNs = System.nanoTime() + PATIENCE_NS;
        while (filled.get() < next && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(1_000_000);
        }
        final double done = (System.nanoTime() - startNs) / 1e9;
        return String.format(
                        Locale.ROOT,
                        "%,d orders in %.1f s, all answers after %.1f s (%,.0f orders/s); late by %.1f ms at most; %,d not"
                                + " acknowledged, %,d not filled, %,d other answers; %d collections here",
                        count,
                        sending,
                        done,
                        count / done,
                        latest / 1e6,
                        next - acknowledged.get(),
                        next - filled.get(),
                        others.get(),
                        collections() - collectionsBefore)
                + (next - first == count ? "" : "; the session went down");
    }

    private void send(final FixOrderPort session, final long due) {
        dueNs[(int) next & (dueNs.length - 1)] = due;
        new Frame()
                .wrapForWrite(order, 0)
                .begin(OrderNewEncoder.TEMPLATE_ID, OrderNewEncoder.BLOCK_LENGTH, MessageHeaderEncoder.SCHEMA_VERSION)
                .sequence(next)
                .ingressTimeNs(nowNs());
        orderNew.wrap(order, Frame.HEADER_LENGTH)
                .clientOrderId(FIRST + next)
                .parentId(FIRST + next)
                .effect(Effect.RAISES)
                .side((next & 1) == 0 ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IOC)
                .price((next & 1) == 0 ? PRICE + 10 : PRICE - 10)
                .quantity(4);
        if (session.send(order, 0) != SendResult.SENT) {
            throw new IllegalStateException("order " + next + " was not sent");
        }
        next++;
    }

    @Override
    public MutableDirectBuffer claim() {
        return answer;
    }

    @Override
    public void publish() {
        final long nowNs = System.nanoTime();
        answered.wrap(answer, 0);
        if (answered.templateId() != ExecutionReportDecoder.TEMPLATE_ID) {
            others.incrementAndGet();
            return;
        }
        report.wrap(answer, answered.blockOffset(), answered.blockLength(), answered.version());
        final long number = report.clientOrderId() - FIRST;
        final long sinceDueNs = Math.min(PATIENCE_NS, nowNs - dueNs[(int) number & (dueNs.length - 1)]);
        if (report.execType() == ExecType.NEW) {
            acknowledgements.recordValue(sinceDueNs);
            acknowledged.incrementAndGet();
        } else if (report.execType() == ExecType.TRADE) {
            fillTimes.recordValue(sinceDueNs);
            filled.incrementAndGet();
        } else {
            others.incrementAndGet();
        }
    }

    @Override
    public long nowNs() {
        return System.currentTimeMillis() * 1_000_000L;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(java.lang.management.GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** A session's course is no figure; a message that is not understood ends the run. */
    private static final class Quiet implements FixEvents {
        @Override
        public void onLogon() {}

        @Override
        public void onReconciled(final String how) {}

        @Override
        public void onLogout() {}

        @Override
        public void onRefused(final String reason, final String message, final boolean isFill) {
            throw new IllegalStateException(reason + ": " + message);
        }

        @Override
        public void onUnsendable(final String reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void onEvent(final String text) {}
    }
}
