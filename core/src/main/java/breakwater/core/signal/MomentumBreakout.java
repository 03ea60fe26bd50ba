package breakwater.core.signal;

import breakwater.core.ingest.Bar;
import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;
import breakwater.core.message.Trace;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * Momentum Breakout with a trend filter (specification 2.3, 2.4, 3.1, 3.2), judged once at each bar's close:
 *
 * <pre>
 *   breakout  close(t) &gt; highest high of the N bars before t      (short: &lt; lowest low)      hard   +2
 *   trend     EMA 20 &gt; EMA 50 of the trend's closed bars          (short: else)               hard   +1
 *   volume    volume(t) &gt; 1.5 x average of the last 20, t among them                      hard or +1
 *   regime    0.003 &lt;= ATR(t) / close(t) &lt;= 0.04                                          hard
 *   RSI(t)    50 to 75                                            (short: 25 to 50)                  +1
 *   score     at least 4: with volume hard, RSI only tells 4 from 5
 *   entry     best bid (short: best ask) · R = max(1.5 ATR, 0.5 % of entry), away from entry to the tick
 *   targets   max(3 ATR, 2 R), max(6 ATR, 4 R), R being the rounded one, away from entry to the tick, so that rounding
 *             never takes the reward under the minimum
 * </pre>
 *
 * <p>ATR is the EMA of the true range, RSI Wilder's, each EMA seeded by its first value. A trend bar that ends with the
 * bar is heard first (see {@link breakwater.core.ingest.BarListener}), so it counts. Warm-up: each window full, and each
 * seed down to {@code warm-up-residual} of its average's weight. Shorts only where the instrument is shortable. The
 * Bollinger midline is context for the trace and scores nothing (3.2). Whether a position exists is the gate's question.
 *
 * <p>Thread: core. Allocates: at construction only. Unit of its doubles: price mantissas.
 */
final class MomentumBreakout implements Strategy {
    static final String KIND = "momentum-breakout";
    static final int VERSION = 1;

    private final Voice voice;
    private final MomentumSettings settings;
    private final Donchian channel;
    private final Ema trendFast;
    private final Ema trendSlow;
    private final TrueRange trueRange = new TrueRange();
    private final Ema atr;
    private final Sma atrBaseline;
    private final WilderRsi rsi;
    private final Sma volume;
    private final Sma midline;
    private final int barWarmUp;
    private final int trendWarmUp;
    private long bars;
    private long enteredAtNs;

    MomentumBreakout(final Voice voice, final MomentumSettings settings) {
        this.voice = voice;
        this.settings = settings;
        channel = new Donchian(settings.donchian());
        trendFast = Ema.of(settings.emaFast());
        trendSlow = Ema.of(settings.emaSlow());
        atr = Ema.of(settings.atr());
        atrBaseline = new Sma(settings.atrBaseline());
        rsi = new WilderRsi(settings.rsi());
        volume = new Sma(settings.volumeMa());
        midline = new Sma(settings.bollinger());
        trendWarmUp = trendSlow.warmUp(settings.warmUpResidual());
        int longest = Math.max(settings.donchian() + 1, settings.rsi() + 1);
        longest = Math.max(longest, Math.max(settings.volumeMa(), settings.atrBaseline()));
        barWarmUp = Math.max(longest, atr.warmUp(settings.warmUpResidual()));
    }

    @Override
    public int timeframeCount() {
        return 2;
    }

    @Override
    public long timeframeNs(final int index) {
        return index == 0 ? settings.barNs() : settings.trendNs();
    }

    @Override
    public int warmUpBars(final int index) {
        return index == 0 ? barWarmUp : trendWarmUp;
    }

    @Override
    public boolean wantsQuotes() {
        return false;
    }

    @Override
    public void onQuote(final long nowNs) {}

    @Override
    public void onBar(final Bar bar, final long nowNs) {
        if (bar.timeframeNs == settings.trendNs()) {
            trendFast.add(bar.closePrice);
            trendSlow.add(bar.closePrice);
            return;
        }
        bars++;
        atr.add(trueRange.next(bar.highPrice, bar.lowPrice, bar.closePrice));
        atrBaseline.add(atr.value());
        rsi.add(bar.closePrice);
        volume.add(bar.volume);
        midline.add(bar.closePrice);
        judge(bar, nowNs);
        channel.add(bar.highPrice, bar.lowPrice);
    }

    private void judge(final Bar bar, final long nowNs) {
        if (!compare("warm-up.bars", bars, barWarmUp, bars >= barWarmUp)
                | !compare("warm-up.trend", trendSlow.count(), trendWarmUp, trendSlow.count() >= trendWarmUp)) {
            return;
        }
        final double close = bar.closePrice;
        final long upper = channel.upper();
        final long lower = channel.lower();
        final boolean isAbove = compare("donchian.upper", close, upper, bar.closePrice > upper);
        final boolean isBelow = compare("donchian.lower", close, lower, bar.closePrice < lower);
        if (isAbove || isBelow) {
            judgeBreakout(bar, isAbove, nowNs);
        }
    }

    private void judgeBreakout(final Bar bar, final boolean isLong, final long nowNs) {
        final boolean isUpTrend = trendFast.value() > trendSlow.value();
        final double ratio = atr.value() / bar.closePrice;
        final double volumeBound = settings.volumeFactor() * volume.value();
        final double rsiMin = isLong ? settings.rsiLongMin() : settings.rsiShortMin();
        final double rsiMax = isLong ? settings.rsiLongMax() : settings.rsiShortMax();
        final boolean hasTrend = compare("trend.ema", trendFast.value(), trendSlow.value(), isUpTrend == isLong);
        final boolean hasVolume = compare("volume", bar.volume, volumeBound, bar.volume > volumeBound);
        final boolean hasRegime =
                compare("atr.ratio-min", ratio, settings.atrRatioMin(), ratio >= settings.atrRatioMin())
                        & compare("atr.ratio-max", ratio, settings.atrRatioMax(), ratio <= settings.atrRatioMax());
        final boolean hasRsi = compare("rsi.min", rsi.value(), rsiMin, rsi.value() >= rsiMin)
                & compare("rsi.max", rsi.value(), rsiMax, rsi.value() <= rsiMax);
        compare("bollinger.midline", bar.closePrice, midline.value(), bar.closePrice > midline.value() == isLong);
        final int score = 2 + (hasTrend ? 1 : 0) + (hasVolume ? 1 : 0) + (hasRsi ? 1 : 0);
        final boolean hasScore = compare("score", score, settings.scoreMin(), score >= settings.scoreMin());
        final boolean isAllowed = isLong || voice.instruments.isShortable(voice.instrumentId);
        compare("side.allowed", isAllowed ? 1 : 0, 1, isAllowed);
        final boolean maySpeak = voice.maySpeak(nowNs);
        compare("feed.fresh", maySpeak ? 1 : 0, 1, maySpeak);
        if (hasTrend
                && (hasVolume || !settings.isVolumeRequired())
                && hasRegime
                && hasScore
                && isAllowed
                && maySpeak
                && bar.endTimeNs() > enteredAtNs) {
            enter(bar, isLong, score);
        }
    }

    private void enter(final Bar bar, final boolean isLong, final int score) {
        final int id = voice.instrumentId;
        final long tick = voice.instruments.tickSize(id);
        final long entry = isLong ? voice.market.bidPrice(id) : voice.market.askPrice(id);
        final double range = atr.value();
        final double risk = Math.max(settings.stopAtr() * range, settings.stopMin() * entry);
        final long stop = isLong ? TickRounding.down(entry - risk, tick) : TickRounding.up(entry + risk, tick);
        final double r = Math.abs(entry - stop);
        final long target1 =
                target(entry, isLong, Math.max(settings.target1Atr() * range, settings.target1R() * r), tick);
        final long target2 =
                target(entry, isLong, Math.max(settings.target2Atr() * range, settings.target2R() * r), tick);
        if (stop <= 0 || target1 <= 0 || target2 <= 0) {
            return;
        }
        enteredAtNs = bar.endTimeNs();
        final Signal signal = voice.begin();
        signal.kind = SignalKind.ENTER;
        signal.side = isLong ? Side.BUY : Side.SELL;
        signal.score = score;
        signal.timeframeNs = bar.timeframeNs;
        signal.entryPrice = entry;
        signal.stopPrice = stop;
        signal.target1Price = target1;
        signal.target2Price = target2;
        signal.atr = atr();
        signal.atrBaseline = TickRounding.down(atrBaseline.value(), 1);
        signal.isBracketed = true;
        voice.say();
    }

    private static long target(final long entry, final boolean isLong, final double distance, final long tick) {
        return isLong ? TickRounding.up(entry + distance, tick) : TickRounding.down(entry - distance, tick);
    }

    private boolean compare(final String name, final double observed, final double bound, final boolean holds) {
        final Trace trace = voice.trace();
        if (trace.isOn()) {
            trace.figure(voice.strategyId, voice.instrumentId, name, observed, bound, holds);
        }
        return holds;
    }

    @Override
    public long atr() {
        return TickRounding.up(atr.value(), 1);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section(KIND);
        writer.putLong(bars);
        writer.putLong(enteredAtNs);
        channel.writeTo(writer);
        trendFast.writeTo(writer);
        trendSlow.writeTo(writer);
        trueRange.writeTo(writer);
        atr.writeTo(writer);
        atrBaseline.writeTo(writer);
        rsi.writeTo(writer);
        volume.writeTo(writer);
        midline.writeTo(writer);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section(KIND);
        bars = reader.getLong();
        enteredAtNs = reader.getLong();
        channel.readFrom(reader);
        trendFast.readFrom(reader);
        trendSlow.readFrom(reader);
        trueRange.readFrom(reader);
        atr.readFrom(reader);
        atrBaseline.readFrom(reader);
        rsi.readFrom(reader);
        volume.readFrom(reader);
        midline.readFrom(reader);
    }
}
