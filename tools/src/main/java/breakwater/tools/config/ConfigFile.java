package breakwater.tools.config;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AssetClass;
import breakwater.core.message.Frame;
import breakwater.core.message.ScopeType;
import breakwater.core.risk.Figure;
import breakwater.core.signal.Signals;
import breakwater.core.venuesim.VenueFaults;
import breakwater.gateway.fix.session.Capabilities;
import breakwater.gateway.fix.session.Dialect;
import breakwater.gateway.fix.simfront.FrontFaults;
import breakwater.tools.calendar.TradingCalendar;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a configuration file into a {@link Config}, or tells everything that is wrong with it. */
public final class ConfigFile {
    private static final List<String> CLASSES = List.of("crypto", "fx", "equity", "future");
    private static final List<String> SECTIONS =
            List.of("engine", "venues", "accounts", "instruments", "strategies", "approvers");
    private static final List<String> PROFILES = List.of("laptop", "colo");
    private static final int TEXT_MAX = 23;

    private final Source source;
    private final List<Config.VenueRow> venues = new ArrayList<>();
    private final List<Config.AccountRow> accounts = new ArrayList<>();
    private final List<Config.InstrumentRow> instruments = new ArrayList<>();
    private final List<Config.StrategyRow> strategies = new ArrayList<>();
    private final List<Config.LimitRow> limits = new ArrayList<>();
    private final List<Config.CalendarRow> calendars = new ArrayList<>();

    private ConfigFile(final Source source) {
        this.source = source;
    }

    /** Reads and checks a file. Throws {@link ConfigException} with every finding. */
    public static Config read(final Path path) throws ConfigException {
        return parse(path.toString(), textOf(path));
    }

    /**
     * Reads the {@code limits:} of a file, which may be a whole configuration, for what is defined elsewhere. Unlike a
     * configuration it need not hold every required row. Throws {@link ConfigException} with every finding.
     */
    public static List<Config.LimitRow> readLimits(final Path path, final Definitions definitions)
            throws ConfigException {
        final Source source = new Source(path.toString(), textOf(path));
        final Node root = rootOf(source);
        final ConfigFile file = new ConfigFile(source);
        file.venues.addAll(definitions.venues());
        file.accounts.addAll(definitions.accounts());
        file.instruments.addAll(definitions.instruments());
        file.strategies.addAll(definitions.strategies());
        final Section top = new Section(source, "the file", root);
        SECTIONS.forEach(top::has);
        top.list("limits", true).forEach(file::limit);
        top.close();
        source.requireNone();
        file.requireEachOnce();
        source.requireNone();
        return file.limits;
    }

    private void requireEachOnce() {
        final Set<String> seen = new HashSet<>();
        for (final Config.LimitRow row : limits) {
            final int id = row.scopeType() == ScopeType.GLOBAL ? Frame.NO_ID : row.scopeId();
            if (!seen.add(row.figure() + " " + row.scopeType() + " " + id)) {
                source.find(
                        row.line(),
                        1,
                        "limit " + label(row.figure()) + " stands twice for the same scope",
                        "remove one of them");
            }
        }
    }

    private static String textOf(final Path path) throws ConfigException {
        try {
            return Files.readString(path);
        } catch (final IOException failure) {
            throw new ConfigException(List.of(new Finding(
                    path.toString(),
                    0,
                    0,
                    "",
                    "cannot be read: " + failure.getClass().getSimpleName(),
                    "check the path and its permissions")));
        }
    }

    /** Checks a text; {@code file} is its name in findings. */
    public static Config parse(final String file, final String text) throws ConfigException {
        final Source source = new Source(file, text);
        final Config config = new ConfigFile(source).read(file, rootOf(source));
        source.requireNone();
        return config;
    }

    private static Node rootOf(final Source source) throws ConfigException {
        Node root = null;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(source.text()));
        } catch (final MarkedYAMLException wrong) {
            source.find(
                    wrong.getProblemMark().getLine() + 1,
                    wrong.getProblemMark().getColumn() + 1,
                    "not YAML: " + wrong.getProblem(),
                    "mind the indentation and the ': ' after each key");
        }
        if (root == null) {
            if (source.findings().isEmpty()) {
                source.find(null, "the file is empty", "start from the shipped examples");
            }
        }
        source.requireNone();
        return root;
    }

    private Config read(final String file, final Node root) {
        final Section top = new Section(source, "the file", root);
        final Config.EngineRow engine = engine(top.section("engine"));
        top.list("venues", true).forEach(this::venue);
        top.list("accounts", true).forEach(this::account);
        top.list("instruments", true).forEach(this::instrument);
        top.list("strategies", true).forEach(this::strategy);
        top.list("limits", true).forEach(this::limit);
        final List<Config.ApproverRow> approvers = ApproverRows.read(top);
        top.close();
        if (!instruments.isEmpty() && source.findings().isEmpty()) {
            requireRows(root);
        }
        return new Config(file, engine, venues, accounts, instruments, strategies, limits, approvers, calendars);
    }

    private static Config.EngineRow engine(final Section s) {
        final Config.EngineRow row = new Config.EngineRow(
                s.positive("seed", "1", Long.MAX_VALUE / 2),
                PROFILES.get(s.choice("profile", "laptop", PROFILES)),
                (int) s.positive("digest-interval", "10000", 1_000_000_000),
                s.duration("ack-timeout", "2s"),
                s.duration("reprice-after", "15s"),
                s.duration("cancel-after", "30s"),
                s.duration("max-hold", "24h"),
                s.duration("receive-window", "5s"),
                s.percent("stop-limit-offset", "0.1%"));
        s.close();
        return row;
    }

    private void venue(final Section s) {
        final String name = name(s, "name");
        calendar(s, ScopeType.VENUE, venues.size());
        final Config.WireRow wire = WireRows.read(s);
        final Capabilities can = (wire == null ? Dialect.FIX44 : wire.orders().dialect()).capabilities();
        venues.add(new Config.VenueRow(
                name,
                s.flag("atomic-replace", Boolean.toString(can.replaces())),
                s.flag("stop-limit", Boolean.toString(can.stopLimit())),
                s.flag("oco", wire == null ? "true" : "false"),
                s.flag("mass-cancel", "false"),
                s.duration("order-latency", "2ms"),
                s.duration("report-latency", "1ms"),
                s.duration("jitter", "1ms"),
                s.percent("slippage", "0.05%"),
                (int) Math.round(s.percent("reject-rate", "0%") / 1000.0),
                faults(s, wire),
                wire));
        s.close();
    }

    /** What the paper venue gets wrong, for a drill or a test. */
    private static VenueFaults faults(final Section s, final Config.WireRow wire) {
        if (wire != null && s.has("faults")) {
            s.wrong(
                    "faults",
                    "faults: a venue over FIX does as it does",
                    "take them out, or give them to the simulated venue: breakwater simulate --faults FILE");
        }
        final Section rates = s.section("faults");
        VenueFaults faults = VenueFaults.NONE;
        for (final String name : List.copyOf(rates.keys())) {
            final int perMille = (int) Math.round(rates.percent(name, "0%") / 1000.0);
            try {
                faults = faults.with(FrontFaults.named(name), perMille);
            } catch (final IllegalArgumentException wrong) {
                rates.wrong(
                        name,
                        "faults: '" + name + "' of " + perMille / 10.0 + " % is no fault of the paper venue",
                        "name one of " + FrontFaults.names() + ", from 0% to 100%");
            }
        }
        rates.close();
        return faults;
    }

    private void calendar(final Section s, final ScopeType type, final int id) {
        if (s.has("calendar")) {
            final List<String> names = TradingCalendar.names();
            calendars.add(new Config.CalendarRow(type, id, names.get(s.choice("calendar", null, names))));
        }
    }

    /** Unknown hours deny every entry (P25, P32). */
    private void requireCalendar(final Section s, final String symbol, final int id, final int venueId) {
        if (calendars.stream()
                .noneMatch(row ->
                        row.scopeType() == ScopeType.INSTRUMENT ? row.scopeId() == id : row.scopeId() == venueId)) {
            s.wrong(
                    "symbol",
                    "instrument " + symbol + " has no calendar, nor has its venue: unknown hours deny every entry",
                    "add 'calendar: always' for a market that never closes, else one of "
                            + String.join(", ", TradingCalendar.names()));
        }
    }

    private void account(final Section s) {
        accounts.add(new Config.AccountRow(name(s, "name"), venueId(s), name(s, "currency"), cash(s)));
        s.close();
    }

    private static long cash(final Section s) {
        final long cash = s.money("cash", null);
        if (cash <= 0) {
            s.wrong("cash", "cash: '" + s.text("cash", null) + "' must be positive", "write what the account holds");
        }
        return cash;
    }

    private void instrument(final Section s) {
        final String symbol = name(s, "symbol");
        final int venueId = venueId(s);
        calendar(s, ScopeType.INSTRUMENT, instruments.size());
        final AssetClass assetClass = AssetClass.get((short) s.choice("class", "crypto", CLASSES));
        final String tick = s.text("tick", null);
        final String lot = s.text("lot", null);
        final int priceExponent = exponentOf(tick);
        final int quantityExponent = exponentOf(lot);
        final long maxQuantity = s.decimal("max-quantity", null, quantityExponent);
        final long minQuantity = s.decimal("min-quantity", lot.isEmpty() ? "1" : lot, quantityExponent);
        if (minQuantity <= 0 || maxQuantity < minQuantity) {
            s.wrong("max-quantity", "max-quantity must be at least min-quantity, and both positive", "raise it");
        }
        requireCalendar(s, symbol, instruments.size(), venueId);
        WireRows.requireMarket(s, symbol, venues, venueId);
        instruments.add(new Config.InstrumentRow(
                symbol,
                venueId,
                assetClass,
                priceExponent,
                quantityExponent,
                step(s, "tick", priceExponent),
                step(s, "lot", quantityExponent),
                minQuantity,
                maxQuantity,
                s.money("min-notional", "0"),
                s.positive("multiplier", "1", 1_000_000),
                s.percent("maker-fee", "0.10%"),
                s.percent("taker-fee", "0.10%"),
                s.flag("shortable", "false"),
                s.duration("stale-after", "30s"),
                s.percent("jump-max", "20%"),
                s.text("quote-currency", "USD")));
        s.close();
    }

    private static long step(final Section s, final String key, final int exponent) {
        final long value = s.decimal(key, null, exponent);
        if (value <= 0) {
            s.wrong(key, key + " must be positive", "write the venue's smallest step");
        }
        return Math.max(1, value);
    }

    /** The decimals of a step as an exponent: 0.01 is -2. */
    private static int exponentOf(final String step) {
        final int point = step.indexOf('.');
        return point < 0 ? 0 : Math.max(-12, -(step.length() - point - 1));
    }

    private void strategy(final Section s) {
        final String name = name(s, "name");
        final String kind = name(s, "kind");
        if (!kind.isEmpty() && !Signals.KINDS.contains(kind)) {
            s.wrong(
                    "kind",
                    "kind: '" + kind + "' of strategy " + name + " is unknown" + Nearest.hint(kind, Signals.KINDS),
                    "use one of " + String.join(", ", Signals.KINDS));
        }
        final int accountId = find(
                s, "account", accounts.stream().map(Config.AccountRow::name).toList());
        final int instrumentId = find(s, "instrument", symbols());
        final List<Config.Parameter> parameters = new ArrayList<>();
        final Section p = s.section("parameters");
        for (final String key : List.copyOf(p.keys())) {
            if (key.length() > TEXT_MAX) {
                p.wrong(key, "parameter '" + key + "' is longer than " + TEXT_MAX + " characters", "shorten it");
            }
            parameters.add(new Config.Parameter(key, p.decimal(key, null, Decimals.MONEY_EXPONENT)));
        }
        strategies.add(new Config.StrategyRow(
                name, kind, (int) s.positive("version", "1", 65_000), accountId, instrumentId, permits(s), parameters));
        s.close();
    }

    /** The instruments that a strategy may enter beside its own (P24). */
    private List<Integer> permits(final Section s) {
        final List<Integer> permits = new ArrayList<>();
        for (final String symbol : s.texts("permits")) {
            final int id = symbols().indexOf(symbol);
            if (id < 0) {
                s.wrong(
                        "permits",
                        "permits: '" + symbol + "' is no instrument" + Nearest.hint(symbol, symbols()),
                        "use instruments of this file: " + String.join(", ", symbols()));
            } else {
                permits.add(id);
            }
        }
        return permits;
    }

    private void limit(final Section s) {
        final List<String> names = new ArrayList<>();
        for (final Figure figure : Figure.values()) {
            names.add(label(figure));
        }
        final int index = s.choice("limit", null, names);
        final Figure figure = Figure.values()[index];
        ScopeType scopeType = ScopeType.GLOBAL;
        int scopeId = Frame.NO_ID;
        if (s.has("venue")) {
            scopeType = ScopeType.VENUE;
            scopeId =
                    find(s, "venue", venues.stream().map(Config.VenueRow::name).toList());
        } else if (s.has("account")) {
            scopeType = ScopeType.ACCOUNT;
            scopeId = find(
                    s, "account", accounts.stream().map(Config.AccountRow::name).toList());
        } else if (s.has("class")) {
            scopeType = ScopeType.ASSET_CLASS;
            scopeId = s.choice("class", null, CLASSES);
        } else if (s.has("strategy")) {
            scopeType = ScopeType.STRATEGY;
            scopeId = find(
                    s,
                    "strategy",
                    strategies.stream().map(Config.StrategyRow::name).toList());
        } else if (s.has("instrument")) {
            scopeType = ScopeType.INSTRUMENT;
            scopeId = find(s, "instrument", symbols());
        }
        if (!names.contains(s.text("limit", "").toLowerCase(Locale.ROOT))) {
            // Said above; its value has no unit that it could be read in.
            s.text("value", "");
            s.text("warn", "");
            s.close();
            return;
        }
        if (!figure.allows(scopeType)) {
            s.wrong(
                    "limit",
                    label(figure) + " has no " + scopeType.name().toLowerCase(Locale.ROOT) + " scope",
                    "it is set at " + figure.required().name().toLowerCase(Locale.ROOT) + " scope");
        }
        final int exponent = scopeType == ScopeType.INSTRUMENT && scopeId < instruments.size()
                ? instruments.get(scopeId).quantityExponent()
                : 0;
        final long value = value(s, "value", null, figure, exponent);
        final long warn = s.has("warn") ? value(s, "warn", null, figure, exponent) : figure.shippedWarn(value);
        if (!figure.isSane(value, warn)) {
            s.wrong(
                    figure.isSane(value, 0) ? "warn" : "value",
                    "limit " + label(figure) + ": "
                            + (figure.isSane(value, 0)
                                    ? "warn '" + s.text("warn", "") + "' lies behind the value"
                                    : "value '" + s.text("value", "") + "' is out of range"),
                    figure.largest() == Long.MAX_VALUE
                            ? "write a value of 0 or more, and a warning that comes before it"
                            : "write a value from 0 to " + figure.largest() + " (" + figure.unit()
                                    + "), and a warning that comes before it");
        }
        limits.add(new Config.LimitRow(figure, scopeType, scopeId, value, warn, source.line(s.node())));
        s.close();
    }

    private static long value(
            final Section s, final String key, final String fallback, final Figure figure, final int exponent) {
        return switch (figure.unit()) {
            case "ppm" -> figure == Figure.REWARD_TO_RISK ? s.decimal(key, fallback, -6) : s.percent(key, fallback);
            case "money E8" -> s.money(key, fallback);
            case "ns" -> s.durationOrNone(key, fallback);
            case "quantity mantissa" -> s.decimal(key, fallback, exponent);
            default -> s.decimal(key, fallback, 0);
        };
    }

    /** Returns the name of a figure in the file: ORDER_QUANTITY is order-quantity. */
    public static String label(final Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A missing row denies (P32): so the file must have each required one, rather than discover it order by order. */
    private void requireRows(final Node root) {
        for (final Figure figure : Figure.values()) {
            final int scopes = switch (figure.required()) {
                case INSTRUMENT -> instruments.size();
                case VENUE -> venues.size();
                case ASSET_CLASS -> CLASSES.size();
                case STRATEGY -> strategies.size();
                default -> 1;
            };
            for (int id = 0; id < scopes; id++) {
                if (isMet(figure.required(), id)
                        && !hasRow(figure, figure.required() == ScopeType.GLOBAL ? Frame.NO_ID : id)) {
                    source.find(
                            root.getEndMark().getLine(),
                            1,
                            "limit " + label(figure) + " (" + figure.control().id() + ") is absent for "
                                    + scopeName(figure.required(), id) + ": a missing limit denies every order",
                            "add '- {limit: " + label(figure) + scopeKey(figure.required(), id) + ", value: …}' ("
                                    + figure.reason() + ")");
                }
            }
        }
    }

    /** A class of which no instrument is has no order that would want its row. */
    private boolean isMet(final ScopeType type, final int id) {
        return type != ScopeType.ASSET_CLASS
                || instruments.stream().anyMatch(row -> row.assetClass().value() == id);
    }

    private boolean hasRow(final Figure figure, final int scopeId) {
        return limits.stream()
                .anyMatch(row -> row.figure() == figure
                        && row.scopeType() == figure.required()
                        && (row.scopeType() == ScopeType.GLOBAL || row.scopeId() == scopeId));
    }

    private String scopeName(final ScopeType type, final int id) {
        return switch (type) {
            case INSTRUMENT -> instruments.get(id).symbol();
            case VENUE -> "venue " + venues.get(id).name();
            case STRATEGY -> "strategy " + strategies.get(id).name();
            case ASSET_CLASS -> "class " + CLASSES.get(id);
            default -> "the engine";
        };
    }

    private String scopeKey(final ScopeType type, final int id) {
        return switch (type) {
            case INSTRUMENT -> ", instrument: " + instruments.get(id).symbol();
            case VENUE -> ", venue: " + venues.get(id).name();
            case STRATEGY -> ", strategy: " + strategies.get(id).name();
            case ASSET_CLASS -> ", class: " + CLASSES.get(id);
            default -> "";
        };
    }

    private List<String> symbols() {
        return instruments.stream().map(Config.InstrumentRow::symbol).toList();
    }

    private int venueId(final Section s) {
        return find(s, "venue", venues.stream().map(Config.VenueRow::name).toList());
    }

    private static int find(final Section s, final String key, final List<String> names) {
        final String name = s.text(key, null);
        final int index = names.indexOf(name);
        if (index < 0 && !name.isEmpty()) {
            s.wrong(
                    key,
                    key + " '" + name + "' is not defined above" + Nearest.hint(name, names),
                    names.isEmpty() ? "define it first" : "use one of " + String.join(", ", names));
        }
        return Math.max(0, index);
    }

    private static String name(final Section s, final String key) {
        final String name = s.text(key, null);
        if (name.length() > TEXT_MAX || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            s.wrong(
                    key,
                    key + " '" + name + "' must be at most " + TEXT_MAX + " ASCII characters without spaces",
                    "shorten it, or use '-' for a space");
        }
        return name;
    }
}
