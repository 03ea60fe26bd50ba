package quickfix;

import org.agrona.collections.IntHashSet;

/** What a dictionary says of tags, as far as {@link FlatMessage} has to know. Immutable. Thread: any. */
final class FlatTags {
    /** Dictionaries have no tags beyond; what venues add beyond has no groups and no data in any. */
    private static final int TAG_MAX = 10_000;
    /** Tags up to here, which are nearly all that come, are looked up in a table. */
    private static final int COMMON = 2_048;

    private static final byte HEADER = 1;
    private static final byte SPECIAL = 2;

    private final DataDictionary session;
    private final DataDictionary application;
    private final String type;
    private final byte[] common = new byte[COMMON];
    private final IntHashSet header = new IntHashSet();
    private final IntHashSet special = new IntHashSet();

    /** @param application may be the session's */
    FlatTags(final String type, final DataDictionary session, final DataDictionary application) {
        this.type = type;
        this.session = session;
        this.application = application;
        for (int tag = 1; tag <= TAG_MAX; tag++) {
            if (Message.isHeaderField(tag) || session.isHeaderField(tag)) {
                note(tag, header, HEADER);
            }
            if (application.isGroup(type, tag)
                    || session.isHeaderGroup(tag)
                    || application.isDataField(tag)
                    || session.isDataField(tag)
                    || (tag != FlatMessage.CHECK_SUM && (Message.isTrailerField(tag) || session.isTrailerField(tag)))) {
                note(tag, special, SPECIAL);
            }
        }
    }

    private void note(final int tag, final IntHashSet all, final byte what) {
        all.add(tag);
        if (tag < COMMON) {
            common[tag] |= what;
        }
    }

    /** Returns whether this is of a message whose type stands there, of session's and application's dictionary. */
    boolean isOf(
            final String message,
            final int from,
            final int to,
            final DataDictionary ofSession,
            final DataDictionary ofApplication) {
        return ofSession == session
                && ofApplication == application
                && type.length() == to - from
                && message.startsWith(type, from);
    }

    boolean isHeader(final int tag) {
        return tag < COMMON ? tag >= 0 && (common[tag] & HEADER) != 0 : header.contains(tag);
    }

    /** Returns whether a tag begins a group, holds data of a length that is told apart, or signs: QuickFIX/J's parser knows how. */
    boolean isSpecial(final int tag) {
        return tag < COMMON ? tag >= 0 && (common[tag] & SPECIAL) != 0 : special.contains(tag);
    }
}
