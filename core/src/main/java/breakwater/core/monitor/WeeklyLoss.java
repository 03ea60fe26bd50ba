package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * L2: holds each account's equity against what it was when the week began, Monday 00:00 UTC. The loss, once confirmed,
 * holds entries for seven days from then on, whatever weeks begin meanwhile, and after them until a person resumes, which
 * is refused while the week that then runs is itself past the limit. The warning is about the fall from the week's peak.
 *
 * <p>A hold that fresh marks have not confirmed outlives the week; the first fresh mark under 95 % of the limit ends it.
 *
 * <p>Thread: core. Allocates: never after construction. Source: specification 5.5, 9.3.
 */
final class WeeklyLoss {
    static final long HALT_NS = 7 * 86_400_000_000_000L;

    private static final int DAYS = 7;
    /** 1970-01-01 was a Thursday. */
    private static final int DAYS_BEFORE_EPOCH = 3;

    private final LossBreaker breaker;
    private final Latches latches;
    private final Scopes scopes;
    private final LossLimits limits;
    private final long[] openingE8;
    private final long[] peakE8;
    private final long[] week;
    private final long[] haltedUntilNs;

    WeeklyLoss(final Latches latches, final Scopes scopes, final LossLimits limits, final int accounts) {
        this.latches = latches;
        this.scopes = scopes;
        this.limits = limits;
        breaker = new LossBreaker(Control.WEEKLY_LOSS, Latches.REDUCE_ONLY, latches, scopes, accounts);
        openingE8 = new long[accounts];
        peakE8 = new long[accounts];
        week = new long[accounts];
        haltedUntilNs = new long[accounts];
    }

    void open(final int account, final long equityE8, final long day) {
        openingE8[account] = equityE8;
        peakE8[account] = equityE8;
        week[account] = weekOf(day);
    }

    /** Returns the number of a day's week; weeks begin on Mondays. */
    private static long weekOf(final long day) {
        return Math.floorDiv(day + DAYS_BEFORE_EPOCH, DAYS);
    }

    void look(final int account, final long equityE8, final boolean isMarked, final long nowNs) {
        if (isMarked && equityE8 > peakE8[account]) {
            peakE8[account] = equityE8;
        }
        final boolean isHit = breaker.onLoss(
                account,
                LossBreaker.lossPpm(openingE8[account], equityE8),
                LossBreaker.lossPpm(peakE8[account], equityE8),
                limits.limitPpm(Control.WEEKLY_LOSS, account),
                limits.warnPpm(Control.WEEKLY_LOSS, account),
                isMarked,
                nowNs);
        if (isHit) {
            haltedUntilNs[account] = nowNs + HALT_NS;
        }
    }

    /** Begins the week anew if the day that begins is not of the week that was. */
    void onDay(final int account, final long equityE8, final long today) {
        if (weekOf(today) == week[account]) {
            return;
        }
        open(account, equityE8, today);
        latches.report(RiskEventKind.DAY_ROLLED, Control.WEEKLY_LOSS, scopes.account(account), equityE8, 0);
    }

    /** Releases the account at a person's wish once its seven days are over; returns whether it was released. */
    boolean resume(final int account, final long equityE8, final boolean isMarked, final long nowNs) {
        final long limitPpm = limits.limitPpm(Control.WEEKLY_LOSS, account);
        if (!breaker.isConfirmed(account)
                || nowNs < haltedUntilNs[account]
                || equityE8 == Decimals.OVERFLOW
                || !isMarked
                || LossBreaker.lossPpm(openingE8[account], equityE8) >= limitPpm) {
            return false;
        }
        breaker.reset(account, 0, limitPpm);
        return true;
    }

    long deadlineNs(final int account) {
        return breaker.deadlineNs(account);
    }

    void suspend(final int account) {
        breaker.suspend(account);
    }

    void writeTo(final SnapshotWriter writer) {
        breaker.writeTo(writer);
        for (int i = 0; i < week.length; i++) {
            writer.putLong(openingE8[i]);
            writer.putLong(peakE8[i]);
            writer.putLong(week[i]);
            writer.putLong(haltedUntilNs[i]);
        }
    }

    void readFrom(final SnapshotReader reader) {
        breaker.readFrom(reader);
        for (int i = 0; i < week.length; i++) {
            openingE8[i] = reader.getLong();
            peakE8[i] = reader.getLong();
            week[i] = reader.getLong();
            haltedUntilNs[i] = reader.getLong();
        }
    }
}
