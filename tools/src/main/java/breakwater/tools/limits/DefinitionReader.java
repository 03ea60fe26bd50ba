package breakwater.tools.limits;

import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.VenueDefinitionDecoder;
import breakwater.core.venuesim.VenueFaults;
import breakwater.tools.config.Config;
import breakwater.tools.config.Definitions;
import java.util.ArrayList;
import java.util.List;

/** Takes back out of the journal what the configuration defined. The first definition of an id stands. Thread: one. */
final class DefinitionReader {
    private final List<Config.VenueRow> venues = new ArrayList<>();
    private final List<Config.AccountRow> accounts = new ArrayList<>();
    private final List<Config.InstrumentRow> instruments = new ArrayList<>();
    private final List<Config.StrategyRow> strategies = new ArrayList<>();

    private final VenueDefinitionDecoder venue = new VenueDefinitionDecoder();
    private final AccountDefinitionDecoder account = new AccountDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final AdmitStrategyDecoder strategy = new AdmitStrategyDecoder();

    Definitions definitions() {
        return new Definitions(
                List.copyOf(venues), List.copyOf(accounts), List.copyOf(instruments), List.copyOf(strategies));
    }

    /** Takes a definition that is the next of its kind; ignores everything else. */
    void onInput(final Frame f) {
        switch (f.templateId()) {
            case VenueDefinitionDecoder.TEMPLATE_ID:
                venue.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (venue.venueId() == venues.size()) {
                    venues.add(new Config.VenueRow(
                            venue.name(),
                            venue.replaceIsAtomic() == 1,
                            venue.hasStopLimit() == 1,
                            venue.hasOco() == 1,
                            venue.hasMassCancel() == 1,
                            0,
                            0,
                            0,
                            0,
                            0,
                            VenueFaults.NONE,
                            null));
                }
                break;
            case AccountDefinitionDecoder.TEMPLATE_ID:
                account.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (account.accountId() == accounts.size()) {
                    accounts.add(new Config.AccountRow(
                            account.name(), account.venueId(), account.currency(), account.cashE8()));
                }
                break;
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                onInstrument(f);
                break;
            case AdmitStrategyDecoder.TEMPLATE_ID:
                strategy.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                if (strategy.strategyId() == strategies.size()) {
                    strategies.add(new Config.StrategyRow(
                            strategy.name(),
                            strategy.kind(),
                            strategy.version(),
                            strategy.accountId(),
                            strategy.instrumentId(),
                            List.of(),
                            List.of()));
                }
                break;
            default:
                break;
        }
    }

    private void onInstrument(final Frame f) {
        final InstrumentDefinitionDecoder d = instrument;
        d.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
        if (d.instrumentId() != instruments.size()) {
            return;
        }
        instruments.add(new Config.InstrumentRow(
                d.symbol(),
                d.venueId(),
                d.assetClass(),
                d.priceExponent(),
                d.quantityExponent(),
                d.tickSize(),
                d.lotSize(),
                d.minQuantity(),
                d.maxQuantity(),
                d.minNotionalE8(),
                d.contractMultiplier(),
                d.makerFeePpm(),
                d.takerFeePpm(),
                d.isShortable() == 1,
                d.staleAfterNs(),
                d.jumpMaxPpm(),
                d.quoteCurrency()));
    }
}
