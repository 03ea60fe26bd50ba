package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.snapshot.SnapshotReader;
import breakwater.core.snapshot.SnapshotWriter;
import breakwater.core.snapshot.Stateful;
import java.util.Arrays;

/**
 * Token buckets by dense id, refilled by the time of events. A token is counted in billionths, so that a rate a second
 * times nanoseconds is exact. A bucket starts full. In any window of T seconds no more than burst + rate x T tokens
 * leave it, but for what is taken as debt.
 *
 * <p>Thread: core. Allocates: never after construction. Time that steps back refills nothing.
 */
final class TokenBuckets implements Stateful {
    private static final long TOKEN = 1_000_000_000L;
    private static final long UNTOUCHED = Long.MIN_VALUE;

    private final String name;
    private final long[] tokens;
    private final long[] filledNs;

    TokenBuckets(final String name, final int capacity) {
        this.name = name;
        tokens = new long[capacity];
        filledNs = new long[capacity];
        Arrays.fill(filledNs, UNTOUCHED);
    }

    /** Returns the whole tokens in a bucket, negative in debt. {@code rate} is a second, {@code burst} the bucket's size. */
    long available(final int id, final long nowNs, final long rate, final long burst) {
        return Math.floorDiv(level(id, nowNs, rate, burst), TOKEN);
    }

    /** Returns whether a bucket has so many whole tokens even without what has flown in since it was last touched. */
    boolean hasWithoutRefill(final int id, final long needed, final long burst) {
        return needed >= 0 && needed <= burst && (filledNs[id] == UNTOUCHED || tokens[id] >= needed * TOKEN);
    }

    /** The same for billionths of a token, in a bucket that was touched before. */
    boolean hasWithoutRefill(final int id, final long billionths) {
        return tokens[id] >= billionths;
    }

    /** Takes a token, in debt too, though never deeper than one burst. */
    void take(final int id, final long nowNs, final long rate, final long burst) {
        tokens[id] = Math.max(level(id, nowNs, rate, burst) - TOKEN, -burst * TOKEN);
        filledNs[id] = Math.max(filledNs[id], nowNs);
    }

    /** Gives back the token that was taken last, at this very time. */
    void giveBack(final int id) {
        tokens[id] += TOKEN;
    }

    private long level(final int id, final long nowNs, final long rate, final long burst) {
        final long full = burst * TOKEN;
        if (filledNs[id] == UNTOUCHED) {
            return full;
        }
        final long elapsedNs = Decimals.subtract(nowNs, filledNs[id]);
        final long gained = elapsedNs <= 0 ? 0 : Decimals.multiply(rate, elapsedNs);
        final long level = Decimals.add(tokens[id], gained);
        return level == Decimals.OVERFLOW ? full : Math.min(level, full);
    }

    @Override
    public void writeTo(final SnapshotWriter writer) {
        writer.section(name);
        writer.putLongs(tokens, tokens.length);
        writer.putLongs(filledNs, filledNs.length);
    }

    @Override
    public void readFrom(final SnapshotReader reader) {
        reader.section(name);
        reader.getLongs(tokens, tokens.length);
        reader.getLongs(filledNs, filledNs.length);
    }
}
