package breakwater.tools.config;

import breakwater.core.message.AssetClass;
import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;
import breakwater.core.venuesim.VenueFaults;
import breakwater.gateway.fix.orderentry.BookTerms;
import breakwater.gateway.fix.session.FixConnection;
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
            boolean hasMassCancel,
            long orderLatencyNs,
            long reportLatencyNs,
            long jitterNs,
            long slippagePpm,
            int rejectPerMille,
            VenueFaults faults,
            WireRow wire) {
        /** Returns whether a session of the venue's gives its market. */
        public boolean hasMarketData() {
            return wire != null && wire.marketData() != null;
        }
    }

    /**
     * How a venue is reached over FIX; a venue without one is the paper venue in the process.
     *
     * @param orders the order session's connection; its store is for the run to say
     * @param books what the venue can be asked for
     * @param watchdog SenderCompID of the watchdog's session, or null
     * @param dropCopy SenderCompID of the session that hears copies of fills, or null
     * @param dropCopyPatienceNs how long a fill may be known to one of the two alone
     * @param marketData SenderCompID of the session that takes market data, or null
     * @param marketDepth levels a side to ask for
     */
    public record WireRow(
            FixConnection orders,
            BookTerms books,
            String watchdog,
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
