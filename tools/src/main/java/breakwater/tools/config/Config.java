package breakwater.tools.config;

import breakwater.core.message.AssetClass;
import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;
import java.util.List;

/**
 * What the configuration file says, checked. Quantities and prices are mantissas, money E8, fractions ppm, durations ns.
 * Dense ids are the places in the lists: first admission gives them (Settled 13).
 */
public record Config(
        String file,
        EngineRow engine,
        List<VenueRow> venues,
        List<AccountRow> accounts,
        List<InstrumentRow> instruments,
        List<StrategyRow> strategies,
        List<LimitRow> limits,
        List<ApproverRow> approvers,
        List<CalendarRow> calendars) {
    /** Returns whether venues' sessions give the market, rather than a feed. */
    public boolean hasMarketData() {
        return venues.stream().anyMatch(VenueRow::hasMarketData);
    }

    /** Engine-wide settings. */
    public record EngineRow(
            long seed,
            String profile,
            int digestInterval,
            long ackTimeoutNs,
            long repriceAfterNs,
            long cancelAfterNs,
            long maxHoldNs,
            long receiveWindowNs,
            long stopLimitOffsetPpm) {}

    /** A venue; the paper venue's behaviour stands beside what it can do. */
    public record VenueRow(
            String name,
            boolean replaceIsAtomic,
            boolean hasStopLimit,
            boolean hasOco,
            long orderLatencyNs,
            long reportLatencyNs,
            long jitterNs,
            long slippagePpm,
            int rejectPerMille,
            WireRow wire) {
        /** Returns whether a session of the venue's gives its market. */
        public boolean hasMarketData() {
            return wire != null && wire.marketData() != null;
        }
    }

    /**
     * How a venue is reached over FIX 4.4; a venue without one is the paper venue in the process. Files are null where the
     * configuration names none; so are {@code watchdog} and {@code marketData}, the CompIDs of the watchdog's session and of the
     * one that takes market data, {@code marketDepth} levels a side.
     */
    public record WireRow(
            String host,
            int port,
            String sender,
            String target,
            int heartbeatSeconds,
            int reconnectSeconds,
            String credentials,
            String trustStore,
            String trustStorePassword,
            String watchdog,
            boolean hasPositions,
            boolean hasCash,
            long reconcileEveryNs,
            String dropCopy,
            long dropCopyPatienceNs,
            String marketData,
            int marketDepth) {}

    public record AccountRow(String name, int venueId, String currency, long cashE8) {}

    public record InstrumentRow(
            String symbol,
            int venueId,
            AssetClass assetClass,
            int priceExponent,
            int quantityExponent,
            long tickSize,
            long lotSize,
            long minQuantity,
            long maxQuantity,
            long minNotionalE8,
            long multiplier,
            long makerFeePpm,
            long takerFeePpm,
            boolean isShortable,
            long staleAfterNs,
            long jumpMaxPpm,
            String quoteCurrency) {}

    /** {@code permits}: the instruments that it may enter beside its own. */
    public record StrategyRow(
            String name,
            String kind,
            int version,
            int accountId,
            int instrumentId,
            List<Integer> permits,
            List<Parameter> parameters) {}

    public record Parameter(String name, long valueE8) {}

    /** Who may be the second person of a loosening; {@code key} is the Ed25519 public key, X.509, base64. */
    public record ApproverRow(String name, String key) {}

    /** The calendar of a VENUE or an INSTRUMENT, by its name. */
    public record CalendarRow(ScopeType scopeType, int scopeId, String calendar) {}

    /** One limit; {@code line} is where it stands, so that a refusal can name it. */
    public record LimitRow(Figure figure, ScopeType scopeType, int scopeId, long value, long warn, int line) {}
}
