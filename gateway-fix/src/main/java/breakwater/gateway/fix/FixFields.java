package breakwater.gateway.fix;

import quickfix.FieldMap;
import quickfix.FieldNotFound;

/** Reads fields of a message as text, and refuses by tag and value. Thread: any. */
public final class FixFields {
    private FixFields() {}

    /** Returns a field's text, or null where the message has none. */
    public static String text(final FieldMap message, final int tag) {
        try {
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
        final String text = text(message, tag);
        if (text == null) {
            return 0;
        }
        if (text.length() != 1) {
            throw new FixRefusal(tag + "=" + text + " is not one character");
        }
        return text.charAt(0);
    }

    /** Returns a decimal field's mantissa, {@code absent} where the message has none. */
    public static long decimal(final FieldMap message, final int tag, final int exponent, final long absent)
            throws FixRefusal {
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

    /** Returns an integer field, {@code absent} where the message has none. */
    public static int integer(final FieldMap message, final int tag, final int absent) throws FixRefusal {
        final long value = decimal(message, tag, 0, absent);
        if (value != (int) value) {
            throw new FixRefusal(tag + "=" + value + " is out of range");
        }
        return (int) value;
    }
}
