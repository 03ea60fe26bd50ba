package breakwater.core.oracle;

import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.AssetClass;
import breakwater.core.message.EngineDefinitionDecoder;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.PermitInstrumentDecoder;
import breakwater.core.message.SourceDefinitionDecoder;
import breakwater.core.message.StrategyParameterDecoder;
import breakwater.core.message.VenueDefinitionDecoder;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the journal defines: instruments, venues, accounts, sources, strategies. The newest accepted definition holds. */
final class World {
    private static final long ONE_E8 = 100_000_000L;

    final TreeMap<Integer, Instrument> instruments = new TreeMap<>();
    final TreeMap<Integer, Venue> venues = new TreeMap<>();
    final TreeMap<Integer, Source> sources = new TreeMap<>();
    final TreeMap<Integer, Strategy> strategies = new TreeMap<>();
    /** By strategy, the instruments that it may enter beside its own. */
    final TreeMap<Integer, TreeSet<Integer>> lists = new TreeMap<>();

    private final TreeMap<String, Long> parameters = new TreeMap<>();
    long receiveWindowNs = 5_000_000_000L;
    long stopLimitOffsetPpm = 1_000;

    record Venue(boolean replacesInPlace, boolean hasStopLimit, boolean hasOco) {
        boolean links() {
            return hasOco && hasStopLimit;
        }
    }

    record Source(boolean hasEventTime, boolean isSequenced, long cadenceNs) {}

    /** How much of a strategy's entries is bracketed, and whether the gate sizes them, follows from kind and parameters. */
    record Strategy(int accountId, int instrumentId, boolean mayBracket, boolean mayNotBracket, boolean isSized) {}

    record Instrument(
            int id,
            int venueId,
            AssetClass assetClass,
            int scale,
            boolean isShortable,
            long tick,
            long lot,
            long least,
            long most,
            long leastNotionalE8,
            BigInteger multiplier,
            long feePpm,
            long staleAfterNs) {

        /** Returns price x quantity x multiplier in money E8. */
        BigInteger notionalE8(final BigInteger price, final BigInteger quantity, final RoundingMode mode) {
            final BigInteger units = price.multiply(quantity).multiply(multiplier);
            return scale >= 0
                    ? units.multiply(Exact.powerOfTen(scale))
                    : Exact.divide(units, Exact.powerOfTen(-scale), mode);
        }

        /** Returns the largest quantity whose notional at a price is within a sum of money. */
        BigInteger quantityFor(final BigInteger price, final BigInteger moneyE8) {
            final BigInteger perUnit = price.multiply(multiplier);
            if (moneyE8.signum() <= 0) {
                return BigInteger.ZERO;
            }
            if (perUnit.signum() == 0) {
                return Exact.LARGEST;
            }
            final BigInteger quantity = scale >= 0
                    ? Exact.divide(moneyE8, perUnit.multiply(Exact.powerOfTen(scale)), RoundingMode.DOWN)
                    : Exact.divide(moneyE8.multiply(Exact.powerOfTen(-scale)), perUnit, RoundingMode.DOWN);
            return quantity.min(Exact.LARGEST);
        }
    }

    /** Takes a definition that the engine took; another record says nothing here. */
    void define(final JournalRecord in, final Read read, final Ledger ledger) {
        switch (in.template()) {
            case EngineDefinitionDecoder.TEMPLATE_ID:
                engine(read.engineDefinition(in));
                break;
            case VenueDefinitionDecoder.TEMPLATE_ID:
                venue(read.venueDefinition(in));
                break;
            case AccountDefinitionDecoder.TEMPLATE_ID:
                account(read.accountDefinition(in), ledger);
                break;
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                instrument(read.instrumentDefinition(in));
                break;
            case SourceDefinitionDecoder.TEMPLATE_ID:
                source(read.sourceDefinition(in));
                break;
            case StrategyParameterDecoder.TEMPLATE_ID:
                parameter(read.strategyParameter(in));
                break;
            case PermitInstrumentDecoder.TEMPLATE_ID:
                lists.computeIfAbsent(read.permitInstrument(in).strategyId(), id -> new TreeSet<>())
                        .add(read.permitInstrument(in).instrumentId());
                break;
            case AdmitStrategyDecoder.TEMPLATE_ID:
                admit(read.admitStrategy(in));
                break;
            default:
                break;
        }
    }

    private void engine(final EngineDefinitionDecoder d) {
        receiveWindowNs = d.receiveWindowNs() > 0 ? d.receiveWindowNs() : receiveWindowNs;
        stopLimitOffsetPpm = d.stopLimitOffsetPpm() > 0 ? d.stopLimitOffsetPpm() : stopLimitOffsetPpm;
    }

    private void venue(final VenueDefinitionDecoder d) {
        venues.put(d.venueId(), new Venue(d.replaceIsAtomic() != 0, d.hasStopLimit() != 0, d.hasOco() != 0));
    }

    private void source(final SourceDefinitionDecoder d) {
        sources.put(d.sourceId(), new Source(d.hasEventTime() != 0, d.isSequenced() != 0, d.cadenceNs()));
    }

    private void instrument(final InstrumentDefinitionDecoder d) {
        instruments.put(
                d.instrumentId(),
                new Instrument(
                        d.instrumentId(),
                        d.venueId(),
                        d.assetClass(),
                        8 + d.priceExponent() + d.quantityExponent(),
                        d.isShortable() != 0,
                        d.tickSize(),
                        d.lotSize(),
                        d.minQuantity(),
                        d.maxQuantity(),
                        d.minNotionalE8(),
                        Exact.of(d.contractMultiplier()),
                        Math.max(0, Math.max(d.makerFeePpm(), d.takerFeePpm())),
                        d.staleAfterNs()));
    }

    private void account(final AccountDefinitionDecoder d, final Ledger ledger) {
        ledger.open(d.accountId(), d.cashE8());
    }

    private void parameter(final StrategyParameterDecoder d) {
        if (d.index() == 0) {
            parameters.clear();
        }
        parameters.put(d.name(), d.valueE8());
    }

    private void admit(final AdmitStrategyDecoder d) {
        final boolean isChurn = d.kind().equals("churn");
        final long bracketPercent = isChurn ? parameters.getOrDefault("bracket-percent", 50 * ONE_E8) / ONE_E8 : 100;
        strategies.put(
                d.strategyId(),
                new Strategy(d.accountId(), d.instrumentId(), bracketPercent > 0, bracketPercent < 100, !isChurn));
        parameters.clear();
    }
}
