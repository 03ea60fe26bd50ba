package breakwater.core.oracle;

import breakwater.core.message.Control;
import breakwater.core.message.Effect;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import java.util.Map;

/** K1: what the levels of the scopes that cover an order still allow. Stops may move below ACTIVE, but not loosen. */
final class KillLevel {
    private final Limits limits;

    KillLevel(final Limits limits) {
        this.limits = limits;
    }

    boolean isLawful(
            final Proposal p,
            final Effect effect,
            final World.Instrument instrument,
            final Map<Long, Long> stops,
            final Examination exam) {
        final Level level = limits.worst(p.venueId, p.accountId, instrument.assetClass(), p.strategyId, p.instrumentId);
        final boolean isAdmitted = level == Level.ACTIVE
                || effect == Effect.PROTECTS
                || (effect == Effect.REDUCES && level == Level.REDUCE_ONLY)
                || (effect == Effect.FLATTENS && level != Level.CANCEL_ONLY);
        final long live = stops.getOrDefault(Ledger.key(p.strategyId, p.instrumentId), 0L);
        final boolean loosens = level != Level.ACTIVE
                && effect == Effect.PROTECTS
                && p.replaces != null
                && live != 0
                && (p.isBuy() ? p.stopPrice > live : p.stopPrice < live);
        final Level mildest =
                effect == Effect.PROTECTS ? Level.KILLED : effect == Effect.RAISES ? Level.ACTIVE : Level.REDUCE_ONLY;
        ScopeType scope = ScopeType.GLOBAL;
        int id = 0;
        final ScopeType[] types = {
            ScopeType.GLOBAL,
            ScopeType.VENUE,
            ScopeType.ACCOUNT,
            ScopeType.ASSET_CLASS,
            ScopeType.STRATEGY,
            ScopeType.INSTRUMENT
        };
        final int[] ids = {0, p.venueId, p.accountId, instrument.assetClass().value(), p.strategyId, p.instrumentId};
        for (int i = types.length - 1; i >= 0; i--) {
            if (limits.level(types[i], ids[i]) == level) {
                scope = types[i];
                id = ids[i];
            }
        }
        return exam.holds(
                Control.KILL_STATE,
                scope,
                id,
                Exact.of(level.value()),
                Exact.of(mildest.value()),
                isAdmitted && !loosens);
    }
}
