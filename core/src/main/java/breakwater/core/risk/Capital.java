package breakwater.core.risk;

import breakwater.core.decimal.Decimals;
import breakwater.core.decimal.Rounding;
import breakwater.core.message.ScopeType;
import breakwater.core.reference.Instruments;

/**
 * What capital a book ties up, of what it is worth gross at its worst. What is paid for (not shortable, as P12 has it) ties up
 * all of that. What is on margin ties up that over the leverage which P11's row gives its class, rounded up: a class that
 * stands at its limit has tied up the whole equity. A row below one, and none, count as one, so that capital is never more
 * than worth.
 *
 * <p>Thread: core. Allocates: never. Money E8.
 */
final class Capital {
    private static final long ONE_PPM = 1_000_000;
    private static final int ASSET_CLASSES = 8;

    private final Instruments instruments;
    private final Examiner examiner;
    private final Rows leverage;
    /** By asset class, as the rows had it when they were last looked at. */
    private final long[] leveragePpm = new long[ASSET_CLASSES];

    private long rowChanges = -1;

    Capital(final Instruments instruments, final Examiner examiner) {
        this.instruments = instruments;
        this.examiner = examiner;
        leverage = examiner.rows(Figure.LEVERAGE, ScopeType.ASSET_CLASS);
    }

    /** Looks at the rows again. Returns whether a leverage is another, so that books tie up other capital than before. */
    boolean hasChanged() {
        if (rowChanges == examiner.rowChanges()) {
            return false;
        }
        rowChanges = examiner.rowChanges();
        boolean isOther = false;
        for (int id = 0; id < ASSET_CLASSES; id++) {
            final long ppm = leverage.has(id) ? Math.max(ONE_PPM, leverage.value(id)) : ONE_PPM;
            isOther |= leveragePpm[id] != ppm;
            leveragePpm[id] = ppm;
        }
        return isOther;
    }

    /** Returns what a book of an instrument ties up that is worth so much. */
    long tiedUpE8(final int instrumentId, final long grossE8) {
        final long ppm = leveragePpm[instruments.assetClass(instrumentId).value()];
        return ppm == ONE_PPM || !instruments.isShortable(instrumentId)
                ? grossE8
                : Decimals.mulDiv(grossE8, ONE_PPM, ppm, Rounding.UP);
    }
}
