package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.ApprovalEncoder;
import breakwater.core.message.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verified approval stands in the total order for the audit; the engine does nothing by it. */
class ApprovalTest {
    private final EngineFixture f = EngineFixture.configured();

    @Test
    void isTakenWithoutAnOutput() {
        assertEquals(List.of(), f.quote(100_000, 100_010));
        f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
        asApproval(ApprovalEncoder.BLOCK_LENGTH);

        assertEquals(List.of(), f.give());
    }

    @Test
    void isKeptApartWhereItIsCut() {
        assertEquals(List.of(), f.quote(100_000, 100_010));
        f.pen.quote(0, 100_000, 100_000, 100_010, 100_000);
        asApproval(ApprovalEncoder.BLOCK_LENGTH - 1);

        assertEquals(List.of("quarantined MALFORMED_FRAME template 60"), f.give());
    }

    private void asApproval(final int blockLength) {
        f.pen.buffer.putShort(Frame.TEMPLATE_ID_OFFSET, (short) ApprovalEncoder.TEMPLATE_ID);
        f.pen.buffer.putShort(Frame.BLOCK_LENGTH_OFFSET, (short) blockLength);
        f.pen.frame.wrapForWrite(f.pen.buffer, 0).length(Frame.HEADER_LENGTH + blockLength);
    }
}
