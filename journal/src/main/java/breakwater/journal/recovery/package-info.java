/**
 * What a start needs before the engine may run: the verified end of the journals, the newest good snapshot, and a place
 * for what is damaged. Replaying is done elsewhere, with a {@link breakwater.journal.JournalTailer}.
 *
 * <p>Refuses: to trust a snapshot or a journal that does not verify; to delete anything damaged. Cold path. Looks into
 * {@code breakwater.journal} and core's {@code snapshot}. Start with {@link breakwater.journal.recovery.JournalTail}.
 */
package breakwater.journal.recovery;
