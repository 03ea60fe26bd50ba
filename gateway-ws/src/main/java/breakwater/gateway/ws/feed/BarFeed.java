package breakwater.gateway.ws.feed;

import breakwater.core.message.MarketFrames;
import breakwater.core.message.Side;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/**
 * Recorded bars. Inside each bar four prices are seen at fixed instants, each as a derived trade and a derived quote around
 * it ({@link DerivedQuotes}), and the Bar itself at its end; nothing shows a price before its instant.
 *
 * <pre>
 *   start        + 1/3         + 2/3         end - 1 ms    end
 *   open         low           high          close         Bar      where close >= open
 *   open         high          low           close         Bar      else
 * </pre>
 *
 * A quarter of the volume each, the rest with the close; a trade of nothing is left out. A bar has 5 to 9 events.
 *
 * <p>Thread: one. Allocates: at opening only.
 */
final class BarFeed extends RecordedFeed {
    /** Steps of a bar: trade and quote at four instants, then the bar. */
    private static final int STEPS = 9;

    private static final int BAR_STEP = 8;
    private static final long CLOSE_BEFORE_END_NS = 1_000_000;

    private final BarRows rows = new BarRows();
    private final FeedDescription description;
    private final DerivedQuotes quotes;
    private final MarketFrames frames = new MarketFrames();
    private final long timeframeNs;
    private int row;
    private int step;

    BarFeed(final FeedFile file, final Optional<InstrumentTerms> wanted) throws IOException {
        super(file);
        rows.read(file, refusals);
        Feeds.requireRows(file, rows.count(), refusals);
        timeframeNs = rows.timeframeNs();
        if (timeframeNs < BarRows.SECOND_NS || timeframeNs > BarRows.DAY_NS) {
            throw new FeedException(file.where() + ": the most frequent distance of its " + rows.count() + " bars is "
                    + timeframeNs + " ns; supported are at least 2 bars of 1 s to 1 day");
        }
        final String symbol = Symbols.inFileName(file.stem());
        final InstrumentTerms terms = wanted.orElseGet(() -> InstrumentTerms.spot(
                symbol, Symbols.quoteCurrencyOf(symbol), rows.priceDecimals(), rows.quantityDecimals()));
        rows.bring(terms, timeframeNs, refusals);
        Feeds.requireRows(file, rows.count(), refusals);
        quotes = new DerivedQuotes(terms);
        step = firstStep(0);
        long events = 0;
        for (int i = 0; i < rows.count(); i++) {
            events += eventsOf(i);
        }
        description = new FeedDescription(
                Ascii.name(file.stem()),
                "bars",
                true,
                true,
                FeedDescription.LEAD_DEFAULT_NS,
                timeframeNs,
                List.of(terms),
                file.digest(),
                rows.startNs.get(0),
                rows.startNs.get(rows.count() - 1) + timeframeNs,
                events);
    }

    @Override
    public FeedDescription description() {
        return description;
    }

    @Override
    public long nextTimeNs() {
        return row >= rows.count() ? NONE : rows.startNs.get(row) + offsetNs(step);
    }

    private long offsetNs(final int step) {
        switch (step >> 1) {
            case 0:
                return 0;
            case 1:
                return timeframeNs / 3;
            case 2:
                return timeframeNs / 3 * 2;
            case 3:
                return timeframeNs - CLOSE_BEFORE_END_NS;
            default:
                return timeframeNs;
        }
    }

    @Override
    public void encodeNext(final MutableDirectBuffer buffer, final int offset) {
        final long timeNs = nextTimeNs();
        frames.at(buffer, offset, sourceId, ++sequence, timeNs, timeNs, 0);
        if (step == BAR_STEP) {
            frames.bar(
                    instrumentId,
                    timeframeNs,
                    rows.startNs.get(row),
                    rows.open.get(row),
                    rows.high.get(row),
                    rows.low.get(row),
                    rows.close.get(row),
                    rows.volume.get(row));
        } else if ((step & 1) == 0) {
            final int instant = step >> 1;
            final long price = price(instant);
            frames.trade(
                    instrumentId,
                    price >= priceBefore(instant) ? Side.BUY : Side.SELL,
                    price,
                    quantity(row, instant),
                    0);
        } else {
            quotes.around(price(step >> 1));
            frames.quote(instrumentId, quotes.bidPrice(), quotes.quantity(), quotes.askPrice(), quotes.quantity());
        }
        advance();
    }

    private long price(final int instant) {
        final boolean isRising = rows.close.get(row) >= rows.open.get(row);
        switch (instant) {
            case 0:
                return rows.open.get(row);
            case 1:
                return isRising ? rows.low.get(row) : rows.high.get(row);
            case 2:
                return isRising ? rows.high.get(row) : rows.low.get(row);
            default:
                return rows.close.get(row);
        }
    }

    /** Returns the price seen last, which tells the taker's side; 0 before the first. */
    private long priceBefore(final int instant) {
        return instant > 0 ? price(instant - 1) : row > 0 ? rows.close.get(row - 1) : 0;
    }

    private long quantity(final int row, final int instant) {
        final long volume = rows.volume.get(row);
        final long quarter = volume / 4;
        return instant < 3 ? quarter : volume - 3 * quarter;
    }

    private void advance() {
        step++;
        if (step == STEPS) {
            row++;
            step = row < rows.count() ? firstStep(row) : 0;
        } else if ((step & 1) == 0 && step < BAR_STEP && quantity(row, step >> 1) == 0) {
            step++;
        }
    }

    private int firstStep(final int row) {
        return quantity(row, 0) == 0 ? 1 : 0;
    }

    private int eventsOf(final int row) {
        final long volume = rows.volume.get(row);
        return volume >= 4 ? STEPS : volume > 0 ? STEPS - 3 : STEPS - 4;
    }

    @Override
    void passOver(final long lastSourceSequence) {
        while (row < rows.count() && sequence < lastSourceSequence) {
            if (step == firstStep(row) && sequence + eventsOf(row) <= lastSourceSequence) {
                sequence += eventsOf(row++);
                step = row < rows.count() ? firstStep(row) : 0;
            } else {
                sequence++;
                advance();
            }
        }
    }

    @Override
    public void close() {
        row = rows.count();
    }
}
