package breakwater.gateway.fix.simfront;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quickfix.MessageStore;
import quickfix.SessionID;

class FrontStoreTest {
    private final MessageStore store = new FrontStore().create(new SessionID("FIX.4.4", "PAPER", "CLIENT"));

    private List<String> get(final int from, final int to) throws IOException {
        final List<String> messages = new ArrayList<>();
        store.get(from, to, messages);
        return messages;
    }

    @Test
    void keepsTheNewestMessagesInTheirOrderAndNoMarketData() throws IOException {
        for (int i = 1; i <= FrontStore.KEPT + 1; i++) {
            store.set(i, "8=FIX.4.4\u00019=5\u000135=8\u000134=" + i + "\u0001");
        }
        store.set(FrontStore.KEPT + 2, "8=FIX.4.4\u00019=5\u000135=W\u0001");

        assertEquals(FrontStore.KEPT, get(1, FrontStore.KEPT + 2).size());
        assertEquals(List.of("8=FIX.4.4\u00019=5\u000135=8\u000134=2\u0001"), get(1, 2));
        assertEquals(List.of(), get(3, 2));
    }

    @Test
    void aResetForgetsThemAll() throws IOException {
        store.set(1, "8=FIX.4.4\u00019=5\u000135=8\u0001");
        store.setNextSenderMsgSeqNum(2);

        store.reset();

        assertEquals(List.of(), get(1, 10));
        assertEquals(1, store.getNextSenderMsgSeqNum());
    }
}
