package breakwater.gateway.fix.orderentry;

import java.util.Arrays;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.StringField;
import quickfix.field.ApplVerID;

/**
 * An ExecutionReport (8) or OrderCancelReject (9) as QuickFIX/J parses it, its fields in the order in which they came, in two
 * arrays instead of a tree of field objects. To be read; a copy of what came is all that it writes.
 *
 * <p>Thread: the session's. Allocates: the arrays; QuickFIX/J's parser the texts of the fields.
 */
final class AnswerMessage extends Message {
    private final transient Fields fields = new Fields(40);

    @Override
    protected Header newHeader() {
        return new AnswerHeader();
    }

    @Override
    public void setField(final StringField field) {
        fields.add(field);
    }

    @Override
    public boolean isSetField(final int tag) {
        return fields.text(tag) != null;
    }

    @Override
    public String getString(final int tag) throws FieldNotFound {
        return fields.required(tag);
    }

    /** Returns the message as it came. */
    @Override
    public String toString() {
        return toRawString();
    }

    private static final class AnswerHeader extends Header {
        private final transient Fields fields = new Fields(12);

        @Override
        public void setField(final StringField field) {
            fields.add(field);
        }

        @Override
        public boolean isSetField(final int tag) {
            return fields.text(tag) != null;
        }

        @Override
        public String getString(final int tag) throws FieldNotFound {
            return fields.required(tag);
        }
    }

    /** Tags and texts side by side. */
    private static final class Fields {
        private int[] tags;
        private String[] texts;
        private int count;

        Fields(final int expected) {
            tags = new int[expected];
            texts = new String[expected];
        }

        void add(final StringField field) {
            if (count == tags.length) {
                tags = Arrays.copyOf(tags, 2 * count);
                texts = Arrays.copyOf(texts, 2 * count);
            }
            tags[count] = field.getTag();
            texts[count++] = field.getValue();
        }

        String text(final int tag) {
            for (int i = 0; i < count; i++) {
                if (tags[i] == tag) {
                    return texts[i];
                }
            }
            return null;
        }

        String required(final int tag) throws FieldNotFound {
            final String text = text(tag);
            if (text == null) {
                throw new FieldNotFound(tag);
            }
            return text;
        }
    }

    /** Makes these where a venue's answer is parsed; QuickFIX/J's own messages else. An initiator sends neither 8 nor 9. */
    static final class Factory implements MessageFactory {
        private final MessageFactory others = new DefaultMessageFactory();

        @Override
        public Message create(final String beginString, final String type) {
            return isAnswer(type) ? new AnswerMessage() : others.create(beginString, type);
        }

        @Override
        public Message create(final String beginString, final ApplVerID version, final String type) {
            return isAnswer(type) ? new AnswerMessage() : others.create(beginString, version, type);
        }

        @Override
        public Group create(final String beginString, final String type, final int groupTag) {
            return others.create(beginString, type, groupTag);
        }

        private static boolean isAnswer(final String type) {
            return type.length() == 1 && (type.charAt(0) == '8' || type.charAt(0) == '9');
        }
    }
}
