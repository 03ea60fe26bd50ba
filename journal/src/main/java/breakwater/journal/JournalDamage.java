package breakwater.journal;

import java.nio.file.Path;

/**
 * Where and how a journal is damaged.
 *
 * @param reason           what does not verify
 * @param file             the file that holds the damage
 * @param position         byte in the file at which the unreadable document or frame begins
 * @param lastGoodSequence sequence of the last record that verified, 0 = none
 * @param detail           found and expected values, for a human
 */
public record JournalDamage(Reason reason, Path file, long position, long lastGoodSequence, String detail) {
    /** What does not verify. */
    public enum Reason {
        /** A document of the library that cannot be: too long, marked open, or frames that do not fill it. */
        DOCUMENT,
        /** A frame's length is impossible. */
        LENGTH,
        /** CRC32C does not match the bytes. */
        CRC,
        /** The chain does not follow from the record before. */
        CHAIN,
        /** Sequences do not follow one another: records are missing or repeated. */
        SEQUENCE,
        /** The folder's first record is not its header, or names another run or journal. */
        HEADER,
        /** The file ends inside a document. */
        TRUNCATED,
        /** Valid records lie beyond a place where the library would stop. */
        HOLE,
        /** The file system refused to read. */
        UNREADABLE
    }

    /** Returns one line for a human: the record, the file and the reason. */
    public String describe() {
        return "record " + (lastGoodSequence + 1) + " of " + file + " at byte " + position + ": " + reason + ", "
                + detail + "; last good record " + lastGoodSequence;
    }
}
