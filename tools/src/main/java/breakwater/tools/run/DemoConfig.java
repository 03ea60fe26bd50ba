package breakwater.tools.run;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.AssetClass;
import breakwater.core.risk.Figure;
import breakwater.gateway.ws.feed.FeedDescription;
import breakwater.gateway.ws.feed.InstrumentTerms;
import java.util.Locale;

/**
 * The configuration of a demo, written as the file that a user would write: the feed's instruments on one paper venue, an
 * account of 100,000, Momentum Breakout on the first instrument with timeframes that the data at hand can warm, and every
 * limit that the gate asks for.
 */
final class DemoConfig {
    private static final long CASH = 100_000;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;

    private static final String PAPER_VENUE =
            "  - {name: paper, order-latency: 2ms, report-latency: 1ms, jitter: 1ms, slippage: 0.05%}\n";

    private DemoConfig() {}

    /** Returns a demo's configuration with its venue at the other end of a FIX session on this machine. */
    static String overFix(final String text, final int port) {
        return text.replace(
                PAPER_VENUE,
                "  - {name: paper, wire: fix, host: 127.0.0.1, port: " + port
                        + ", sender: DEMO, target: PAPER, slippage: 0.05%, positions: true, cash: true}\n");
    }

    static String text(final FeedDescription feed, final long seed) {
        return text(feed, seed, CASH);
    }

    static String text(final FeedDescription feed, final long seed, final long cash) {
        final StringBuilder out = new StringBuilder();
        out.append("# Written for the feed ")
                .append(feed.name())
                .append(" (")
                .append(feed.kind())
                .append(")\n");
        out.append("engine:\n  seed: ").append(seed).append("\n  profile: laptop\n  digest-interval: 10000\n");
        out.append("venues:\n").append(PAPER_VENUE);
        out.append("accounts:\n  - {name: main, venue: paper, currency: USD, cash: ")
                .append(cash)
                .append("}\n");
        out.append("instruments:\n");
        for (final InstrumentTerms terms : feed.instruments()) {
            out.append("  - {symbol: ")
                    .append(terms.symbol())
                    .append(", venue: paper, class: ")
                    .append(terms.assetClass().name().toLowerCase(Locale.ROOT))
                    .append(", calendar: ")
                    .append(calendar(feed, terms.assetClass()))
                    .append(", tick: ")
                    .append(decimal(terms.tickSize(), terms.priceExponent()))
                    .append(", lot: ")
                    .append(decimal(terms.lotSize(), terms.quantityExponent()))
                    .append(", max-quantity: 1000000, shortable: true, stale-after: ")
                    .append(staleSeconds(feed))
                    .append("s, quote-currency: ")
                    .append(terms.quoteCurrency())
                    .append("}\n");
        }
        strategies(out, feed);
        limits(out, feed);
        return out.toString();
    }

    private static void strategies(final StringBuilder out, final FeedDescription feed) {
        final long bar = barSeconds(feed);
        final long trend = bar == 900 ? 14_400 : bar == 60 ? 900 : 5;
        final boolean isFast = bar == 1;
        out.append("strategies:\n");
        for (final InstrumentTerms terms : feed.instruments()) {
            out.append("  - name: breakout-")
                    .append(terms.symbol().toLowerCase(Locale.ROOT))
                    .append('\n')
                    .append("    kind: momentum-breakout\n    account: main\n    instrument: ")
                    .append(terms.symbol())
                    .append("\n    parameters:\n      bar-seconds: ")
                    .append(bar)
                    .append("\n      trend-seconds: ")
                    .append(trend)
                    .append('\n');
            if (isFast) {
                // Second bars of a ten-minute capture move by hundredths of a percent.
                out.append(
                        "      atr-ratio-min: 0.000001\n      ema-fast: 5\n      ema-slow: 12\n      atr-baseline: 30\n");
            } else if (bar == 60) {
                // Minute bars move less than the specification's quarter hours.
                out.append("      atr-ratio-min: 0.0005\n");
            }
        }
    }

    /** Returns when an instrument trades: by its class, but what is generated knows no night. */
    private static String calendar(final FeedDescription feed, final AssetClass assetClass) {
        if (feed.kind().equals("generated")) {
            return "always";
        }
        switch (assetClass) {
            case FX:
                return "fx";
            case EQUITY:
                return "us-equities";
            case FUTURE:
                return "us-futures";
            default:
                return "always";
        }
    }

    /** Returns the bars that the data at hand can warm. */
    private static long barSeconds(final FeedDescription feed) {
        final long span = feed.lastTimeNs() == Long.MAX_VALUE ? 24 * HOUR_NS : feed.lastTimeNs() - feed.firstTimeNs();
        if (span > 30 * 24 * HOUR_NS) {
            return 900;
        }
        return span > 12 * HOUR_NS ? 60 : 1;
    }

    /** Returns the least volatility as the strategy has it: shorter bars move less. */
    private static String volatilityMin(final long barSeconds) {
        return barSeconds == 900 ? "0.3%" : barSeconds == 60 ? "0.05%" : "0.0001%";
    }

    /** Returns the least volume of a day in money as it is shipped; what is generated has none. */
    private static long minimumVolume(final FeedDescription feed, final AssetClass assetClass) {
        return feed.kind().equals("generated")
                ? 0
                : Figure.MINIMUM_VOLUME.shippedValue(null, assetClass.value()) / Decimals.ONE_E8;
    }

    private static void limits(final StringBuilder out, final FeedDescription feed) {
        out.append("limits:\n");
        global(out, "score", "4");
        global(out, "reward-to-risk", "2.0");
        global(out, "stop-distance", "0.4999%");
        global(out, "order-notional", "60000");
        global(out, "gross-exposure", "200000");
        global(out, "net-exposure", "200000");
        global(out, "open-positions", "5");
        global(out, "positions-of-class", "2");
        global(out, "portfolio-heat", "5%");
        global(out, "trade-risk", "1%");
        global(out, "underlying-heat", "1.5%");
        global(out, "open-orders", "50");
        global(out, "daily-loss", "3%");
        global(out, "weekly-loss", "8%, warn: 5%");
        global(out, "drawdown", "15%");
        global(out, "losing-streak", "5");
        global(out, "cash-reserve", "5%");
        global(out, "duplicate-window", "1s");
        global(out, "orders-per-trade", "50");
        global(out, "orders-per-trade-sample", "100");
        global(out, "repeated-executions", "1000");
        global(out, "orders-per-second", "20");
        global(out, "orders-per-minute", "240");
        global(out, "orders-per-day", "10000");
        global(out, "notional-per-second", "200000");
        global(out, "notional-per-minute", "1000000");
        global(out, "notional-per-day", "10000000");
        global(out, "rejects-per-minute", "20");
        global(out, "rejects-in-a-row", "5");
        global(out, "error-rate", "10%, warn: 5%");
        global(out, "error-sample", "20");
        global(out, "answer-time", "2s");
        global(out, "slippage-multiple", "500%");
        global(out, "slippage-alert", "300%");
        global(out, "slippages-in-a-row", "5");
        global(out, "slippage-floor", "3");
        global(out, "slippage-assumed", "0.05%");
        global(out, "win-rate", "25%");
        global(out, "profit-factor", "80%");
        global(out, "criteria-sample", "50");
        global(out, "fee-share", "30%");
        global(out, "fee-sample", "10");
        global(out, "clock-back", "1s");
        global(out, "clock-skew", "10s");
        global(out, "clock-jump", "1800s");
        global(out, "spread-multiple", "200%");
        global(out, "spread-sample", "60");
        global(out, "spread-floor", "3");
        global(out, "volatility-min", volatilityMin(barSeconds(feed)));
        global(out, "volatility-max", "4%");
        global(out, "time-to-close", "60s");
        global(out, "pre-market", "0");
        global(out, "post-market", "0");
        global(out, "other-instruments", "0");
        global(out, "short-sale", "1");
        global(out, "quarantined-share", "5%");
        global(out, "quarantine-sample", "100");
        // What is generated has no volume that anything could be measured by.
        global(out, "order-of-volume", feed.kind().equals("generated") ? "100000%" : "1%");
        global(out, "position-of-volume", feed.kind().equals("generated") ? "100000%" : "1%");
        global(out, "price-move", "3%");
        global(out, "price-move-window", "30s");
        global(out, "fat-finger-multiple", "1000%");
        global(out, "fat-finger-sample", "10");
        global(out, "basket-notional", "200000");
        global(out, "no-trade-band", "0.25%");
        global(out, "cooldown-after-exit", "1s");
        global(out, "cooldown-after-stop", "5s");
        global(out, "cooldown-after-rebalance", "60s");
        global(out, "volatility-brake", "300%");
        global(out, "regime-sample", "30");
        global(out, "volatility-brake-floor", "3");
        global(out, "pause-after-stop", "0s");
        global(out, "pause-after-target", "0s");
        global(out, "drift", "1%");
        global(out, "drift-time", "300s, warn: 60s");
        global(out, "protection-retries", "8");
        global(out, "position-stuck", "1800s");
        global(out, "position-age", "90%");
        global(out, "layers", "3");
        global(out, "layer-life", "1s");
        global(out, "layer-window", "5s");
        global(out, "layers-told", "1");
        global(out, "rapid-cancels", "50%");
        global(out, "rapid-life", "100ms");
        global(out, "rapid-sample", "50");
        global(out, "rapid-told", "1");
        global(out, "own-wash-window", "10ms");
        global(out, "own-wash-told", "1");
        global(out, "wash-sale-window", "2592000s");
        global(out, "day-trades", "3");
        global(out, "day-trade-equity", "25000");
        global(out, "capital-reserve", "10%");
        global(out, "trend-min", "0%");
        global(out, "trend-max", "100%, warn: 100%");
        global(out, "correlation", "75%");
        global(out, "correlation-sample", "24");
        global(out, "correlation-window", "2592000s");
        // What is generated has nothing in common.
        global(out, "assumed-correlation", feed.kind().equals("generated") ? "0%" : "100%");
        feed.instruments().stream()
                .map(InstrumentTerms::assetClass)
                .distinct()
                .sorted()
                .forEach(assetClass -> out.append("  - {limit: leverage, class: ")
                        .append(assetClass.name().toLowerCase(Locale.ROOT))
                        .append(", value: ")
                        .append(Figure.LEVERAGE.shippedValue(null, assetClass.value()) / 10_000)
                        .append("%}\n  - {limit: minimum-volume, class: ")
                        .append(assetClass.name().toLowerCase(Locale.ROOT))
                        .append(", value: ")
                        .append(minimumVolume(feed, assetClass))
                        .append("}\n"));
        for (final String[] row : new String[][] {
            {"message-rate", "20"}, {"message-burst", "40"}, {"message-reserve", "20"}, {"own-orders-crossed", "0"}
        }) {
            out.append("  - {limit: ")
                    .append(row[0])
                    .append(", venue: paper, value: ")
                    .append(row[1])
                    .append("}\n");
        }
        for (final InstrumentTerms terms : feed.instruments()) {
            out.append("  - {limit: allocation, strategy: breakout-")
                    .append(terms.symbol().toLowerCase(Locale.ROOT))
                    .append(", value: 50%}\n");
            for (final String[] row : new String[][] {
                {"permitted", "2"},
                {"assumed-volume", "100000"},
                {"entry-collar", "2%"},
                {"exit-collar", "5%"},
                {"order-quantity", "1000"},
                {"long-position", "1000"},
                {"short-position", "1000"}
            }) {
                out.append("  - {limit: ")
                        .append(row[0])
                        .append(", instrument: ")
                        .append(terms.symbol())
                        .append(", value: ")
                        .append(row[1])
                        .append("}\n");
            }
        }
    }

    private static void global(final StringBuilder out, final String limit, final String value) {
        out.append("  - {limit: ")
                .append(limit)
                .append(", value: ")
                .append(value)
                .append("}\n");
    }

    private static long staleSeconds(final FeedDescription feed) {
        return Math.max(30, 2 * feed.cadenceNs() / 1_000_000_000L);
    }

    private static String decimal(final long mantissa, final int exponent) {
        return Decimals.format(mantissa, exponent);
    }
}
