package breakwater.core.venuesim;

import static breakwater.core.venuesim.VenueFixture.accepted;
import static breakwater.core.venuesim.VenueFixture.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.EventSource;
import breakwater.core.message.ExecType;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SimulatedVenueTest {
    @Test
    void deliversOrdersAndReportsAfterTheirLatencies() {
        final VenueFixture venue = new VenueFixture(VenueFixture.PLAIN.withLatency(300, 200, 0));
        venue.at(1_000).quote(100, 10, 110, 10).limit(1, Side.BUY, 5, 110);

        venue.venue.advanceTo(1_299);
        assertEquals(EventSource.NONE, venue.venue.nextTimeNs());
        venue.venue.advanceTo(1_300);
        assertEquals(1_500, venue.venue.nextTimeNs());

        assertEquals(List.of(accepted(1, 5), filled(1, 5, 110, 5)), venue.heard(1_500));
        assertEquals(1_300, venue.lastFrame().eventTimeNs());
        assertEquals(1_500, venue.lastFrame().ingressTimeNs());
        assertEquals(VenueFixture.SOURCE, venue.lastFrame().sourceId());
        assertEquals(2, venue.lastFrame().sourceSequence());
    }

    @Test
    void matchesOrderWithTheMarketAsItIsWhenItArrives() {
        final VenueFixture venue = new VenueFixture(VenueFixture.PLAIN.withLatency(300, 200, 0));
        venue.at(1_000).quote(100, 10, 110, 10).limit(1, Side.BUY, 5, 110);
        venue.at(1_299).quote(100, 10, 108, 10);
        venue.at(1_301).quote(100, 10, 105, 10);

        assertEquals(List.of(accepted(1, 5), filled(1, 5, 108, 5)), venue.heard(2_000));
    }

    @Test
    void givesEachOrderOneLatencySoThatItsMessagesStayInOrder() {
        final VenueModel model = VenueFixture.PLAIN.withLatency(300, 200, 1_000_000);
        assertNotEquals(model.latencyNs(1), model.latencyNs(2));
        assertNotEquals(model.latencyNs(1), model.withSeed(2).latencyNs(1));
        final VenueFixture venue = new VenueFixture(model);

        for (int id = 1; id <= 100; id++) {
            venue.limit(id, Side.BUY, 5, 90).cancel(id);
        }

        final List<VenueFixture.Heard> heard = venue.heard(venue.nowNs + 2_000_000);
        assertEquals(200, heard.size());
        for (int id = 1; id <= 100; id++) {
            assertTrue(heard.indexOf(accepted(id, 5)) < heard.indexOf(VenueFixture.canceled(id, 5, 0)));
        }
    }

    @Test
    void waitsWithLaterMessagesUntilTheReportBeforeThemIsTaken() {
        final VenueFixture venue = new VenueFixture(VenueFixture.PLAIN.withLatency(10, 10, 0));
        venue.at(1_000).limit(1, Side.BUY, 5, 90);
        venue.at(2_000).limit(2, Side.BUY, 5, 90);

        venue.venue.advanceTo(EventSource.NONE);
        assertEquals(1, venue.venue.workingOrders());
        assertEquals(1_020, venue.venue.nextTimeNs());
        assertTrue(venue.take(EventSource.NONE));
        venue.at(1_020).cancel(1);

        assertEquals(
                List.of(VenueFixture.canceled(1, 5, 0), accepted(2, 5)),
                venue.heard(EventSource.NONE),
                "the answer to the first report comes before the second order");
    }

    @Test
    void echoesTheOrderAndChargesTheFeeRoundedAgainstUs() {
        final VenueFixture venue = new VenueFixture().quote(100, 10, 111, 3).limit(1, Side.BUY, 5, 111);
        venue.take(venue.nowNs);
        assertTrue(venue.take(venue.nowNs));

        final var report = venue.lastReport();
        assertEquals(ExecType.TRADE, report.execType());
        assertEquals(OrderState.PARTIALLY_FILLED, report.orderState());
        assertEquals(VenueFixture.INSTRUMENT, report.instrumentId());
        assertEquals(VenueFixture.VENUE, report.venueId());
        assertEquals(VenueFixture.ACCOUNT, report.accountId());
        assertEquals(Side.BUY, report.side());
        assertEquals(111, report.price());
        assertEquals(5, report.quantity());
        assertEquals(3, report.lastQuantity());
        assertEquals(111, report.lastPrice());
        assertEquals(0, report.isMaker());
        assertEquals(Decimals.ppm(111 * 3 * 10, 1000, Rounding.UP), report.feeE8());
        assertTrue(report.venueOrderId() > 0 && report.executionId() > 0);

        venue.quote(100, 10, 111, 4);
        assertTrue(venue.take(venue.nowNs));
        assertEquals(1, venue.lastReport().isMaker());
    }

    @Test
    void ignoresBadAndForeignMarketData() {
        final VenueFixture venue = new VenueFixture().limit(1, Side.BUY, 5, 110);
        venue.quote(110, 10, 105, 10)
                .quote(100, -1, 105, 10)
                .quote(0, 1, 105, 1)
                .trade(Side.SELL, -5, 10);
        venue.trade(Side.SELL, 105, -10);

        assertEquals(List.of(accepted(1, 5)), venue.heard());
    }

    @Test
    void givesTheSameBytesForTheSameSeedAndOthersForAnother() {
        final List<String> first = run(new VenueFixture(lively(1)), 42, 3_000);
        final List<String> second = run(new VenueFixture(lively(1)), 42, 3_000);
        final List<String> other = run(new VenueFixture(lively(2)), 42, 3_000);

        assertTrue(first.size() > 2_000, "reports=" + first.size());
        assertEquals(first, second);
        assertNotEquals(first, other);
    }

    @Test
    void goesOnFromSnapshotsAsIfNothingHadHappened() {
        for (int seed = 1; seed <= 5; seed++) {
            final VenueScenario steps = new VenueScenario(seed);
            final VenueScenario sameSteps = new VenueScenario(seed);
            VenueFixture restored = new VenueFixture(lively(seed));
            final VenueFixture plain = new VenueFixture(lively(seed));
            for (int i = 0; i < 1_500; i++) {
                steps.step(plain);
                sameSteps.step(restored);
                if (steps.chance(50)) {
                    restored = restored.restored();
                }
                sameSteps.chance(50);
                assertEquals(plain.digest(), restored.digest(), "seed=" + seed + ", step=" + i);
                assertEquals(
                        plain.heardBytes(plain.nowNs),
                        restored.heardBytes(plain.nowNs),
                        "seed=" + seed + ", step=" + i);
            }
        }
    }

    @Test
    void dependsOnItsInputsAndNotOnHowOftenItIsAsked() {
        final VenueScenario steps = new VenueScenario(9);
        final VenueScenario sameSteps = new VenueScenario(9);
        final VenueFixture asked = new VenueFixture(lively(3));
        final VenueFixture left = new VenueFixture(lively(3));
        final List<String> askedHeard = new ArrayList<>();
        final List<String> leftHeard = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            steps.step(asked);
            sameSteps.step(left);
            askedHeard.addAll(asked.heardBytes(asked.nowNs - 777_777));
            askedHeard.addAll(asked.heardBytes(asked.nowNs));
            if (i % 7 == 0) {
                leftHeard.addAll(left.heardBytes(left.nowNs));
            }
        }
        leftHeard.addAll(left.heardBytes(left.nowNs));

        assertEquals(askedHeard, leftHeard);
    }

    @Test
    void saysWhatIsWrongWhenThereIsNoReport() {
        final VenueFixture venue = new VenueFixture();

        assertThrows(IllegalStateException.class, () -> venue.venue.encodeNext(new UnsafeBuffer(new byte[512]), 0));
    }

    private static VenueModel lively(final long seed) {
        return VenueScenario.lively(seed);
    }

    private static List<String> run(final VenueFixture venue, final long seed, final int count) {
        final VenueScenario steps = new VenueScenario(seed);
        final List<String> heard = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.step(venue);
            heard.addAll(venue.heardBytes(venue.nowNs));
        }
        return heard;
    }
}
