package breakwater.gateway.ws.feed;

import breakwater.core.decimal.Decimals;
import breakwater.gateway.ws.DecimalText;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Bars of a comma separated file in memory: a time that is the bar's start, open, high, low, close, volume. */
final class BarRows {
    static final long SECOND_NS = 1_000_000_000L;
    static final long DAY_NS = 86_400 * SECOND_NS;

    final Longs startNs = new Longs();
    final Longs open = new Longs();
    final Longs high = new Longs();
    final Longs low = new Longs();
    final Longs close = new Longs();
    final Longs volume = new Longs();

    private final Longs lines = new Longs();
    private int priceDecimals;
    private int quantityDecimals;

    /** Reads all rows in 1e-8. */
    void read(final FeedFile file, final Refusals refusals) throws IOException {
        try (Csv csv = new Csv(file, refusals, List.of())) {
            final int time = csv.indexOf("timestamp_ns", "timestamp_us", "timestamp_ms", "timestamp_s", "timestamp");
            final Timestamps.Unit unit = Timestamps.unitOf(csv.name(time));
            final int[] columns = {
                csv.indexOf("open"),
                csv.indexOf("high"),
                csv.indexOf("low"),
                csv.indexOf("close"),
                csv.indexOf("volume")
            };
            final long[] values = new long[columns.length];
            while (csv.next()) {
                final long start = csv.time(time, unit);
                if (start >= 0 && values(csv, columns, values) && isSound(csv, time, start, columns, values)) {
                    add(csv.line(), start, values);
                }
            }
        }
    }

    private static boolean values(final Csv csv, final int[] columns, final long[] values) {
        for (int i = 0; i < columns.length; i++) {
            values[i] = csv.decimalE8(columns[i]);
            if (values[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isSound(final Csv csv, final int time, final long start, final int[] columns, final long[] values) {
        if (count() > 0 && start <= startNs.get(count() - 1)) {
            csv.refuse(time, "is not after the row above");
        } else if (values[2] == 0) {
            csv.refuse(columns[2], "must be positive");
        } else if (values[1] < Math.max(values[0], values[3])) {
            csv.refuse(columns[1], "is a high below open or close");
        } else if (values[2] > Math.min(values[0], values[3])) {
            csv.refuse(columns[2], "is a low above open or close");
        } else {
            return true;
        }
        return false;
    }

    private void add(final long line, final long start, final long[] values) {
        if (count() == Longs.ROWS_MAX) {
            throw new FeedException("more than " + Longs.ROWS_MAX + " rows: split the file");
        }
        startNs.add(start);
        open.add(values[0]);
        high.add(values[1]);
        low.add(values[2]);
        close.add(values[3]);
        volume.add(values[4]);
        lines.add(line);
        for (int i = 0; i < 4; i++) {
            priceDecimals = Math.max(priceDecimals, DecimalText.decimalsOf(values[i]));
        }
        quantityDecimals = Math.max(quantityDecimals, DecimalText.decimalsOf(values[4]));
    }

    int count() {
        return startNs.count();
    }

    int priceDecimals() {
        return priceDecimals;
    }

    int quantityDecimals() {
        return quantityDecimals;
    }

    /** Returns the most frequent difference of neighbours, the smaller of equals; 0 for fewer than two rows. */
    long timeframeNs() {
        final long[] differences = new long[Math.max(0, count() - 1)];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = startNs.get(i + 1) - startNs.get(i);
        }
        Arrays.sort(differences);
        long best = 0;
        int bestRun = 0;
        int run = 0;
        for (int i = 0; i < differences.length; i++) {
            run = i > 0 && differences[i] == differences[i - 1] ? run + 1 : 1;
            if (run > bestRun) {
                bestRun = run;
                best = differences[i];
            }
        }
        return best;
    }

    /** Brings values to the instrument's exponents; refuses rows that do not fit them or stand off the timeframe's grid. */
    void bring(final InstrumentTerms terms, final long timeframeNs, final Refusals refusals) {
        final Longs[] prices = {open, high, low, close};
        final String[] names = {"open", "high", "low", "close"};
        int kept = 0;
        for (int row = 0; row < count(); row++) {
            if (startNs.get(row) % timeframeNs != 0) {
                refusals.add(
                        lines.get(row),
                        "timestamp",
                        startNs.get(row) + " ns",
                        "is not on the grid of " + timeframeNs / SECOND_NS + " s");
                continue;
            }
            final long volumeThere = DecimalText.mantissa(volume.get(row), terms.quantityExponent());
            String bad = volumeThere < 0 ? "volume" : null;
            long value = volume.get(row);
            for (int i = 0; i < prices.length && bad == null; i++) {
                value = prices[i].get(row);
                bad = DecimalText.mantissa(value, terms.priceExponent()) < 0 ? names[i] : null;
            }
            if (bad != null) {
                refusals.add(
                        lines.get(row), bad, Decimals.format(value, -8), DecimalText.reason(DecimalText.DOES_NOT_FIT));
                continue;
            }
            for (final Longs price : prices) {
                price.set(kept, DecimalText.mantissa(price.get(row), terms.priceExponent()));
            }
            volume.set(kept, volumeThere);
            startNs.set(kept++, startNs.get(row));
        }
        startNs.truncate(kept);
    }
}
