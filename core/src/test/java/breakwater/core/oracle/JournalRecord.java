package breakwater.core.oracle;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** One record of a journal, read where it lies: the header as the layout of a frame draws it, then the block. */
record JournalRecord(DirectBuffer buffer, int offset) {
    static final int NO_ID = 65534;
    private static final int BLOCK = 64;
    private static final int NO_EVENT_TIME = 2;

    long sequence() {
        return buffer.getLong(offset + 16, ByteOrder.LITTLE_ENDIAN);
    }

    long timeNs() {
        return buffer.getLong(offset + 24, ByteOrder.LITTLE_ENDIAN);
    }

    long eventTimeNs() {
        return buffer.getLong(offset + 32, ByteOrder.LITTLE_ENDIAN);
    }

    long sourceSequence() {
        return buffer.getLong(offset + 40, ByteOrder.LITTLE_ENDIAN);
    }

    int sourceId() {
        return buffer.getShort(offset + 48, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    boolean hasEventTime() {
        return (buffer.getShort(offset + 52, ByteOrder.LITTLE_ENDIAN) & NO_EVENT_TIME) == 0;
    }

    int blockLength() {
        return buffer.getShort(offset + 56, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    int template() {
        return buffer.getShort(offset + 58, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    int version() {
        return buffer.getShort(offset + 62, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    int block() {
        return offset + BLOCK;
    }
}
