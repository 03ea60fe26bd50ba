package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Frame;
import breakwater.core.message.QuoteEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of a later schema are read by what this build knows of them; frames that are not what they say are kept apart. */
class SchemaEvolutionTest {
    private static final int MORE = 24;

    private final EngineFixture f = EngineFixture.configured();

    @Test
    void aLaterVersionsLongerBlockMeansWhatItsKnownFieldsSay() {
        final EngineFixture ours = EngineFixture.configured();
        assertEquals(List.of(), ours.quote(100_000, 100_010));
        f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
        resize(QuoteEncoder.BLOCK_LENGTH + MORE, QuoteEncoder.SCHEMA_VERSION + 1);
        f.pen.buffer.setMemory(Frame.HEADER_LENGTH + QuoteEncoder.BLOCK_LENGTH, MORE, (byte) 0x5A);

        assertEquals(List.of(), f.give());

        assertEquals(100_010, f.engine.market().askPrice(0));
        assertEquals(ours.engine.digest(), f.engine.digest());
    }

    @Test
    void aBlockShorterThanThisVersionsIsKeptApart() {
        f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
        resize(QuoteEncoder.BLOCK_LENGTH - 1, QuoteEncoder.SCHEMA_VERSION);

        assertEquals(List.of("quarantined MALFORMED_FRAME template 2"), f.give());
        assertEquals(0, f.engine.market().askPrice(0));
    }

    @Test
    void aBlockThatReachesBeyondItsFrameIsKeptApart() {
        f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
        f.pen.buffer.putShort(Frame.BLOCK_LENGTH_OFFSET, (short) 400);

        assertEquals(List.of("quarantined MALFORMED_FRAME template 2"), f.give());
    }

    @Test
    void anotherSchemaIsKeptApart() {
        f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
        f.pen.buffer.putShort(Frame.SCHEMA_ID_OFFSET, (short) 1);

        assertEquals(List.of("quarantined MALFORMED_FRAME template 2"), f.give());
    }

    private void resize(final int blockLength, final int version) {
        f.pen.buffer.putShort(Frame.BLOCK_LENGTH_OFFSET, (short) blockLength);
        f.pen.buffer.putShort(Frame.VERSION_OFFSET, (short) version);
        f.pen.frame.wrapForWrite(f.pen.buffer, 0).length(Frame.HEADER_LENGTH + blockLength);
    }
}
