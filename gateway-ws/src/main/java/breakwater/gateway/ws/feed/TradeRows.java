package breakwater.gateway.ws.feed;

import breakwater.core.decimal.Decimals;
import breakwater.gateway.ws.DecimalText;
import java.io.IOException;
import java.util.List;

/**
 * Trades of a comma separated file in memory: time, price and amount, optionally side (buy or sell, of the taker) and id.
 * Where there is no side, a trade above the last price is a buy, below a sell, at it the same as before.
 */
final class TradeRows {
    private static final List<String> PLAIN = List.of("timestamp", "price", "amount");

    final Longs stampNs = new Longs();
    final Longs price = new Longs();
    final Longs quantity = new Longs();
    final Longs ids = new Longs();
    /** 1 = buy. */
    final Longs isBuy = new Longs();
    /** Ingress times, spread evenly over the file's resolution where trades share a stamp. */
    final Longs ingressNs = new Longs();

    private final Longs lines = new Longs();
    private int priceDecimals;
    private int quantityDecimals;

    /** Reads all rows; prices and quantities are in 1e-8 until {@link #bring}. */
    void read(final FeedFile file, final Refusals refusals, final boolean hasHeader) throws IOException {
        try (Csv csv = new Csv(file, refusals, hasHeader ? List.of() : PLAIN)) {
            final int time = csv.indexOf("timestamp_ns", "timestamp_us", "timestamp_ms", "timestamp_s", "timestamp");
            final Timestamps.Unit unit = Timestamps.unitOf(csv.name(time));
            final int priceColumn = csv.indexOf("price");
            final int quantityColumn = csv.indexOf("amount", "quantity", "size");
            final int side = csv.indexOf("side");
            final int id = csv.indexOf("id", "trade_id");
            while (csv.next()) {
                final long stamp = csv.time(time, unit);
                final long priceE8 = stamp < 0 ? stamp : csv.decimalE8(priceColumn);
                final long quantityE8 = priceE8 < 0 ? priceE8 : csv.decimalE8(quantityColumn);
                if (quantityE8 < 0) {
                    continue;
                }
                if (count() > 0 && stamp < stampNs.get(count() - 1)) {
                    csv.refuse(time, "is before the row above");
                } else if (priceE8 == 0) {
                    csv.refuse(priceColumn, "must be positive");
                } else if (quantityE8 == 0) {
                    csv.refuse(quantityColumn, "must be positive");
                } else {
                    add(csv, stamp, priceE8, quantityE8, side < 0 ? 0 : csv.letter(side), id < 0 ? 0 : csv.id(id));
                }
            }
        }
    }

    private void add(
            final Csv csv, final long stamp, final long priceE8, final long quantityE8, final int side, final long id) {
        if (count() == Longs.ROWS_MAX) {
            throw new FeedException("more than " + Longs.ROWS_MAX + " rows: split the file");
        }
        final int last = count() - 1;
        final boolean isUp =
                last < 0 || priceE8 > price.get(last) || priceE8 == price.get(last) && isBuy.get(last) == 1;
        stampNs.add(stamp);
        price.add(priceE8);
        quantity.add(quantityE8);
        ids.add(id);
        isBuy.add(side == 'b' || side != 's' && isUp ? 1 : 0);
        lines.add(csv.line());
        priceDecimals = Math.max(priceDecimals, DecimalText.decimalsOf(priceE8));
        quantityDecimals = Math.max(quantityDecimals, DecimalText.decimalsOf(quantityE8));
    }

    int count() {
        return stampNs.count();
    }

    int priceDecimals() {
        return priceDecimals;
    }

    int quantityDecimals() {
        return quantityDecimals;
    }

    /** Brings prices and quantities to the instrument's exponents, refusing rows that do not fit, and gives ingress times. */
    void bring(final InstrumentTerms terms, final Refusals refusals) {
        int kept = 0;
        for (int row = 0; row < count(); row++) {
            final long p = DecimalText.mantissa(price.get(row), terms.priceExponent());
            final long q = DecimalText.mantissa(quantity.get(row), terms.quantityExponent());
            if (p < 0 || q < 0) {
                final long bad = p < 0 ? price.get(row) : quantity.get(row);
                refusals.add(
                        lines.get(row),
                        p < 0 ? "price" : "amount",
                        Decimals.format(bad, -8),
                        DecimalText.reason(DecimalText.DOES_NOT_FIT));
                continue;
            }
            stampNs.set(kept, stampNs.get(row));
            price.set(kept, p);
            quantity.set(kept, q);
            ids.set(kept, ids.get(row));
            isBuy.set(kept, isBuy.get(row));
            kept++;
        }
        stampNs.truncate(kept);
        spread();
    }

    private void spread() {
        long resolution = 1_000_000_000L;
        for (int row = 0; row < count(); row++) {
            while (stampNs.get(row) % resolution != 0) {
                resolution /= 1_000;
            }
        }
        int first = 0;
        for (int row = 1; row <= count(); row++) {
            if (row == count() || stampNs.get(row) != stampNs.get(first)) {
                for (int i = first; i < row; i++) {
                    ingressNs.add(stampNs.get(i) + resolution * (i - first) / (row - first));
                }
                first = row;
            }
        }
    }
}
