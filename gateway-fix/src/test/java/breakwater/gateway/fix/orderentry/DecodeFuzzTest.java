package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.Mutator;
import breakwater.gateway.fix.orderentry.AnswerJudge.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quickfix.Message;

/** Venues' answers with things changed in them: read exactly, or refused, told of and counted; never anything else. */
class DecodeFuzzTest {
    private static final long SEED = 0xF1D44;

    @Test
    void whatAVenueMightSendIsReadExactlyOrRefusedAndCounted() throws Exception {
        answers(20_000);
    }

    @Test
    @Tag("prove")
    void manyAnswers() throws Exception {
        answers(Integer.getInteger("breakwater.prove.size", 1_000_000));
    }

    private static void answers(final int count) throws Exception {
        final Mutator mutator = new Mutator(SEED, new AnswerFactory());
        final AnswerJudge judge = new AnswerJudge();
        final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int i = 0; i < count; i++) {
            final Message message = mutator.message(i, AnswerJudge.ANSWERS[i % AnswerJudge.ANSWERS.length]);
            final int number = i;
            outcomes.merge(
                    judge.hear(message, () -> "seed " + SEED + " message " + number + " " + message), 1, Integer::sum);
        }
        System.out.println("mutants: " + outcomes);
        assertTrue(
                outcomes.getOrDefault(Outcome.READ, 0) > count / 10
                        && outcomes.getOrDefault(Outcome.REFUSED, 0) > count / 10,
                outcomes::toString);
    }
}
