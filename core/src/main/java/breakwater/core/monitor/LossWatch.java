package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.RiskEventKind;
import breakwater.core.position.PositionView;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import java.util.Arrays;

/**
 * Holds each account's equity against its day, its week and its peak (L1 to L4), and asks whether it can be known at all (L8).
 * The day is UTC; a day counts as a trading day once equity moved in it, so that weekends neither break nor lengthen
 * the three days of L4.
 *
 * <p>The roll at 00:00 UTC is armed by the first look of a day: an idle account has nothing to roll, and a clock that
 * jumps over many days rolls once. While the clock is in doubt (F18) no day rolls; it does once that is over.
 *
 * <p>Thread: core. Allocates: never after construction.
 */
final class LossWatch {
    private static final long DAY_NS = 86_400_000_000_000L;
    /** How often an open position is asked for its mark while nothing else happens. */
    private static final long MARK_CHECK_NS = 10_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private final PositionView positions;
    private final Accounts accounts;
    private final Scopes scopes;
    private final Latches latches;
    private final LossLimits limits;
    private final ClockWatch clock;
    private final LossBreaker dailyLoss;
    private final WeeklyLoss weeklyLoss;
    private final LossBreaker drawdown;
    private final boolean[] isOpen;
    private final long[] openingE8;
    private final long[] peakE8;
    private final long[] lastE8;
    private final long[] day;
    private final long[] rollNs;
    private final long[] markCheckNs;
    private final long[] unmarkedSinceNs;
    private final boolean[] hasTraded;
    private final int[] hitsInARow;
    private long nextDeadlineNs = NEVER;

    LossWatch(
            final PositionView positions,
            final Accounts accounts,
            final Capacity capacity,
            final Scopes scopes,
            final Latches latches,
            final LossLimits limits,
            final ClockWatch clock) {
        this.positions = positions;
        this.accounts = accounts;
        this.scopes = scopes;
        this.latches = latches;
        this.limits = limits;
        this.clock = clock;
        final int count = capacity.accounts();
        dailyLoss = new LossBreaker(Control.DAILY_LOSS, Latches.REDUCE_ONLY, latches, scopes, count);
        weeklyLoss = new WeeklyLoss(latches, scopes, limits, count);
        drawdown = new LossBreaker(Control.DRAWDOWN, Latches.KILLED, latches, scopes, count);
        isOpen = new boolean[count];
        openingE8 = new long[count];
        peakE8 = new long[count];
        lastE8 = new long[count];
        day = new long[count];
        rollNs = new long[count];
        markCheckNs = new long[count];
        unmarkedSinceNs = new long[count];
        hasTraded = new boolean[count];
        hitsInARow = new int[count];
        Arrays.fill(rollNs, NEVER);
        Arrays.fill(markCheckNs, NEVER);
        Arrays.fill(unmarkedSinceNs, NEVER);
    }

    void evaluate(final int account, final long nowNs) {
        if (!accounts.isDefined(account)) {
            return;
        }
        rollIfPassed(account, nowNs);
        look(account, nowNs);
        nextDeadlineNs = earliest();
    }

    void onDeadline(final long deadlineNs) {
        for (int account = 0; account < accounts.count(); account++) {
            if (deadlineNs(account) <= deadlineNs) {
                final boolean isRoll = rollNs[account] == deadlineNs;
                if (!isRoll) {
                    rollIfPassed(account, deadlineNs);
                }
                look(account, deadlineNs);
                if (isRoll && !clock.isInDoubt()) {
                    roll(account, positions.equityE8(account), day[account] + 1);
                }
                break;
            }
        }
        nextDeadlineNs = earliest();
    }

    long nextDeadlineNs() {
        return nextDeadlineNs;
    }

    private long earliest() {
        long earliest = NEVER;
        for (int account = 0; account < accounts.count(); account++) {
            earliest = Math.min(earliest, deadlineNs(account));
        }
        return earliest;
    }

    private long deadlineNs(final int account) {
        return Math.min(
                Math.min(
                        dailyLoss.deadlineNs(account),
                        Math.min(weeklyLoss.deadlineNs(account), drawdown.deadlineNs(account))),
                Math.min(rollNs[account], markCheckNs[account]));
    }

    private void look(final int account, final long nowNs) {
        final long equityE8 = positions.equityE8(account);
        if (equityE8 == Decimals.OVERFLOW) {
            latches.raise(scopes.account(account), Control.ARITHMETIC, Latches.CANCEL_ONLY, 0, 0);
            dailyLoss.suspend(account);
            weeklyLoss.suspend(account);
            drawdown.suspend(account);
            markCheckNs[account] = NEVER;
            return;
        }
        if (!isOpen[account]) {
            open(account, equityE8, nowNs);
        }
        rollNs[account] = clock.isInDoubt() ? NEVER : (day[account] + 1) * DAY_NS;
        final boolean isMarked = positions.isMarked(account, nowNs);
        checkMarks(account, isMarked, nowNs);
        hasTraded[account] |= equityE8 != lastE8[account];
        lastE8[account] = equityE8;
        if (isMarked && equityE8 > peakE8[account]) {
            peakE8[account] = equityE8;
        }
        final long dayPpm = LossBreaker.lossPpm(openingE8[account], equityE8);
        final boolean isHit = dailyLoss.onLoss(
                account,
                dayPpm,
                dayPpm,
                limits.limitPpm(Control.DAILY_LOSS, account),
                limits.warnPpm(Control.DAILY_LOSS, account),
                isMarked,
                nowNs);
        if (isHit && ++hitsInARow[account] >= Monitor.SUSPENSION_DAYS) {
            latches.raise(
                    scopes.account(account),
                    Control.SUSPENSION,
                    Latches.REDUCE_ONLY,
                    hitsInARow[account],
                    Monitor.SUSPENSION_DAYS);
        }
        weeklyLoss.look(account, equityE8, isMarked, nowNs);
        final long fallPpm = LossBreaker.lossPpm(peakE8[account], equityE8);
        drawdown.onLoss(
                account,
                fallPpm,
                fallPpm,
                limits.limitPpm(Control.DRAWDOWN, account),
                limits.warnPpm(Control.DRAWDOWN, account),
                isMarked,
                nowNs);
    }

    private void open(final int account, final long equityE8, final long nowNs) {
        isOpen[account] = true;
        openingE8[account] = equityE8;
        peakE8[account] = equityE8;
        lastE8[account] = equityE8;
        day[account] = Math.floorDiv(nowNs, DAY_NS);
        weeklyLoss.open(account, equityE8, day[account]);
    }

    private void checkMarks(final int account, final boolean isMarked, final long nowNs) {
        final int scope = scopes.account(account);
        if (isMarked) {
            unmarkedSinceNs[account] = NEVER;
            latches.release(scope, Control.DEFAULT_DENY, 0, Monitor.UNMARKED_MAX_NS);
            if (positions.openPositions() == 0) {
                markCheckNs[account] = NEVER;
            } else if (markCheckNs[account] <= nowNs || markCheckNs[account] == NEVER) {
                markCheckNs[account] = nowNs + MARK_CHECK_NS;
            }
            return;
        }
        if (unmarkedSinceNs[account] == NEVER) {
            unmarkedSinceNs[account] = nowNs;
        }
        final long unmarkedNs = nowNs - unmarkedSinceNs[account];
        if (unmarkedNs < Monitor.UNMARKED_MAX_NS) {
            markCheckNs[account] = unmarkedSinceNs[account] + Monitor.UNMARKED_MAX_NS;
        } else {
            markCheckNs[account] = NEVER;
            latches.raise(scope, Control.DEFAULT_DENY, Latches.CANCEL_ONLY, unmarkedNs, Monitor.UNMARKED_MAX_NS);
        }
    }

    private void rollIfPassed(final int account, final long nowNs) {
        final long today = Math.floorDiv(nowNs, DAY_NS);
        if (isOpen[account] && today > day[account] && !clock.isInDoubt()) {
            roll(account, lastE8[account], today);
        }
    }

    private void roll(final int account, final long equityE8, final long today) {
        if (!dailyLoss.isConfirmed(account) && hasTraded[account]) {
            hitsInARow[account] = 0;
        }
        hasTraded[account] = false;
        day[account] = today;
        rollNs[account] = NEVER;
        if (equityE8 != Decimals.OVERFLOW) {
            openingE8[account] = equityE8;
        }
        dailyLoss.reset(account, 0, limits.limitPpm(Control.DAILY_LOSS, account));
        latches.report(RiskEventKind.DAY_ROLLED, Control.DAILY_LOSS, scopes.account(account), openingE8[account], 0);
        weeklyLoss.onDay(account, openingE8[account], today);
    }

    /** The clock is no longer in doubt: days that have passed meanwhile are due to roll, one account a deadline. */
    void onClockTrusted() {
        for (int account = 0; account < accounts.count(); account++) {
            if (isOpen[account]) {
                rollNs[account] = (day[account] + 1) * DAY_NS;
            }
        }
        nextDeadlineNs = earliest();
    }

    /** Returns whether only this class raises and releases the cause at the scope. */
    boolean owns(final int scope, final Control cause) {
        final boolean isAccount = scope >= scopes.account(0) && scope < scopes.assetClass(0);
        return isAccount
                && (cause == Control.DAILY_LOSS
                        || cause == Control.WEEKLY_LOSS
                        || cause == Control.DRAWDOWN
                        || cause == Control.SUSPENSION
                        || cause == Control.DEFAULT_DENY
                        || cause == Control.ARITHMETIC);
    }

    /** Releases a cause at a person's wish, unless its condition still holds; returns whether it was released. */
    boolean resume(final int scope, final Control cause, final long nowNs) {
        if (owns(scope, cause) && !resumeOwn(scope - scopes.account(0), cause, nowNs)) {
            return false;
        }
        latches.release(scope, cause, 0, 0);
        return true;
    }

    private boolean resumeOwn(final int account, final Control cause, final long nowNs) {
        // No switch: the class of its table would be loaded, and so allocate, with the first resume of a run.
        final long equityE8 = positions.equityE8(account);
        if (cause == Control.SUSPENSION) {
            hitsInARow[account] = 0;
            return true;
        }
        if (cause == Control.WEEKLY_LOSS) {
            // An account at rest has not been looked at since its week ended.
            rollIfPassed(account, nowNs);
            nextDeadlineNs = earliest();
            return weeklyLoss.resume(account, equityE8, positions.isMarked(account, nowNs), nowNs);
        }
        if (cause == Control.DRAWDOWN) {
            return resumeDrawdown(account, equityE8, nowNs);
        }
        return cause == Control.ARITHMETIC && equityE8 != Decimals.OVERFLOW;
    }

    private boolean resumeDrawdown(final int account, final long equityE8, final long nowNs) {
        if (!drawdown.isConfirmed(account)
                || equityE8 == Decimals.OVERFLOW
                || equityE8 <= 0
                || !positions.isMarked(account, nowNs)) {
            return false;
        }
        peakE8[account] = equityE8;
        drawdown.reset(account, 0, limits.limitPpm(Control.DRAWDOWN, account));
        return true;
    }

    long openingE8(final int account) {
        return openingE8[account];
    }

    long peakE8(final int account) {
        return peakE8[account];
    }

    void writeTo(final SnapshotWriter writer) {
        dailyLoss.writeTo(writer);
        weeklyLoss.writeTo(writer);
        drawdown.writeTo(writer);
        for (int i = 0; i < isOpen.length; i++) {
            writer.putBoolean(isOpen[i]);
            writer.putLong(openingE8[i]);
            writer.putLong(peakE8[i]);
            writer.putLong(lastE8[i]);
            writer.putLong(day[i]);
            writer.putLong(rollNs[i]);
            writer.putLong(markCheckNs[i]);
            writer.putLong(unmarkedSinceNs[i]);
            writer.putBoolean(hasTraded[i]);
            writer.putInt(hitsInARow[i]);
        }
        writer.putLong(nextDeadlineNs);
    }

    void readFrom(final SnapshotReader reader) {
        dailyLoss.readFrom(reader);
        weeklyLoss.readFrom(reader);
        drawdown.readFrom(reader);
        for (int i = 0; i < isOpen.length; i++) {
            isOpen[i] = reader.getBoolean();
            openingE8[i] = reader.getLong();
            peakE8[i] = reader.getLong();
            lastE8[i] = reader.getLong();
            day[i] = reader.getLong();
            rollNs[i] = reader.getLong();
            markCheckNs[i] = reader.getLong();
            unmarkedSinceNs[i] = reader.getLong();
            hasTraded[i] = reader.getBoolean();
            hitsInARow[i] = reader.getInt();
        }
        nextDeadlineNs = reader.getLong();
    }
}
