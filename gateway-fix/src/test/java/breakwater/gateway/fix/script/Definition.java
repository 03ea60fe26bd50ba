package breakwater.gateway.fix.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.gateway.fix.orderentry.RawFrames;
import java.io.IOException;
import java.util.List;

/**
 * QuickFIX/J's definitions before our venue. Theirs speak of an application that echoes each order; ours answers it: where an
 * echo is expected, exactly one answer to that order has to come, under the number and the flags of the echo. Text (58) may
 * say more than theirs, and in a business reject it is the venue's own. Theirs forgets a session with its connection, ours does
 * not: whoever connects again is another client.
 */
final class Definition extends Exactly {
    private static final String ORDER = "D";

    private static final long ANSWER_WITHIN_MS = 1_000;

    private final boolean isAnswerAwaited;
    private String client = VenueSide.nextClient();

    /** @param isAnswerAwaited whether nothing overtakes the venue's answer to an order, if there is one */
    Definition(final boolean isAnswerAwaited) {
        this.isAnswerAwaited = isAnswerAwaited;
    }

    @Override
    void onSaid(final String text, final Peer peer) throws IOException {
        if (isAnswerAwaited && ORDER.equals(RawFrames.field(text, 35))) {
            peer.awaitBytes(ANSWER_WITHIN_MS);
        }
    }

    @Override
    void onConnectedAgain() {
        client = VenueSide.nextClient();
    }

    @Override
    String spoken(final String text) {
        // Heartbeats each two seconds would come between on a slow machine; the scripts that are about heartbeats say
        // 6.
        return text.replace("=TW|", "=" + client + "|").replace("|108=2|", "|108=30|");
    }

    @Override
    void match(final String expected, final String message) {
        final String named = spoken(expected);
        if (!ORDER.equals(RawFrames.field(named, 35))) {
            super.match(withText(named, message), message);
            return;
        }
        assertTrue(List.of("8", "j").contains(RawFrames.field(message, 35)), message);
        for (final int tag : new int[] {34, 43, 49, 56}) {
            assertEquals(RawFrames.field(named, tag), RawFrames.field(message, tag), () -> tag + " in " + message);
        }
        assertEquals(RawFrames.field(named, 122) == null, RawFrames.field(message, 122) == null, message);
        final String order = RawFrames.field(message, 11);
        assertEquals(RawFrames.field(named, 11), order == null ? RawFrames.field(message, 379) : order, message);
    }

    private static String withText(final String expected, final String message) {
        final String wanted = RawFrames.field(expected, 58);
        final String text = RawFrames.field(message, 58);
        final boolean isOwn = "j".equals(RawFrames.field(message, 35));
        return wanted == null || text == null || !(isOwn || text.startsWith(wanted))
                ? expected
                : expected.replace("|58=" + wanted + "|", "|58=" + text + "|");
    }
}
