package breakwater.gateway.fix.orderentry;

import breakwater.gateway.fix.Fuzzed;
import java.util.List;
import java.util.stream.Stream;
import quickfix.Message;
import quickfix.MessageFactory;

/** What the fuzzer has an order session hear. */
public final class AnswerTarget {
    private static final AnswerJudge JUDGE = new AnswerJudge();
    private static final MessageFactory FACTORY = new AnswerFactory();

    private AnswerTarget() {}

    public static void fuzzerTestOneInput(final byte[] data) {
        final Message message = Fuzzed.message(data, FACTORY);
        JUDGE.hear(message, () -> String.valueOf(message));
    }

    /** Returns messages to begin with. */
    public static List<String> seeds() {
        return Stream.of(AnswerJudge.ANSWERS)
                .map(fields -> String.join("|", fields))
                .toList();
    }
}
