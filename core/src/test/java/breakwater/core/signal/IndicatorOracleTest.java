package breakwater.core.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.ingest.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Indicators beside those of four public libraries: Skender.Stock.Indicators and ta4j (full precision, 1e-9 relative),
 * LEAN and Tulip (as many digits as their files print). Each test says which definition it is.
 */
class IndicatorOracleTest {
    private static final double RELATIVE = 1e-9;

    private record Quote(double high, double low, double close) {}

    private interface Step {
        /** Takes a quote; returns the value, or NaN where there is none. */
        double next(Quote quote);
    }

    @Test
    void emaSeededByTheAverageOfTheFirstTwentyIsSkenders() throws IOException {
        final Ema ema = new Ema(2.0 / 21, 20);
        compareSkender("ema", "ema", q -> {
            ema.add(q.close);
            return ema.isReady() ? ema.value() : Double.NaN;
        });
    }

    @Test
    void smaOfTwentyIsSkenders() throws IOException {
        final Sma sma = new Sma(20);
        compareSkender("sma", "sma", q -> {
            sma.add(q.close);
            return sma.isReady() ? sma.value() : Double.NaN;
        });
    }

    @Test
    void trueRangeIsSkendersFromTheSecondBarOn() throws IOException {
        final TrueRange trueRange = new TrueRange();
        final int[] count = {0};
        compareSkender("tr", "tr", q -> {
            final double value = trueRange.next(q.high, q.low, q.close);
            return count[0]++ == 0 ? Double.NaN : value;
        });
    }

    @Test
    void wilderSmoothingOfTrueRangesFromTheSecondBarOnIsSkendersAtr() throws IOException {
        final TrueRange trueRange = new TrueRange();
        final Ema atr = Ema.wilder(14);
        final int[] count = {0};
        compareSkender("atr", "atr", q -> {
            final double value = trueRange.next(q.high, q.low, q.close);
            if (count[0]++ > 0) {
                atr.add(value);
            }
            return atr.isReady() ? atr.value() : Double.NaN;
        });
    }

    @Test
    void wilderRsiOfFourteenIsSkenders() throws IOException {
        final WilderRsi rsi = new WilderRsi(14);
        compareSkender("rsi", "rsi", q -> {
            rsi.add(q.close);
            return rsi.isReady() ? rsi.value() : Double.NaN;
        });
    }

    @Test
    void averagePlusTwoPopulationDeviationsIsSkendersUpperBollingerBand() throws IOException {
        final Sma sma = new Sma(20);
        compareSkender("bb", "upperBand", q -> {
            sma.add(q.close);
            return sma.isReady() ? sma.value() + 2 * sma.deviation() : Double.NaN;
        });
    }

    @Test
    void populationDeviationIsSkenders() throws IOException {
        final Sma sma = new Sma(14);
        compareSkender("stdev", "stdDev", q -> {
            sma.add(q.close);
            return sma.isReady() ? sma.deviation() : Double.NaN;
        });
    }

    @Test
    void channelOfTheTwentyBarsBeforeTheCurrentOneIsSkendersDonchian() throws IOException {
        final Donchian upper = new Donchian(20);
        compareSkender("donchian", "upperBand", q -> {
            final double value = upper.isReady() ? upper.upper() / 100.0 : Double.NaN;
            upper.add(cents(q.high), cents(q.low));
            return value;
        });
        final Donchian lower = new Donchian(20);
        compareSkender("donchian", "lowerBand", q -> {
            final double value = lower.isReady() ? lower.lower() / 100.0 : Double.NaN;
            lower.add(cents(q.high), cents(q.low));
            return value;
        });
    }

    @Test
    void emaSeededByTheFirstValueIsTa4js() throws IOException {
        final Ema ema = Ema.of(13);
        compareTa4j("EMA", 6, q -> {
            ema.add(q.close);
            return ema.value();
        });
    }

    @Test
    void averageOfWhatThereIsIsTa4jsSma() throws IOException {
        final Sma sma = new Sma(13);
        compareTa4j("SMA", 6, q -> {
            sma.add(q.close);
            return sma.value();
        });
    }

    @Test
    void wilderSmoothingSeededByTheFirstRangeIsTa4jsAtr() throws IOException {
        final TrueRange trueRange = new TrueRange();
        final Ema atr = new Ema(1.0 / 13, 1);
        compareTa4j("ATR", 7, q -> {
            atr.add(trueRange.next(q.high, q.low, q.close));
            return atr.value();
        });
    }

    @Test
    void emaSeededByTheAverageIsLeansToNineDigits() throws IOException {
        final Ema ema = new Ema(2.0 / 15, 14);
        final List<String> lines = Files.readAllLines(SharedData.file("oracles/lean/spy_ema.csv"));
        int compared = 0;
        for (int i = 1; i < lines.size(); i++) {
            final String[] cells = lines.get(i).split(",");
            ema.add(Double.parseDouble(cells[1]));
            if (!cells[2].equals("NaN")) {
                final double expected = Double.parseDouble(cells[2]);
                assertEquals(expected, ema.value(), expected * RELATIVE, "line " + (i + 1));
                compared++;
            }
        }
        assertTrue(compared > 300, "compared " + compared);
    }

    @Test
    void wilderRsiIsLeansToTheFiveDecimalsOfItsFile() throws IOException {
        final WilderRsi rsi = new WilderRsi(14);
        compareLean("spy_with_indicators.txt", 7, 5, 1e-5, cells -> {
            rsi.add(cells[7]);
            return rsi.value();
        });
    }

    @Test
    void wilderAtrWithTheFirstRangeInItsSeedIsLeansToTheFiveDecimalsOfItsFile() throws IOException {
        final TrueRange trueRange = new TrueRange();
        final Ema atr = Ema.wilder(14);
        compareLean("spy_atr_wilder.txt", 5, 5, 2e-5, cells -> {
            atr.add(trueRange.next(cells[2], cells[3], cells[4]));
            return atr.value();
        });
    }

    @Test
    void populationBollingerIsLeansToTheFourTruncatedDecimalsOfItsFile() throws IOException {
        final Sma sma = new Sma(20);
        compareLean("spy_bollinger_bands.txt", 8, 6, 1e-4, cells -> {
            sma.add(cells[4]);
            return sma.value() + 2 * sma.deviation();
        });
    }

    @Test
    void tulipsFirstValueEmaAverageRsiAndWildersAgreeToItsThreeDecimals() throws IOException {
        final Ema ema = Ema.of(5);
        compareTulip("ema 5", x -> {
            ema.add(x);
            return ema.value();
        });
        final Sma sma = new Sma(5);
        compareTulip("sma 5", x -> {
            sma.add(x);
            return sma.isReady() ? sma.value() : Double.NaN;
        });
        final Sma deviation = new Sma(5);
        compareTulip("stddev 5", x -> {
            deviation.add(x);
            return deviation.isReady() ? deviation.deviation() : Double.NaN;
        });
        final WilderRsi rsi = new WilderRsi(5);
        compareTulip("rsi 5", x -> {
            rsi.add(x);
            return rsi.isReady() ? rsi.value() : Double.NaN;
        });
        final Ema wilder = Ema.wilder(5);
        compareTulip("wilders 5", x -> {
            wilder.add(x);
            return wilder.isReady() ? wilder.value() : Double.NaN;
        });
    }

    private static long cents(final double price) {
        return Math.round(price * 100);
    }

    private static void compareSkender(final String file, final String field, final Step step) throws IOException {
        final List<String> lines = Files.readAllLines(SharedData.file("oracles/skender/default.csv"));
        final JsonNode rows = new ObjectMapper()
                .readTree(SharedData.file("oracles/skender/" + file + ".standard.json")
                        .toFile());
        assertEquals(502, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            final String[] cells = lines.get(i + 1).split(",");
            final double value = step.next(new Quote(
                    Double.parseDouble(cells[2]), Double.parseDouble(cells[3]), Double.parseDouble(cells[4])));
            final JsonNode expected = rows.get(i).get(field);
            if (expected.isNull()) {
                assertTrue(Double.isNaN(value), "row " + i + " has " + value);
            } else {
                assertEquals(expected.asDouble(), value, expected.asDouble() * RELATIVE, "row " + i);
            }
        }
    }

    private static void compareTa4j(final String sheet, final int column, final Step step) throws IOException {
        int compared = 0;
        for (final String line : Files.readAllLines(SharedData.file("oracles/ta4j/" + sheet + "-Sheet1.csv"))) {
            final String[] cells = line.split(",");
            if (line.startsWith("19")) {
                final double expected = Double.parseDouble(cells[column]);
                final double value = step.next(new Quote(
                        Double.parseDouble(cells[2]), Double.parseDouble(cells[3]), Double.parseDouble(cells[4])));
                assertEquals(expected, value, expected * RELATIVE, line);
                compared++;
            }
        }
        assertTrue(compared > 300, "compared " + compared);
    }

    private interface Row {
        double next(double[] cells);
    }

    private static void compareLean(
            final String file, final int columns, final int column, final double tolerance, final Row row)
            throws IOException {
        final List<String> lines = Files.readAllLines(SharedData.file("oracles/lean/" + file));
        int compared = 0;
        for (int i = 1; i < lines.size(); i++) {
            final String[] cells = lines.get(i).split(",", -1);
            final double[] numbers = new double[Math.max(cells.length, columns + 1)];
            for (int c = 1; c < cells.length; c++) {
                numbers[c] = cells[c].isEmpty() ? Double.NaN : Double.parseDouble(cells[c]);
            }
            final double value = row.next(numbers);
            if (column < cells.length && !Double.isNaN(numbers[column])) {
                assertEquals(numbers[column], value, tolerance, file + " line " + (i + 1));
                compared++;
            }
        }
        assertTrue(compared > 300, "compared " + compared);
    }

    private interface Scalar {
        double next(double x);
    }

    private static void compareTulip(final String title, final Scalar step) throws IOException {
        final List<String> lines = Files.readAllLines(SharedData.file("oracles/tulip/untest.txt"));
        final int at = lines.indexOf(title);
        final List<Double> values = new ArrayList<>();
        for (final double x : numbers(lines.get(at + 1))) {
            final double value = step.next(x);
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }
        final double[] expected = numbers(lines.get(at + 2));
        assertEquals(expected.length, values.size(), title);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], values.get(i), 0.00051, title + " value " + i);
        }
    }

    private static double[] numbers(final String line) {
        final String[] cells =
                line.substring(line.indexOf('{') + 1, line.indexOf('}')).split(",");
        final double[] numbers = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            numbers[i] = Double.parseDouble(cells[i]);
        }
        return numbers;
    }
}
