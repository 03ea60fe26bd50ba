package breakwater.tools.inspect;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AccountDefinitionDecoder;
import breakwater.core.message.AdmitStrategyDecoder;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Frame;
import breakwater.core.message.InstrumentDefinitionDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.message.VenueDefinitionDecoder;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What dense ids are called and which decimals their numbers have, from the definitions in the input journal. The first
 * definition of an id stands: ids are never reused. Cold; one thread.
 */
public final class Catalogue {
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<Integer, String> strategies = new HashMap<>();
    private final Map<Integer, String> accounts = new HashMap<>();
    private final Map<Integer, String> venues = new HashMap<>();
    private final List<Limit> limits = new ArrayList<>();
    private long inputSequence;

    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final AdmitStrategyDecoder strategy = new AdmitStrategyDecoder();
    private final AccountDefinitionDecoder account = new AccountDefinitionDecoder();
    private final VenueDefinitionDecoder venue = new VenueDefinitionDecoder();
    private final SetLimitDecoder limit = new SetLimitDecoder();

    /** An instrument's name and decimals. */
    record Instrument(String symbol, int priceExponent, int quantityExponent) {}

    /** A limit row as it was set. */
    record Limit(
            long sequence,
            int control,
            ScopeType scopeType,
            int scopeId,
            int key,
            long value,
            String user,
            String reason) {}

    /** Scans a run folder's input journal. */
    public static Catalogue of(final RunFolder folder) {
        final Catalogue catalogue = new Catalogue();
        try (JournalTailer inputs = JournalTailer.ofRuns(folder, false)) {
            while (inputs.next()) {
                catalogue.onInput(inputs.frame());
            }
        }
        return catalogue;
    }

    /** Takes a definition; ignores everything else. */
    void onInput(final Frame f) {
        inputSequence = f.sequence();
        switch (f.templateId()) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                instrument.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                instruments.putIfAbsent(
                        instrument.instrumentId(),
                        new Instrument(instrument.symbol(), instrument.priceExponent(), instrument.quantityExponent()));
                break;
            case AdmitStrategyDecoder.TEMPLATE_ID:
                strategy.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                strategies.putIfAbsent(strategy.strategyId(), strategy.name());
                break;
            case AccountDefinitionDecoder.TEMPLATE_ID:
                account.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                accounts.putIfAbsent(account.accountId(), account.name());
                break;
            case VenueDefinitionDecoder.TEMPLATE_ID:
                venue.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                venues.putIfAbsent(venue.venueId(), venue.name());
                break;
            case SetLimitDecoder.TEMPLATE_ID:
                limit.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                limits.add(new Limit(
                        f.sequence(),
                        limit.control(),
                        limit.scopeType(),
                        limit.scopeId(),
                        limit.key(),
                        limit.value(),
                        limit.user(),
                        limit.reason()));
                break;
            default:
                break;
        }
    }

    /** Returns the last input that was scanned. */
    long inputSequence() {
        return inputSequence;
    }

    public String symbol(final int id) {
        return instruments.containsKey(id)
                ? instruments.get(id).symbol()
                : id == Frame.NO_ID ? "-" : "instrument " + id;
    }

    public String strategy(final int id) {
        return id == Frame.NO_ID ? "-" : strategies.getOrDefault(id, "strategy " + id);
    }

    public String account(final int id) {
        return id == Frame.NO_ID ? "-" : accounts.getOrDefault(id, "account " + id);
    }

    String venue(final int id) {
        return id == Frame.NO_ID ? "-" : venues.getOrDefault(id, "venue " + id);
    }

    String scope(final ScopeType type, final int id) {
        switch (type) {
            case GLOBAL:
                return "all";
            case VENUE:
                return venue(id);
            case ACCOUNT:
                return account(id);
            case STRATEGY:
                return strategy(id);
            case INSTRUMENT:
                return symbol(id);
            case ASSET_CLASS:
                return AssetClass.get((short) id).name().toLowerCase(Locale.ROOT);
            default:
                return "-";
        }
    }

    /** Returns the id of a symbol, -1 where there is none. */
    int instrumentId(final String symbol) {
        return instruments.entrySet().stream()
                .filter(entry -> entry.getValue().symbol().equals(symbol))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    List<String> symbols() {
        return instruments.values().stream().map(Instrument::symbol).sorted().toList();
    }

    String price(final int instrumentId, final long mantissa) {
        final Instrument found = instruments.get(instrumentId);
        return mantissa == 0 ? "-" : found == null ? mantissa + "?" : Decimals.format(mantissa, found.priceExponent());
    }

    /** Parses a price to the instrument's mantissa. Throws {@link NumberFormatException} that says what is wrong. */
    public long price(final int instrumentId, final String text) {
        return Decimals.parse(text, instruments.get(instrumentId).priceExponent());
    }

    /** Returns a computed price, such as an average of an indicator, with two decimals more than the instrument has. */
    String price(final int instrumentId, final double mantissa) {
        final Instrument found = instruments.get(instrumentId);
        final int exponent = found == null ? 0 : found.priceExponent();
        return String.format(
                Locale.ROOT, "%,." + Math.max(0, 2 - exponent) + "f", mantissa * StrictMath.pow(10, exponent));
    }

    public String quantity(final int instrumentId, final long mantissa) {
        final Instrument found = instruments.get(instrumentId);
        return found == null ? mantissa + "?" : Decimals.format(mantissa, found.quantityExponent());
    }

    /** Parses a quantity to the instrument's lots. Throws {@link NumberFormatException} that says what is wrong. */
    public long quantity(final int instrumentId, final String text) {
        return Decimals.parse(text, instruments.get(instrumentId).quantityExponent());
    }

    public static String money(final long valueE8) {
        return Decimals.format(valueE8, Decimals.MONEY_EXPONENT);
    }

    /** Returns the newest row of a control with that value that was set before an input, null where there is none. */
    Limit limit(final int control, final long value, final long beforeSequence) {
        Limit found = null;
        for (final Limit row : limits) {
            if (row.control() == control && row.value() == value && row.sequence() <= beforeSequence) {
                found = row;
            }
        }
        return found;
    }
}
