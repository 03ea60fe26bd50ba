package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.FixTime;
import breakwater.gateway.fix.FixWriter;
import breakwater.gateway.fix.Tag;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import quickfix.Field;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.UtcTimestampPrecision;
import quickfix.field.BeginString;
import quickfix.field.MsgType;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.TargetCompID;

/**
 * A message of ours whose body is bytes already. QuickFIX/J's session names, numbers and dates it as any other, by the header's
 * setters, and asks it for its text; so there is no field object and no tree of them. Used again for the next message as soon
 * as {@code Session.send} has returned, which keeps the text alone.
 *
 * <p>Thread: that of the {@link OrderEncoder} that owns it. Allocates: its text.
 */
final class WireMessage extends Message {
    private final transient FixWriter body = new FixWriter();
    private final transient FixWriter whole = new FixWriter();
    private transient long clientOrderId;

    /** Begins a message of a type (35) about an order. Returns where its body goes. */
    FixWriter begin(final String type, final long order) {
        clientOrderId = order;
        wireHeader().begin(type);
        return body.clear();
    }

    String type() {
        return wireHeader().type;
    }

    long clientOrderId() {
        return clientOrderId;
    }

    /** Returns MsgSeqNum (34), once the session has given it. */
    int number() {
        return wireHeader().number;
    }

    private WireHeader wireHeader() {
        return (WireHeader) header;
    }

    @Override
    protected Header newHeader() {
        return new WireHeader();
    }

    /** Returns the message as it goes out, header, body and trailer. */
    @Override
    public String toString() {
        return wireHeader().write(whole.clear()).fields(body).message(wireHeader().beginString);
    }

    @Override
    public Object clone() {
        throw new UnsupportedOperationException("a message that is used again has no copy");
    }

    /** The fields that a session sets in every message, each in a place of its own; others in QuickFIX/J's tree. */
    private static final class WireHeader extends Header {
        private transient String beginString;
        private transient String type;
        private transient String sender;
        private transient String target;
        private transient int number;
        private transient long sendingTimeNs;

        void begin(final String newType) {
            type = newType;
            number = 0;
            clear();
        }

        FixWriter write(final FixWriter to) {
            to.text(MsgType.FIELD, type)
                    .number(Tag.MSG_SEQ_NUM, number)
                    .text(SenderCompID.FIELD, sender)
                    .time(SendingTime.FIELD, sendingTimeNs)
                    .text(TargetCompID.FIELD, target);
            if (!isEmpty()) {
                for (final Iterator<Field<?>> others = iterator(); others.hasNext(); ) {
                    final Field<?> other = others.next();
                    to.text(other.getTag(), other.getObject().toString());
                }
            }
            return to;
        }

        @Override
        public void setString(final int field, final String value) {
            switch (field) {
                case BeginString.FIELD:
                    beginString = value;
                    break;
                case SenderCompID.FIELD:
                    sender = value;
                    break;
                case TargetCompID.FIELD:
                    target = value;
                    break;
                default:
                    super.setString(field, value);
            }
        }

        @Override
        public void setInt(final int field, final int value) {
            if (field == Tag.MSG_SEQ_NUM) {
                number = value;
            } else {
                super.setInt(field, value);
            }
        }

        @Override
        public void setUtcTimeStamp(final int field, final LocalDateTime value, final UtcTimestampPrecision precision) {
            if (field == SendingTime.FIELD) {
                sendingTimeNs = TimeUnit.SECONDS.toNanos(value.toEpochSecond(ZoneOffset.UTC)) + value.getNano();
            } else {
                super.setUtcTimeStamp(field, value, precision);
            }
        }

        @Override
        public boolean isSetField(final int field) {
            return isOwn(field) || super.isSetField(field);
        }

        @Override
        public String getString(final int field) throws FieldNotFound {
            switch (field) {
                case BeginString.FIELD:
                    return beginString;
                case MsgType.FIELD:
                    return type;
                case SenderCompID.FIELD:
                    return sender;
                case TargetCompID.FIELD:
                    return target;
                case Tag.MSG_SEQ_NUM:
                    return Integer.toString(number);
                case SendingTime.FIELD:
                    return FixTime.format(sendingTimeNs);
                default:
                    return super.getString(field);
            }
        }

        @Override
        public int getInt(final int field) throws FieldNotFound {
            return field == Tag.MSG_SEQ_NUM ? number : super.getInt(field);
        }

        private static boolean isOwn(final int field) {
            return field == BeginString.FIELD
                    || field == MsgType.FIELD
                    || field == SenderCompID.FIELD
                    || field == TargetCompID.FIELD
                    || field == Tag.MSG_SEQ_NUM
                    || field == SendingTime.FIELD;
        }
    }
}
