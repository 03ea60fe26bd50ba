package breakwater.tools.operate;

import breakwater.core.message.Frame;
import breakwater.core.message.MessageHeaderEncoder;
import breakwater.journal.control.CommandFile;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands encoded blocks to a running engine as command frames, in order. Thread: one. */
public final class CommandRing implements AutoCloseable {
    private final CommandFile file;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();

    private CommandRing(final CommandFile file) {
        this.file = file;
    }

    /** Opens the ring. Throws {@link IllegalStateException} where there is none. */
    public static CommandRing open(final Path path) {
        return new CommandRing(CommandFile.open(path));
    }

    /** Offers one command. Returns false where the ring is full: the engine does not read it. */
    public boolean offer(final int templateId, final byte[] block) {
        final long nowNs = EnginePage.nowNs();
        frame.wrapForWrite(buffer, 0)
                .begin(templateId, block.length, MessageHeaderEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs);
        buffer.putBytes(frame.blockOffset(), block);
        return file.offer(buffer, 0, frame.length());
    }

    @Override
    public void close() {
        file.close();
    }
}
