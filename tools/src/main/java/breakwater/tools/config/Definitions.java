package breakwater.tools.config;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import java.util.List;
import java.util.Locale;

/**
 * What a limit may be set for, from a configuration or from the journal of a run: the dense ids are the places in the lists.
 */
public record Definitions(
        List<Config.VenueRow> venues,
        List<Config.AccountRow> accounts,
        List<Config.InstrumentRow> instruments,
        List<Config.StrategyRow> strategies) {
    /** Returns those of a configuration. */
    public static Definitions of(final Config config) {
        return new Definitions(config.venues(), config.accounts(), config.instruments(), config.strategies());
    }

    /** Returns a scope as a configuration's limit names it, {@code instrument:BTC-USD}; {@code all} for the engine. */
    public String scope(final ScopeType type, final int id) {
        final String name = name(type, id);
        return type == ScopeType.GLOBAL ? name : word(type) + ":" + name;
    }

    private String name(final ScopeType type, final int id) {
        switch (type) {
            case GLOBAL:
                return "all";
            case VENUE:
                return id < venues.size() ? venues.get(id).name() : String.valueOf(id);
            case ACCOUNT:
                return id < accounts.size() ? accounts.get(id).name() : String.valueOf(id);
            case STRATEGY:
                return id < strategies.size() ? strategies.get(id).name() : String.valueOf(id);
            case INSTRUMENT:
                return id < instruments.size() ? instruments.get(id).symbol() : String.valueOf(id);
            case ASSET_CLASS:
                return AssetClass.get((short) id).name().toLowerCase(Locale.ROOT);
            default:
                return "-";
        }
    }

    private static String word(final ScopeType type) {
        return type == ScopeType.ASSET_CLASS ? "class" : type.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the decimals of a quantity at a scope as an exponent: the instrument's, 0 anywhere else. */
    int quantityExponent(final ScopeType type, final int id) {
        return type == ScopeType.INSTRUMENT && id < instruments.size() && id != Frame.NO_ID
                ? instruments.get(id).quantityExponent()
                : 0;
    }
}
