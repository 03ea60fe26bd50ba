package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ExecType;
import breakwater.core.message.ExecutionReportEncoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.OrderState;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.message.Trace;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fills that the venue corrects (T5): order 1 buys 100 of instrument 0, whose fills are 10^3 E8 a unit of price and quantity. */
class CorrectionFlowTest {
    private static final long CASH = 1_000_000_000_000_000L;
    private static final long UNIT_E8 = 1_000;
    private static final int STRANGERS = 50;

    private EngineFixture f = EngineFixture.configured();

    @BeforeEach
    void anOrderWorks() {
        f.admit(0, 0, "churn", "every-quotes", 1_000_000, "quantity", 1).quote(100_000, 100_010);
        f.pen.manual(0, 0, Side.BUY, 100_000, 100);
        f.give();
        report(ExecType.NEW, OrderState.NEW, 9);
        f.give();
    }

    private ExecutionReportEncoder report(final ExecType type, final OrderState state, final long executionId) {
        return f.pen.report(EngineFixture.order(1), type, state, Side.BUY, executionId);
    }

    private void filled(final long executionId, final long price, final long quantity) {
        report(ExecType.TRADE, OrderState.PARTIALLY_FILLED, executionId)
                .lastPrice(price)
                .lastQuantity(quantity)
                .feeE8(7);
        f.give();
    }

    private ExecutionReportEncoder correction(
            final long executionId, final long of, final long price, final long quantity) {
        return report(ExecType.TRADE_CORRECT, OrderState.PARTIALLY_FILLED, executionId)
                .referenceExecutionId(of)
                .lastPrice(price)
                .lastQuantity(quantity)
                .feeE8(5);
    }

    @Test
    void theOldFillIsReversedAndTheNewOneBookedInOneEvent() {
        filled(10, 99_000, 40);
        correction(11, 10, 99_500, 30);

        final List<String> lines = f.give();

        final List<String> fills =
                lines.stream().filter(line -> line.startsWith("fill ")).toList();
        assertEquals(2, fills.size(), lines::toString);
        assertTrue(fills.get(0).contains("SELL 40 @99000"), fills::toString);
        assertTrue(fills.get(1).contains("BUY 30 @99500"), fills::toString);
        assertEquals(30, f.engine.positions().netQuantity(0, 0));
        assertEquals(70, f.engine.orders().buyLeaves(0));
        assertEquals(5, f.engine.positions().feesE8(0));
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.INSTRUMENT, 0), "a person looks");
    }

    @Test
    void toldTwiceItIsBookedOnceAndOtherContentUnderItsIdIsHeld() {
        filled(10, 99_000, 40);
        correction(11, 10, 99_500, 30);
        f.give();
        correction(11, 10, 99_500, 30);
        assertEquals(List.of("quarantined DUPLICATE template 20"), f.give());
        correction(11, 10, 99_500, 31);
        assertEquals("quarantined EXECUTION_ID_REUSED template 20", f.give().get(0));
        correction(12, 10, 99_500, 31);
        assertEquals("quarantined ILLEGAL_TRANSITION template 20", f.give().get(0), "the fill 10 stands no more");
        assertEquals(30, f.engine.positions().netQuantity(0, 0));
    }

    @Test
    void aCorrectionIsAFillThatCanBeCorrectedAndBusted() {
        filled(10, 99_000, 40);
        correction(11, 10, 99_500, 30);
        f.give();
        correction(12, 11, 99_600, 100);
        f.give();
        assertEquals(100, f.engine.positions().netQuantity(0, 0));
        assertEquals(0, f.engine.orders().buyLeaves(0));
        report(ExecType.TRADE_BUST, OrderState.CANCELED, 13).referenceExecutionId(12);
        f.give();
        assertEquals(0, f.engine.positions().netQuantity(0, 0));
        assertEquals(0, f.engine.positions().feesE8(0));
        assertEquals(CASH, f.engine.positions().cashE8(0));
    }

    @Test
    void whatIsNotExactlyKnownMovesNothingAndHolds() {
        filled(10, 99_000, 40);
        final long cashE8 = f.engine.positions().cashE8(0);
        final List<Runnable> wrong = List.of(
                () -> correction(20, 99, 99_500, 30),
                () -> correction(21, 10, 99_500, 30).side(Side.SELL),
                () -> correction(22, 10, 99_500, 30).instrumentId(1),
                () -> correction(23, 10, 99_500, 30).clientOrderId(STRANGERS),
                () -> correction(24, 10, 99_500, 0),
                () -> correction(25, 10, 0, 30),
                () -> correction(26, 10, 99_500, -1));
        for (final Runnable each : wrong) {
            each.run();
            final List<String> lines = f.give();
            assertEquals("quarantined ILLEGAL_TRANSITION template 20", lines.get(0), lines::toString);
            assertTrue(lines.stream().noneMatch(line -> line.startsWith("fill")), lines::toString);
        }
        assertEquals(40, f.engine.positions().netQuantity(0, 0));
        assertEquals(60, f.engine.orders().buyLeaves(0));
        assertEquals(cashE8, f.engine.positions().cashE8(0));
        assertEquals(Level.REDUCE_ONLY, f.engine.monitor().level(ScopeType.INSTRUMENT, 0));
    }

    @Test
    void moreThanTheOrderHadIsBookedAsRealAndFlagged() {
        filled(10, 99_000, 40);
        correction(11, 10, 99_000, 101);

        assertTrue(f.give().contains("quarantined OVERFILL template 20"));
        assertEquals(101, f.engine.positions().netQuantity(0, 0));
    }

    @Test
    void aRestoredEngineKnowsTheFillThatIsCorrected() {
        filled(10, 99_000, 40);
        final SnapshotBuffer snapshot = new SnapshotBuffer();
        f.engine.writeTo(snapshot);
        final Engine restored = new Engine(EngineFixture.CAPACITY, new Tape(64), Trace.NONE);
        restored.readFrom(snapshot.reader());
        correction(11, 10, 99_500, 30);
        f.give();
        restored.onEvent(f.pen.buffer, 0);

        assertEquals(30, restored.positions().netQuantity(0, 0));
        assertEquals(f.engine.digest(), restored.digest());
    }

    private record Standing(long order, long quantity, long price, long feeE8) {}

    /** Fills, busts, corrections, repetitions and nonsense in any order: the books are what the standing fills add up to. */
    @Test
    void theBooksAreWhatTheStandingFillsAddUpTo() {
        for (long seed = 1; seed <= 20; seed++) {
            f = EngineFixture.configured();
            anOrderWorks();
            play(seed);
        }
    }

    private void play(final long seed) {
        final Map<Long, Standing> standing = new TreeMap<>();
        final List<byte[]> told = new ArrayList<>();
        long state = seed << 32;
        for (long id = 100; id < 500; id++) {
            state++;
            final long draw = Frame.mix(state) >>> 1;
            final String where = "seed " + seed + " execution " + id;
            final Long any =
                    standing.isEmpty() ? null : List.copyOf(standing.keySet()).get((int) (draw % standing.size()));
            final int what = (int) (draw >>> 20) % 10;
            if (what < 4 || any == null) {
                final Standing fill =
                        fill(draw, (draw >>> 40) % 3 == 0 ? EngineFixture.order(1) : draw % STRANGERS + 1);
                put(ExecType.TRADE, id, 0, fill);
                standing.put(id, fill);
            } else if (what < 7) {
                final Standing old = standing.remove(any);
                final Standing fill = fill(draw, old.order());
                final Standing sided = new Standing(
                        old.order(),
                        Math.abs(fill.quantity()) * Long.signum(old.quantity()),
                        fill.price(),
                        fill.feeE8());
                put(ExecType.TRADE_CORRECT, id, any, sided);
                standing.put(id, sided);
            } else if (what == 7) {
                final Standing old = standing.remove(any);
                put(ExecType.TRADE_BUST, id, any, old);
            } else if (what == 8) {
                put(ExecType.TRADE_CORRECT, id, id + 1_000, standing.get(any));
            } else if (!told.isEmpty()) {
                report(ExecType.TRADE, OrderState.NEW, 0);
                f.pen.buffer.putBytes(Frame.HEADER_LENGTH, told.get((int) (draw % told.size())));
            }
            if (what != 9 || told.isEmpty()) {
                final byte[] block = new byte[ExecutionReportEncoder.BLOCK_LENGTH];
                f.pen.buffer.getBytes(Frame.HEADER_LENGTH, block);
                told.add(block);
            }
            f.give();
            check(standing, where);
        }
    }

    private static Standing fill(final long draw, final long order) {
        final long size = 1 + (draw >>> 8) % 5;
        return new Standing(
                order,
                order == EngineFixture.order(1) || order % 2 == 0 ? size : -size,
                90_000 + (draw >>> 12) % 20_000,
                (draw >>> 30) % 1_000);
    }

    private void put(final ExecType type, final long id, final long of, final Standing fill) {
        f.pen.report(fill.order(), type, OrderState.PARTIALLY_FILLED, fill.quantity() > 0 ? Side.BUY : Side.SELL, id)
                .referenceExecutionId(of)
                .lastPrice(fill.price())
                .lastQuantity(Math.abs(fill.quantity()))
                .feeE8(fill.feeE8());
    }

    private void check(final Map<Long, Standing> standing, final String where) {
        long ours = 0;
        long nobodys = 0;
        long feesE8 = 0;
        long paidE8 = 0;
        for (final Standing each : standing.values()) {
            if (each.order() == EngineFixture.order(1)) {
                ours += each.quantity();
            } else {
                nobodys += each.quantity();
            }
            feesE8 += each.feeE8();
            paidE8 += each.quantity() * each.price() * UNIT_E8;
        }
        assertEquals(ours, f.engine.positions().netQuantity(0, 0), where);
        assertEquals(nobodys, f.engine.positions().suspenseQuantity(0), where);
        assertEquals(feesE8, f.engine.positions().feesE8(0), where);
        final long worthE8 =
                ours * (ours > 0 ? 100_000 : 100_010) * UNIT_E8 + nobodys * (nobodys > 0 ? 100_000 : 100_010) * UNIT_E8;
        assertEquals(CASH - feesE8 - paidE8 + worthE8, f.engine.positions().equityE8(0), where);
    }
}
