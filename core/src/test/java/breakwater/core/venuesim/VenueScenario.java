package breakwater.core.venuesim;

import breakwater.core.message.Frame;
import breakwater.core.message.OrderType;
import breakwater.core.message.Side;
import breakwater.core.message.TimeInForce;

/** A seeded market and a seeded client that does everything a client may, sensible or not. Allocates nothing. */
final class VenueScenario {
    private static final OrderType[] TYPES = {OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LIMIT, OrderType.LIMIT};
    private static final TimeInForce[] TIMES = {TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTC};

    private long state;
    private long bid = 100_000;
    private long nextId = 1;
    private final boolean hasTrades;

    VenueScenario(final long seed) {
        this(seed, true);
    }

    VenueScenario(final long seed, final boolean hasTrades) {
        this.state = seed;
        this.hasTrades = hasTrades;
    }

    /** Returns a model with latency, jitter, rejects and every fault. */
    static VenueModel lively(final long seed) {
        VenueModel model =
                VenueModel.DEFAULT.withSeed(seed).withRejectPerMille(20).withFaultDelayNsMax(50_000_000);
        for (final VenueFault fault : VenueFault.values()) {
            model = model.withFault(fault, 20);
        }
        return model;
    }

    /** Returns a number from 0 to {@code bound} - 1. */
    long next(final long bound) {
        return Long.remainderUnsigned(Frame.mix(++state), bound);
    }

    boolean chance(final long perMille) {
        return next(1000) < perMille;
    }

    void step(final VenueFixture venue) {
        venue.at(venue.nowNs + next(2_000_000));
        bid = Math.max(1_000, bid + next(41) - 20);
        final long kind = next(10);
        if (kind < 3) {
            venue.quote(bid, 1 + next(20), bid + 1 + next(10), 1 + next(20));
        } else if (kind < 5 && hasTrades) {
            venue.trade(next(2) == 0 ? Side.BUY : Side.SELL, bid + next(11), 1 + next(30));
        } else if (kind < 8) {
            order(venue);
        } else if (kind == 8) {
            venue.replace(known(), 1 + next(30), bid + next(21) - 10, bid + next(41) - 20);
        } else if (next(4) == 0) {
            venue.query(known());
        } else {
            venue.cancel(known());
        }
    }

    private long known() {
        return Math.max(1, nextId - next(20));
    }

    private void order(final VenueFixture venue) {
        final long id = next(50) == 0 ? known() : nextId++;
        final OrderType type = TYPES[(int) next(4)];
        final TimeInForce timeInForce = type == OrderType.LIMIT ? TIMES[(int) next(4)] : TimeInForce.GTC;
        final long link = next(3) == 0 ? id + next(3) - 1 : 0;
        final long price = type == OrderType.MARKET ? 0 : bid + next(31) - 10;
        venue.order(
                id,
                next(2) == 0 ? Side.BUY : Side.SELL,
                type,
                timeInForce,
                1 + next(30),
                price,
                type == OrderType.STOP_LIMIT ? bid + next(61) - 30 : 0,
                link == id ? 0 : link);
    }
}
