package breakwater.core.position;

import breakwater.core.decimal.Decimals;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * The money of each account, as exact sums. While a position has no valuation that fits a long, what depends on it is
 * {@link Decimals#OVERFLOW}. Thread: core. Allocates: never after construction.
 */
final class AccountFigures {
    private final boolean[] isDefined;
    private final int[] unvalued;
    private final Sums cashE8;
    private final Sums realizedE8;
    private final Sums feesE8;
    private final Sums unrealizedE8;
    private final Sums exposureE8;

    AccountFigures(final int accounts) {
        isDefined = new boolean[accounts];
        unvalued = new int[accounts];
        cashE8 = new Sums(accounts);
        realizedE8 = new Sums(accounts);
        feesE8 = new Sums(accounts);
        unrealizedE8 = new Sums(accounts);
        exposureE8 = new Sums(accounts);
    }

    boolean define(final int id, final long openingCashE8) {
        if (id >= isDefined.length || openingCashE8 == Decimals.OVERFLOW) {
            return false;
        }
        if (!isDefined[id]) {
            isDefined[id] = true;
            cashE8.add(id, openingCashE8);
        }
        return true;
    }

    boolean isDefined(final int id) {
        return id >= 0 && id < isDefined.length && isDefined[id];
    }

    void book(final int id, final long realized, final long fee) {
        realizedE8.add(id, realized);
        feesE8.add(id, fee);
        cashE8.add(id, realized);
        cashE8.subtract(id, fee);
    }

    /** Adds what no fill explains. */
    void adjust(final int id, final long differenceE8) {
        cashE8.add(id, differenceE8);
    }

    /** Takes a position's valuation out; {@code unrealized} may be OVERFLOW. */
    void unvalue(final int id, final long unrealized, final long exposure) {
        if (unrealized == Decimals.OVERFLOW) {
            unvalued[id]--;
        } else {
            unrealizedE8.subtract(id, unrealized);
            exposureE8.subtract(id, exposure);
        }
    }

    /** Puts a position's valuation in; {@code unrealized} may be OVERFLOW. */
    void value(final int id, final long unrealized, final long exposure) {
        if (unrealized == Decimals.OVERFLOW) {
            unvalued[id]++;
        } else {
            unrealizedE8.add(id, unrealized);
            exposureE8.add(id, exposure);
        }
    }

    long cashE8(final int id) {
        return cashE8.value(id);
    }

    long realizedE8(final int id) {
        return realizedE8.value(id);
    }

    long feesE8(final int id) {
        return feesE8.value(id);
    }

    long unrealizedE8(final int id) {
        return unvalued[id] > 0 ? Decimals.OVERFLOW : unrealizedE8.value(id);
    }

    long exposureE8(final int id) {
        return unvalued[id] > 0 ? Decimals.OVERFLOW : exposureE8.value(id);
    }

    long equityE8(final int id) {
        return unvalued[id] > 0 ? Decimals.OVERFLOW : Sums.total(cashE8, unrealizedE8, id);
    }

    void writeTo(final SnapshotWriter writer) {
        final int accounts = isDefined.length;
        for (int i = 0; i < accounts; i++) {
            writer.putBoolean(isDefined[i]);
            writer.putInt(unvalued[i]);
        }
        cashE8.writeTo(writer, accounts);
        realizedE8.writeTo(writer, accounts);
        feesE8.writeTo(writer, accounts);
        unrealizedE8.writeTo(writer, accounts);
        exposureE8.writeTo(writer, accounts);
    }

    void readFrom(final SnapshotReader reader) {
        final int accounts = isDefined.length;
        for (int i = 0; i < accounts; i++) {
            isDefined[i] = reader.getBoolean();
            unvalued[i] = reader.getInt();
        }
        cashE8.readFrom(reader, accounts);
        realizedE8.readFrom(reader, accounts);
        feesE8.readFrom(reader, accounts);
        unrealizedE8.readFrom(reader, accounts);
        exposureE8.readFrom(reader, accounts);
    }
}
