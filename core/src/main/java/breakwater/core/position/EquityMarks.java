package breakwater.core.position;

/**
 * What the books print beside equity but do not own: the monitor, downstream, keeps both figures and implements this.
 * Money is E8. Thread: core. Allocates: never.
 */
public interface EquityMarks {
    /** Knows neither: 0. */
    EquityMarks NONE = new EquityMarks() {
        @Override
        public long openingEquityE8(final int accountId) {
            return 0;
        }

        @Override
        public long peakEquityE8(final int accountId) {
            return 0;
        }
    };

    /** Returns the opening equity of the UTC day. */
    long openingEquityE8(int accountId);

    long peakEquityE8(int accountId);
}
