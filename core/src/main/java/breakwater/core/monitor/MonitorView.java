package breakwater.core.monitor;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;

/** The journaled restriction state (never the control page, Settled 5), read-only. Thread: core. Allocates: never. */
public interface MonitorView {
    /** Returns the most severe level of the scopes that cover an order. */
    Level level(int venueId, int accountId, AssetClass assetClass, int strategyId, int instrumentId);

    /** Returns the level of one scope; scopeId is ignored for GLOBAL. */
    Level level(ScopeType scopeType, int scopeId);

    /** Returns the generation that a resume of the scope has to name; 0 for a scope that never was restricted. */
    long generation(ScopeType scopeType, int scopeId);

    /** Returns the factor on sizes in ppm: 1,000,000, or 500,000 while L5 halves. */
    long sizeFactorPpm();

    /** Returns the opening equity of the UTC day, E8. */
    long openingEquityE8(int accountId);

    long peakEquityE8(int accountId);
}
