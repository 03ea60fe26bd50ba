package breakwater.gateway.fix.marketdata;

import breakwater.core.message.Frame;
import breakwater.gateway.fix.FixTerms;
import java.util.List;

/** A venue's instruments by place in a list, found by the characters of their symbol. Immutable. Allocates: at construction. */
final class Symbols {
    /** The answer to a symbol that is none of the venue's. */
    static final int UNKNOWN = -1;

    private final FixTerms.Instrument[] instruments;
    private final int[] table;

    Symbols(final List<FixTerms.Instrument> all) {
        instruments = all.toArray(FixTerms.Instrument[]::new);
        table = new int[Integer.highestOneBit(Math.max(1, instruments.length)) * 4];
        java.util.Arrays.fill(table, UNKNOWN);
        for (int i = 0; i < instruments.length; i++) {
            final String symbol = instruments[i].symbol();
            int slot = slot(symbol, 0, symbol.length());
            while (table[slot] != UNKNOWN) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = i;
        }
    }

    int count() {
        return instruments.length;
    }

    FixTerms.Instrument get(final int place) {
        return instruments[place];
    }

    /** Returns the place of the instrument whose symbol stands there, or {@link #UNKNOWN}. */
    int find(final String text, final int from, final int to) {
        int slot = slot(text, from, to);
        while (table[slot] != UNKNOWN) {
            final String symbol = instruments[table[slot]].symbol();
            if (symbol.length() == to - from && symbol.regionMatches(0, text, from, to - from)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        return UNKNOWN;
    }

    private int slot(final String text, final int from, final int to) {
        return (int) hash(text, from, to) & table.length - 1;
    }

    /** Returns 64 bits that stand for some characters; two texts share them with a chance of 1 in 2^64 a pair. */
    static long hash(final String text, final int from, final int to) {
        long hash = (long) to - from;
        for (int i = from; i < to; i++) {
            hash = Frame.mix(hash ^ text.charAt(i));
        }
        return hash;
    }
}
