package breakwater.gateway.fix.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Plays a script against our side, which it closes. */
final class Play {
    private final Script script;
    private final OurSide side;
    private final Exactly exactly;
    private final int timeoutMs;
    private final Names names = new Names();
    private final Map<Integer, Peer> peers = new TreeMap<>();

    Play(final Script script, final OurSide side) {
        this(script, side, new Exactly(), Peer.TIMEOUT_MS);
    }

    /** @param timeoutMs how long our side may keep the scripted one waiting */
    Play(final Script script, final OurSide side, final Exactly exactly, final int timeoutMs) {
        this.script = script;
        this.side = side;
        this.exactly = exactly;
        this.timeoutMs = timeoutMs;
    }

    /** Throws {@link AssertionError} that names the line where our side does not do what the script says. */
    void run() throws Exception {
        String where = script.name();
        try {
            for (final Script.Step step : script.steps()) {
                where = script.name() + ":" + step.line() + ": " + step.kind() + step.text();
                step(step);
            }
            where = script.name() + ", after its last line";
            for (final Peer peer : peers.values()) {
                if (peer.isConnected()) {
                    peer.hangUp();
                }
            }
            side.checkEnd();
        } catch (final AssertionError | IOException failure) {
            throw new AssertionError(where + "\n  " + failure.getMessage(), failure);
        } finally {
            side.close();
        }
    }

    private void step(final Script.Step step) throws Exception {
        final Peer peer = peers.computeIfAbsent(step.peer(), number -> new Peer(side, timeoutMs));
        switch (step.kind()) {
            case 'I':
                peer.say(names.expand(exactly.spoken(step.text())));
                exactly.onSaid(step.text(), peer);
                break;
            case 'E':
                expect(peer, step.text());
                break;
            case 'o':
                side.act(step.text());
                break;
            case 'e':
                end(peer, step.text());
                break;
            default:
                act(peer, step.text());
        }
    }

    private void end(final Peer peer, final String text) throws IOException {
        if (text.startsWith("LOGOUT ")) {
            final String reason = text.substring("LOGOUT ".length());
            peer.awaitLogout(reason);
            if (!side.isTold(reason)) {
                throw new AssertionError("our log does not say: " + reason);
            }
        } else if (!"DISCONNECT".equals(text)) {
            throw new IOException("e" + text + " is no step");
        } else {
            peer.awaitEnd();
        }
    }

    private void expect(final Peer peer, final String text) throws IOException {
        if (text.startsWith("8=")) {
            exactly.match(text, peer.read(false));
        } else {
            names.match(text, peer.read(!text.startsWith("35=0|")));
        }
    }

    private void act(final Peer peer, final String text) throws Exception {
        final String[] words = text.split(" ", 2);
        switch (words[0]) {
            case "CONNECT":
                if (peer.connect()) {
                    exactly.onConnectedAgain();
                }
                break;
            case "LOGON":
                peer.connect();
                side.logOn(peer, names);
                break;
            case "DISCONNECT":
                peer.hangUp();
                break;
            case "DROP":
                peer.drop();
                break;
            case "NEXT":
                peer.next(Integer.parseInt(words[1]));
                break;
            case "BYTES":
                peer.write(names.expand(words[1]).replace('|', (char) 1).getBytes(StandardCharsets.ISO_8859_1));
                break;
            default:
                throw new IOException("i" + text + " is no step");
        }
    }
}
