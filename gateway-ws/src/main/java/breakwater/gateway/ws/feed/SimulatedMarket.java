package breakwater.gateway.ws.feed;

/**
 * One generated instrument: a mid price that walks through regimes (range, trend up, trend down, high volatility), a best
 * bid and ask around it, and trades against them. Plain IEEE arithmetic and square root only, so the same on every machine.
 * Prices are in ticks of 0.01, quantities in lots of 0.00001. Thread: the feed's. Allocates: never.
 */
final class SimulatedMarket {
    static final int PRICE_EXPONENT = -2;
    static final int QUANTITY_EXPONENT = -5;

    private static final int RANGE = 0;
    private static final int TREND_UP = 1;
    private static final int TREND_DOWN = 2;
    private static final int VOLATILE = 3;
    private static final int REGIMES = 4;
    /** Per second, by regime. */
    private static final double[] DRIFT = {0, 12e-6, -12e-6, 0};
    /** Per square root of a second, by regime: 1.8 %, 2.3 %, 2.3 % and 8.8 % a day. */
    private static final double[] SIGMA = {60e-6, 80e-6, 80e-6, 300e-6};

    private static final double[] SPREAD = {20e-6, 20e-6, 20e-6, 100e-6};
    private static final double[] BUY_SHARE = {0.5, 0.6, 0.4, 0.5};
    /** Share of the way back to the anchor per second, in a range. */
    private static final double PULL = 0.02;

    private static final double ROOT_3 = 1.7320508075688772;
    private static final double SECOND_NS = 1e9;
    private static final long REGIME_NS_MIN = 30_000_000_000L;
    private static final long REGIME_NS_SPAN = 270_000_000_000L;
    /** 20,000 units of the quote currency in ticks x lots. */
    private static final double BOOK_NOTIONAL = 20_000e7;

    private static final double START_FACTOR = 4;

    private final Chance chance;
    private final double start;
    private double mid;
    private double anchor;
    private int regime;
    private long regimeEndsNs;
    private long lastNs;
    private long bid;
    private long bidQuantity;
    private long ask;
    private long askQuantity;
    private long tradeId;
    private boolean isBuy;
    private long tradeQuantity;

    SimulatedMarket(final Chance chance, final long startTicks, final long startNs) {
        this.chance = chance;
        start = startTicks;
        mid = startTicks;
        anchor = startTicks;
        lastNs = startNs;
        regimeEndsNs = startNs;
    }

    /** Moves the price to the time and makes a new quote. */
    void quote(final long nowNs) {
        if (nowNs >= regimeEndsNs) {
            changeRegime(nowNs, (int) chance.below(REGIMES));
        }
        final double seconds = Math.min(1.0, (nowNs - lastNs) / SECOND_NS);
        lastNs = nowNs;
        // Four uniforms: mean 2, variance 1/3; near enough to a normal, with bounded tails.
        final double normal = (chance.unit() + chance.unit() + chance.unit() + chance.unit() - 2) * ROOT_3;
        final double pull = regime == RANGE ? (anchor / mid - 1) * PULL * seconds : 0;
        mid *= 1 + DRIFT[regime] * seconds + SIGMA[regime] * Math.sqrt(seconds) * normal + pull;
        if (mid > start * START_FACTOR) {
            changeRegime(nowNs, TREND_DOWN);
        } else if (mid < start / START_FACTOR) {
            changeRegime(nowNs, TREND_UP);
        }
        mid = Math.max(start / (2 * START_FACTOR), Math.min(start * 2 * START_FACTOR, mid));
        final long half = Math.max(1, (long) (mid * SPREAD[regime] * (0.25 + chance.unit() / 2)));
        bid = (long) mid - half;
        ask = (long) mid + half;
        bidQuantity = bookQuantity();
        askQuantity = bookQuantity();
    }

    private void changeRegime(final long nowNs, final int next) {
        regime = next;
        anchor = mid;
        regimeEndsNs = nowNs + REGIME_NS_MIN + chance.below(REGIME_NS_SPAN);
    }

    /** Many small sizes, few large ones: 0.1 / (0.05 + u) of the usual, half of it in high volatility. */
    private long bookQuantity() {
        final double usual = BOOK_NOTIONAL / mid * (regime == VOLATILE ? 0.5 : 1);
        return Math.max(2, (long) (usual * 0.1 / (0.05 + chance.unit())));
    }

    /** Makes a trade against the last quote, at most for what it shows. */
    void trade() {
        isBuy = chance.unit() < BUY_SHARE[regime];
        final double share = chance.unit();
        tradeQuantity = 1 + (long) (((isBuy ? askQuantity : bidQuantity) - 1) * share * share);
        tradeId++;
    }

    boolean hasQuote() {
        return bid > 0;
    }

    int regime() {
        return regime;
    }

    long bid() {
        return bid;
    }

    long bidQuantity() {
        return bidQuantity;
    }

    long ask() {
        return ask;
    }

    long askQuantity() {
        return askQuantity;
    }

    boolean isBuy() {
        return isBuy;
    }

    long tradePrice() {
        return isBuy ? ask : bid;
    }

    long tradeQuantity() {
        return tradeQuantity;
    }

    long tradeId() {
        return tradeId;
    }
}
