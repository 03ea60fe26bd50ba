package breakwater.core.risk;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.message.Side;
import breakwater.core.monitor.MonitorView;
import breakwater.core.order.Intent;
import breakwater.core.order.OrderView;

/**
 * K1: what the restriction levels of the covering scopes let through (Semantics 2).
 *
 * <pre>
 *                RAISES  REDUCES  FLATTENS  PROTECTS
 *   ACTIVE        yes      yes      yes       yes
 *   REDUCE_ONLY   -        yes      yes       yes, never looser
 *   CANCEL_ONLY   -        -        -         yes, never looser
 *   KILLED        -        -        yes       yes, never looser
 * </pre>
 *
 * <p>A level that is not one of these lets nothing through. Observed is the level, bound the mildest that forbids the
 * effect less one.
 */
final class KillRule {
    private final MonitorView monitor;
    private final OrderView orders;
    private final Examiner examiner;

    KillRule(final MonitorView monitor, final OrderView orders, final Examiner examiner) {
        this.monitor = monitor;
        this.orders = orders;
        this.examiner = examiner;
        // loads what a switch needs now and not at the first entry after a kill
        admits(Level.KILLED, Effect.RAISES);
        mostSevere(Effect.RAISES);
    }

    /** Answers where nothing is restricted; else {@link #allows} has to be asked. */
    boolean isClear(final Candidate c) {
        return level(c) == Level.ACTIVE;
    }

    private Level level(final Candidate c) {
        final Intent intent = c.intent;
        return c.isKnown
                ? monitor.level(intent.venueId, intent.accountId, c.assetClass, intent.strategyId, intent.instrumentId)
                : monitor.level(ScopeType.GLOBAL, Frame.NO_ID);
    }

    boolean allows(final Candidate c) {
        final Intent intent = c.intent;
        final Level level = level(c);
        if (level == Level.ACTIVE && examiner.isClear(Control.KILL_STATE)) {
            return true;
        }
        final boolean passes = admits(level, intent.effect) && !(level != Level.ACTIVE && loosensStop(c));
        if (passes) {
            return examiner.holds(
                    Control.KILL_STATE, ScopeType.GLOBAL, Frame.NO_ID, level.value(), mostSevere(intent.effect), true);
        }
        final ScopeType scopeType = c.isKnown ? scopeOf(level, c) : ScopeType.GLOBAL;
        return examiner.holds(
                Control.KILL_STATE,
                scopeType,
                c.isKnown ? id(scopeType, c) : Frame.NO_ID,
                level.value(),
                mostSevere(intent.effect),
                false);
    }

    private static boolean admits(final Level level, final Effect effect) {
        switch (level) {
            case ACTIVE:
                return true;
            case REDUCE_ONLY:
                return effect == Effect.REDUCES || effect == Effect.FLATTENS || effect == Effect.PROTECTS;
            case CANCEL_ONLY:
                return effect == Effect.PROTECTS;
            case KILLED:
                return effect == Effect.FLATTENS || effect == Effect.PROTECTS;
            default:
                return false;
        }
    }

    private static int mostSevere(final Effect effect) {
        switch (effect) {
            case PROTECTS:
                return Level.KILLED.value();
            case REDUCES:
            case FLATTENS:
                return Level.REDUCE_ONLY.value();
            default:
                return Level.ACTIVE.value();
        }
    }

    /** Returns whether a stop would move away from the market: down under a long, up over a short. */
    private boolean loosensStop(final Candidate c) {
        final Intent intent = c.intent;
        if (!c.isKnown || intent.effect != Effect.PROTECTS || !c.isReplacement()) {
            return false;
        }
        final long live = orders.protectiveStopPrice(intent.strategyId, intent.instrumentId);
        return live != 0 && (intent.side == Side.SELL ? intent.stopPrice < live : intent.stopPrice > live);
    }

    private ScopeType scopeOf(final Level level, final Candidate c) {
        if (monitor.level(ScopeType.GLOBAL, Frame.NO_ID) == level) {
            return ScopeType.GLOBAL;
        }
        if (monitor.level(ScopeType.VENUE, id(ScopeType.VENUE, c)) == level) {
            return ScopeType.VENUE;
        }
        if (monitor.level(ScopeType.ACCOUNT, id(ScopeType.ACCOUNT, c)) == level) {
            return ScopeType.ACCOUNT;
        }
        if (monitor.level(ScopeType.ASSET_CLASS, id(ScopeType.ASSET_CLASS, c)) == level) {
            return ScopeType.ASSET_CLASS;
        }
        return monitor.level(ScopeType.STRATEGY, id(ScopeType.STRATEGY, c)) == level
                ? ScopeType.STRATEGY
                : ScopeType.INSTRUMENT;
    }

    private static int id(final ScopeType scopeType, final Candidate c) {
        switch (scopeType) {
            case VENUE:
                return c.intent.venueId;
            case ACCOUNT:
                return c.intent.accountId;
            case ASSET_CLASS:
                return c.assetClass.value();
            case STRATEGY:
                return c.intent.strategyId;
            case INSTRUMENT:
                return c.intent.instrumentId;
            default:
                return Frame.NO_ID;
        }
    }
}
