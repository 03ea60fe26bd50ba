package breakwater.tools.operate;

import breakwater.core.message.Frame;
import breakwater.core.message.KillEncoder;
import breakwater.core.message.Level;
import breakwater.core.message.ResumeEncoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.control.CommandFile;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands an operator's command to the engine's ring, so that who and why are journaled. */
public final class CommandFrames {
    /** Characters that a command frame keeps of a user and of a reason. */
    public static final int USER_MAX = 24;

    public static final int REASON_MAX = 96;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();

    /** Offers a Kill with the word's generation. Returns false where the ring is full or cannot be opened. */
    public boolean kill(final Path ring, final int index, final long word, final String user, final String reason) {
        begin(KillEncoder.TEMPLATE_ID, KillEncoder.BLOCK_LENGTH);
        new KillEncoder()
                .wrap(buffer, frame.blockOffset())
                .scopeType(ControlPage.typeOf(index))
                .scopeId(ControlPage.idOf(index))
                .level(Level.get((short) ControlPage.level(word)))
                .generation(ControlPage.generation(word))
                .user(ascii(user, USER_MAX))
                .reason(ascii(reason, REASON_MAX));
        return offer(ring);
    }

    /** Offers a Resume that names exactly the word. */
    boolean resume(final Path ring, final int index, final long generation, final String user, final String reason) {
        begin(ResumeEncoder.TEMPLATE_ID, ResumeEncoder.BLOCK_LENGTH);
        new ResumeEncoder()
                .wrap(buffer, frame.blockOffset())
                .scopeType(ControlPage.typeOf(index))
                .scopeId(ControlPage.idOf(index))
                .generation(generation)
                .user(ascii(user, USER_MAX))
                .reason(ascii(reason, REASON_MAX));
        return offer(ring);
    }

    private void begin(final int templateId, final int blockLength) {
        final long nowNs = EnginePage.nowNs();
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, blockLength, KillEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs);
    }

    private boolean offer(final Path ring) {
        try (CommandFile file = CommandFile.open(ring)) {
            return file.offer(buffer, 0, frame.length());
        } catch (final IllegalStateException absent) {
            return false;
        }
    }

    /** Cuts to what the field holds; what is not printable ASCII becomes '?'. */
    public static String ascii(final String text, final int max) {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < max; i++) {
            final char c = text.charAt(i);
            out.append(c < ' ' || c > '~' ? '?' : c);
        }
        return out.toString();
    }

    /** Returns who runs this process. */
    public static String user() {
        final String user = System.getProperty("user.name", "");
        return user.isBlank() ? "unknown" : user;
    }
}
