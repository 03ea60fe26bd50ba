package breakwater.core.signal;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.ingest.Bar;
import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.core.message.SignalKind;
import breakwater.core.reference.Instruments;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;

/**
 * The test strategy that keeps every path busy: at every n-th quote it enters on either side, bracketed or not, at the
 * touch, near it or through it, or replaces, cancels or exits. What it does next is a function of its seed and of how
 * often it has spoken, nothing else. Of 100 signals 70 enter, 15 replace, 10 cancel, 5 exit, so that every quote makes
 * about one order message.
 *
 * <p>Thread: core. Allocates: never.
 */
final class Churn implements Strategy {
    static final String KIND = "churn";
    static final int VERSION = 1;
    private static final long STOP_PPM = 5_000;
    private static final int SCORE = 5;
    private static final long ONE_E8 = Decimals.ONE_E8;

    private final Voice voice;
    private final long everyQuotes;
    private final long quantity;
    private final int bracketPercent;
    private final int aggressivePercent;
    private final long seed;
    private long quotes;
    private long draws;
    private boolean isLastBuy = true;

    /**
     * Takes {@code every-quotes} (1), {@code quantity} (units; 0 = four times the minimum), {@code bracket-percent}
     * (50), {@code aggressive-percent} (50), {@code seed} (1).
     */
    Churn(final Voice voice, final Parameters p) {
        this.voice = voice;
        everyQuotes = p.takeWhole("every-quotes", 1, 1, 1_000_000);
        bracketPercent = p.takeWhole("bracket-percent", 50, 0, 100);
        aggressivePercent = p.takeWhole("aggressive-percent", 50, 0, 100);
        seed = p.takeE8("seed", ONE_E8, Long.MIN_VALUE, Long.MAX_VALUE) / ONE_E8;
        quantity = toLots(voice.instruments, voice.instrumentId, p.takeE8("quantity", 0, 0, Long.MAX_VALUE));
        p.require(quantity > 0 && quantity <= voice.instruments.maxQuantity(voice.instrumentId));
    }

    /** Returns whole lots of a quantity of units x 1e8, 0 where it is under the minimum or does not fit. */
    private static long toLots(final Instruments instruments, final int id, final long unitsE8) {
        final long minimum = instruments.minQuantity(id);
        if (unitsE8 == 0) {
            return Decimals.ceilTo(Decimals.multiply(minimum, 4), instruments.lotSize(id));
        }
        final int shift = -instruments.quantityExponent(id) - 8;
        final long mantissa = shift >= 0
                ? Decimals.multiply(unitsE8, Decimals.power10(shift))
                : Decimals.mulDiv(unitsE8, 1, Decimals.power10(-shift), Rounding.DOWN);
        final long lots = mantissa == Decimals.OVERFLOW ? 0 : Decimals.floorTo(mantissa, instruments.lotSize(id));
        return lots < minimum ? 0 : lots;
    }

    @Override
    public int timeframeCount() {
        return 0;
    }

    @Override
    public long timeframeNs(final int index) {
        throw new IllegalStateException("churn needs no bars, asked for timeframe " + index);
    }

    @Override
    public int warmUpBars(final int index) {
        return 0;
    }

    @Override
    public boolean wantsQuotes() {
        return true;
    }

    @Override
    public void onBar(final Bar bar, final long nowNs) {}

    @Override
    public void onQuote(final long nowNs) {
        quotes++;
        if (quotes % everyQuotes != 0 || !voice.maySpeak(nowNs)) {
            return;
        }
        final int what = draw(100);
        if (what < 70) {
            enter();
        } else if (what < 85) {
            sayAt(SignalKind.REPLACE, price(isLastBuy, false));
        } else if (what < 95) {
            sayAt(SignalKind.CANCEL, 0);
        } else {
            sayAt(SignalKind.EXIT, 0);
        }
    }

    private void enter() {
        final int id = voice.instrumentId;
        final long tick = voice.instruments.tickSize(id);
        final boolean canSell = voice.instruments.isShortable(id);
        isLastBuy = draw(2) == 0 || !canSell;
        final boolean isBracketed = draw(100) < bracketPercent;
        final long entry = price(isLastBuy, draw(100) < aggressivePercent);
        final long risk = Decimals.ceilTo(Math.max(Decimals.ppm(entry, STOP_PPM, Rounding.UP), 10 * tick), tick);
        if (entry <= 0 || entry <= 4 * risk) {
            return;
        }
        final int sign = isLastBuy ? 1 : -1;
        final Signal signal = voice.begin();
        signal.kind = SignalKind.ENTER;
        signal.side = isLastBuy ? Side.BUY : Side.SELL;
        signal.score = SCORE;
        signal.entryPrice = entry;
        signal.stopPrice = entry - sign * risk;
        signal.target1Price = entry + sign * 2L * risk;
        signal.target2Price = entry + sign * 4L * risk;
        signal.atr = risk;
        signal.atrBaseline = risk;
        signal.quantity = quantity;
        signal.isBracketed = isBracketed;
        voice.say();
    }

    private void sayAt(final SignalKind kind, final long price) {
        final Signal signal = voice.begin();
        signal.kind = kind;
        signal.side = isLastBuy ? Side.BUY : Side.SELL;
        signal.entryPrice = price;
        signal.quantity = kind == SignalKind.REPLACE ? quantity : 0;
        voice.say();
    }

    /** Returns a price up to 3 ticks through the other side's touch, or up to 3 ticks behind our own. */
    private long price(final boolean isBuy, final boolean isAggressive) {
        final int id = voice.instrumentId;
        final long offset = draw(4) * voice.instruments.tickSize(id);
        final long bid = voice.market.bidPrice(id);
        final long ask = voice.market.askPrice(id);
        if (isAggressive) {
            return isBuy ? ask + offset : bid - offset;
        }
        return isBuy ? bid - offset : ask + offset;
    }

    /** Draws from [0, bound): the counter-th number of SplitMix64. */
    private int draw(final int bound) {
        draws++;
        return (int) Long.remainderUnsigned(Frame.mix(seed * 0x9E3779B97F4A7C15L + draws), bound);
    }

    @Override
    public long atr() {
        return 0;
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section(KIND);
        writer.putLong(quotes);
        writer.putLong(draws);
        writer.putBoolean(isLastBuy);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section(KIND);
        quotes = reader.getLong();
        draws = reader.getLong();
        isLastBuy = reader.getBoolean();
    }
}
