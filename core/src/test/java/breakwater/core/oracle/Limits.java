package breakwater.core.oracle;

import breakwater.core.message.AssetClass;
import breakwater.core.message.Control;
import breakwater.core.message.Level;
import breakwater.core.message.RiskEventDecoder;
import breakwater.core.message.RiskEventKind;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows in force, the levels of scopes, the factor on sizes, and the tokens of venues and strategies. */
final class Limits {
    private static final BigInteger TOKEN = Exact.of(1_000_000_000L);

    /** Looked up forty times a decision, and never walked through. */
    private final Map<Long, Row> rows = new HashMap<>();

    long version;
    long sizeFactorPpm = 1_000_000;
    private final Map<Integer, Level> levels = new HashMap<>();
    private final TreeMap<Integer, Bucket> buckets = new TreeMap<>();

    record Row(long value, long warn) {}

    private record Bucket(BigInteger tokens, long filledNs) {}

    private static long name(final Control control, final int key, final ScopeType scope, final int id) {
        return (control.code() * 8L + key) * 1_000_000 + scope(scope, id);
    }

    private static int scope(final ScopeType type, final int id) {
        return type.value() * 70_000 + (type == ScopeType.GLOBAL ? 0 : id);
    }

    /** A row that the engine took. */
    void set(final SetLimitDecoder d) {
        final Row row = new Row(d.value(), d.warn());
        final Row old = rows.put(name(Control.of(d.control()), d.key(), d.scopeType(), d.scopeId()), row);
        version += row.equals(old) ? 0 : 1;
    }

    Row row(final Control control, final int key, final ScopeType scope, final int id) {
        return rows.get(name(control, key, scope, id));
    }

    void event(final RiskEventDecoder d) {
        final boolean isReset = d.kind() == RiskEventKind.LEVEL_RESET;
        if (isReset || d.kind() == RiskEventKind.LEVEL_RAISED) {
            levels.put(scope(d.scopeType(), d.scopeId()), d.level());
        }
        if (d.control() == Control.LOSING_STREAK.code()) {
            sizeFactorPpm = isReset ? 1_000_000 : d.kind() == RiskEventKind.SIZE_REDUCED ? 500_000 : sizeFactorPpm;
        }
    }

    Level level(final ScopeType type, final int id) {
        return levels.getOrDefault(scope(type, id), Level.ACTIVE);
    }

    Level worst(final int venue, final int account, final AssetClass assetClass, final int strategy, final int id) {
        Level worst = level(ScopeType.GLOBAL, 0);
        worst = worse(worst, level(ScopeType.VENUE, venue));
        worst = worse(worst, level(ScopeType.ACCOUNT, account));
        worst = worse(worst, level(ScopeType.ASSET_CLASS, assetClass.value()));
        worst = worse(worst, level(ScopeType.STRATEGY, strategy));
        return worse(worst, level(ScopeType.INSTRUMENT, id));
    }

    private static Level worse(final Level a, final Level b) {
        return b.value() > a.value() ? b : a;
    }

    /** Returns whole tokens, negative in debt, of a scope that has rows for rate and burst. */
    BigInteger tokens(final ScopeType type, final int id, final long nowNs) {
        return Exact.divide(billionths(type, id, nowNs), TOKEN, RoundingMode.FLOOR);
    }

    private BigInteger billionths(final ScopeType type, final int id, final long nowNs) {
        final BigInteger full =
                Exact.of(row(Control.THROTTLE, 1, type, id).value()).multiply(TOKEN);
        final Bucket bucket = buckets.get(scope(type, id));
        if (bucket == null) {
            return full;
        }
        final BigInteger gained = Exact.of(row(Control.THROTTLE, 0, type, id).value())
                .multiply(Exact.of(Math.max(0, nowNs - bucket.filledNs())));
        return bucket.tokens().add(gained).min(full);
    }

    /** Accounts a message; cancels and questions may overdraw by one burst. */
    void take(final int venueId, final int strategyId, final long nowNs) {
        take(ScopeType.VENUE, venueId, nowNs);
        take(ScopeType.STRATEGY, strategyId, nowNs);
    }

    /** Gives back the tokens that were taken last. */
    void giveBack(final int venueId, final int strategyId) {
        giveBack(ScopeType.VENUE, venueId);
        giveBack(ScopeType.STRATEGY, strategyId);
    }

    private void giveBack(final ScopeType type, final int id) {
        if (row(Control.THROTTLE, 0, type, id) != null && row(Control.THROTTLE, 1, type, id) != null) {
            buckets.computeIfPresent(
                    scope(type, id), (k, b) -> new Bucket(b.tokens().add(TOKEN), b.filledNs()));
        }
    }

    private void take(final ScopeType type, final int id, final long nowNs) {
        final Row burst = row(Control.THROTTLE, 1, type, id);
        if (row(Control.THROTTLE, 0, type, id) != null && burst != null) {
            final BigInteger least = Exact.of(burst.value()).multiply(TOKEN).negate();
            final Bucket before = buckets.get(scope(type, id));
            buckets.put(
                    scope(type, id),
                    new Bucket(
                            billionths(type, id, nowNs).subtract(TOKEN).max(least),
                            before == null ? nowNs : Math.max(before.filledNs(), nowNs)));
        }
    }
}
