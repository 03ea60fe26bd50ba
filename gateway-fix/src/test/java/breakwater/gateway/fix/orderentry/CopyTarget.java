package breakwater.gateway.fix.orderentry;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.DropCopyFillDecoder;
import breakwater.core.message.Frame;
import breakwater.core.message.Side;
import breakwater.gateway.fix.FixRefusal;
import breakwater.gateway.fix.Fuzzed;
import breakwater.gateway.fix.session.Dialect;
import java.util.List;
import java.util.stream.Stream;
import quickfix.Message;
import quickfix.MessageFactory;

/** What the fuzzer has a drop copy tell. */
public final class CopyTarget {
    private static final MessageFactory FACTORY = new AnswerFactory();
    private static final Wire WIRE = new Wire();
    private static final CopyReader READER = new CopyReader(Dialect.FIX44, Wire.TERMS, Wire.SOURCE, WIRE);

    private CopyTarget() {}

    public static void fuzzerTestOneInput(final byte[] data) {
        final Message message = Fuzzed.message(data, FACTORY);
        WIRE.frames.clear();
        try {
            if (message != null && READER.isFill(message)) {
                READER.read(message);
            }
        } catch (final FixRefusal refusal) {
            assertTrue(WIRE.frames.isEmpty());
        }
        for (final Frame frame : WIRE.frames) {
            final DropCopyFillDecoder copy = new DropCopyFillDecoder()
                    .wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
            assertNotNull(Wire.TERMS.instrument(copy.instrumentId()));
            assertNotNull(Wire.TERMS.account(copy.accountId()));
            assertTrue(copy.side() == Side.BUY || copy.side() == Side.SELL);
            assertTrue(copy.price() > 0 && copy.quantity() > 0 && copy.executionId() != 0);
        }
    }

    /** Returns messages to begin with. */
    public static List<String> seeds() {
        return Stream.of(AnswerJudge.ANSWERS)
                .map(fields -> String.join("|", fields))
                .filter(text -> text.startsWith("35=8"))
                .toList();
    }
}
