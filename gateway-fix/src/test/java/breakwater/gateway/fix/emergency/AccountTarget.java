package breakwater.gateway.fix.emergency;

import static org.junit.jupiter.api.Assertions.assertFalse;

import breakwater.gateway.fix.Fuzzed;
import java.util.ArrayList;
import java.util.List;
import quickfix.DefaultMessageFactory;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.MsgType;

/** What the fuzzer has a venue tell the watchdog: after one question at the most nothing is confirmed. */
public final class AccountTarget {
    private static final MessageFactory FACTORY = new DefaultMessageFactory();

    private AccountTarget() {}

    public static void fuzzerTestOneInput(final byte[] data) {
        final List<String> told = new ArrayList<>();
        final AccountView view = new AccountView(List.of("main"), new Requests(), told::add);
        view.ask("q1", "main");
        for (final String line : new String(data, java.nio.charset.StandardCharsets.ISO_8859_1).split("\n", 4)) {
            final Message message =
                    Fuzzed.message(line.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), FACTORY);
            if (message != null && message.getHeader().isSetField(MsgType.FIELD)) {
                view.onMessage(message);
            }
        }
        assertFalse(view.holdings("main").isConfirmed("BTC-USD"));
    }

    /** Returns messages to begin with. */
    public static List<String> seeds() {
        final List<String> seeds = new ArrayList<>();
        seeds.add(AccountFuzzTest.seed(AccountFuzzTest.ACK) + "\n" + AccountFuzzTest.seed(AccountFuzzTest.POSITION));
        for (final String[] other : AccountFuzzTest.OTHERS) {
            seeds.add(AccountFuzzTest.seed(other));
        }
        return seeds;
    }
}
