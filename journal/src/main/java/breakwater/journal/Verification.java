package breakwater.journal;

/** Outcome of reading a journal from its first to its last byte. */
public sealed interface Verification {
    /** Returns the sequence of the last record that is sound, 0 = none. */
    long lastSequence();

    /** Returns the chain of that record, the header's where no record follows it. */
    long chain();

    /** Returns whether nothing that was acknowledged is missing or changed. */
    default boolean isGood() {
        return this instanceof Good;
    }

    /** Returns one line for a human. */
    String describe();

    /**
     * Every record verifies and nothing acknowledged is missing.
     *
     * @param records    records counted, headers left out
     * @param unfinished records of a last document that was never closed: never acknowledged, dropped
     */
    record Good(long records, long lastSequence, long chain, long unfinished) implements Verification {
        @Override
        public String describe() {
            return records + " records, last " + lastSequence + ", chain " + Long.toHexString(chain)
                    + (unfinished == 0 ? "" : ", " + unfinished + " unacknowledged in an unfinished document dropped");
        }
    }

    /**
     * A record is changed, missing or cannot be reached.
     *
     * @param chain         of the last good record
     * @param beyond        valid records found after the damage in the same file
     * @param highestBeyond highest sequence among them, 0 = none
     */
    record Damaged(JournalDamage damage, long chain, long beyond, long highestBeyond) implements Verification {
        @Override
        public long lastSequence() {
            return damage.lastGoodSequence();
        }

        @Override
        public String describe() {
            return damage.describe()
                    + (beyond == 0 ? "" : "; " + beyond + " valid records beyond it, up to " + highestBeyond);
        }
    }

    /**
     * Every record found verifies, but the journal ends before what was acknowledged or acted upon.
     *
     * @param expected sequence up to which records must exist
     * @param witness  what says so: the journaled word, an output's cause, a snapshot
     */
    record Shorter(long records, long lastSequence, long chain, long expected, String witness) implements Verification {
        @Override
        public String describe() {
            return "journal ends at record " + lastSequence + ", but " + witness + " knows " + expected + ": "
                    + (expected - lastSequence) + " records are lost";
        }
    }
}
