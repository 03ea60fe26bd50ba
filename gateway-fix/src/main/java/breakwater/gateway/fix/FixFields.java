package breakwater.gateway.fix;

import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.FlatMessage;

/**
 * Reads fields of a message, and refuses by tag and value. Of a flat message numbers, characters and times are read where they stand.
 * Thread: any. Allocates: the texts that are asked for.
 */
public final class FixFields {
    private FixFields() {}

    private static boolean isFlat(final FieldMap message) {
        return message instanceof FlatMessage && ((FlatMessage) message).isFlat();
    }

    /** Returns a field's text, or null where the message has none. */
    public static String text(final FieldMap message, final int tag) {
        try {
            if (isFlat(message)) {
                final FlatMessage flat = (FlatMessage) message;
                final int place = flat.find(tag);
                return place < 0 ? null : flat.toRawString().substring(flat.from(place), flat.to(place));
            }
            return message.isSetField(tag) ? message.getString(tag) : null;
        } catch (final FieldNotFound impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a field's text, which has to be there. */
    public static String required(final FieldMap message, final int tag) throws FixRefusal {
        final String text = text(message, tag);
        if (text == null || text.isEmpty()) {
            throw new FixRefusal("field " + tag + " is missing");
        }
        return text;
    }

    /** Returns the only character of a field, 0 where the message has none. */
    public static char character(final FieldMap message, final int tag) throws FixRefusal {
        if (isFlat(message)) {
            final FlatMessage flat = (FlatMessage) message;
            final int place = flat.find(tag);
            if (place >= 0 && flat.to(place) - flat.from(place) == 1) {
                return flat.toRawString().charAt(flat.from(place));
            }
        }
        final String text = text(message, tag);
        if (text == null) {
            return 0;
        }
        if (text.length() != 1) {
            throw new FixRefusal(tag + "=" + text + " is not one character");
        }
        return text.charAt(0);
    }

    /** Returns whether a field says just this character. */
    public static boolean is(final FieldMap message, final int tag, final char value) {
        if (isFlat(message)) {
            final FlatMessage flat = (FlatMessage) message;
            final int place = flat.find(tag);
            return place >= 0
                    && flat.to(place) - flat.from(place) == 1
                    && flat.toRawString().charAt(flat.from(place)) == value;
        }
        final String text = text(message, tag);
        return text != null && text.length() == 1 && text.charAt(0) == value;
    }

    /** Returns whether a field says just this text; makes none of it. */
    public static boolean is(final FieldMap message, final int tag, final String value) {
        if (isFlat(message)) {
            final FlatMessage flat = (FlatMessage) message;
            final int place = flat.find(tag);
            return place >= 0
                    && flat.to(place) - flat.from(place) == value.length()
                    && flat.toRawString().startsWith(value, flat.from(place));
        }
        return value.equals(text(message, tag));
    }

    /** Returns a decimal field's mantissa; the message has to have it. */
    public static long requiredDecimal(final FieldMap message, final int tag, final int exponent) throws FixRefusal {
        if (!message.isSetField(tag)) {
            throw new FixRefusal("field " + tag + " is missing");
        }
        return decimal(message, tag, exponent, 0);
    }

    /** Returns a decimal field's mantissa, {@code absent} where the message has none. */
    public static long decimal(final FieldMap message, final int tag, final int exponent, final long absent)
            throws FixRefusal {
        if (isFlat(message)) {
            final FlatMessage flat = (FlatMessage) message;
            final int place = flat.find(tag);
            final long mantissa = place < 0
                    ? absent
                    : FixDecimal.parse(flat.toRawString(), flat.from(place), flat.to(place), exponent);
            if (place < 0 || mantissa != FixDecimal.NOT_EXACT) {
                return mantissa;
            }
        }
        final String text = text(message, tag);
        if (text == null) {
            return absent;
        }
        final long mantissa = FixDecimal.parse(text, exponent);
        if (mantissa == FixDecimal.NOT_EXACT) {
            throw new FixRefusal(tag + "=" + text + " has no exact value in steps of 1e" + exponent);
        }
        return mantissa;
    }

    /** Returns a UTCTimestamp field, {@link FixTime#NOT_A_TIME} where the message has none or it is none. */
    public static long time(final FieldMap message, final int tag) {
        if (isFlat(message)) {
            final FlatMessage flat = (FlatMessage) message;
            final int place = flat.find(tag);
            return place < 0 ? FixTime.NOT_A_TIME : FixTime.parse(flat.toRawString(), flat.from(place), flat.to(place));
        }
        return FixTime.parse(text(message, tag));
    }

    /** Returns an integer field, {@code absent} where the message has none. */
    public static int integer(final FieldMap message, final int tag, final int absent) throws FixRefusal {
        final long value = decimal(message, tag, 0, absent);
        if (value != (int) value) {
            throw new FixRefusal(tag + "=" + value + " is out of range");
        }
        return (int) value;
    }
}
