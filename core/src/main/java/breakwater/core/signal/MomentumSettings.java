package breakwater.core.signal;

/**
 * The numbers of Momentum Breakout; the defaults are the specification's (2.3, 2.4, 3.1, 3.2, 5.1). Percentages are
 * fractions: 0.005 is 0.5 %.
 *
 * @param barNs timeframe of breakout, volume, ATR and RSI; parameter {@code bar-seconds}
 * @param trendNs timeframe of the trend, a multiple of the bar's; parameter {@code trend-seconds}
 * @param isVolumeRequired whether a breakout without volume is none, else volume only scores
 * @param warmUpResidual the weight that an average's seed may still have when the strategy begins to speak
 */
record MomentumSettings(
        long barNs,
        long trendNs,
        int donchian,
        int emaFast,
        int emaSlow,
        int atr,
        int rsi,
        int volumeMa,
        double volumeFactor,
        boolean isVolumeRequired,
        double atrRatioMin,
        double atrRatioMax,
        double rsiLongMin,
        double rsiLongMax,
        double rsiShortMin,
        double rsiShortMax,
        double stopAtr,
        double stopMin,
        double target1Atr,
        double target1R,
        double target2Atr,
        double target2R,
        int scoreMin,
        int bollinger,
        int atrBaseline,
        double warmUpResidual) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DAY_SECONDS = 86_400;
    private static final int PERIOD_MAX = 1_000;

    /** Takes all parameters; {@link Parameters#areGood} tells afterwards whether they make sense. */
    static MomentumSettings from(final Parameters p) {
        final int bar = p.takeWhole("bar-seconds", 900, 1, DAY_SECONDS);
        final int trend = p.takeWhole("trend-seconds", 14_400, 1, DAY_SECONDS);
        final MomentumSettings settings = new MomentumSettings(
                bar * SECOND_NS,
                trend * SECOND_NS,
                p.takeWhole("donchian", 20, 2, PERIOD_MAX),
                p.takeWhole("ema-fast", 20, 1, PERIOD_MAX),
                p.takeWhole("ema-slow", 50, 2, PERIOD_MAX),
                p.takeWhole("atr", 14, 1, PERIOD_MAX),
                p.takeWhole("rsi", 14, 1, PERIOD_MAX),
                p.takeWhole("volume-ma", 20, 1, PERIOD_MAX),
                p.take("volume-factor", 1.5, 0, 100),
                p.takeWhole("volume-required", 1, 0, 1) == 1,
                p.take("atr-ratio-min", 0.003, 0, 1),
                p.take("atr-ratio-max", 0.04, 0, 1),
                p.take("rsi-long-min", 50, 0, 100),
                p.take("rsi-long-max", 75, 0, 100),
                p.take("rsi-short-min", 25, 0, 100),
                p.take("rsi-short-max", 50, 0, 100),
                p.take("stop-atr", 1.5, 0.1, 20),
                p.take("stop-min", 0.005, 0.0001, 0.5),
                p.take("target1-atr", 3, 0.1, 100),
                p.take("target1-r", 2, 0.1, 100),
                p.take("target2-atr", 6, 0.1, 100),
                p.take("target2-r", 4, 0.1, 100),
                p.takeWhole("score-min", 4, 0, 5),
                p.takeWhole("bollinger", 20, 2, PERIOD_MAX),
                p.takeWhole("atr-baseline", 100, 1, PERIOD_MAX),
                p.take("warm-up-residual", 0.05, 0.0001, 1));
        p.require(bar < trend && trend % bar == 0 && DAY_SECONDS % trend == 0);
        p.require(settings.emaFast < settings.emaSlow);
        p.require(settings.atrRatioMin <= settings.atrRatioMax);
        p.require(settings.rsiLongMin <= settings.rsiLongMax && settings.rsiShortMin <= settings.rsiShortMax);
        p.require(settings.target1Atr <= settings.target2Atr && settings.target1R <= settings.target2R);
        return settings;
    }
}
