package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.AllocationCount;
import breakwater.core.fake.FakeMarket;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.order.EntryEnds;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T12: layers, rapid cancels and trades with ourselves are told, and hold where a row says so. */
class ConductWatchTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = Watchtower.SECOND;

    private final Watchtower tower = new Watchtower();
    private final FakeMarket market = new FakeMarket().quote(0, 100, 102).quote(1, 100, 102);
    private final EntryEnds ends = tower.monitor.entryEnds(market);

    ConductWatchTest() {
        tower.tape.take();
    }

    private void cancel(final Side side, final long price, final long livedNs) {
        ends.onEntryEnded(1, 0, side, price, true, livedNs, tower.nowNs);
    }

    private void pass(final long ns) {
        tower.nowNs += ns;
        tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
    }

    private void fill(final Side side, final long price, final long quantity) {
        tower.monitor.onTraded(1, 0, side, price, quantity);
    }

    private void limit(final Control control, final int key, final long value) {
        tower.monitor.onLimit(control, key, ScopeType.GLOBAL, 0, value, 0);
    }

    private void layers(final int count) {
        for (int i = 0; i < count; i++) {
            cancel(Side.BUY, 99, SECOND);
        }
    }

    @Test
    void aFourthLayerAboutATradeOfTheOtherSideIsTold() {
        for (int count = 2; count <= 4; count++) {
            layers(count);
            fill(Side.SELL, 102, 1);
            assertEquals(
                    count == 4 ? List.of("WARNING LAYERING STRATEGY 1 ACTIVE 4/3") : List.of(),
                    tower.tape.take(),
                    count + " layers");
            pass(6 * SECOND);
        }
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.STRATEGY, 1));
    }

    @Test
    void layersMayBeCanceledAfterTheTradeToo() {
        fill(Side.SELL, 102, 1);
        pass(5 * SECOND);
        layers(3);
        assertEquals(List.of(), tower.tape.take());
        layers(1);
        assertEquals(List.of("WARNING LAYERING STRATEGY 1 ACTIVE 4/3"), tower.tape.take());
        layers(3);
        assertEquals(List.of(), tower.tape.take(), "each is counted once");
        pass(1);
        layers(4);
        assertEquals(List.of(), tower.tape.take(), "the trade is too long ago");
    }

    @Test
    void onlyEntriesAwayFromTheTouchThatLivedShortlyAreLayers() {
        for (int i = 0; i < 5; i++) {
            cancel(Side.BUY, 100, SECOND);
            cancel(Side.BUY, 99, SECOND + 1);
            cancel(Side.SELL, 103, SECOND);
            ends.onEntryEnded(1, 0, Side.BUY, 99, false, SECOND, tower.nowNs);
            ends.onEntryEnded(1, 1, Side.BUY, 99, true, SECOND, tower.nowNs);
            ends.onEntryEnded(2, 0, Side.BUY, 99, true, SECOND, tower.nowNs);
        }
        fill(Side.SELL, 102, 1);
        assertEquals(List.of(), tower.tape.take());
        fill(Side.BUY, 99, 1);
        assertEquals(List.of("WARNING LAYERING STRATEGY 1 ACTIVE 5/3"), tower.tape.take());
    }

    @Test
    void layersHoldTheStrategyWhereARowSaysSoUntilAResume() {
        limit(Control.LAYERING, 3, 0);
        layers(4);
        fill(Side.SELL, 102, 1);
        assertEquals(
                List.of("WARNING LAYERING STRATEGY 1 ACTIVE 4/3", "LEVEL_RAISED LAYERING STRATEGY 1 REDUCE_ONLY 4/3"),
                tower.tape.take());
        tower.resumeAsShown(ScopeType.STRATEGY, 1);
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.STRATEGY, 1));
    }

    @Test
    void moreThanHalfOfTheEntriesCanceledSoonIsTold() {
        for (int soon = 24; soon <= 26; soon++) {
            for (int i = 0; i < 50; i++) {
                final boolean isSoon = i < soon;
                ends.onEntryEnded(1, 0, Side.BUY, 100, i != 49, isSoon ? 100 * MS : 100 * MS + 1, tower.nowNs);
            }
            assertEquals(
                    soon == 26 ? List.of("WARNING RAPID_CANCEL STRATEGY 1 ACTIVE 520000/500000") : List.of(),
                    tower.tape.take(),
                    soon + " of 50");
        }
    }

    @Test
    void rapidCancelsHoldTheStrategyWhereARowSaysSo() {
        limit(Control.RAPID_CANCEL, 2, 1);
        limit(Control.RAPID_CANCEL, 3, 0);
        cancel(Side.BUY, 100, 1);
        assertEquals(Level.REDUCE_ONLY, tower.monitor.level(ScopeType.STRATEGY, 1));
        assertEquals(Level.ACTIVE, tower.monitor.level(ScopeType.STRATEGY, 2));
    }

    @Test
    void aPurchaseAndASaleAtOnePriceWithinTenMillisecondsAreTold() {
        for (final long ms : new long[] {9, 10, 11}) {
            fill(Side.BUY, 101, 30);
            pass(ms * MS);
            tower.monitor.onTraded(2, 0, Side.SELL, 101, 20);
            assertEquals(
                    ms <= 10 ? List.of("WARNING OWN_WASH INSTRUMENT 0 ACTIVE 20/0") : List.of(),
                    tower.tape.take(),
                    ms + " ms");
            pass(SECOND);
        }
        fill(Side.BUY, 101, 30);
        fill(Side.SELL, 102, 30);
        tower.monitor.onTraded(1, 1, Side.SELL, 101, 30);
        assertEquals(List.of(), tower.tape.take(), "another price, another instrument");
    }

    @Test
    void aTradeWithOurselvesHoldsTheInstrumentWhereARowSaysSo() {
        limit(Control.OWN_WASH, 1, 0);
        fill(Side.SELL, 101, 30);
        fill(Side.BUY, 101, 30);
        assertEquals(Level.REDUCE_ONLY, tower.monitor.level(ScopeType.INSTRUMENT, 0));
    }

    @Test
    void noughtLooksForNothing() {
        limit(Control.LAYERING, 1, 0);
        limit(Control.OWN_WASH, 0, 0);
        for (int i = 0; i < 10; i++) {
            cancel(Side.BUY, 99, 0);
        }
        fill(Side.SELL, 101, 1);
        fill(Side.BUY, 101, 1);
        assertEquals(List.of(), tower.tape.take());
    }

    /** Beside plain lists of all that happened, with restores on the way. */
    @Test
    void tellsOfLayersAndOwnTradesWhatPlainListsTell() {
        final long seed = 12_012L;
        long random = seed;
        limit(Control.RAPID_CANCEL, 2, 1_000_000);
        final List<long[]> canceled = new ArrayList<>();
        final List<long[]> filled = new ArrayList<>();
        final long[][] last = new long[2][];
        for (int n = 0; n < 20_000; n++) {
            random = Frame.mix(random);
            pass(Math.floorMod(random, 3L) * SECOND);
            final long now = tower.nowNs;
            final boolean isBuy = (random >>> 8 & 1) == 0;
            final long price = 99 + Math.floorMod(random >>> 16, 5);
            final List<String> expected = new ArrayList<>();
            final boolean isFill = Math.floorMod(random >>> 24, 4) == 0;
            if (isFill) {
                final long[] other = last[isBuy ? 0 : 1];
                final boolean isOwn = other != null && other[0] == price && now - other[1] <= 10 * MS;
                fill(isBuy ? Side.BUY : Side.SELL, price, 1);
                filled.add(new long[] {isBuy ? 1 : 0, now});
                addLayers(expected, canceled, isBuy ? 0 : 1, now);
                if (isOwn) {
                    expected.add("WARNING OWN_WASH INSTRUMENT 0 ACTIVE 1/0");
                }
                last[isBuy ? 0 : 1] = isOwn ? null : other;
                last[isBuy ? 1 : 0] = isOwn ? null : new long[] {price, now};
            } else {
                cancel(isBuy ? Side.BUY : Side.SELL, price, Math.floorMod(random >>> 32, 3) * SECOND / 2 + 1);
                final boolean isAway = isBuy ? price < 100 : price > 102;
                if (isAway && Math.floorMod(random >>> 32, 3) < 2) {
                    canceled.add(new long[] {isBuy ? 1 : 0, now});
                    if (filled.stream().anyMatch(one -> one[0] != (isBuy ? 1 : 0) && one[1] >= now - 5 * SECOND)) {
                        addLayers(expected, canceled, isBuy ? 1 : 0, now);
                    }
                }
            }
            assertEquals(expected, tower.tape.take(), "seed " + seed + " n " + n);
            if (n % 700 == 0) {
                final SnapshotBuffer snapshot = new SnapshotBuffer();
                tower.monitor.writeTo(snapshot);
                layers(3);
                fill(Side.BUY, 99, 7);
                tower.tape.take();
                tower.monitor.readFrom(snapshot.reader());
            }
        }
    }

    private static void addLayers(
            final List<String> expected, final List<long[]> canceled, final long side, final long nowNs) {
        final long count = canceled.stream()
                .filter(one -> one[0] == side && one[1] >= nowNs - 5 * SECOND)
                .count();
        if (count > 3) {
            canceled.removeIf(one -> one[0] == side);
            expected.add("WARNING LAYERING STRATEGY 1 ACTIVE " + count + "/3");
        }
    }

    @Tag("slow")
    @Test
    void allocatesNothing() {
        tower.tape.mute();
        final Runnable step = () -> {
            pass(MS);
            layers(4);
            fill(Side.SELL, 101, 1);
            fill(Side.BUY, 101, 1);
        };
        final AllocationCount count = new AllocationCount(ConductWatchTest.class);
        count.count(20_000, step);

        assertEquals(0, count.count(20_000, step), count::toString);
    }
}
