package breakwater.journal;

import breakwater.core.message.Frame;
import breakwater.core.message.JournalHeaderDecoder;
import breakwater.core.message.JournalHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * What the first record of a journal folder says (K10). It is not counted: its sequence is that of the last record of the
 * run before, 0 in the first run, and its chain continues from there.
 *
 * @param run               number of the start that wrote the folder, 1, 2, 3 …
 * @param isOutput          output journal, else input
 * @param build             name of the build, at most 24 ASCII characters
 * @param schemaVersion     version of the SBE schema
 * @param schemaHash        hash of the SBE schema
 * @param configurationHash hash of the configuration that the engine was started with
 * @param lastSequence      sequence of the last record of the run before, 0 = none
 * @param lastChain         chain of that record, 0 = none
 */
public record JournalHeader(
        int run,
        boolean isOutput,
        String build,
        int schemaVersion,
        long schemaHash,
        long configurationHash,
        long lastSequence,
        long lastChain) {
    static final int TEMPLATE_ID = JournalHeaderEncoder.TEMPLATE_ID;

    public JournalHeader {
        if (run < 1 || lastSequence < 0) {
            throw new IllegalArgumentException("journal header with run=" + run + ", lastSequence=" + lastSequence);
        }
        if (build.length() > JournalHeaderEncoder.buildLength()) {
            build = build.substring(0, JournalHeaderEncoder.buildLength());
        }
    }

    /** Writes the header's frame, without CRC and chain. Returns its length. */
    int encode(final MutableDirectBuffer buffer, final int offset) {
        final Frame frame = new Frame()
                .wrapForWrite(buffer, offset)
                .begin(TEMPLATE_ID, JournalHeaderEncoder.BLOCK_LENGTH, JournalHeaderEncoder.SCHEMA_VERSION)
                .sequence(lastSequence);
        new JournalHeaderEncoder()
                .wrap(buffer, frame.blockOffset())
                .run(run)
                .schemaVersion(schemaVersion)
                .isOutput((short) (isOutput ? 1 : 0))
                .schemaHash(schemaHash)
                .configurationHash(configurationHash)
                .build(build);
        return frame.length();
    }

    static JournalHeader decode(final Frame frame) {
        final JournalHeaderDecoder header = new JournalHeaderDecoder();
        header.wrap(frame.buffer(), frame.blockOffset(), frame.blockLength(), frame.version());
        return new JournalHeader(
                header.run(),
                header.isOutput() == 1,
                header.build(),
                header.schemaVersion(),
                header.schemaHash(),
                header.configurationHash(),
                frame.sequence(),
                previousChain(frame.chain(), frame.crc(), frame.length()));
    }

    /** Returns the chain before a record: the mix is a bijection, so that it can be taken back (see Frame.nextChain). */
    static long previousChain(final long chain, final int crc, final int length) {
        long z = chain;
        z ^= (z >>> 31) ^ (z >>> 62);
        z *= 0x319642B2D24D8EC3L;
        z ^= (z >>> 27) ^ (z >>> 54);
        z *= 0x96DE1B173F119089L;
        z ^= (z >>> 30) ^ (z >>> 60);
        z -= 0x9E3779B97F4A7C15L;
        return z ^ (((long) length << 32) | (crc & 0xFFFFFFFFL));
    }
}
