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
    private static final char SOH = 1;
    private static final int BEGIN_STRING = 8;
    private static final int BODY_LENGTH = 9;
    private static final int MSG_TYPE = 35;
    private static final int TAG_DIGITS_MAX = 9;
    /** The last tags that were learned. Messages of few types come from one session; whoever learns anew does no harm. */
    private static volatile FlatTags[] learned = {};

    /** Tag, first character, character after the last, for each field; empty where QuickFIX/J's parser has read it. */
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
        final int[] found = new int[3 * fields(message)];
        FlatTags known = null;
        boolean isBody = false;
        int n = 0;
        int at = 0;
        while (at < message.length()) {
            final int equals = message.indexOf('=', at);
            final int end = message.indexOf(SOH, at);
            final int tag = equals < 0 || end < 0 ? 0 : tag(message, at, equals);
            if (tag == 0 || equals + 1 >= end || stands(found, n, tag) || !isInPlace(n, tag)) {
                return false;
            }
            if (tag == MSG_TYPE) {
                known = tags(message.substring(equals + 1, end), session, application);
            }
            if (known != null) {
                final boolean isHeader = known.isHeader(tag);
                if (known.isSpecial(tag)
                        || (isHeader && isBody)
                        || (tag == CHECK_SUM) != (end + 1 == message.length())) {
                    return false;
                }
                isBody |= !isHeader;
            }
            found[3 * n] = tag;
            found[3 * n + 1] = equals + 1;
            found[3 * n + 2] = end;
            n++;
            at = end + 1;
        }
        if (known == null || !isSumRight(message, found, n)) {
            return false;
        }
        tags = known;
        places = found;
        count = n;
        return true;
    }

    private static int fields(final String message) {
        int fields = 0;
        for (int at = message.indexOf(SOH); at >= 0; at = message.indexOf(SOH, at + 1)) {
            fields++;
        }
        return fields;
    }

    /** Returns the tag that stands before an equals sign, 0 where none does. */
    private static int tag(final String message, final int from, final int to) {
        if (to == from || to - from > TAG_DIGITS_MAX || message.charAt(from) == '0') {
            return 0;
        }
        int tag = 0;
        for (int i = from; i < to; i++) {
            final int digit = message.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            tag = 10 * tag + digit;
        }
        return tag;
    }

    private static boolean stands(final int[] places, final int count, final int tag) {
        for (int i = 0; i < 3 * count; i += 3) {
            if (places[i] == tag) {
                return true;
            }
        }
        return false;
    }

    /** BeginString, BodyLength and MsgType are the first three (FIX 4.4 volume 1, "message format"). */
    private static boolean isInPlace(final int index, final int tag) {
        switch (index) {
            case 0:
                return tag == BEGIN_STRING;
            case 1:
                return tag == BODY_LENGTH;
            case 2:
                return tag == MSG_TYPE;
            default:
                return true;
        }
    }

    private static FlatTags tags(final String type, final DataDictionary session, final DataDictionary application) {
        final FlatTags[] known = learned;
        for (final FlatTags each : known) {
            if (each.isOf(type, session, application)) {
                return each;
            }
        }
        final FlatTags tags = new FlatTags(type, session, application);
        final FlatTags[] more = Arrays.copyOf(known, Math.min(known.length + 1, 16));
        more[more.length - 1] = tags;
        learned = more;
        return tags;
    }

    /** The last field is CheckSum: the sum of all characters before it, modulo 256, in three digits. */
    private static boolean isSumRight(final String message, final int[] places, final int count) {
        final int last = 3 * (count - 1);
        if (places[last] != CHECK_SUM || places[last + 2] - places[last + 1] != 3) {
            return false;
        }
        final int trailer = places[last + 1] - 3;
        int sum = 0;
        for (int i = 0; i < trailer; i++) {
            sum += message.charAt(i);
        }
        int said = 0;
        for (int i = places[last + 1]; i < places[last + 2]; i++) {
            final int digit = message.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            said = 10 * said + digit;
        }
        return said == sum % 256;
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
        return places[place + 1];
    }

    /** Returns where the value at a place ends, exclusive. */
    public int to(final int place) {
        return places[place + 2];
    }

    private int place(final int tag) {
        for (int i = 0; i < 3 * count; i += 3) {
            if (places[i] == tag) {
                return i;
            }
        }
        return -1;
    }

    private String textAt(final int place) {
        return place < 0 ? null : text.substring(places[place + 1], places[place + 2]);
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
