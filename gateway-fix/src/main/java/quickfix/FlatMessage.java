package quickfix;

import java.util.Arrays;

/**
 * A message as it came, to be read: its fields are places in its text, and a field's value is made when it is asked for.
 * QuickFIX/J's own parser makes two objects of every field and trees of them. A message that is anything but plain (a group, data
 * with a length, a tag that stands twice, a header field in the body, a wrong checksum) is left to that parser, so that it
 * means, and is refused, what it always was.
 *
 * <p>Thread: the session's. Allocates: when it is parsed its places, then each value that is asked for.
 */
public final class FlatMessage extends Message {
    static final int CHECK_SUM = 10;
    private static final int BEGIN_STRING = 8;
    private static final int BODY_LENGTH = 9;
    private static final int MSG_TYPE = 35;
    private static final int FIRST_THREE = 3;
    private static final ThreadLocal<FlatFields> FIELDS = ThreadLocal.withInitial(FlatFields::new);
    /** The last tags that were learned. Messages of few types come from one session; whoever learns anew does no harm. */
    private static volatile FlatTags[] learned = {};

    /** Tags, first characters, characters after the last, of all fields; empty where QuickFIX/J's parser has read them. */
    private transient int[] places = {};

    private transient int count;
    private transient FlatTags tags;
    private transient String text;

    /** Makes one that is empty until it is parsed. */
    public FlatMessage() {}

    @Override
    protected Header newHeader() {
        return new FlatHeader();
    }

    @Override
    void parse(
            final String message,
            final DataDictionary session,
            final DataDictionary application,
            final boolean doValidation,
            final boolean validateChecksum)
            throws InvalidMessage {
        if (session == null || application == null || !find(message, session, application)) {
            places = new int[0];
            count = 0;
            super.parse(message, session, application, doValidation, validateChecksum);
            return;
        }
        text = message;
        ((FlatHeader) header).of = this;
    }

    /** Finds the fields of a plain message. Returns whether it is one. */
    private boolean find(final String message, final DataDictionary session, final DataDictionary application) {
        final FlatFields fields = FIELDS.get();
        if (!fields.take(message)
                || fields.count() < FIRST_THREE + 1
                || fields.tag(0) != BEGIN_STRING
                || fields.tag(1) != BODY_LENGTH
                || fields.tag(2) != MSG_TYPE) {
            return false;
        }
        final int[] found = fields.places();
        final int n = fields.count();
        final FlatTags known = tags(message, found[n + 2], found[2 * n + 2], session, application);
        boolean isBody = false;
        for (int i = 0; i < n; i++) {
            final boolean isHeader = known.isHeader(found[i]);
            if (known.isSpecial(found[i]) || (isHeader && isBody)) {
                return false;
            }
            isBody |= !isHeader;
        }
        tags = known;
        places = found;
        count = n;
        return true;
    }

    private static FlatTags tags(
            final String message,
            final int from,
            final int to,
            final DataDictionary session,
            final DataDictionary application) {
        final FlatTags[] known = learned;
        for (final FlatTags each : known) {
            if (each.isOf(message, from, to, session, application)) {
                return each;
            }
        }
        final FlatTags tags = new FlatTags(message.substring(from, to), session, application);
        final FlatTags[] more = Arrays.copyOf(known, Math.min(known.length + 1, 16));
        more[more.length - 1] = tags;
        learned = more;
        return tags;
    }

    /** Returns whether fields can be found by their places; else QuickFIX/J's parser has read them. */
    public boolean isFlat() {
        return text != null;
    }

    /** Returns the place of a field of the body, negative where there is none. */
    public int find(final int tag) {
        return isBodys(tag) ? place(tag) : -1;
    }

    /** Returns where the value at a place begins in {@link #toRawString}. */
    public int from(final int place) {
        return places[place + count];
    }

    /** Returns where the value at a place ends, exclusive. */
    public int to(final int place) {
        return places[place + 2 * count];
    }

    private int place(final int tag) {
        for (int i = 0; i < count; i++) {
            if (places[i] == tag) {
                return i;
            }
        }
        return -1;
    }

    private String textAt(final int place) {
        return place < 0 ? null : text.substring(from(place), to(place));
    }

    private boolean isBodys(final int tag) {
        return !tags.isHeader(tag) && tag != CHECK_SUM;
    }

    @Override
    public boolean isSetField(final int tag) {
        return text == null ? super.isSetField(tag) : find(tag) >= 0;
    }

    @Override
    public String getString(final int tag) throws FieldNotFound {
        if (text == null) {
            return super.getString(tag);
        }
        final String value = textAt(find(tag));
        if (value == null) {
            throw new FieldNotFound(tag);
        }
        return value;
    }

    /** Returns the message as it came. */
    @Override
    public String toString() {
        return toRawString();
    }

    @Override
    public String toRawString() {
        return text == null ? super.toRawString() : text;
    }

    private static final class FlatHeader extends Header {
        /** Where its fields stand; null where QuickFIX/J's parser has read them. */
        private transient FlatMessage of;

        @Override
        public boolean isSetField(final int tag) {
            return of == null ? super.isSetField(tag) : of.tags.isHeader(tag) && of.place(tag) >= 0;
        }

        @Override
        public String getString(final int tag) throws FieldNotFound {
            if (of == null) {
                return super.getString(tag);
            }
            final String value = of.tags.isHeader(tag) ? of.textAt(of.place(tag)) : null;
            if (value == null) {
                throw new FieldNotFound(tag);
            }
            return value;
        }
    }
}
