package breakwater.gateway.fix.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.AllocationCount;
import breakwater.core.message.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The book that is kept, beside one that is a sorted map; and what keeping it costs. */
class MarketBooksPropertyTest {
    private static final int STEPS = 1_000;
    private static final int DEPTH = 5;

    /** Entries of one side by id: price in cents and size. */
    private record Entry(long price, long quantity) {}

    @Test
    void showsWhatASortedMapShows() {
        for (long seed = 1; seed <= 4; seed++) {
            final long used = seed;
            run(new SplittableRandom(used), "seed " + used);
        }
    }

    private static void run(final SplittableRandom random, final String seed) {
        final Told told = Told.asked(DEPTH);
        told.snapshot("BTC-USD", "268=0");
        final List<TreeMap<Long, Entry>> sides = List.of(new TreeMap<>(), new TreeMap<>());
        long nextId = 1;
        for (int step = 0; step < STEPS; step++) {
            final int changes = 1 + random.nextInt(3);
            final StringBuilder message = new StringBuilder("268=" + changes);
            for (int c = 0; c < changes; c++) {
                final int side = random.nextInt(2);
                final TreeMap<Long, Entry> entries = sides.get(side);
                final int action = entries.size() < 8 ? 0 : entries.size() > 40 ? 2 : random.nextInt(3);
                final Entry entry = new Entry(
                        side == 0 ? 9_000 + random.nextInt(60) : 9_100 + random.nextInt(60), 1 + random.nextInt(99));
                final long id;
                if (action == 0) {
                    id = nextId++;
                } else {
                    final List<Long> ids = new ArrayList<>(entries.keySet());
                    id = ids.get(random.nextInt(ids.size()));
                }
                if (action == 2) {
                    entries.remove(id);
                } else {
                    entries.put(id, entry);
                }
                message.append("|279=")
                        .append(action)
                        .append("|269=")
                        .append(side)
                        .append("|278=")
                        .append(id);
                message.append("|55=BTC-USD");
                if (action != 2) {
                    message.append("|270=").append(entry.price() / 100).append('.');
                    message.append(String.format("%02d", entry.price() % 100))
                            .append("|271=")
                            .append(entry.quantity());
                }
            }
            final List<String> heard = told.update("BTC-USD", message.toString());
            if (!sides.get(0).isEmpty() && !sides.get(1).isEmpty()) {
                assertEquals(
                        List.of("BTC-USD book 0/1" + levels(sides.get(0), true) + levels(sides.get(1), false)),
                        heard,
                        seed + " step " + step);
            }
        }
        assertEquals(List.of(), told.refused, seed);
    }

    private static String levels(final TreeMap<Long, Entry> entries, final boolean isBid) {
        final TreeMap<Long, Long> byPrice =
                new TreeMap<>(isBid ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
        entries.values().forEach(entry -> byPrice.merge(entry.price(), entry.quantity(), Long::sum));
        final StringBuilder text = new StringBuilder();
        byPrice.entrySet().stream()
                .limit(DEPTH)
                .forEach(level -> text.append(isBid ? " b" : " s")
                        .append(String.format(
                                "%d.%02dx%d.000", level.getKey() / 100, level.getKey() % 100, level.getValue())));
        return text.toString();
    }

    @Test
    void readsUpdatesWithoutAllocating() {
        final Told told = Told.asked(1);
        told.snapshot("BTC-USD", "268=2|269=0|278=1|270=99.90|271=1|269=1|278=2|270=100.10|271=1");
        final String head =
                "8=FIX.4.4|9=1|35=X|34=5|49=V|56=E|52=20240627-11:17:36.900|262=" + told.request("BTC-USD") + "|";
        final String up = (head + "268=2|279=1|269=0|278=1|55=BTC-USD|270=99.95|271=1.25|272=20240627|273=11:17:36.123"
                        + "|279=0|269=2|278=700|55=BTC-USD|270=100.10|271=0.5|10=000|")
                .replace('|', '\u0001');
        final String down = up.replace("99.95", "99.90");
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
        final Runnable step = () -> {
            told.session.onData(up, 'X', true);
            told.session.onData(down, 'X', true);
            while (told.queue.nextTimeNs() != MarketQueue.NOT_YET) {
                told.queue.take(buffer, 0);
            }
        };
        for (int i = 0; i < 20_000; i++) {
            step.run();
        }
        final AllocationCount count = new AllocationCount(MarketSession.class);

        final long bytes = count.count(2_000, step);

        assertEquals(0, bytes, count.toString());
        assertTrue(told.session.received() > 40_000);
    }
}
