package breakwater.core.order;

import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

/** Tells which orders, brackets and books a scope covers. Allocates: never. */
final class Scopes {
    private final Instruments instruments;

    Scopes(final Instruments instruments) {
        this.instruments = instruments;
    }

    /** Returns whether a scope covers this combination; a scope that is no scope covers nothing. */
    boolean covers(
            final ScopeType type,
            final int scopeId,
            final int strategyId,
            final int accountId,
            final int venueId,
            final int instrumentId) {
        switch (type) {
            case GLOBAL:
                return true;
            case VENUE:
                return venueId == scopeId;
            case ACCOUNT:
                return accountId == scopeId;
            case ASSET_CLASS:
                return instruments.assetClass(instrumentId).value() == scopeId;
            case STRATEGY:
                return strategyId == scopeId;
            case INSTRUMENT:
                return instrumentId == scopeId;
            case NULL_VAL:
            case SBE_UNKNOWN:
            default:
                return false;
        }
    }
}
