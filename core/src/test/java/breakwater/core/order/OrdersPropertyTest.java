package breakwater.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.*;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A venue that behaves lawfully but at random, beside a slow model that counts what may still fill. Prints no seed but in failures. */
class OrdersPropertyTest {
    private static final int SEEDS = 60;
    private static final int EVENTS = 400;

    /** An order as the venue, and the slow model, see it. */
    private static final class At {
        OrderFixture.Told told;
        long id;
        long quantity;
        long filled;
        long wantedQuantity;
        boolean isAccepted;
        boolean isCancelAsked;
        boolean isReplaceAsked;
        boolean isQueried;
        boolean isDead;
        boolean isTriggered;
        OrderRole role;
        /** Where the venue links: the order that it cancels when this one fills. */
        long link;
    }

    /** One run: the stage, the venue's orders, and the chances. */
    private static final class Run {
        final OrderFixture f;
        final TreeMap<Long, At> at = new TreeMap<>();
        final List<String> all = new ArrayList<>();
        final long seed;
        long state;
        int fills;
        int seen;

        Run(final long seed) {
            this.seed = seed;
            state = seed;
            f = new OrderFixture((seed & 1) == 0, (seed & 6) != 6, (seed & 8) == 0);
            f.quote(0, 100_00, 100_02);
        }

        int chance(final int n) {
            state += 0x9E3779B97F4A7C15L;
            return (int) Long.remainderUnsigned(Frame.mix(state), n);
        }

        void step() {
            read();
            final int what = chance(100);
            f.now += chance(400) * OrderFixture.MS;
            f.pass(0);
            read();
            if (what < 12) {
                enter();
            } else if (what < 24) {
                final long mid = 95_00 + chance(14_00);
                f.quote(0, mid, mid + 2);
            } else if (what < 26) {
                f.bar(95_00 + chance(14_00), 1_00);
            } else if (what < 28) {
                f.pass(5_000);
            } else if (what == 28) {
                f.orders.cancelEntries(ScopeType.STRATEGY, 0);
                f.work();
            } else if (what == 29) {
                f.kill(ScopeType.GLOBAL, Frame.NO_ID);
            } else if (what < 32) {
                f.isKilled = false;
            } else {
                answer();
            }
            read();
        }

        private void enter() {
            if (f.isKilled) {
                return;
            }
            if (chance(3) == 0) {
                final long id = f.orders.working().newestWorkingEntry(0, 0);
                if (id != 0) {
                    final Intent change = f.entry(at.get(id).told.side, at.get(id).filled + 4 + chance(30), 100_00);
                    change.replacesId = id;
                    f.submit(change);
                }
            } else if (f.netQuantity(0, 0) >= 0) {
                f.bracketedBuy(4 + chance(30));
            }
        }

        List<At> live() {
            return at.values().stream().filter(order -> !order.isDead).toList();
        }

        /** The venue does one lawful thing to one of its orders. */
        private void answer() {
            final List<At> live = live();
            if (live.isEmpty()) {
                return;
            }
            final At o = live.get(chance(live.size()));
            if (!o.isAccepted) {
                o.isAccepted = chance(10) > 0;
                o.isDead = !o.isAccepted;
                if (o.isAccepted) {
                    f.accept(o.id);
                } else {
                    f.rejected(o.id);
                }
            } else if (o.isQueried && !o.isReplaceAsked && !o.isCancelAsked && chance(2) == 0) {
                o.isQueried = false;
                f.status(o.id, o.filled > 0 ? OrderState.PARTIALLY_FILLED : OrderState.NEW, o.filled);
            } else if (o.isReplaceAsked && chance(2) == 0) {
                o.isReplaceAsked = false;
                if (chance(4) == 0 || o.wantedQuantity <= o.filled) {
                    f.cancelRejected(o.id, true, 99);
                } else {
                    o.quantity = o.wantedQuantity;
                    f.replaced(o.id);
                }
            } else if (o.isCancelAsked && chance(2) == 0) {
                o.isCancelAsked = false;
                if (chance(6) == 0) {
                    f.cancelRejected(o.id, false, 99);
                } else {
                    o.isDead = true;
                    f.canceled(o.id);
                }
            } else if (o.told.timeInForce == TimeInForce.IOC && chance(2) == 0) {
                o.isDead = true;
                f.expired(o.id);
            } else if (o.role == OrderRole.STOP && !o.isTriggered) {
                if (f.market.bid[0] <= o.told.stopPrice) {
                    o.isTriggered = true;
                    f.triggered(o.id);
                }
            } else if (o.role == OrderRole.ENTRY
                    || o.told.timeInForce == TimeInForce.IOC
                    || o.isTriggered
                    || f.market.bid[0] >= o.told.price) {
                fill(o);
            }
        }

        private void fill(final At o) {
            final long left = o.quantity - o.filled;
            final long quantity = chance(2) == 0 ? left : 1 + chance((int) left);
            o.filled += quantity;
            o.isDead = o.filled == o.quantity;
            fills++;
            f.execution(
                    o.id,
                    ExecType.TRADE,
                    o.isDead ? OrderState.FILLED : OrderState.PARTIALLY_FILLED,
                    quantity,
                    o.told.price,
                    o.filled);
            assertEquals(QuarantineReason.NONE, f.report.reason, "seed " + seed);
            final At partner = at.get(o.link);
            if (partner != null && partner.link == o.id && !partner.isDead) {
                partner.isDead = true;
                f.canceled(partner.id);
            }
        }

        /** Learns from outputs what the venue was asked. */
        void read() {
            for (final String line : f.outputs()) {
                all.add(line);
                final String[] w = line.split(" ");
                if (w[0].equals("NEW")) {
                    final At o = new At();
                    o.id = OrderFixture.RUN + Long.parseLong(w[1]);
                    o.told = f.told(o.id);
                    o.role = o.told.role;
                    o.quantity = o.told.quantity;
                    o.wantedQuantity = o.quantity;
                    at.put(o.id, o);
                    if (line.contains(" linked ") && f.venues.hasOco(0)) {
                        o.link = OrderFixture.RUN + Long.parseLong(w[w.length - 1]);
                        at.get(o.link).link = o.id;
                    }
                } else if (w[0].equals("CANCEL")) {
                    at.get(OrderFixture.RUN + Long.parseLong(w[1])).isCancelAsked = true;
                } else if (w[0].equals("QUERY")) {
                    at.get(OrderFixture.RUN + Long.parseLong(w[1])).isQueried = true;
                } else if (w[0].equals("REPLACE")) {
                    final At o = at.get(OrderFixture.RUN + Long.parseLong(w[1]));
                    o.isReplaceAsked = true;
                    o.wantedQuantity = Long.parseLong(w[2].substring(0, w[2].indexOf('@')));
                } else if (w[0].equals("CHANGED")) {
                    final At o = at.get(OrderFixture.RUN + Long.parseLong(w[1]));
                    final String[] parts = w[4].split("\\+");
                    assertEquals(o.filled, Long.parseLong(parts[0]), "seed " + seed + " " + line);
                }
            }
        }

        /** The slow count: every order that has not ended, at the larger of what it is and what was asked. */
        void compare(final int event) {
            final String where = "seed " + seed + " event " + event;
            long buy = 0;
            long sell = 0;
            int live = 0;
            for (final At o : at.values()) {
                if (o.isDead) {
                    continue;
                }
                live++;
                final long most = o.isReplaceAsked ? Math.max(o.quantity, o.wantedQuantity) : o.quantity;
                if (o.told.side == Side.BUY) {
                    buy += most - o.filled;
                } else {
                    sell += most - o.filled;
                }
            }
            assertEquals(f.netQuantity(0, 0), f.orders.working().held(0, 0), where);
            assertEquals(live, f.orders.working().workingOrders(), where);
            assertEquals(live, f.orders.working().workingOrdersOfInstrument(0), where);
            assertEquals(live, f.orders.working().workingOrdersOfVenue(0), where);
            if (!f.venues.hasOco(0)) {
                assertEquals(buy, f.orders.working().buyLeaves(0, 0), where);
                assertEquals(sell, f.orders.working().sellLeaves(0, 0), where);
            } else {
                assertTrue(f.orders.working().sellLeaves(0) <= sell, where);
            }
            assertTrue(f.mostOutputs <= Outputs.MAX_PER_EVENT, where);
            long stops = 0;
            for (final At o : at.values()) {
                stops += o.isDead || o.role != OrderRole.STOP || o.isTriggered || o.isCancelAsked || o.isReplaceAsked
                        ? 0
                        : o.quantity - o.filled;
            }
            seen += stops > 0 ? 1 : 0;
        }
    }

    @Test
    void leavesAndCountsAgreeWithASlowModelUnderALawfulVenue() {
        int fills = 0;
        int protectedEvents = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            final Run run = new Run(seed);
            for (int event = 0; event < EVENTS; event++) {
                run.step();
                run.compare(event);
            }
            fills += run.fills;
            protectedEvents += run.seen;
        }
        assertTrue(fills > 1000, "fills=" + fills);
        assertTrue(protectedEvents > 2000, "events with a stop=" + protectedEvents);
    }

    @Test
    void aRestoredStageGoesOnExactlyAsTheOneThatRanOn() {
        for (long seed = 1; seed <= 16; seed++) {
            final Run steady = new Run(seed);
            final Run restored = new Run(seed);
            for (int event = 0; event < EVENTS; event++) {
                steady.step();
                restored.step();
                if (event % 37 == 5) {
                    final breakwater.core.snapshot.SnapshotBuffer snapshot = restored.f.snapshot();
                    final Orders other = event % 2 == 0 ? restored.f.fresh() : restored.f.orders;
                    restored.f.orders = other;
                    other.readFrom(snapshot.reader());
                }
                assertEquals(steady.f.digest(), restored.f.digest(), "seed " + seed + " event " + event);
                steady.compare(event);
                restored.compare(event);
            }
            assertEquals(steady.all, restored.all, "seed " + seed);
            assertEquals(steady.f.outputs.hash(), restored.f.outputs.hash());
        }
    }

    /**
     * Flat, with nothing at the venue. Or dust, less than the two that the venue takes an order for, with nothing at the
     * venue but what is left of its protection, which alone may still close it.
     */
    private static boolean isDone(final Run run) {
        final long held = run.f.netQuantity(0, 0);
        final OrderView working = run.f.orders.working();
        return held == 0
                ? working.workingOrders() == 0
                : Math.abs(held) == 1
                        && (held > 0 ? working.buyLeaves(0, 0) : working.sellLeaves(0, 0)) == 0
                        && (held > 0 ? working.sellLeaves(0, 0) : working.buyLeaves(0, 0)) <= 2;
    }

    @Test
    void onceTheVenueIsHonestAndTheScopeIsFlattenedNothingIsLeft() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            final Run run = new Run(seed);
            for (int event = 0; event < 200; event++) {
                run.step();
            }
            run.f.quote(0, 100_00, 100_02);
            run.f.kill(ScopeType.GLOBAL, Frame.NO_ID);
            run.read();
            for (int round = 0; round < 300 && !isDone(run); round++) {
                run.f.pass(100);
                run.read();
                for (int order = run.live().size(); order > 0; order--) {
                    run.answer();
                    run.read();
                }
            }
            assertTrue(
                    isDone(run),
                    "seed " + seed + " " + run.all.subList(Math.max(0, run.all.size() - 40), run.all.size()));
        }
    }
}
