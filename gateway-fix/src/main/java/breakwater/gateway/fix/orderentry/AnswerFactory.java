package breakwater.gateway.fix.orderentry;

import quickfix.DefaultMessageFactory;
import quickfix.FlatMessage;
import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.ApplVerID;

/** Makes flat messages where a venue's answer is parsed, an ExecutionReport (8) or OrderCancelReject (9); QuickFIX/J's own else. */
final class AnswerFactory implements MessageFactory {
    private final MessageFactory others = new DefaultMessageFactory();

    @Override
    public Message create(final String beginString, final String type) {
        return isAnswer(type) ? new FlatMessage() : others.create(beginString, type);
    }

    @Override
    public Message create(final String beginString, final ApplVerID version, final String type) {
        return isAnswer(type) ? new FlatMessage() : others.create(beginString, version, type);
    }

    @Override
    public Group create(final String beginString, final String type, final int groupTag) {
        return others.create(beginString, type, groupTag);
    }

    /** An initiator sends neither of them. */
    private static boolean isAnswer(final String type) {
        return type.length() == 1 && (type.charAt(0) == '8' || type.charAt(0) == '9');
    }
}
