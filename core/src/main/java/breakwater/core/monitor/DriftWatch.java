package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.Control;
import breakwater.core.message.OrderRole;
import breakwater.core.message.Outputs;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.Side;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * L11: how far a strategy's position is from what its last weight in the instrument meant it to be. What is under way is no
 * drift. Beyond a bound, in ppm of its account's equity at the price of that weight, it is told after a while and holds the
 * strategy after a longer one, until a person resumes; a resume takes the positions for meant as they are, until the next weight.
 *
 * <p>Only weights mean a position for longer than an order lives. The entry of a signal that is not filled in time is given up
 * (specification 7.4), and books that no order explains are held at once by T2 to T4. What leads out of the market, a stop, a
 * flatten, a person's close, takes the meaning with it; a signal ends it.
 *
 * <p>A position is looked at when it is filled, each second while orders are under way, and when its time has come.
 *
 * <p>Thread: core. Allocates: never after construction. Times UTC ns, quantities and prices mantissas.
 */
final class DriftWatch implements Intentions {
    private static final long LOOK_NS = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Instruments instruments;
    private final PositionView positions;
    private final Outputs outputs;
    private final Scopes scopes;
    private final Latches latches;
    private final BreakerRows rows;
    private UnderWay underWay = UnderWay.NONE;
    private final int instrumentCount;
    /** By strategy and instrument, a place plus one, 0 = never meant; places in the order in which they were meant first. */
    private final int[] placeOf;

    private final int[] pairAt;
    private final int[] accountId;
    private final boolean[] isMeant;
    private final long[] meant;
    private final long[] price;
    /** Since when it is beyond the bound, 0 = it is not. */
    private final long[] sinceNs;

    private final boolean[] isTold;
    private final long[] lookNs;
    private int places;
    private long nextNs = NEVER;

    DriftWatch(
            final Instruments instruments,
            final PositionView positions,
            final Outputs outputs,
            final Capacity capacity,
            final Scopes scopes,
            final Latches latches,
            final BreakerRows rows) {
        this.instruments = instruments;
        this.positions = positions;
        this.outputs = outputs;
        this.scopes = scopes;
        this.latches = latches;
        this.rows = rows;
        instrumentCount = capacity.instruments();
        final int pairs = capacity.strategies() * instrumentCount;
        placeOf = new int[pairs];
        pairAt = new int[pairs];
        accountId = new int[pairs];
        isMeant = new boolean[pairs];
        meant = new long[pairs];
        price = new long[pairs];
        sinceNs = new long[pairs];
        isTold = new boolean[pairs];
        lookNs = new long[pairs];
    }

    void underWay(final UnderWay knows) {
        underWay = knows;
    }

    @Override
    public void onMeant(
            final int strategyId,
            final int instrumentId,
            final int account,
            final long quantity,
            final long reference) {
        final int pair = strategyId * instrumentCount + instrumentId;
        if (placeOf[pair] == 0) {
            pairAt[places] = pair;
            placeOf[pair] = ++places;
        }
        final int place = placeOf[pair] - 1;
        accountId[place] = account;
        isMeant[place] = true;
        meant[place] = quantity;
        price[place] = reference;
        sinceNs[place] = 0;
        isTold[place] = false;
        // The orders of the weight may not be out yet.
        lookAt(place, outputs.nowNs() + LOOK_NS);
    }

    @Override
    public void onSignal(final int strategyId, final int instrumentId) {
        final int place = placeOf[strategyId * instrumentCount + instrumentId] - 1;
        if (place >= 0) {
            forget(place);
        }
    }

    @Override
    public void onBooked(
            final int strategyId, final int instrumentId, final OrderRole role, final Side side, final long quantity) {
        final int place = placeOf[strategyId * instrumentCount + instrumentId] - 1;
        if (place < 0 || !isMeant[place]) {
            return;
        }
        final long held = positions.netQuantity(strategyId, instrumentId);
        if (role == OrderRole.MANUAL) {
            final long by = Decimals.add(meant[place], side == Side.BUY ? quantity : -quantity);
            meant[place] = by == Decimals.OVERFLOW ? held : by;
        } else if (role != null && role != OrderRole.ENTRY && isShortOf(held, meant[place])) {
            meant[place] = held;
        }
        look(place, outputs.nowNs());
    }

    private static boolean isShortOf(final long held, final long meant) {
        return meant > 0 ? held < meant : held > meant;
    }

    long nextNs() {
        return nextNs;
    }

    /** Looks at one position whose time has come; answers whether there was one. */
    boolean onDeadline(final long nowNs) {
        if (nextNs > nowNs) {
            return false;
        }
        int place = 0;
        while (lookNs[place] > nowNs) {
            place++;
        }
        look(place, nowNs);
        return true;
    }

    private void look(final int place, final long nowNs) {
        final int strategyId = pairAt[place] / instrumentCount;
        final int instrumentId = pairAt[place] % instrumentCount;
        final int scope = scopes.strategy(strategyId);
        final long working = underWay.quantity(strategyId, instrumentId);
        final long ppm = ppm(place, strategyId, instrumentId, working);
        final long bound = rows.bound(Control.DRIFT, 0, scope);
        if (ppm <= bound) {
            sinceNs[place] = 0;
            isTold[place] = false;
            lookAt(place, working == 0 ? NEVER : nowNs + LOOK_NS);
            return;
        }
        sinceNs[place] = sinceNs[place] == 0 ? nowNs : sinceNs[place];
        final long most = rows.bound(Control.DRIFT, 1, scope);
        final long warn = rows.warn(Control.DRIFT, 1, scope);
        final long ageNs = nowNs - sinceNs[place];
        if (ageNs >= most) {
            latches.raise(scope, Control.DRIFT, Latches.REDUCE_ONLY, ppm, bound);
            lookAt(place, NEVER);
            return;
        }
        final boolean warns = warn != 0 && warn < most;
        if (warns && ageNs >= warn && !isTold[place]) {
            isTold[place] = true;
            latches.report(RiskEventKind.WARNING, Control.DRIFT, scope, ppm, bound);
        }
        final long dueNs = sinceNs[place] + (warns && !isTold[place] ? warn : most);
        lookAt(place, working == 0 ? dueNs : Math.min(dueNs, nowNs + LOOK_NS));
    }

    /** Returns the drift in ppm of equity, rounded up; the largest where that has no place in a long, or there is no equity. */
    private long ppm(final int place, final int strategyId, final int instrumentId, final long working) {
        final long held = Decimals.add(positions.netQuantity(strategyId, instrumentId), working);
        final long gap = Decimals.subtract(meant[place], held);
        if (gap == 0) {
            return 0;
        }
        final long equityE8 = positions.equityE8(accountId[place]);
        final long gapE8 = gap == Decimals.OVERFLOW
                ? gap
                : instruments.notionalE8(instrumentId, price[place], Math.abs(gap), Rounding.UP);
        final long ppm = gapE8 == Decimals.OVERFLOW || equityE8 == Decimals.OVERFLOW || equityE8 <= 0
                ? Decimals.OVERFLOW
                : Decimals.mulDiv(gapE8, 1_000_000, equityE8, Rounding.UP);
        return ppm == Decimals.OVERFLOW ? Long.MAX_VALUE : ppm;
    }

    /** A person has looked at the strategy's scope. */
    void onResumed(final int scope) {
        for (int place = 0; place < places; place++) {
            if (scopes.strategy(pairAt[place] / instrumentCount) == scope) {
                forget(place);
            }
        }
    }

    private void forget(final int place) {
        isMeant[place] = false;
        sinceNs[place] = 0;
        isTold[place] = false;
        lookAt(place, NEVER);
    }

    private void lookAt(final int place, final long atNs) {
        lookNs[place] = atNs;
        nextNs = earliest();
    }

    private long earliest() {
        long earliest = NEVER;
        for (int place = 0; place < places; place++) {
            earliest = Math.min(earliest, lookNs[place]);
        }
        return earliest;
    }

    void writeTo(final SnapshotWriter writer) {
        writer.putInt(places);
        for (int place = 0; place < places; place++) {
            writer.putInt(pairAt[place]);
            writer.putBoolean(isMeant[place]);
            writer.putInt(accountId[place]);
            writer.putLong(meant[place]);
            writer.putLong(price[place]);
            writer.putLong(sinceNs[place]);
            writer.putBoolean(isTold[place]);
            writer.putLong(lookNs[place]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        Arrays.fill(placeOf, 0);
        places = reader.getInt();
        for (int place = 0; place < places; place++) {
            pairAt[place] = reader.getInt();
            placeOf[pairAt[place]] = place + 1;
            isMeant[place] = reader.getBoolean();
            accountId[place] = reader.getInt();
            meant[place] = reader.getLong();
            price[place] = reader.getLong();
            sinceNs[place] = reader.getLong();
            isTold[place] = reader.getBoolean();
            lookNs[place] = reader.getLong();
        }
        nextNs = earliest();
    }
}
