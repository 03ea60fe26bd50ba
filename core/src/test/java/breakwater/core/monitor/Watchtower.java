package breakwater.core.monitor;

import breakwater.core.decimal.Decimals;
import breakwater.core.fake.FakePositions;
import breakwater.core.message.AssetClass;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.KillEncoder;
import breakwater.core.message.Level;
import breakwater.core.message.Outputs;
import breakwater.core.message.PauseDecoder;
import breakwater.core.message.PauseEncoder;
import breakwater.core.message.QuarantineReason;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.ResumeEncoder;
import breakwater.core.message.ScopeType;
import breakwater.core.position.Definitions;
import breakwater.core.position.OutputTape;
import breakwater.core.reference.Accounts;
import breakwater.core.reference.Capacity;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.Digest;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A monitor over books set by hand, with time as a variable: two accounts that open the day at 10,000, one position. */
final class Watchtower {
    static final long SECOND = 1_000_000_000L;
    static final long DAY = 86_400 * SECOND;
    static final long MIDNIGHT = 20_000 * DAY;
    private static final int DEADLINES_AT_ONCE_MAX = 100;

    final FakePositions positions = new FakePositions();
    final OutputTape tape = new OutputTape();
    final Outputs outputs = new Outputs(tape);
    final Accounts accounts = new Accounts(4);
    final Instruments instruments = new Instruments(16);
    final Monitor monitor;
    long nowNs = MIDNIGHT + 9 * 3_600 * SECOND;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);

    Watchtower() {
        accounts.define(Definitions.account(0, 0));
        accounts.define(Definitions.account(1, 0));
        monitor = new Monitor(instruments, positions, outputs, Capacity.SMALL, accounts);
        positions.held[0][0] = 1;
        equity(0, 10_000);
        equity(1, 10_000);
    }

    /** Defines instrument 0, whose tick is 1. */
    void defineInstrument() {
        instruments.define(Definitions.instrument(0, AssetClass.CRYPTO, 0, 0, 1));
    }

    /** The account's equity is now so many units of money. */
    Watchtower equity(final int accountId, final long units) {
        return equityE8(accountId, units * Decimals.ONE_E8);
    }

    Watchtower equityE8(final int accountId, final long equityE8) {
        positions.equityE8[accountId] = equityE8;
        outputs.onCause(1, nowNs, nowNs);
        monitor.evaluate(accountId, nowNs);
        return this;
    }

    Watchtower marks(final int accountId, final boolean areFresh) {
        positions.isMarked[accountId] = areFresh;
        outputs.onCause(1, nowNs, nowNs);
        monitor.evaluate(accountId, nowNs);
        return this;
    }

    /** Moves the clock on and fires what is due, in order, as the engine does; what is due at one time has an end. */
    Watchtower to(final long timeNs) {
        int left = DEADLINES_AT_ONCE_MAX;
        while (monitor.nextDeadlineNs() <= timeNs) {
            left = monitor.nextDeadlineNs() > nowNs ? DEADLINES_AT_ONCE_MAX : left - 1;
            if (left < 0) {
                throw new IllegalStateException("due again and again at " + monitor.nextDeadlineNs());
            }
            nowNs = monitor.nextDeadlineNs();
            outputs.onCause(1, nowNs, nowNs);
            monitor.onDeadline(nowNs);
        }
        nowNs = timeNs;
        outputs.onCause(1, nowNs, nowNs);
        return this;
    }

    Watchtower pass(final long durationNs) {
        return to(nowNs + durationNs);
    }

    Watchtower toMidnight() {
        return to((nowNs / DAY + 1) * DAY);
    }

    QuarantineReason kill(final ScopeType type, final int id, final Level level, final long generation) {
        outputs.onCause(1, nowNs, nowNs);
        new KillEncoder()
                .wrap(buffer, 0)
                .scopeType(type)
                .scopeId(id)
                .level(level)
                .generation(generation)
                .user("ann")
                .reason("drill");
        return monitor.onKill(new KillDecoder().wrap(buffer, 0, KillEncoder.BLOCK_LENGTH, KillEncoder.SCHEMA_VERSION));
    }

    QuarantineReason pause(final ScopeType type, final int id, final long untilNs) {
        return pause(type, id, untilNs, "ann", "news");
    }

    QuarantineReason pause(
            final ScopeType type, final int id, final long untilNs, final String user, final String reason) {
        outputs.onCause(1, nowNs, nowNs);
        new PauseEncoder()
                .wrap(buffer, 0)
                .scopeType(type)
                .scopeId(id)
                .untilNs(untilNs)
                .user(user)
                .reason(reason);
        return monitor.onPause(
                new PauseDecoder().wrap(buffer, 0, PauseEncoder.BLOCK_LENGTH, PauseEncoder.SCHEMA_VERSION));
    }

    QuarantineReason resume(final ScopeType type, final int id, final long generation) {
        return resume(type, id, generation, "ann", "drill over");
    }

    QuarantineReason resume(
            final ScopeType type, final int id, final long generation, final String user, final String reason) {
        outputs.onCause(1, nowNs, nowNs);
        new ResumeEncoder()
                .wrap(buffer, 0)
                .scopeType(type)
                .scopeId(id)
                .generation(generation)
                .user(user)
                .reason(reason);
        return monitor.onResume(
                new ResumeDecoder().wrap(buffer, 0, ResumeEncoder.BLOCK_LENGTH, ResumeEncoder.SCHEMA_VERSION));
    }

    QuarantineReason resumeAsShown(final ScopeType type, final int id) {
        return resume(type, id, monitor.generation(type, id));
    }

    Level account(final int id) {
        return monitor.level(ScopeType.ACCOUNT, id);
    }

    /** Returns what the engine has to act on, and forgets it. */
    List<String> raised() {
        final List<String> raised = new ArrayList<>();
        while (monitor.pollRaised()) {
            raised.add(monitor.raisedType() + " " + monitor.raisedId() + " " + monitor.raisedLevel());
        }
        return raised;
    }

    long digest() {
        final Digest digest = new Digest();
        monitor.writeTo(digest);
        return digest.value();
    }
}
