package breakwater.journal.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A small file, written out in full so that no store can meet a full disk, mode 0600, and mapped. Cold path. */
final class MappedFile implements AutoCloseable {
    private final MappedByteBuffer bytes;
    final UnsafeBuffer buffer;

    private MappedFile(final MappedByteBuffer bytes) {
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
    }

    /**
     * Creates the file of zeros and what {@code first} writes over them. All of it is written under another name, so that nobody
     * maps half a file.
     */
    static void create(final Path file, final int length, final Consumer<UnsafeBuffer> first) throws IOException {
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            final ByteBuffer zeros = ByteBuffer.allocate(length);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
        }
        try (MappedFile mapped = map(part, length)) {
            first.accept(mapped.buffer);
        }
        Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    static MappedFile map(final Path file, final int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < length) {
                throw new IOException(file + " has " + channel.size() + " bytes, needs " + length);
            }
            final MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            return new MappedFile(bytes);
        }
    }

    @Override
    public void close() {
        IoUtil.unmap(bytes);
    }
}
