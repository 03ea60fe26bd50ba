package breakwater.gateway.ws.feed;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What the generator makes, written {@code generate:seed=1,instruments=3,rate=1000,count=1000000,start=1704067200}.
 *
 * @param seed of all chance
 * @param instruments 1 to 256
 * @param rate events per second of event time, over all instruments, 1 to 10,000,000
 * @param count events, 0 = without end
 * @param startS UTC seconds of the first event
 */
public record GeneratorConfig(long seed, int instruments, long rate, long count, long startS) {
    /** 2024-01-01, 3 instruments, 1,000 events a second, a million of them. */
    public static final GeneratorConfig DEFAULT = new GeneratorConfig(1, 3, 1_000, 1_000_000, 1_704_067_200L);

    static final String PREFIX = "generate";
    private static final long START_S_MAX = 4_102_444_800L;

    public GeneratorConfig {
        require("instruments", instruments, 1, 256);
        require("rate", rate, 1, 10_000_000);
        require("count", count, 0, Long.MAX_VALUE - 1);
        require("start", startS, 1, START_S_MAX);
    }

    private static void require(final String key, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new FeedException(PREFIX + ": " + key + "=" + value + " is outside " + min + " to " + max);
        }
    }

    /** Reads {@code generate} or {@code generate:key=value,…}; keys left out are those of {@link #DEFAULT}. */
    static GeneratorConfig parse(final String spec) {
        long seed = DEFAULT.seed;
        long instruments = DEFAULT.instruments;
        long rate = DEFAULT.rate;
        long count = DEFAULT.count;
        long startS = DEFAULT.startS;
        final String pairs = spec.length() > PREFIX.length() ? spec.substring(PREFIX.length() + 1) : "";
        for (final String pair : pairs.isEmpty() ? new String[0] : pairs.split(",", -1)) {
            final int equals = pair.indexOf('=');
            final String key = equals < 0 ? pair : pair.substring(0, equals);
            final long value = number(spec, pair, equals);
            switch (key) {
                case "seed":
                    seed = value;
                    break;
                case "instruments":
                    instruments = value;
                    break;
                case "rate":
                    rate = value;
                    break;
                case "count":
                    count = value;
                    break;
                case "start":
                    startS = value;
                    break;
                default:
                    throw new FeedException(
                            spec + ": unknown key '" + key + "'; known: seed, instruments, rate, count, start");
            }
        }
        require("instruments", instruments, 1, 256);
        return new GeneratorConfig(seed, (int) instruments, rate, count, startS);
    }

    private static long number(final String spec, final String pair, final int equals) {
        try {
            return Long.parseLong(pair.substring(equals + 1));
        } catch (final NumberFormatException e) {
            throw new FeedException(spec + ": '" + pair + "' is not key=whole number");
        }
    }

    /** Returns the spec with every key, which names the feed's content exactly. */
    String canonical() {
        return PREFIX + ":seed=" + seed + ",instruments=" + instruments + ",rate=" + rate + ",count=" + count
                + ",start=" + startS;
    }

    String digest() {
        return HexFormat.of().formatHex(FeedFile.sha256().digest(canonical().getBytes(StandardCharsets.US_ASCII)));
    }
}
